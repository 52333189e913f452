// Away from here at once: what is left in the tab, and where the back button leads.
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../../fixture';
import { DRAFTS, folder, hold, lies, opened } from '../../offline';
import { load } from '../../pages';
import config from '../../playwright.config';
import { WORDS, become, go, makeWorld, type World } from '../../world';

// A browser as people have it starts, and its disk is read.
test.describe.configure({ timeout: 90_000 });

const WEATHER = 'https://www.dr.dk/vejret';
const BEFORE = 'https://www.example.org/';

/** The weather, and what one looked at before, without the world. */
async function weather(context: BrowserContext): Promise<void> {
  const body = (name: string) => `<title>${name}</title><h1>${name}</h1>`;
  await context.route(`${WEATHER}**`, (route) => route.fulfill({ contentType: 'text/html', body: body('Vejret') }));
  await context.route(BEFORE, (route) => route.fulfill({ contentType: 'text/html', body: body('En side') }));
}

/** A browser as people have it, which puts a page aside whole when one goes on. */
async function real(profile: string): Promise<BrowserContext> {
  const { launchOptions, locale, timezoneId } = config.use!;
  const ignoreDefaultArgs = ['--disable-back-forward-cache'];
  return chromium.launchPersistentContext(profile, { ...launchOptions, ignoreDefaultArgs, locale, timezoneId, viewport: { width: 360, height: 740 } });
}

/** What stands in the tab's history, and where in it one is. */
async function history(page: Page): Promise<{ here: number; entries: { url: string; title: string }[] }> {
  const hand = await page.context().newCDPSession(page);
  const { currentIndex, entries } = await hand.send('Page.getNavigationHistory');
  await hand.detach();
  return { here: currentIndex, entries: entries.map(({ url, title }) => ({ url, title })) };
}

/** One step, as the button does it: the tool would wait for a load, and a page that was put aside whole is not loaded. */
async function steps(page: Page, by: number): Promise<void> {
  const { here } = await history(page);
  await page.evaluate((by) => void setTimeout(() => window.history.go(by)), by);
  await expect.poll(async () => (await history(page)).here).toBe(here + by);
}

const leave = (page: Page) => page.getByRole('link', { name: 'Gå væk herfra' });
const field = (page: Page) => page.getByRole('textbox', { name: 'Noget, der virker', exact: true });

/** Nothing that anybody wrote or is called. */
function tellsNothing(text: string, world: World): void {
  for (const word of [...Object.values(WORDS), 'Amina', 'Rosa', 'Mette', 'Hun synger', world.amina.id]) expect(text).not.toContain(word);
}

test('one tap leads away, and the back button does not lead back', async ({ page, context, server }) => {
  const world = await makeWorld(server.url);
  await weather(context);
  await become(context, world, world.amina);
  await load(page, world.url + world.at());
  await page.getByRole('navigation', { name: 'Steder' }).getByRole('link', { name: 'Plan' }).click();
  await expect(page.getByRole('heading', { name: 'Det, vi har aftalt' })).toBeVisible();
  await leave(page).click();
  await expect(page.getByRole('heading', { name: 'Vejret' })).toBeVisible();
  expect(await page.evaluate(() => document.referrer)).toBe('');
  // Further back lies a page of the family: it leads on to the weather again.
  await page.evaluate(() => history.back());
  await expect(page).toHaveURL(WEATHER);
  await expect(page.getByRole('heading', { name: 'Vejret' })).toBeVisible();
  // Whoever comes on purpose is let in.
  await load(page, world.url + world.at());
  await expect(page.getByRole('heading', { name: 'Hej Amina' })).toBeVisible();
});

test('Escape three times leads away, and a fourth does not hold it up', async ({ page, context, server }) => {
  const world = await makeWorld(server.url);
  await weather(context);
  await become(context, world, world.amina);
  await load(page, world.url + world.at('plan'));
  for (const key of ['Escape', 'Escape', 'a', 'Escape', 'Escape']) await page.keyboard.press(key);
  await expect(page.getByRole('heading', { name: 'Det, vi har aftalt' })).toBeVisible();
  for (const key of ['a', 'Escape', 'Escape', 'Escape', 'Escape']) await page.keyboard.press(key);
  await expect(page).toHaveURL(WEATHER);
});

