// What a browser holds after a whole afternoon of a family on it: nothing that can be read, and nothing that was taken back.
import { type Page } from '@playwright/test';
import { expect, test } from '../../fixture';
import { DRAFTS, OUTBOX, VIEWS, lies, opened, windowOf } from '../../offline';
import { load, rooms } from '../../pages';
import { WORDS, become, invite, join, makeWorld, newId, send, type Json, type Person } from '../../world';

test.describe.configure({ timeout: 120_000 });

const CHESTS = [DRAFTS, OUTBOX, VIEWS];
const [SCHOOL, DRAFT] = ['Storkereden', 'Lommelærken'];

/** Everything that a browser gives out to whoever opens it: both stores, the cookies, the files, and the chests as they lie there. */
async function inTheClear(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>) => new Promise<T>((done) => (request.onsuccess = () => done(request.result)));
    const plain = (thing: unknown): unknown => {
      if (thing instanceof ArrayBuffer || ArrayBuffer.isView(thing)) return new TextDecoder().decode(thing as ArrayBuffer);
      return Array.isArray(thing) ? thing.map(plain) : String(thing);
    };
    const all: unknown[] = [{ ...localStorage }, { ...sessionStorage }, document.cookie];
    for (const { name } of await indexedDB.databases()) {
      const base = await asked(indexedDB.open(name!));
      for (const store of base.objectStoreNames) {
        const lies = base.transaction(store).objectStore(store);
        const [places, things] = await Promise.all([asked(lies.getAllKeys()), asked(lies.getAll())]);
        all.push(name, places, things.map(plain));
      }
      base.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) all.push(request.url, await (await cache.match(request))!.text());
    }
    return JSON.stringify(all);
  });
}

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
  await expect.poll(() => sealed(page), { timeout: 2_000 }).not.toContain(SCHOOL);
  await nothingIsReadable();

  await sits(world.rosa, ['', 'ruler']);
  expect(await sealed(page)).toContain(WORDS.because);
  await send(world, world.amina, { consent: { withdraw: { to: world.rosa.id, of: null, section: null } } });
  await expect.poll(() => sealed(page), { timeout: 2_000 }).not.toContain(WORDS.because);
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
