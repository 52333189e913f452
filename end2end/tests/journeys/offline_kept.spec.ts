// What a browser keeps so that the app opens without a net: sealed, nobody else's, and gone when it may no longer be held.
import { atTheConsole } from '../../console';
import { expect, test } from '../../fixture';
import { layLine } from '../../line';
import { OUTBOX, VIEWS, hold, lies, opened, views, windowOf } from '../../offline';
import { load } from '../../pages';
import { WORDS, become, gives, go, makeWorld, nadia, send, view } from '../../world';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

test.describe.configure({ timeout: 60_000 });

const AWAY = 'Der er ingen forbindelse lige nu.';
const NOTHING = 'Siden er ikke gemt her.';

// [O9] [O14]
test('on the disk nothing can be read, and the files of the app hold nothing of anybody', async ({ server }) => {
  const line = await layLine(server.url);
  const world = await makeWorld(line.url);
  await go(world, 'works');
  const { browser, page, profile } = await windowOf(world, world.amina, `dialogue/${world.dialogues.running}`);
  line.cut();
  await browser.setOffline(true);
  await page.getByRole('textbox', { name: 'Noget, der virker', exact: true }).fill('Blåmejsekanariefugl');
  await page.getByRole('button', { name: 'Læg kortet frem' }).click();
  await expect.poll(() => lies(page, OUTBOX)).toBe(1);
  // What lies there is it.
  expect(await views(page)).toContain(WORDS.because);
  expect((await opened(page, OUTBOX))[0]!.text).toContain('Blåmejsekanariefugl');

  const cached = await page.evaluate(async () => {
    const texts: [string, string][] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) texts.push([new URL(request.url).pathname, await (await cache.match(request))!.text()]);
    }
    return texts;
  });
  expect(cached.length).toBeGreaterThan(20);
  const personal = [...Object.values(WORDS), 'Blåmejsekanariefugl', world.family, world.amina.id, 'Amina', 'Mette'];
  for (const [path, text] of cached) {
    expect(path).toMatch(/^\/(pkg\/.*|fonts\/.*|offline|[a-z]+\.(svg|webmanifest))$/);
    expect(personal.filter((words) => text.includes(words)), path).toEqual([]);
  }
  // No key lies there; it comes and goes with the session.
  const { keys, texts } = await atTheConsole(page);
  expect(keys).toBe(0);
  expect(texts.join()).toContain('Blåmejsekanariefugl');

  await browser.close();
  for (const part of ['IndexedDB', 'Service Worker']) {
    const kept = join(profile, 'Default', part);
    for (const words of personal.filter((words) => words !== world.family && words !== world.amina.id)) expect(await hold(kept, words), words).toEqual([]);
  }
  // The search finds what is there: the marks are made of ids.
  expect((await hold(join(profile, 'Default', 'IndexedDB'), world.family)).length).toBeGreaterThan(0);
  await rm(profile, { recursive: true });
  line.close();
});

// [O11]
test('what is taken back goes from the browser at once', async ({ server }) => {
  const world = await makeWorld(server.url);
  const { page, shut } = await windowOf(world, world.rosa, 'ruler');
  expect(await views(page)).toContain(WORDS.because);
  await send(world, world.amina, { consent: { withdraw: { to: world.rosa.id, of: null, section: 'ruler' } } });
  await expect.poll(() => views(page), { timeout: 1_000 }).not.toContain(WORDS.because);
  expect(await views(page)).toContain(WORDS.goal);
  await shut();
});

/** A page that lies open in a tunnel: nobody comes to say that it is over. */
// [O13]
test('what was given until a day is gone when that day is over, without a net too', async ({ server }) => {
  const line = await layLine(server.url);
  const world = await makeWorld(line.url);
  await send(world, world.amina, { consent: { withdraw: { to: world.rosa.id, of: null, section: 'ruler' } } });
  await send(world, world.amina, gives(world.rosa.id, ['ruler'], 1));
  const { browser, page, shut } = await windowOf(world, world.rosa, 'ruler', (browser) => browser.clock.install());
  line.cut();
  await browser.setOffline(true);
  await expect(page.getByText(AWAY)).toBeVisible();
  const seen = page.getByText(WORDS.because);
  await expect(seen).toBeVisible();
  await browser.clock.setSystemTime(Date.now() + 48 * 3_600_000);
  await expect(seen).toHaveCount(0, { timeout: 30_000 });
  await expect(page.getByText(NOTHING)).toBeVisible();
  await expect.poll(() => lies(page, VIEWS)).toBe(0);
  await shut();
  line.close();
});

