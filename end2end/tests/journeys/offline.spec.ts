// A bus goes into a tunnel, the battery dies, the app is made anew: what somebody wrote waits, and is there in its order.
import { type BrowserContext, type Page, type WebSocketRoute } from '@playwright/test';
import { expect, test } from '../../fixture';
import { layLine, type Line } from '../../line';
import { OUTBOX, browserIn, crash, folder, lies, opened, put, ready, reigns, succeeds, updatedSite } from '../../offline';
import { load } from '../../pages';
import { startServer } from '../../server';
import { WORDS, become, go, makeWorld, type World } from '../../world';
import { rm } from 'node:fs/promises';

test.describe.configure({ timeout: 120_000 });

const AWAY = 'Der er ingen forbindelse lige nu.';

interface Bus {
  world: World;
  line: Line;
  browser: BrowserContext;
  page: Page;
  /** Of the dialogue that is running. */
  address: string;
  profile: string;
}

/** Amina in the middle of a dialogue, on a line that can be cut. */
async function onTheBus(url: string): Promise<Bus> {
  const line = await layLine(url);
  const world = await makeWorld(line.url);
  await go(world, 'works');
  const profile = await folder();
  const browser = await browserIn(profile);
  await become(browser, world, world.amina);
  const address = world.url + world.at(`dialogue/${world.dialogues.running}`);
  const page = await browser.newPage();
  await load(page, address);
  await ready(page);
  return { world, line, browser, page, address, profile };
}

async function getOff({ line, browser, profile }: Bus): Promise<void> {
  await browser.close();
  line.close();
  await rm(profile, { recursive: true });
}

async function card(page: Page, words: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Noget, der virker', exact: true }).fill(words);
  await page.getByRole('button', { name: 'Læg kortet frem' }).click();
  await expect(page.getByText(words, { exact: true }).first()).toBeVisible();
}

async function tunnel({ page, line, browser }: Bus): Promise<void> {
  line.cut();
  await browser.setOffline(true);
  await expect(page.getByText(AWAY)).toBeVisible();
}

async function daylight({ line, browser }: Bus, to?: string): Promise<void> {
  line.mend(to);
  await browser.setOffline(false);
}

const saved = (page: Page) => expect(page.getByText('Gemt', { exact: true })).toBeVisible({ timeout: 15_000 });

/** What the server has of these cards, in the order in which it was told. */
async function told(world: World, since: number): Promise<string[]> {
  const answer = await fetch(`${world.url}/api/v1/families/${world.family}/events?since=${since}`, { headers: { authorization: `Bearer ${world.amina.token}` } });
  return [...(await answer.text()).matchAll(/"text":"(Kort \d\d)"/g)].map((match) => match[1]!);
}

async function seq(world: World): Promise<number> {
  const answer = await fetch(`${world.url}/api/v1/families/${world.family}`, { headers: { authorization: `Bearer ${world.amina.token}` } });
  return ((await answer.json()) as { seq: number }).seq;
}

const cards = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `Kort ${String(from + n).padStart(2, '0')}`);

// [O1] [O3] [O4] [O15]
test('fifty things written without a net, the tab killed three times: all there, in order, once', async ({ server }) => {
  const bus = await onTheBus(server.url);
  const { world, browser, address } = bus;
  const since = await seq(world);
  await tunnel(bus);
  let written = 0;
  for (const until of [13, 26, 39]) {
    for (const words of cards(written, until)) await card(bus.page, words);
    written = until;
    await expect(bus.page.getByText(`${until} ændringer venter`)).toBeVisible();
    await expect.poll(() => lies(bus.page, OUTBOX)).toBe(until);
    await crash(bus.page);
    bus.page = await browser.newPage();
    await bus.page.goto(address);
    await expect(bus.page.getByText('Kort 00', { exact: true })).toBeVisible();
    await expect(bus.page.getByText(/Vist som det var i dag kl\./)).toBeVisible();
  }
  for (const words of cards(written, 50)) await card(bus.page, words);
  await expect(bus.page.getByText('50 ændringer venter')).toBeVisible();
  await daylight(bus);
  await saved(bus.page);
  expect(await told(world, since)).toEqual(cards(0, 50));
  await expect.poll(() => lies(bus.page, OUTBOX)).toBe(0);
  await expect(bus.page.getByText(/Vist som det var/)).toHaveCount(0);
  await getOff(bus);
});

