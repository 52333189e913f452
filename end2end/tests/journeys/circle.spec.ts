// Who leads and who is of the circle: the baton goes over with a yes, and the family takes a guest out at once.
import { expect, test } from '../../fixture';
import { day, found, join, newId } from '../../people';

test('the baton goes over only when the other has said yes', async ({ person }) => {
  const [mette, amina] = await Promise.all([person('Mette', 'laptop'), person('Amina', 'phone')]);
  const { family } = await found(mette, 'professional', { name: 'Ali' });
  await join(amina, mette, family, 'guardian');
  await Promise.all([mette.open(`/f/${family}/people`), amina.open(`/f/${family}`)]);
  await mette.tap(mette.fold('Giv tovholderrollen videre'));
  await mette.page.getByLabel('Hvem spørger du?').selectOption('Amina');
  await mette.tap(mette.button('Spørg'));
  await expect(mette.text('Du har spurgt Amina. Du er tovholder, til der er sagt ja.')).toBeVisible();
  await expect(mette.page.locator('.member:has(> div > b:text-is("Mette"))')).toContainText('tovholder');
  await expect(amina.heading('Vil du være tovholder?')).toBeVisible();
  await amina.tap(amina.button('Ja, det vil jeg'));
  await expect(amina.heading('Vil du være tovholder?')).toBeHidden();
  await expect(mette.page.locator('.member:has(> div > b:text-is("Amina"))')).toContainText('tovholder');
  await expect(mette.page.locator('.member:has(> div > b:text-is("Mette"))')).not.toContainText('tovholder');
});

test('the family asks for another coordinator, and everybody sees the wish', async ({ person }) => {
  const [mette, amina] = await Promise.all([person('Mette', 'laptop'), person('Amina', 'phone')]);
  const { family } = await found(mette, 'professional', { name: 'Ali' });
  await join(amina, mette, family, 'guardian');
  await Promise.all([mette.open(`/f/${family}/people`), amina.open(`/f/${family}/people`)]);
  await amina.tap(amina.fold('Bed om en anden tovholder'));
  await amina.write(amina.field('Hvorfor? Du kan springe over.'), 'Vi vil gerne have en, vi kender');
  await amina.tap(amina.button('Bed om en anden'));
  await expect(mette.text('Amina beder om en anden tovholder.')).toBeVisible();
  await expect(mette.text('Vi vil gerne have en, vi kender')).toBeVisible();
  await amina.tap(amina.button('Vi beder ikke mere'));
  await expect(mette.text('Amina beder om en anden tovholder.')).toBeHidden();
});

test('a guest who is taken out sees nothing more within a second, and their ball lies free', async ({ person, complaints }) => {
  const [mette, amina, bodil] = await Promise.all([person('Mette', 'laptop'), person('Amina', 'phone'), person('Bodil', 'phone')]);
  const { family } = await found(mette, 'professional', { name: 'Ali' });
  await join(amina, mette, family, 'guardian');
  const grandmother = await join(bodil, mette, family, 'network');
  const step = { id: newId(), goal: null, what: 'Hente Ali om torsdagen', holder: grandmother, due: null, help: '', dialogue: null, on: day(0) };
  await bodil.does({ plan: { add_step: step } }, family);
  await Promise.all([amina.open(`/f/${family}/people`), bodil.open(`/f/${family}/plan`)]);
  await expect(bodil.text('Hente Ali om torsdagen', { exact: true })).toBeVisible();
  const row = amina.page.locator('.member:has(> div > b:text-is("Bodil"))');
  await amina.tap(row.getByText('Tag ud af kredsen'));
  await amina.tap(row.getByRole('button', { name: 'Tag Bodil ud nu' }));
  await expect(bodil.text('Hente Ali om torsdagen', { exact: true })).toBeHidden({ timeout: 1_000 });
  await expect(bodil.title('Her er ikke noget')).toBeVisible();
  await bodil.page.goBack();
  await expect(bodil.page.getByText('Hente Ali om torsdagen')).toHaveCount(0);
  await bodil.page.goto('/');
  await expect(bodil.page.getByRole('link', { name: 'Familien' })).toHaveCount(0);
  await amina.open(`/f/${family}/plan`);
  await expect(amina.page.locator(`#step-${step.id}`)).toContainText('Hvem tager bolden?');
  complaints.splice(0, complaints.length, ...complaints.filter((complaint) => !/404/.test(complaint)));
});