/** The same where the day ended while the app was shut. */
// [O13]
test('a view of which something is over is opened by nobody', async ({ server }) => {
  const line = await layLine(server.url);
  const world = await makeWorld(line.url);
  await send(world, world.amina, { consent: { withdraw: { to: world.rosa.id, of: null, section: 'ruler' } } });
  await send(world, world.amina, gives(world.rosa.id, ['ruler'], 1));
  const { browser, page, shut } = await windowOf(world, world.rosa, 'ruler', (browser) => browser.clock.install());
  await page.close();
  line.cut();
  await browser.setOffline(true);
  const later = await browser.newPage();
  await later.goto(world.url + world.at('ruler'), { waitUntil: 'commit' });
  await expect(later.getByText(WORDS.because)).toBeVisible();
  await browser.clock.setSystemTime(Date.now() + 48 * 3_600_000);
  await later.close();
  const last = await browser.newPage();
  await last.goto(world.url + world.at('ruler'), { waitUntil: 'commit' });
  await expect(last.getByText(NOTHING)).toBeVisible();
  await expect(last.getByText(WORDS.because)).toHaveCount(0);
  await expect.poll(() => lies(last, VIEWS)).toBe(0);
  await shut();
  line.close();
});

// [O10] [O13]
test('whoever is taken out of the circle keeps nothing, whether they were there or in a tunnel', async ({ server }) => {
  const line = await layLine(server.url);
  const world = await makeWorld(line.url);
  const near = await windowOf({ ...world, url: server.url }, world.rosa, 'plan');
  const far = await windowOf(world, world.rosa, 'plan');
  line.cut();
  await far.browser.setOffline(true);
  await expect(far.page.getByText(AWAY)).toBeVisible();
  await send({ ...world, url: server.url }, world.amina, { people: { remove: { member: world.rosa.id } } });
  await expect(near.page.getByRole('heading', { name: 'Her er ikke noget' })).toBeVisible({ timeout: 1_000 });
  expect(await lies(near.page, VIEWS)).toBe(0);
  line.mend();
  await far.browser.setOffline(false);
  await expect(far.page.getByRole('heading', { name: 'Her er ikke noget' })).toBeVisible({ timeout: 5_000 });
  expect(await lies(far.page, VIEWS)).toBe(0);
  await near.shut();
  await far.shut();
  line.close();
});

// [O5] [O8] [O12] [O13]
test('signing out takes the views and leaves what waits, sealed, for its writer', async ({ server }) => {
  const line = await layLine(server.url);
  const world = await makeWorld(line.url);
  await go(world, 'works');
  const [now, later] = await nadia(world);
  const { browser, page, shut } = await windowOf(world, now, `dialogue/${world.dialogues.running}`);
  line.cut();
  await browser.setOffline(true);
  await expect(page.getByText(AWAY)).toBeVisible();
  await page.getByRole('textbox', { name: 'Noget, der virker', exact: true }).fill('Hun venter på mig');
  await page.getByRole('button', { name: 'Læg kortet frem' }).click();
  await expect.poll(() => lies(page, OUTBOX)).toBe(1);
  // Out of the dialogue before the net comes back, so that nothing is sent meanwhile.
  await page.goto('about:blank');
  line.mend();
  await browser.setOffline(false);
  await page.goto(`${world.url}/devices`);
  await page.getByRole('button', { name: 'Log ud her' }).click();
  await expect(page).toHaveURL(`${world.url}/`);
  expect((await browser.cookies()).map(({ name }) => name)).not.toContain('visit');
  await expect.poll(() => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).not.toContain(VIEWS);
  expect(await lies(page, OUTBOX)).toBe(1);

  // Somebody else on the same device neither sends nor sees it.
  await become(browser, world, world.rosa);
  await load(page, world.url + world.at());
  await expect(page.getByText('Gemt', { exact: true })).toBeVisible();
  expect(await lies(page, OUTBOX)).toBe(1);
  await become(browser, world, later);
  await load(page, world.url + world.at(`dialogue/${world.dialogues.running}`));
  await expect(page.getByText('Hun venter på mig')).toBeVisible();
  await expect.poll(() => lies(page, OUTBOX)).toBe(0);
  await shut();
  line.close();
});

