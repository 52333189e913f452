// Who writes is seen by those who will read it, where they will read it, and by nobody else.
import { expect, test } from '../../fixture';
import { begun, day, found, join, newId, type Person } from '../../people';

const writes = (who: Person) => who.page.locator('.writing');

// [S31]
test('one sees that another writes a card, until it is laid or left', async ({ person }) => {
  const [mette, amina] = await Promise.all([person('Mette', 'tablet'), person('Amina', 'phone')]);
  const place = await found(mette, 'professional', { name: 'Ali', born: new Date().getFullYear() - 8 });
  await join(amina, mette, place.family, 'guardian');
  const dialogue = await begun(mette, place, 'works');
  const address = `/f/${place.family}/dialogue/${dialogue}`;
  await Promise.all([mette, amina].map((who) => who.open(address)));
  const column = mette.page.getByRole('region', { name: 'Det, der virker' });
  const before = await column.boundingBox();

  const field = amina.field('Noget, der virker');
  await amina.tap(field);
  await field.pressSequentially('Han ler');
  await expect(column.getByText('Amina skriver …')).toBeVisible();
  await expect(writes(mette)).toHaveCount(1);
  await expect(writes(amina)).toHaveCount(0);
  expect(await column.boundingBox()).toEqual(before);
  // It is not read aloud each time.
  expect(await writes(mette).evaluate((words) => words.closest('[aria-live], [role=status], [role=alert]'))).toBeNull();

  await amina.tap(amina.button('Læg kortet frem'));
  await expect(mette.text('Han ler')).toBeVisible();
  await expect(writes(mette)).toHaveCount(0);
  // What was begun and not sent: whoever leaves the field has stopped, whoever falls silent too.
  // The others are told every third second at most, so that it may take a few strokes more.
  await expect(async () => {
    await field.pressSequentially('Han synger. ');
    await expect(column.getByText('Amina skriver …')).toBeVisible({ timeout: 500 });
  }).toPass();
  await field.blur();
  await expect(writes(mette)).toHaveCount(0, { timeout: 2_000 });
  await expect(async () => {
    await field.pressSequentially('.');
    await expect(writes(mette)).toHaveCount(1, { timeout: 500 });
  }).toPass();
  await expect(writes(mette)).toHaveCount(0, { timeout: 9_000 });
});

// [S31]
test('what is sent while somebody writes says not a word of it, and seldom', async ({ person }) => {
  const [mette, amina] = await Promise.all([person('Mette', 'tablet'), person('Amina', 'laptop')]);
  const place = await found(mette, 'professional', { name: 'Ali' });
  await join(amina, mette, place.family, 'guardian');
  const id = newId();
  await amina.does({ plan: { set_goal: { id, about: place.child, text: 'En ven', sign: '', dream: null, dialogue: null, on: day(0) } } }, place.family);
  const sent: string[] = [];
  amina.page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => sent.push(payload.toString())));
  await Promise.all([mette, amina].map((who) => who.open(`/f/${place.family}/plan`)));
  await amina.tap(amina.page.locator(`#goal-${id}`).locator('summary').filter({ hasText: 'Mere' }).last());
  const begun = Date.now();
  await amina.page.locator(`#reword-${id}`).pressSequentially(' der spiller fodbold', { delay: 10 });
  await expect(mette.page.locator(`#goal-${id}`).getByText('Amina skriver …')).toBeVisible();
  await amina.page.locator(`#reword-${id}`).blur();
  await expect(writes(mette)).toHaveCount(0);
  const seconds = (Date.now() - begun) / 1000;
  const pens = sent.filter((text) => /writes|wrote/.test(text)).map((text) => JSON.parse(text));
  const at = { goal: { goal: id } };
  expect(pens.at(-1)).toEqual({ passing: { passing: { wrote: { at } } } });
  for (const pen of pens.slice(0, -1)) expect(pen).toEqual({ passing: { passing: { writes: { at } } } });
  expect(pens.length - 1).toBeGreaterThan(0);
  expect(pens.length - 1).toBeLessThanOrEqual(1 + seconds / 3);
});

// [S31]
test('nobody sees that another prepares cards for themselves', async ({ person }) => {
  const [mette, amina] = await Promise.all([person('Mette', 'tablet'), person('Amina', 'laptop')]);
  const place = await found(mette, 'professional', { name: 'Ali' });
  await join(amina, mette, place.family, 'guardian');
  const dialogue = await begun(mette, place, 'works');
  await mette.open(`/f/${place.family}/dialogue/${dialogue}`);
  const sent: string[] = [];
  amina.page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => sent.push(payload.toString())));
  await amina.open(`/f/${place.family}/mine`);
  const field = amina.page.locator('textarea[name=text]').first();
  await field.pressSequentially('Kun til mig');
  await field.blur();
  // It would be said at the stroke; the test before this one hears it.
  expect(sent.filter((text) => /writes|wrote/.test(text))).toEqual([]);
  await expect(writes(mette)).toHaveCount(0);
});
