// The last view that a browser keeps: never what was taken back, never older than what another tab kept, never another's.
import { type BrowserContext, type Page, type WebSocketRoute } from '@playwright/test';
import { expect, test } from '../../fixture';
import { VIEWS, lies, opened, views, windowOf } from '../../offline';
import { load } from '../../pages';
import { WORDS, become, makeWorld, send, type World } from '../../world';

test.describe.configure({ timeout: 60_000 });

/** So that a test can shut what a page has opened, as a browser does with a chest that was open for long. */
async function withAHandOnChests(browser: BrowserContext): Promise<void> {
  await browser.addInitScript(() => {
    const bases: IDBDatabase[] = [];
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (...how) {
      const asked = open.apply(this, how);
      asked.addEventListener('success', () => bases.push(asked.result));
      return asked;
    };
    Object.assign(window, { shutChests: () => bases.splice(0).forEach((base) => base.close()) });
  });
}

const shutChests = (page: Page) => page.evaluate(() => (window as unknown as { shutChests: () => void }).shutChests());

const takesBack = (world: World) => send(world, world.amina, { consent: { withdraw: { to: world.rosa.id, of: null, section: 'ruler' } } });

// [O11] [O28]
test('a chest that the browser has shut is opened again, and what is taken back goes from it', async ({ server }) => {
  const world = await makeWorld(server.url);
  const { page, shut } = await windowOf(world, world.rosa, 'ruler', withAHandOnChests);
  expect(await views(page)).toContain(WORDS.because);
  await shutChests(page);
  await takesBack(world);
  await expect.poll(() => views(page), { timeout: 1_000 }).not.toContain(WORDS.because);
  expect(await views(page)).toContain(WORDS.goal);
  await shut();
});

// [O28]
test('where the view can no longer be kept, the one of before goes, whether the browser deletes or not', async ({ server }) => {
  const world = await makeWorld(server.url);
  for (const deletes of [true, false]) {
    const { page, shut } = await windowOf(world, world.rosa, 'plan');
    expect(await lies(page, VIEWS)).toBe(1);
    // As with a disk that is full.
    await page.evaluate((deletes) => {
      const full = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
      IDBObjectStore.prototype.put = full;
      if (!deletes) IDBFactory.prototype.deleteDatabase = full;
    }, deletes);
    await send(world, world.amina, { plan: { tell: { id: world.steps.held, text: 'Der er nyt.', on: new Date().toISOString().slice(0, 10) } } });
    await expect.poll(() => lies(page, VIEWS), { timeout: 2_000 }).toBe(0);
    await shut();
  }
});

// [O27]
test('a copy that is made anew takes the place of one that counted higher, and that one does not come back', async ({ server }) => {
  const world = await makeWorld(server.url);
  const { browser, page, shut } = await windowOf(world, world.rosa, 'ruler');
  // As in a history that went further, before a backup was put back. One has kept it, and one is about to.
  const [first, late] = [await sleeper(browser, 1e12), await sleeper(browser, 1e12)];
  for (const tab of [first, late]) {
    await tab.page.goto(world.url + world.at('ruler'));
    await expect.poll(tab.told).toContain('news');
    tab.hold();
  }
  await wakes(first);
  const high = await opened(page, VIEWS);
  expect(high[0]!.text).toContain(WORDS.because);
  expect((JSON.parse(high[0]!.text) as { place: { seq: number } }).place.seq).toBeGreaterThan(1e12);
  await takesBack(world);
  await expect.poll(() => views(page), { timeout: 2_000 }).not.toContain(WORDS.because);
  const kept = await opened(page, VIEWS);
  await wakes(late);
  expect(await opened(page, VIEWS)).toEqual(kept);
  await shut();
});

interface Sleeper {
  page: Page;
  hold: () => void;
  /** What went over the line. */
  told: () => string[];
  wake: () => Promise<void>;
}

