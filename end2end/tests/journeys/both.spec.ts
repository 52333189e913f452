// Two change the same. What fits together is put together; of the rest both are kept, and whoever came second chooses.
import { expect, test } from '../../fixture';
import { forgiveLost, layLine } from '../../line';
import { day, found, join, newId, type Person } from '../../people';

const both = (who: Person) => who.page.getByRole('alert').filter({ hasText: 'I skrev det samme sted' });

/** A goal that both have before them, with its form open. */
async function aGoal(mette: Person, amina: Person, text: string) {
  const place = await found(mette, 'professional', { name: 'Ali' });
  await join(amina, mette, place.family, 'guardian');
  const id = newId();
  await mette.does({ plan: { set_goal: { id, about: place.child, text, sign: '', dream: null, dialogue: null, on: day(0) } } }, place.family);
  const words = (who: Person) => who.page.locator(`#reword-${id}`);
  for (const who of [mette, amina]) {
    await who.open(`/f/${place.family}/plan`);
    const card = who.page.locator(`#goal-${id}`);
    await who.tap(card.locator('summary').filter({ hasText: 'Mere' }).last());
    await expect(words(who)).toHaveValue(text);
  }
  const save = async (who: Person, changed: string) => {
    await who.write(words(who), changed);
    await who.page.keyboard.press('Enter');
  };
  const reads = (who: Person) => who.page.locator(`#goal-${id} h2`);
  return { place, save, reads };
}

// [S13]
test('two windows change different words of one goal: both are there', async ({ person }) => {
  const [mette, amina] = await Promise.all([person('Mette', 'laptop'), person('Amina', 'phone')]);
  const { save, reads } = await aGoal(mette, amina, 'Ali går til svømning om tirsdagen');
  await save(mette, 'Ali går til svømning om tirsdagen med Bo');
  await expect(reads(amina)).toHaveText('Ali går til svømning om tirsdagen med Bo');
  await save(amina, 'Ali og Sara går til svømning om tirsdagen');
  for (const who of [mette, amina]) {
    await expect(reads(who)).toHaveText('Ali og Sara går til svømning om tirsdagen med Bo');
    await expect(both(who)).toHaveCount(0);
  }
});

// [S14]
test('two windows change the same words: both stand there, and one is chosen by a tap', async ({ person }) => {
  const [mette, amina] = await Promise.all([person('Mette', 'laptop'), person('Amina', 'phone')]);
  const { save, reads } = await aGoal(mette, amina, 'Ali har en ven');
  await save(mette, 'Ali har en hund');
  await expect(reads(amina)).toHaveText('Ali har en hund');
  await save(amina, 'Ali har en kat');
  await expect(both(amina)).toContainText('Ali har en hund');
  await expect(both(amina)).toContainText('Ali har en kat');
  await expect(both(amina)).toBeFocused();
  await expect(reads(mette)).toHaveText('Ali har en hund');
  // It stays until it is chosen, and follows what stands there.
  await amina.page.reload();
  await save(mette, 'Ali har en stor hund');
  await expect(both(amina)).toContainText('Ali har en stor hund');
  await amina.tap(both(amina).getByRole('button', { name: 'Brug mit' }));
  for (const who of [mette, amina]) await expect(reads(who)).toHaveText('Ali har en kat');
  await expect(both(amina)).toHaveCount(0);
  await amina.page.reload();
  await expect(both(amina)).toHaveCount(0);
});

// [S14] [S18]
test('what only the server could know comes as the same choice, and the keyboard makes it', async ({ person, server, complaints }) => {
  const line = await layLine(server.url);
  const [amina, mette] = await Promise.all([person('Amina', 'phone'), person('Mette', 'laptop', line.url)]);
  const { save, reads } = await aGoal(mette, amina, 'Ali har en ven');
  line.cut();
  await expect(mette.text('Der er ingen forbindelse lige nu. Skriv bare videre.')).toBeVisible();
  await save(mette, 'Ali har en hund');
  await expect(reads(mette)).toHaveText('Ali har en hund');
  await save(amina, 'Ali har en kat');
  line.mend();
  await expect(both(mette)).toContainText('Ali har en kat', { timeout: 15_000 });
  await expect(both(mette)).toContainText('Ali har en hund');
  await expect(reads(mette)).toHaveText('Ali har en kat');
  const take = both(mette).getByRole('button', { name: 'Brug mit' });
  const leave = both(mette).getByRole('button', { name: 'Lad det andet stå' });
  await take.focus();
  await mette.page.keyboard.press('Tab');
  await expect(leave).toBeFocused();
  await mette.page.keyboard.press('Enter');
  await expect(both(mette)).toHaveCount(0);
  for (const who of [mette, amina]) await expect(reads(who)).toHaveText('Ali har en kat');
  await mette.context.close();
  line.close();
  forgiveLost(complaints);
});

// [S14]
test('of two pictures on one card both are kept, also a drawing', async ({ person, server, complaints }) => {
  const line = await layLine(server.url);
  const [mette, amina] = await Promise.all([person('Mette', 'laptop'), person('Amina', 'phone', line.url)]);
  const place = await found(mette, 'professional', { name: 'Ali' });
  await join(amina, mette, place.family, 'guardian');
  const id = newId();
  const add = { id, whose: place.child, text: 'Et kæledyr', picture: 'none', place: { zone: 'soon', x: 100, y: 100 }, dialogue: null };
  await mette.does({ dreams: { add } }, place.family);
  await amina.open(`/f/${place.family}/dreams`);
  await amina.tap(amina.button('Åbn: Et kæledyr'));
  const sheet = amina.page.getByRole('dialog');
  await amina.tap(sheet.getByText('Skift billede'));
  line.cut();
  await expect(amina.text('Der er ingen forbindelse lige nu. Skriv bare videre.')).toBeVisible();
  await amina.tap(amina.choice('Billede'));
  await amina.tap(amina.choice('hund'));
  await amina.tap(sheet.getByRole('button', { name: 'Gem', exact: true }).last());
  const picture = { drawing: { strokes: [[[10, 10], [200, 200]]] } };
  await mette.does({ dreams: { picture: { id, picture, from: null } } }, place.family);
  line.mend();
  await expect(both(amina).locator('svg.dream-drawing path')).toHaveAttribute('d', 'M20 20L400 400', { timeout: 15_000 });
  await expect(both(amina).locator('svg use[href$="#dog"]')).toBeAttached();
  await amina.tap(both(amina).getByRole('button', { name: 'Brug mit' }));
  await expect(both(amina)).toHaveCount(0);
  await expect.poll(async () => JSON.stringify((await mette.copy(place.family)).family.dreams)).toContain('"name":"dog"');
  await amina.context.close();
  line.close();
  forgiveLost(complaints);
});