for (const how of ['a tap', 'Escape'] as const) {
  test(`after ${how} nothing of the family is left in the tab, and what was being written waits sealed`, async ({ server }) => {
    const world = await makeWorld(server.url);
    await go(world, 'works');
    const profile = await folder();
    const browser = await real(profile);
    await weather(browser);
    await become(browser, world, world.amina);
    const page = await browser.newPage();
    const address = world.url + world.at(`dialogue/${world.dialogues.running}`);
    await page.goto(BEFORE);
    await load(page, world.url + world.at('plan'));
    await load(page, address);
    // In the middle of a word.
    await field(page).pressSequentially('Hun synger, når h');
    if (how === 'a tap') await leave(page).click();
    else for (let times = 0; times < 3; times += 1) await page.keyboard.press('Escape');
    await expect(page.getByRole('heading', { name: 'Vejret' })).toBeVisible();
    expect(await page.evaluate(() => [document.referrer, document.title, window.name, window.opener])).toEqual(['', 'Vejret', '', null]);

    // The page where one was gave its place away. What lies further back is an address, and goes when it is come by.
    const left = await history(page);
    expect(left.entries.filter(({ url }) => url === address)).toEqual([]);
    expect(left.entries.at(-1)?.url).toBe(WEATHER);
    tellsNothing(JSON.stringify(left), world);
    const started = left.entries.findIndex(({ url }) => url === BEFORE);
    for (let { here } = left; here - 1 > started; here -= 1) {
      await steps(page, -1);
      await expect(page).toHaveURL(WEATHER);
      await expect(page.getByRole('heading', { name: 'Vejret' })).toBeVisible();
      tellsNothing(await page.content(), world);
    }
    await steps(page, -1);
    await expect(page.getByRole('heading', { name: 'En side' })).toBeVisible();
    for (const { url } of (await history(page)).entries) expect(url).not.toContain(world.url);
    // And forward again.
    await steps(page, 1);
    await expect(page.getByRole('heading', { name: 'Vejret' })).toBeVisible();

    // In the tab's own store lies that one has gone, and no more.
    await page.goto(`${world.url}/healthz`);
    expect(await page.evaluate(() => ({ ...sessionStorage }))).toEqual({ gone: '1' });
    // Every letter is there, under a key of hers.
    expect((await opened(page, DRAFTS)).map(({ text }) => text)).toEqual(['Hun synger, når h']);
    expect(await lies(page, DRAFTS)).toBe(1);
    expect(await hold(join(profile, 'Default'), 'Hun synger')).toEqual([]);
    await load(page, address);
    await expect(field(page)).toHaveValue('Hun synger, når h');
    expect(await page.evaluate(() => ({ ...sessionStorage }))).not.toHaveProperty('gone');
    await browser.close();
    await rm(profile, { recursive: true });
  });
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('it is a link that says nothing of where one was, what was typed is not lost, and nothing comes back without the server', async ({ page, context, server, complaints }) => {
    const world = await makeWorld(server.url);
    await weather(context);
    await become(context, world, world.amina);
    await go(world, 'works');
    await page.goto(world.url + world.at(`dialogue/${world.dialogues.running}`));
    await field(page).fill('Hun synger');
    await expect(leave(page)).toHaveAttribute('rel', 'noreferrer');
    const asked = page.waitForRequest(`${WEATHER}**`);
    await leave(page).click();
    expect(await (await asked).allHeaders()).not.toHaveProperty('referer');
    await expect(page.getByRole('heading', { name: 'Vejret' })).toBeVisible();
    tellsNothing(JSON.stringify(await history(page)), world);
    // The page did not go dark for good, for nothing runs on it: whoever is in comes back to it, and to the words that the browser keeps.
    await page.goBack();
    await expect(field(page)).toHaveValue('Hun synger');
    await page.goForward();
    // Whoever takes the phone afterwards and goes back asks the server, and meets what it says now.
    await context.clearCookies({ name: 'session' });
    await page.goBack();
    await expect(page.getByRole('heading', { name: 'Du er ikke inde' })).toBeVisible();
    tellsNothing(await page.content(), world);
    // The browser says so too.
    expect(complaints.splice(0).every((it) => it.includes('401 (Unauthorized)'))).toBe(true);
  });
});