/** A tab whose timers stand still until it is woken, on a line on which it hears nothing any more once it is held, and counts so much higher. */
async function sleeper(browser: BrowserContext, higher = 0): Promise<Sleeper> {
  const page = await browser.newPage();
  await page.addInitScript(() => {
    const waiting = new Map<number, () => void>();
    let last = 0;
    window.setTimeout = ((act: () => void) => (waiting.set(++last, act), last)) as typeof setTimeout;
    window.clearTimeout = (id) => void waiting.delete(Number(id));
    // What one of them takes back does not come any more.
    const ring = (id: number) => [waiting.get(id)].forEach((act) => (waiting.delete(id), act?.()));
    Object.assign(window, { wake: () => [...waiting.keys()].forEach(ring) });
  });
  let held = false;
  const told: string[] = [];
  await page.routeWebSocket(/\/live\?as=/, (near: WebSocketRoute) => {
    const far = near.connectToServer();
    near.onMessage((words) => (told.push('hello'), far.send(words)));
    far.onMessage((words) => {
      if (held) return;
      const said = JSON.parse(words.toString()) as { news?: { news: { seq: number } } };
      told.push(Object.keys(said)[0]!);
      if (said.news) said.news.news.seq += higher;
      near.send(JSON.stringify(said));
    });
  });
  const wake = () => page.evaluate(() => (window as unknown as { wake: () => void }).wake());
  return { page, hold: () => (held = true), told: () => told, wake };
}

/** Wakes it. Whoever opens the same chest afterwards, and waits for what lies there, comes after what it does. */
async function wakes(tab: Sleeper): Promise<void> {
  await tab.wake();
  await opened(tab.page, VIEWS);
  await opened(tab.page, VIEWS);
}

// [O27]
test('a tab that wakes keeps nothing over what another tab has kept since', async ({ server }) => {
  const world = await makeWorld(server.url);
  const { browser, page, shut } = await windowOf(world, world.rosa, 'plan');
  // One falls asleep before it has heard the server, one with a view that it was about to keep.
  const [early, late] = [await sleeper(browser), await sleeper(browser)];
  early.hold();
  for (const tab of [early, late]) await tab.page.goto(world.url + world.at('plan'));
  await expect.poll(early.told).toContain('hello');
  await expect.poll(late.told).toContain('news');
  late.hold();
  const first = await opened(page, VIEWS);
  // It knows nothing newer, and so no later moment.
  await wakes(early);
  expect(await opened(page, VIEWS)).toEqual(first);
  await takesBack(world);
  await expect.poll(() => views(page), { timeout: 2_000 }).not.toContain(WORDS.because);
  const kept = await opened(page, VIEWS);
  await wakes(early);
  await wakes(late);
  expect(await opened(page, VIEWS)).toEqual(kept);
  await shut();
});

// [O12]
test('a page that comes after somebody else signed in keeps nothing, and gives way', async ({ server }) => {
  const world = await makeWorld(server.url);
  const { browser, page, shut } = await windowOf(world, world.rosa, '');
  await become(browser, world, world.amina);
  const aminas = await browser.newPage();
  // Held where it comes to life, not on its way: a service worker has the files at hand.
  await aminas.addInitScript(() => {
    const instantiate = WebAssembly.instantiateStreaming;
    const held = new Promise<void>((come) => Object.assign(window, { come }));
    WebAssembly.instantiateStreaming = async (...how) => (await held, instantiate(...how));
  });
  await aminas.goto(world.url + world.at(), { waitUntil: 'commit' });
  await expect(aminas.getByRole('heading', { name: 'Hej Amina' })).toBeVisible();
  await become(browser, world, world.rosa);
  await load(page, world.url + world.at());
  await expect(page.getByText('Gemt', { exact: true })).toBeVisible();
  await aminas.evaluate(() => (window as unknown as { come: () => void }).come());
  await expect(aminas.getByRole('heading', { name: 'Hej Rosa' })).toBeVisible();
  await expect(aminas.getByText('Gemt', { exact: true })).toBeVisible();
  const whose = (await opened(page, VIEWS)).map(({ text }) => (JSON.parse(text) as { place: { me: string } }).place.me);
  expect(whose).toEqual([world.rosa.id]);
  await shut();
});