test('when the coordinator is taken out nobody leads until somebody has said yes', async ({ person, complaints }) => {
  const [mette, amina, bodil] = await Promise.all([person('Mette', 'laptop'), person('Amina', 'phone'), person('Bodil', 'phone')]);
  const { family } = await found(mette, 'professional', { name: 'Ali' });
  await join(amina, mette, family, 'guardian');
  await join(bodil, mette, family, 'network');
  await Promise.all([amina.open(`/f/${family}/people`), bodil.open(`/f/${family}`)]);
  const row = amina.page.locator('.member:has(> div > b:text-is("Mette"))');
  await amina.tap(row.getByText('Tag ud af kredsen'));
  await expect(row.getByRole('button', { name: 'Tag Mette ud. Jeg er tovholder nu' })).toBeVisible();
  await amina.tap(row.getByRole('button', { name: 'Tag Mette ud. Vi vælger en ny tovholder' }));
  await expect(bodil.heading('I har ingen tovholder lige nu')).toBeVisible();
  await expect(bodil.text('Forældrene vælger en ny.')).toBeVisible();
  await expect(bodil.button('Jeg er tovholder nu')).toBeHidden();
  await expect(amina.button('Jeg er tovholder nu')).toBeVisible();
  await amina.tap(amina.fold('Hvem spørger du?'));
  await amina.page.getByLabel('Hvem spørger du?').selectOption('Bodil');
  await amina.tap(amina.button('Spørg'));
  await bodil.tap(bodil.button('Ja, det vil jeg'));
  await expect(amina.heading('I har ingen tovholder lige nu')).toBeHidden();
  await expect(amina.page.locator('.member:has(> div > b:text-is("Bodil"))')).toContainText('tovholder');
  complaints.splice(0, complaints.length, ...complaints.filter((complaint) => !/404/.test(complaint)));
});

test('a guest leaves when the balls are handed back', async ({ person, complaints }) => {
  const [mette, bodil] = await Promise.all([person('Mette', 'laptop'), person('Bodil', 'phone')]);
  const { family } = await found(mette, 'professional', { name: 'Ali' });
  const grandmother = await join(bodil, mette, family, 'network');
  const id = newId();
  const step = { id, goal: null, what: 'Hente Ali om torsdagen', holder: grandmother, due: null, help: '', dialogue: null, on: day(0) };
  await bodil.does({ plan: { add_step: step } }, family);
  await bodil.open(`/f/${family}/people`);
  await bodil.tap(bodil.fold('Forlad kredsen'));
  await bodil.tap(bodil.button('Forlad kredsen nu'));
  await expect(bodil.page.getByRole('alert')).toContainText('Du har stadig en bold. Giv den tilbage først.');
  await bodil.does({ plan: { hand_back: { id, because: 'Jeg flytter.' } } }, family);
  await bodil.tap(bodil.button('Forlad kredsen nu'));
  await expect(bodil.title('Her er ikke noget')).toBeVisible();
  complaints.splice(0, complaints.length, ...complaints.filter((complaint) => !/404/.test(complaint)));
});

test('while the course is paused all can read and nothing is asked', async ({ person }) => {
  const [mette, amina] = await Promise.all([person('Mette', 'laptop'), person('Amina', 'phone')]);
  const { family } = await found(mette, 'professional', { name: 'Ali' });
  await join(amina, mette, family, 'guardian');
  await Promise.all([mette.open(`/f/${family}/dreams`), amina.open(`/f/${family}/people`)]);
  await amina.tap(amina.fold('Hold pause, eller slut'));
  await amina.tap(amina.button('Hold pause'));
  await expect(mette.text('Forløbet holder pause.')).toBeVisible();
  const answer = await mette.send({ talk: { share: { id: crypto.randomUUID() } } }, family);
  expect(answer.outcome.refused?.refusal).toBe('rests');
  await amina.tap(amina.button('Sæt i gang igen'));
  await expect(mette.text('Forløbet holder pause.')).toBeHidden();
});
