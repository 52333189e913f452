// What the server does not take and holds no words: a drawing, a placement. Whoever made it gets it back, with the reason, and tries again.
import { type Page } from '@playwright/test';
import { expect, test } from '../../fixture';
import { OUTBOX, lies, put } from '../../offline';
import { load } from '../../pages';
import { WORDS, become, day, makeWorld, newId, send, view, type World } from '../../world';

/** Amina's page, with this in her outbox: it was decided on a copy that the server has passed. */
async function waits(page: Page, world: World, room: string, command: unknown): Promise<void> {
  await become(page.context(), world, world.amina);
  await load(page, world.url + world.at(room));
  await put(page, OUTBOX, `${world.family}/${world.amina.id}`, JSON.stringify({ version: 5, words: [], sent: { id: newId(), command } }));
  await load(page, world.url + world.at(room));
}

const given = (page: Page) => page.getByRole('alert').filter({ hasText: 'Det blev ikke gemt' });

// [O2] [S18]
test('a drawing that came while the course rests is given back, outlives the page, and is laid by one tap afterwards', async ({ page, server }) => {
  const world = await makeWorld(server.url);
  const { mette, amina, dreams, dialogues } = world;
  await send(world, mette, { dialogue: { end: { id: dialogues.running } } });
  await send(world, amina, { people: { pause: {} } });
  const strokes = [[[10, 20], [30, 40], [50, 25]]];
  await waits(page, world, 'plan', { dreams: { picture: { id: dreams.words, picture: { drawing: { strokes } }, from: null } } });
  await expect(given(page)).toContainText('Her er det, så du kan prøve igen.');
  await expect(given(page).locator('svg.dream-drawing path')).toBeVisible();
  await load(page, world.url + world.at());
  await expect(given(page).locator('svg.dream-drawing path')).toBeVisible();
  expect(await lies(page, OUTBOX)).toBe(1);
  await send(world, amina, { people: { resume: {} } });
  await given(page).getByRole('button', { name: 'Prøv igen' }).click();
  await expect(given(page)).toHaveCount(0);
  await expect.poll(async () => JSON.stringify(await view(world, amina))).toContain(JSON.stringify(strokes));
  await expect.poll(() => lies(page, OUTBOX)).toBe(0);
});

// [O2] [S18]
test('a placement without a word comes back as what it says, and goes when it is put away', async ({ page, server }) => {
  const world = await makeWorld(server.url);
  const words = { because: '', works: '', one_up: '' };
  const place = { id: newId(), child: world.ali.id, setting: 'school', level: 4, on: day(9), seen: 'circle', ...words };
  await waits(page, world, 'plan', { ruler: { place } });
  await expect(given(page)).toContainText(/skole.*: 4/i);
  await given(page).getByRole('button', { name: 'Læg det væk' }).click();
  await expect(given(page)).toHaveCount(0);
  await expect.poll(() => lies(page, OUTBOX)).toBe(0);
  await load(page, world.url + world.at('plan'));
  await expect(given(page)).toHaveCount(0);
});

// [O2] [S18]
test('a no that comes twice takes nothing away of what the first gave back', async ({ page, server }) => {
  const world = await makeWorld(server.url);
  await page.routeWebSocket(/\/live\?as=/, (near) => {
    const far = near.connectToServer();
    near.onMessage((words) => far.send(words));
    far.onMessage((words) => {
      near.send(words);
      if (words.toString().includes('"refused"')) near.send(words);
    });
  });
  const words = { because: 'Han synger', works: '', one_up: '' };
  const place = { id: newId(), child: world.ali.id, setting: 'school', level: 4, on: day(9), seen: 'circle', ...words };
  await waits(page, world, 'plan', { ruler: { place } });
  const back = page.getByRole('alert').filter({ hasText: 'Han synger' });
  await expect(back).toHaveCount(1);
  // What is done after it comes after it.
  await page.getByRole('button', { name: `Gjort: ${WORDS.held}` }).click();
  await expect(page.getByText('Gemt', { exact: true })).toBeVisible();
  await expect.poll(() => lies(page, OUTBOX)).toBe(1);
  await load(page, world.url + world.at());
  await expect(back).toHaveCount(1);
});