// [O6]
test('words written without a net are never sent in the name of whoever signed in meanwhile', async ({ server }) => {
  const line = await layLine(server.url);
  const world = await makeWorld(line.url);
  await go(world, 'works');
  const room = `dialogue/${world.dialogues.running}`;
  const { browser, page, shut } = await windowOf(world, world.amina, room);
  line.cut();
  await expect(page.getByText(AWAY)).toBeVisible();
  await page.getByRole('textbox', { name: 'Noget, der virker', exact: true }).fill('Kun jeg har skrevet det');
  await page.getByRole('button', { name: 'Læg kortet frem' }).click();
  await expect.poll(() => lies(page, OUTBOX)).toBe(1);
  // In another tab Rosa comes in. Amina's page may come back before that tab is there, or after.
  await become(browser, world, world.rosa);
  line.mend();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  const other = await browser.newPage();
  await load(other, world.url + world.at());
  // It may be on its way already.
  await page.evaluate(() => dispatchEvent(new Event('online'))).catch(() => undefined);
  await expect(page.getByText('Kun jeg har skrevet det')).toHaveCount(0, { timeout: 15_000 });
  await expect(page.getByText('Gemt', { exact: true })).toBeVisible();
  expect(JSON.stringify(await view(world, world.rosa))).not.toContain('Kun jeg');
  expect(await lies(page, OUTBOX)).toBe(1);
  await become(browser, world, world.amina);
  await load(page, world.url + world.at(room));
  await expect.poll(async () => JSON.stringify(await view(world, world.amina))).toContain('Kun jeg');
  await shut();
  line.close();
});

// [O12]
test('a screen that goes round the table shows nothing of its owner without a net either', async ({ server }) => {
  const line = await layLine(server.url);
  const world = await makeWorld(line.url);
  const room = `dialogue/${world.dialogues.running}`;
  const { browser, page, shut } = await windowOf(world, world.mette, room);
  await page.getByRole('link', { name: 'Lad skærmen gå rundt' }).click();
  await page.getByLabel('Kode').fill('2580');
  await page.getByRole('button', { name: 'Lås, og giv skærmen videre' }).click();
  await expect(page.getByRole('heading', { name: 'Hvem har skærmen?' })).toBeVisible();
  line.cut();
  await browser.setOffline(true);
  await page.goto(world.url + world.at(room));
  await expect(page.getByRole('heading', { name: 'Ingen forbindelse' })).toBeVisible();
  expect(await page.content()).not.toContain(WORDS.family);
  expect(await lies(page, VIEWS)).toBe(0);
  await shut();
  line.close();
});

// [O12]
test('a view of a session that has ended is not shown, even where no script could take it away', async ({ server }) => {
  const line = await layLine(server.url);
  const world = await makeWorld(line.url);
  const { browser, page, shut } = await windowOf(world, world.amina, 'plan');
  // As the answer to signing out does, with a browser that goes no further.
  await page.goto('about:blank');
  await browser.clearCookies();
  line.cut();
  await browser.setOffline(true);
  await page.goto(world.url + world.at('plan'));
  await expect(page.getByRole('heading', { name: 'Ingen forbindelse' })).toBeVisible();
  expect(await page.content()).not.toContain(WORDS.goal);
  expect(await lies(page, VIEWS)).toBe(0);
  await shut();
  line.close();
});
