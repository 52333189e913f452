// Nothing that somebody wrote is lost: not in a tunnel, not by a reload, not when two write at once.
import { expect, test } from '../../fixture';
import { forgiveLost, layLine } from '../../line';
import { begun, day, found, join, newId, type Person, type Place } from '../../people';

async function two(person: (name: string, device: 'phone' | 'laptop', url?: string) => Promise<Person>, url: string) {
  const [mette, amina] = await Promise.all([person('Mette', 'laptop'), person('Amina', 'phone', url)]);
  const place: Place = await found(mette, 'professional', { name: 'Ali' });
  const mother = await join(amina, mette, place.family, 'guardian');
  return { place, mette, amina, mother };
}

// [S18] [O2]
test('words that were not taken stand there, with the reason, until their writer puts them away', async ({ person, server, complaints }) => {
  const line = await layLine(server.url);
  const { place, mette, amina } = await two(person, line.url);
  const id = newId();
  const add = { id, whose: place.child, text: 'Bo ved skoven', picture: 'none', place: { zone: 'soon', x: 100, y: 100 }, dialogue: null };
  await mette.does({ dreams: { add } }, place.family);
  await amina.open(`/f/${place.family}/dreams`);
  await amina.tap(amina.button('Åbn: Bo ved skoven'));
  const sheet = amina.page.getByRole('dialog');
  await amina.tap(sheet.getByText('Ret ordene'));
  line.cut();
  await expect(amina.text('Der er ingen forbindelse lige nu. Skriv bare videre.')).toBeVisible();
  // Both are short enough; together they are not.
  const [mine, hers] = ['og vandet '.repeat(20), 'helst '.repeat(35)];
  await amina.write(sheet.getByRole('textbox', { name: 'Hvad er drømmen?' }), `Bo ved skoven ${mine}`);
  await amina.tap(sheet.getByRole('button', { name: 'Gem', exact: true }));
  await mette.does({ dreams: { reword: { id, from: 'Bo ved skoven', text: `${hers}Bo ved skoven` } } }, place.family);
  line.mend();

  const told = amina.page.getByRole('alert').filter({ hasText: 'Dine ord blev ikke gemt' });
  await expect(told).toContainText('Teksten er for lang.', { timeout: 15_000 });
  await expect(told).toContainText(mine.trim());
  await amina.page.reload();
  await expect(told).toContainText(mine.trim());
  await expect(amina.button(/^Åbn: helst helst/)).toBeVisible();
  await amina.tap(told.getByRole('button', { name: 'Læg dem væk' }));
  await expect(told).toHaveCount(0);
  await amina.open(`/f/${place.family}/plan`);
  await expect(told).toHaveCount(0);
  await amina.context.close();
  line.close();
  forgiveLost(complaints);
});

// [S12]
test('what was written in a tunnel is sent after a reload, once', async ({ person, server, complaints }) => {
  const line = await layLine(server.url);
  const { place, mette, amina } = await two(person, line.url);
  const dialogue = await begun(mette, place, 'works');
  const address = `/f/${place.family}/dialogue/${dialogue}`;
  await Promise.all([mette.open(address), amina.open(address)]);
  line.cut();
  await expect(amina.text('Der er ingen forbindelse lige nu. Skriv bare videre.')).toBeVisible();
  for (const words of ['Det første i tunnelen', 'Det andet i tunnelen']) {
    await amina.write(amina.field('Noget, der virker'), words);
    await amina.tap(amina.button('Læg kortet frem'));
  }
  await expect(amina.text('2 ændringer venter')).toBeVisible();
  line.mend();
  await amina.page.reload();
  for (const words of ['Det første i tunnelen', 'Det andet i tunnelen']) {
    await expect(mette.text(words)).toHaveCount(1, { timeout: 15_000 });
    await expect(amina.text(words)).toHaveCount(1);
  }
  await expect(amina.text('Gemt', { exact: true })).toBeVisible();
  await amina.context.close();
  line.close();
  forgiveLost(complaints);
});

test('news of a step tear nothing away from whoever is writing about it', async ({ person, server }) => {
  const { place, mette, amina, mother } = await two(person, server.url);
  const id = newId();
  const step = { id, goal: null, what: 'Ringe til klubben', holder: mother, due: null, help: '', dialogue: null, on: day(0) };
  await amina.does({ plan: { add_step: step } }, place.family);
  await amina.open(`/f/${place.family}/plan`);
  const row = amina.page.locator(`#step-${id}`);
  await amina.tap(row.getByText('Mere', { exact: true }));
  await amina.write(row.getByLabel('Hvad er nyt?'), 'Jeg er midt i en sæt');
  await mette.does({ plan: { tell: { id, text: 'De har plads om onsdagen', on: day(0) } } }, place.family);
  await expect(row).toContainText('De har plads om onsdagen');
  await expect(row.getByLabel('Hvad er nyt?')).toHaveValue('Jeg er midt i en sæt');
  await expect(row.getByLabel('Hvad er nyt?')).toBeFocused();
});
