// A browser with a profile on disk that survives it, the ways it can lose its tab and its net, and what it has kept.
import { chromium, expect, type BrowserContext, type Page } from '@playwright/test';
import { cp, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from './pages';
import config from './playwright.config';
import { become, type Person, type World } from './world';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

export const VIEWS = 'familiedialog-own-views';
export const DRAFTS = 'familiedialog-own-drafts';
export const OUTBOX = 'familiedialog-own-outbox';

/** A browser of its own, with everything it keeps in `folder`. */
export async function browserIn(folder: string): Promise<BrowserContext> {
  const { launchOptions, locale, timezoneId } = config.use!;
  return chromium.launchPersistentContext(folder, { ...launchOptions, locale, timezoneId, viewport: { width: 360, height: 740 } });
}

export const folder = (): Promise<string> => mkdtemp(join(tmpdir(), 'familiedialog-browser-'));

export interface Window {
  browser: BrowserContext;
  page: Page;
  profile: string;
  shut: () => Promise<void>;
}

/** Somebody's own browser on one of the pages, with its view kept. `before`: what is done to the browser first. */
export async function windowOf(world: World, who: Person, room: string, before?: (browser: BrowserContext) => Promise<void>): Promise<Window> {
  const profile = await folder();
  const browser = await browserIn(profile);
  await before?.(browser);
  await become(browser, world, who);
  const page = await browser.newPage();
  await load(page, world.url + world.at(room));
  await ready(page);
  return { browser, page, profile, shut: async () => (await browser.close(), rm(profile, { recursive: true })) };
}

/** As when the phone takes the tab away, or its battery does: nothing in it is asked. */
export async function crash(page: Page): Promise<void> {
  const gone = page.waitForEvent('crash');
  const session = await page.context().newCDPSession(page);
  void session.send('Page.crash').catch(() => undefined);
  await gone;
  await page.close();
}

/** Waits until the page's worker has everything that it keeps, and the last view is kept. */
export async function ready(page: Page): Promise<void> {
  await reigns(page);
  await expect.poll(() => lies(page, VIEWS)).toBe(1);
}

/** Waits until the worker that has taken over is done with it. */
export async function reigns(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state), { timeout: 60_000 }).toBe('activated');
}

/**
 * Waits until the worker of the new build, which has begun to come, has taken over from the old one. A browser that a tool watches hands an old worker the
 * next request just as it tells it to end, and then waits for its answer for minutes: here it is ended as a phone ends what is idle.
 */
export async function succeeds(page: Page): Promise<void> {
  const hand = await page.context().newCDPSession(page);
  await hand.send('ServiceWorker.enable');
  const onItsWay = async () => {
    const [installing, waiting] = await page.evaluate(async () => {
      const { installing, waiting } = await navigator.serviceWorker.ready;
      return [installing?.state, waiting?.state];
    });
    if (waiting === 'installed') await hand.send('ServiceWorker.stopAllWorkers');
    return installing ?? waiting;
  };
  await expect.poll(onItsWay, { timeout: 30_000 }).toBe(undefined);
  await hand.detach();
  await reigns(page);
}

/** How many things lie in one of the browser's chests. A chest that is not there is not made. */
export async function lies(page: Page, chest: string): Promise<number> {
  return page.evaluate(async (chest) => {
    const all = await indexedDB.databases();
    if (!all.some(({ name }) => name === chest)) return 0;
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((done, failed) => ((request.onsuccess = () => done(request.result)), (request.onerror = () => failed(request.error))));
    const base = await asked(indexedDB.open(chest));
    const count = await asked(base.transaction('things').objectStore('things').count());
    base.close();
    return count;
  }, chest);
}

export interface Thing {
  /** A place, or a number. */
  at: string | number;
  mark: string;
  text: string;
}