// [O1] [O3]
test('what waits outlives the browser itself', async ({ server }) => {
  const bus = await onTheBus(server.url);
  const since = await seq(bus.world);
  await tunnel(bus);
  for (const words of cards(0, 3)) await card(bus.page, words);
  await expect.poll(() => lies(bus.page, OUTBOX)).toBe(3);
  await bus.browser.close();
  bus.line.mend();
  bus.browser = await browserIn(bus.profile);
  const page = await bus.browser.newPage();
  await page.goto(bus.address);
  await saved(page);
  await expect.poll(() => told(bus.world, since)).toEqual(cards(0, 3));
  await getOff(bus);
});

/** Three cards wait; the browser is shut, and opened three days later. */
async function threeDaysLater(url: string, before: (page: Page, bus: Bus) => Promise<void>): Promise<void> {
  const bus = await onTheBus(url);
  const since = await seq(bus.world);
  await tunnel(bus);
  for (const words of cards(0, 3)) await card(bus.page, words);
  await expect.poll(() => lies(bus.page, OUTBOX)).toBe(3);
  await bus.browser.close();
  bus.line.mend();
  bus.browser = await browserIn(bus.profile);
  const page = await bus.browser.newPage();
  await page.clock.setFixedTime(Date.now() + 3 * 86_400_000);
  await before(page, bus);
  await page.goto(bus.address);
  await saved(page);
  await expect.poll(() => told(bus.world, since)).toEqual(cards(0, 3));
  await expect.poll(() => lies(page, OUTBOX)).toBe(0);
  await getOff(bus);
}

// [O3] [O7]
test('what waits outlives three days with the browser shut', async ({ server }) => {
  await threeDaysLater(server.url, async () => undefined);
});

// [O3] [O7] [O8]
test('what waits outlives three days and the end of the session, and goes out once its writer is in again', async ({ server }) => {
  await threeDaysLater(server.url, async (page, { browser, world, address }) => {
    await browser.clearCookies();
    await page.goto(address);
    await expect(page.getByRole('heading', { name: 'Du er ikke inde' })).toBeVisible();
    expect(await lies(page, OUTBOX)).toBe(3);
    await become(browser, world, world.amina);
  });
});

// [O22]
test('once something waits the browser is asked to spare it, once, and nobody hears of the answer', async ({ server }) => {
  const bus = await onTheBus(server.url);
  const { page } = bus;
  await page.addInitScript(() => {
    Object.assign(window, { asked: 0 });
    StorageManager.prototype.persist = () => {
      (window as unknown as { asked: number }).asked += 1;
      return Promise.reject(new Error('no'));
    };
  });
  await load(page, bus.address);
  const asked = () => page.evaluate(() => (window as unknown as { asked: number }).asked);
  await card(page, 'Kort 00');
  await saved(page);
  expect(await asked()).toBe(0);
  await tunnel(bus);
  await card(page, 'Kort 01');
  await card(page, 'Kort 02');
  await expect(page.getByText('2 ændringer venter')).toBeVisible();
  expect(await asked()).toBe(1);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await daylight(bus);
  await saved(page);
  await getOff(bus);
});

// [O14] [O15] [O17]
test('without a net the app opens where one goes, and says what it does not have', async ({ server }) => {
  const bus = await onTheBus(server.url);
  const { world, browser } = bus;
  await tunnel(bus);
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  await page.goto(world.url + world.at('plan'));
  await expect(page.getByText(WORDS.goal).first()).toBeVisible();
  await expect(page).toHaveTitle('Plan · Familiedialog');
  await expect(page.getByText(/Vist som det var i dag kl\. \d+/)).toBeVisible();
  // Pieces of other pages are here too.
  await page.getByRole('navigation', { name: 'Steder' }).getByRole('link', { name: 'Kort' }).click();
  await expect(page.getByText(WORDS.dreamWords).first()).toBeVisible();
  // Whoever has one place comes home from the front.
  await page.goto(world.url);
  await expect(page.getByRole('heading', { name: 'Hej Amina' })).toBeVisible();
  await expect(page).toHaveURL(world.url + world.at());
  await page.goto(`${world.url}/f/${world.amina.id}/plan`);
  await expect(page.getByRole('heading', { name: 'Ingen forbindelse' })).toBeVisible();
  // A page that was not kept comes by itself.
  await page.goto(`${world.url}/devices`);
  await expect(page.getByRole('heading', { name: 'Ingen forbindelse' })).toBeVisible();
  await daylight(bus);
  await expect(page.getByRole('heading', { name: 'Dine enheder' })).toBeVisible();
  expect(complaints.filter((words) => /Content Security Policy|panicked|Error: /.test(words))).toEqual([]);
  await getOff(bus);
});

