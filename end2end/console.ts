// Somebody at the console of a browser: what they find there, and what it opens.
import { type Page } from '@playwright/test';

export interface Found {
  /** Things that the browser itself keeps as keys. */
  keys: number;
  /** What any key opens, or any word that could be one, wherever it stands: in a chest, a store, a cookie, a page that the server gives out. */
  texts: string[];
  /** All that lies sealed. */
  sealed: number;
}

/** Takes whatever could be a key, and tries it on whatever is sealed, in all the ways in which the app ever bound it. */
export async function atTheConsole(page: Page): Promise<Found> {
  const answer = async (path: string) => (await page.request.get(new URL(path, page.url()).href)).text();
  // Without a net there is none.
  const pages = await Promise.all(['', '/', '/devices', '/hand-over', '/offline'].map((path) => answer(path).catch(() => '')));
  return page.evaluate(async (pages) => {
    const asked = <T>(request: IDBRequest<T>) => new Promise<T>((done) => (request.onsuccess = () => done(request.result)));
    const keys: CryptoKey[] = [];
    const sealed: [string, string, Uint8Array<ArrayBuffer>, ArrayBuffer][] = [];
    for (const { name } of await indexedDB.databases()) {
      const base = await asked(indexedDB.open(name!));
      for (const store of base.objectStoreNames) {
        for (const thing of await asked<unknown[]>(base.transaction(store).objectStore(store).getAll())) {
          if (thing instanceof CryptoKey) keys.push(thing);
          else if (Array.isArray(thing)) sealed.push([name!, ...(thing as [string, Uint8Array<ArrayBuffer>, ArrayBuffer])]);
        }
      }
      base.close();
    }
    const found = { keys: keys.length, texts: [] as string[], sealed: sealed.length };
    const all = [document.cookie, document.documentElement.outerHTML, JSON.stringify([{ ...localStorage }, { ...sessionStorage }]), ...pages];
    for (const k of new Set(all.join(' ').match(/(?<![\w-])[\w-]{43}(?![\w-])/g))) {
      keys.push(await crypto.subtle.importKey('jwk', { kty: 'oct', k }, 'AES-GCM', false, ['decrypt']));
    }
    for (const [chest, mark, iv, box] of sealed) {
      for (const bound of [mark, `${chest}/${mark}`]) {
        const how = { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(bound) };
        for (const key of keys) {
          const text = await crypto.subtle.decrypt(how, key, box).catch(() => null);
          if (text) found.texts.push(new TextDecoder().decode(text));
        }
      }
    }
    return found;
  }, pages);
}
