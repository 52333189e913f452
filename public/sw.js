// Keeps the files of the app and an empty page, so that the app opens without a net. Nothing of anybody's: no page that the
// server made and no answer of the API ever lies here.
//
// The bundling tool puts the list before this file:
//   BUILD   the name of this build
//   FIRST   what the app cannot begin without
//   REST    the other pieces, pictures and letters
//   START   the script that the empty page must name, or it is of another build
/* global BUILD, FIRST, REST, START */

const SHELL = "/offline";
/** Named by its content: what is here never has to be asked for. */
const NAMED = "/pkg/";
/** A proxy says that there is no server behind it. */
const NOBODY = [502, 503, 504];
/** Downloads and answers for programs: no page could stand in for them. */
const NO_PAGE = /^\/api\/|\/export(\.json)?$/;

/** What lies in any build's keeping: a tab of an older build finds its pieces for as long as it is open. */
const kept = (request) => caches.match(request, { ignoreVary: true });

async function fill() {
  const cache = await caches.open(BUILD);
  const thrifty = navigator.connection?.saveData;
  const fetched = async (path) => {
    if (await cache.match(path)) return;
    const known = path.startsWith(NAMED) ? await kept(path) : undefined;
    const answer = known ?? (await fetch(path));
    // Led elsewhere, it is something else: a screen that goes round the table is shown one page, whatever is asked for.
    if (!answer.ok || answer.redirected) throw new Error(`${path}: ${answer.status}`);
    await cache.put(path, answer);
  };
  await Promise.all((thrifty ? FIRST : [...FIRST, ...REST]).map(fetched));
  if (await cache.match(SHELL)) return;
  const shell = await fetch(SHELL, { cache: "reload" });
  if (!shell.ok || shell.redirected || !(await shell.clone().text()).includes(START)) throw new Error("the empty page is of another build");
  await cache.put(SHELL, shell);
}

/** The builds whose last tab is waited for. */
const awaited = new Set();

/** Another build is on its way or has come: what is old is for it to say. */
const isOver = () => self.registration.installing || self.registration.waiting || self.serviceWorker?.state === "redundant";

/**
 * What nobody holds goes: every tab holds a lock with the name of its build for as long as it is open, and so does whoever fills
 * a new one. A lock that is held is waited for. The browser may end this worker meanwhile; the next page begins to wait anew.
 */
async function tidy() {
  // Whoever waits for a lock holds up everybody who asks after it: never before a build that is only coming.
  if (isOver()) return;
  const old = (await caches.keys()).filter((name) => name !== BUILD && !awaited.has(name));
  for (const name of old) {
    const goes = () => isOver() || caches.delete(name);
    if (!navigator.locks) goes();
    else {
      awaited.add(name);
      navigator.locks.request(name, goes).finally(() => awaited.delete(name));
    }
  }
}

/** Without waiting: an older worker may stand in line behind a tab of this build, and while this one waits no page opens. */
const holding = (act) => (navigator.locks ? navigator.locks.request(BUILD, { mode: "shared", ifAvailable: true }, act) : act());

self.addEventListener("install", (event) => {
  // At once: what the newest program has kept only the newest program surely reads. Older tabs keep their files.
  event.waitUntil(holding(fill).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const begin = async () => {
    // An older worker may have tidied between the two.
    await holding(fill);
    await self.registration.navigationPreload?.enable();
    await self.clients.claim();
    await tidy();
  };
  event.waitUntil(begin());
});

async function page(event) {
  let answer;
  try {
    answer = (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    // No net.
  }
  if (answer && !NOBODY.includes(answer.status)) return answer;
  const shell = await (await caches.open(BUILD)).match(SHELL, { ignoreVary: true });
  return shell ?? answer ?? Response.error();
}

async function file(request, path) {
  if (!path.startsWith(NAMED)) return fetch(request).catch(async (gone) => (await kept(path)) ?? Promise.reject(gone));
  const known = await kept(path);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok && !answer.redirected && [...FIRST, ...REST].includes(path)) await (await caches.open(BUILD)).put(path, answer.clone());
  return answer;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || NO_PAGE.test(pathname)) return;
  if (request.mode === "navigate") {
    event.respondWith(page(event));
    event.waitUntil(tidy());
  } else if (pathname.startsWith(NAMED) || REST.includes(pathname)) {
    event.respondWith(file(request, pathname));
  }
});