// [O16]
test('the app is made anew while things wait: they are sent, and an open tab keeps its pieces', async ({ server }) => {
  const other = await startServer();
  const bus = await onTheBus(other.url);
  const { world, browser, page } = bus;
  // From here on: whoever listens later may have missed it.
  await page.evaluate(() => Object.assign(window, { taken: new Promise<void>((done) => navigator.serviceWorker.addEventListener('controllerchange', () => done())) }));
  const since = await seq(world);
  await tunnel(bus);
  await card(page, 'Kort 00');
  await expect.poll(() => lies(page, OUTBOX)).toBe(1);
  const site = await updatedSite();
  await other.kill();
  const updated = await startServer({ FAMILIEDIALOG_SITE: site.path }, other);
  await daylight(bus, updated.url);
  await saved(page);
  expect(await told(world, since)).toEqual(['Kort 00']);
  await tunnel(bus);
  await card(page, 'Kort 01');
  await expect.poll(() => lies(page, OUTBOX)).toBe(1);
  await daylight(bus);
  // A new tab has the new app. The old one still finds what belongs to it, though the server has it no more.
  const fresh = await browser.newPage();
  await load(fresh, bus.address);
  const builds = () => fresh.evaluate(async () => (await caches.keys()).length);
  await expect.poll(builds, { timeout: 20_000 }).toBe(2);
  const old = await page.evaluate(() => document.querySelector<HTMLScriptElement>('script[src^="/pkg/start-"]')!.getAttribute('src')!);
  expect((await fetch(updated.url + old)).status).toBe(404);
  expect(await page.evaluate(async (old) => (await fetch(old)).status, old)).toBe(200);
  await succeeds(fresh);
  await page.evaluate(() => (window as unknown as { taken: Promise<void> }).taken);
  await page.close();
  await expect.poll(builds).toBe(1);
  await load(fresh, bus.address);
  await saved(fresh);
  expect(await told(world, since)).toEqual(['Kort 00', 'Kort 01']);
  // The new app opens without a net, too.
  await tunnel({ ...bus, page: fresh });
  await fresh.reload();
  await expect(fresh.getByText('Kort 01', { exact: true })).toBeVisible();
  await getOff(bus);
  await site.away();
  await updated.stop();
  void server;
});

// [O16]
test('the files of an old build go when the app is next opened, where nobody was there when its last tab closed', async ({ server }) => {
  const bus = await onTheBus(server.url);
  const { browser, page, address } = bus;
  const builds = () => page.evaluate(async () => (await caches.keys()).length);
  // A tab of an older build, as far as the worker can tell.
  const older = await browser.newPage();
  await older.goto(`${bus.world.url}/healthz`);
  await older.evaluate(async () => {
    await caches.open('build-of-before');
    await new Promise<void>((held) => void navigator.locks.request('build-of-before', { mode: 'shared' }, () => (held(), new Promise(() => undefined))));
  });
  await load(page, address);
  await reigns(page);
  expect(await builds()).toBe(2);
  const hand = await browser.newCDPSession(page);
  await hand.send('ServiceWorker.enable');
  await hand.send('ServiceWorker.stopAllWorkers');
  await older.close();
  await load(page, address);
  await expect.poll(builds).toBe(1);
  await getOff(bus);
});

// [O16]
test('a new worker takes over though an older one stands in line to tidy after it', async ({ server }) => {
  const other = await startServer();
  const bus = await onTheBus(other.url);
  const site = await updatedSite();
  await other.kill();
  const updated = await startServer({ FAMILIEDIALOG_SITE: site.path }, other);
  await daylight(bus, updated.url);
  const build = /BUILD = "([^"]+)"/.exec(await (await fetch(`${updated.url}/sw.js`)).text())![1];
  const inLine = await bus.browser.newPage();
  await inLine.goto(`${bus.world.url}/healthz`);
  await inLine.evaluate(async (build) => {
    await new Promise<void>((held) => void navigator.locks.request(build, { mode: 'shared' }, () => (held(), new Promise(() => undefined))));
    void navigator.locks.request(build, () => undefined);
  }, build);
  const page = await bus.browser.newPage();
  await load(page, bus.address);
  await expect.poll(() => page.evaluate(async (build) => (await caches.has(build)) && (await navigator.serviceWorker.ready).installing === null, build), { timeout: 20_000 }).toBe(true);
  await succeeds(page);
  await load(page, bus.address);
  await saved(page);
  await getOff(bus);
  await site.away();
  await updated.stop();
  void server;
});