/** What lies in a chest, opened as the app does it: with the key that the server gave to whoever is in, and what that key opens. */
export async function opened(page: Page, chest: string): Promise<Thing[]> {
  if ((await lies(page, chest)) === 0) return [];
  return page.evaluate(async (chest) => {
    const asked = <T>(request: IDBRequest<T>) => new Promise<T>((done) => (request.onsuccess = () => done(request.result)));
    const k = document.cookie.match(/visit=[\w-]+\.([\w-]+)/)?.[1];
    if (!k) return [];
    const key = await crypto.subtle.importKey('jwk', { kty: 'oct', k }, 'AES-GCM', false, ['decrypt']);
    const base = await asked(indexedDB.open(chest));
    const store = base.transaction('things').objectStore('things');
    const [places, things] = await Promise.all([asked(store.getAllKeys()), asked<[string, Uint8Array<ArrayBuffer>, ArrayBuffer][]>(store.getAll())]);
    base.close();
    const open = async ([mark, iv, sealed]: (typeof things)[0], index: number) => {
      const additionalData = new TextEncoder().encode(`${chest}/${mark}`);
      const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, sealed).catch(() => null);
      return text && { at: places[index] as string | number, mark, text: new TextDecoder().decode(text) };
    };
    return (await Promise.all(things.map(open))).filter((thing) => thing !== null);
  }, chest);
}

/** Everything that a browser gives out to whoever opens it: both stores, the cookies, the files, and the chests as they lie there. */
export async function inTheClear(page: Page): Promise<string> {
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

/** The kept views, in their words. */
export const views = async (page: Page): Promise<string> => (await opened(page, VIEWS)).map(({ text }) => text).join();

/** Puts a thing into a chest, sealed as the app does it. */
export async function put(page: Page, chest: string, mark: string, text: string): Promise<void> {
  await page.evaluate(
    async ([chest, mark, text]) => {
      const asked = <T>(request: IDBRequest<T>) => new Promise<T>((done) => (request.onsuccess = () => done(request.result)));
      const base = await asked(indexedDB.open(chest));
      const k = document.cookie.match(/visit=[\w-]+\.([\w-]+)/)![1];
      const key = await crypto.subtle.importKey('jwk', { kty: 'oct', k }, 'AES-GCM', false, ['encrypt']);
      const [iv, plain] = [crypto.getRandomValues(new Uint8Array(12)), new TextEncoder()];
      const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: plain.encode(`${chest}/${mark}`) }, key, plain.encode(text));
      await asked(base.transaction('things', 'readwrite').objectStore('things').put([mark, iv, sealed]));
      base.close();
    },
    [chest, mark, text] as const,
  );
}

/** Every file below a folder. */
export async function files(folder: string): Promise<string[]> {
  const all = await readdir(folder, { withFileTypes: true, recursive: true });
  return all.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Which files below a folder hold these words, in any of the ways in which a browser writes words down. */
export async function hold(folder: string, words: string): Promise<string[]> {
  const ways = [Buffer.from(words, 'utf8'), Buffer.from(words, 'utf16le'), Buffer.from(words, 'latin1')];
  const found: string[] = [];
  for (const file of await files(folder)) {
    const bytes = await readFile(file).catch(() => Buffer.alloc(0));
    if (ways.some((way) => bytes.includes(way))) found.push(file);
  }
  return found;
}

/** The same app under names that nobody has met: what a server has after an update. The old names are gone. */
export async function updatedSite(): Promise<{ path: string; away: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'familiedialog-site-'));
  await cp(join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'site'), path, { recursive: true });
  const print = /(?<=-)[0-9a-f]{16}\b/g;
  const other = (text: string) => text.replace(print, (old) => [...old].reverse().join(''));
  for (const file of await files(path)) {
    const text = ['.js', '.json'].includes(extname(file));
    if (text) await writeFile(file, other(await readFile(file, 'utf8')));
    // Compressed before its words were changed.
    if (/\.(js|json)\.br$/.test(file)) await rm(file);
    else await rename(file, join(dirname(file), other(file.slice(dirname(file).length + 1))));
  }
  return { path, away: () => rm(path, { recursive: true }) };
}
