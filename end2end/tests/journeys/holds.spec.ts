// What a browser holds after a whole afternoon of a family on it: nothing that can be read, and nothing that was taken back.
import { type Page } from '@playwright/test';
import { expect, test } from '../../fixture';
import { DRAFTS, OUTBOX, VIEWS, inTheClear, lies, opened, windowOf } from '../../offline';
import { load, rooms } from '../../pages';
import { WORDS, become, invite, join, makeWorld, newId, send, type Json, type Person } from '../../world';

test.describe.configure({ timeout: 120_000 });

const CHESTS = [DRAFTS, OUTBOX, VIEWS];
const [SCHOOL, DRAFT] = ['Storkereden', 'Lommelærken'];

const sealed = async (page: Page) => (await Promise.all(CHESTS.map((chest) => opened(page, chest)))).flat().map(({ text }) => text).join();

// [O9] [O11] [O12]
test('after two parents who live apart, a child and a grandmother the browser holds nothing in the clear, and nothing taken back', async ({ server }) => {
  const world = await makeWorld(server.url);
  const { link } = await invite(world, world.amina, { role: 'guardian' });
  const omar = await join(world.url, link, newId(), 'Omar', 'far');
  const card = { id: newId(), about: world.ali.id, column: 'works', text: `Han er glad i ${SCHOOL}.`, notices: '', dialogue: null, on: new Date().toISOString().slice(0, 10), shared: true };
  await send(world, world.mette, { talk: { write: card } });
  const { browser, page, shut } = await windowOf(world, world.amina, '');
  const sits = async (who: Person, through: string[]) => {
    await become(browser, world, who);
    for (const room of through) await load(page, world.url + world.at(room));
    await expect(page.getByText('Gemt', { exact: true })).toBeVisible();
    await expect.poll(async () => (await opened(page, VIEWS)).map(({ text }) => (JSON.parse(text) as { place: { me: string } }).place.me)).toEqual([who.id]);
  };
  const personal = [...Object.values(WORDS), SCHOOL, DRAFT, 'Amina', 'Omar', 'Mette', 'Rosa'];
  const nothingIsReadable = async () => {
    const clear = await inTheClear(page);
    // It has looked where things lie: marks are made of ids, and the files of the app are there.
    for (const there of [world.family, '/pkg/', ...CHESTS]) expect(clear).toContain(there);
    expect(personal.filter((words) => clear.includes(words))).toEqual([]);
  };

  await sits(world.amina, rooms(world));
  await nothingIsReadable();
  await sits(world.ali, ['', 'ruler', 'mine']);
  await page.getByLabel('Skriv noget for dig selv').pressSequentially(DRAFT);
  await expect.poll(() => sealed(page)).toContain(DRAFT);
  await nothingIsReadable();

  await sits(omar, ['', 'plan']);
  expect(await sealed(page)).toContain(SCHOOL);
  const hides: Json = { id: newId(), about: world.ali.id, kind: 'school', text: SCHOOL, words: [], known_to: [], kept_from: [omar.id] };
  await send(world, world.amina, { shield: { set: hides } });
  await expect.poll(() => sealed(page), { timeout: 1_000 }).not.toContain(SCHOOL);
  await nothingIsReadable();

  await sits(world.rosa, ['', 'ruler']);
  expect(await sealed(page)).toContain(WORDS.because);
  await send(world, world.amina, { consent: { withdraw: { to: world.rosa.id, of: null, section: null } } });
  await expect.poll(() => sealed(page), { timeout: 1_000 }).not.toContain(WORDS.because);
  const left = await sealed(page);
  expect([WORDS.dream, WORDS.goal, WORDS.place, WORDS.kept].filter((words) => left.includes(words))).toEqual([]);
  // What the child had begun to write is there, for the child.
  expect(left).not.toContain(DRAFT);
  expect(await lies(page, DRAFTS)).toBe(1);
  await nothingIsReadable();
  await sits(world.ali, ['']);
  expect(await sealed(page)).toContain(DRAFT);
  await shut();
});

// [O9]
test('no key that the app makes gives its bytes out again', async ({ server }) => {
  const world = await makeWorld(server.url);
  const noted = () => {
    const { importKey } = SubtleCrypto.prototype;
    const keys: CryptoKey[] = [];
    Object.assign(window, { keys });
    SubtleCrypto.prototype.importKey = async function (this: SubtleCrypto, ...how: unknown[]) {
      const key = (await Reflect.apply(importKey, this, how)) as CryptoKey;
      keys.push(key);
      return key;
    } as typeof importKey;
  };
  const { page, shut } = await windowOf(world, world.ali, 'mine', (browser) => browser.addInitScript(noted));
  await page.getByLabel('Skriv noget for dig selv').pressSequentially(DRAFT);
  await expect.poll(() => sealed(page)).toContain(DRAFT);
  const made = await page.evaluate(async () => {
    const { keys } = window as unknown as { keys: CryptoKey[] };
    // Those of this test open and do not seal.
    const own = keys.filter(({ usages }) => usages.includes('encrypt'));
    const read = own.map((key) => crypto.subtle.exportKey('jwk', key).then(() => 'read', () => 'kept'));
    return Promise.all(read);
  });
  expect(made.length).toBeGreaterThan(0);
  expect([...new Set(made)]).toEqual(['kept']);
  await shut();
});