// [O4]
test('a tab that is still open sends what a tab that was closed had left', async ({ server }) => {
  const bus = await onTheBus(server.url);
  const other = await bus.browser.newPage();
  await load(other, bus.world.url + bus.world.at('plan'));
  const since = await seq(bus.world);
  await tunnel(bus);
  for (const words of cards(0, 3)) await card(bus.page, words);
  await expect.poll(() => lies(bus.page, OUTBOX)).toBe(3);
  await bus.page.close();
  await daylight(bus);
  await expect.poll(() => told(bus.world, since), { timeout: 15_000 }).toEqual(cards(0, 3));
  await expect.poll(() => lies(other, OUTBOX)).toBe(0);
  await getOff(bus);
});

// [O5] [O7]
test('what another version wrote and this one cannot send stays, and its words are shown', async ({ server }) => {
  const bus = await onTheBus(server.url);
  const { world, page } = bus;
  const strange = JSON.stringify({ version: 9, words: ['Ord fra en anden tid'], sent: { id: 1, command: { choir: {} } } });
  await put(page, OUTBOX, `${world.family}/${world.amina.id}`, strange);
  // Somebody else's are not shown.
  await put(page, OUTBOX, `${world.family}/${world.rosa.id}`, strange.replace('anden', 'tredje'));
  await load(page, bus.address);
  const words = page.getByRole('alert').filter({ hasText: 'Appen er blevet ny og kan ikke sende dem.' });
  await expect(words).toContainText('Ord fra en anden tid');
  await expect(words).toHaveCount(1);
  await load(page, world.url + world.at());
  await expect(words).toHaveCount(1);
  expect(await lies(page, OUTBOX)).toBe(2);
  await words.getByRole('button', { name: 'Læg dem væk' }).click();
  await expect(words).toHaveCount(0);
  await expect.poll(async () => (await opened(page, OUTBOX)).map(({ mark }) => mark)).toEqual([`${world.family}/${world.rosa.id}`]);
  await getOff(bus);
});

// [O2] [O4]
test('what another tab had refused is let go by nobody before whom it has not stood', async ({ server }) => {
  const bus = await onTheBus(server.url);
  const { world, page } = bus;
  const refused = (words: string) => put(page, OUTBOX, `${world.family}/${world.amina.id}`, JSON.stringify({ version: 9, words: [words], sent: { id: 1, command: { choir: {} } } }));
  await refused('Ord i dette vindue');
  let line: WebSocketRoute;
  let how: 'whole' | 'breaks' | 'silent' = 'whole';
  await page.routeWebSocket(/\/live\?as=/, (near) => {
    line = near;
    if (how === 'silent') return;
    near.connectToServer().onMessage((words) => {
      near.send(words);
      if (how !== 'breaks') return;
      how = 'silent';
      // It has greeted, and is gone before the page has looked into its outbox.
      void near.close();
    });
  });
  await load(page, bus.address);
  const words = page.getByRole('alert').filter({ hasText: 'Appen er blevet ny og kan ikke sende dem.' });
  await expect(words).toContainText('Ord i dette vindue');
  await refused('Ord i et andet vindue');
  // Whatever it looks up from here on opens only once the line is gone.
  await page.evaluate(() => {
    const open = SubtleCrypto.prototype.decrypt;
    const gone = new Promise((go) => Object.assign(window, { go }));
    SubtleCrypto.prototype.decrypt = async function (...how) {
      await gone;
      return open.apply(this, how);
    };
  });
  how = 'breaks';
  await line!.close();
  await expect.poll(() => how, { timeout: 15_000 }).toBe('silent');
  await expect(page.getByText(AWAY)).toBeVisible();
  await page.evaluate(() => (window as unknown as { go: () => void }).go());
  await words.getByRole('button', { name: 'Læg dem væk' }).click();
  await expect.poll(async () => (await opened(page, OUTBOX)).map(({ text }) => (JSON.parse(text) as { words: string[] }).words)).toEqual([['Ord i et andet vindue']]);
  how = 'whole';
  await page.evaluate(() => dispatchEvent(new Event('offline')));
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(words).toContainText('Ord i et andet vindue', { timeout: 15_000 });
  await words.getByRole('button', { name: 'Læg dem væk' }).click();
  await expect.poll(() => lies(page, OUTBOX)).toBe(0);
  await getOff(bus);
});
