// What waits in a browser is its writer's: whoever has the browser after them opens nothing of it, and they find it when they come back.
import { type Page } from '@playwright/test';
import { atTheConsole } from '../../console';
import { expect, test } from '../../fixture';
import { layLine } from '../../line';
import { DRAFTS, OUTBOX, lies, opened, windowOf } from '../../offline';
import { load } from '../../pages';
import { become, go, makeWorld, nadia, view, type World } from '../../world';

test.describe.configure({ timeout: 60_000 });

const AWAY = 'Der er ingen forbindelse lige nu.';
const DAY = 86_400_000;
const field = (page: Page) => page.getByRole('textbox', { name: 'Noget, der virker', exact: true });
const dialogue = (world: World) => `dialogue/${world.dialogues.running}`;

/** Types, and waits until it is put away. */
async function writes(page: Page, words: string): Promise<void> {
  await field(page).fill(words);
  await expect.poll(async () => (await opened(page, DRAFTS)).map(({ text }) => text)).toContain(words);
}

/** A page of ours on which nothing runs. */
const bare = (world: World) => `${world.url}/favicon.svg`;

// [O8] [O9] [O19]
test('after signing out nothing in the browser opens what waits, and whoever wrote it finds all of it again', async ({ server }) => {
  const line = await layLine(server.url);
  const world = await makeWorld(line.url);
  await go(world, 'works');
  const [now, later] = await nadia(world);
  const { browser, page, shut } = await windowOf(world, now, dialogue(world));
  line.cut();
  await browser.setOffline(true);
  await expect(page.getByText(AWAY)).toBeVisible();
  await field(page).fill('Det lå i kø');
  await page.getByRole('button', { name: 'Læg kortet frem' }).click();
  await expect.poll(() => lies(page, OUTBOX)).toBe(1);
  await writes(page, 'Det skrev jeg på');
  // Out of the dialogue before the net comes back, so that nothing is sent meanwhile.
  await page.goto('about:blank');
  line.mend();
  await browser.setOffline(false);
  await page.goto(`${world.url}/devices`);
  // As long as she is in, the one at the console is she.
  const mine = (await atTheConsole(page)).texts.join();
  expect(mine).toContain('Det lå i kø');
  expect(mine).toContain('Det skrev jeg på');
  await page.getByRole('button', { name: 'Log ud her' }).click();
  await expect(page).toHaveURL(`${world.url}/`);
  for (const address of [world.url, bare(world), world.url + world.at(dialogue(world))]) {
    await page.goto(address);
    expect(await atTheConsole(page), address).toEqual({ keys: 0, texts: [], sealed: 2 });
  }

  // Nor does the next one's own key.
  await become(browser, world, world.rosa);
  await load(page, world.url + world.at(dialogue(world)));
  await expect(page.getByText('Gemt', { exact: true })).toBeVisible();
  await writes(page, 'Rosas egne ord');
  const hers = await atTheConsole(page);
  expect(hers.texts).toContain('Rosas egne ord');
  expect(hers.texts.filter((text) => /Det lå i kø|Det skrev jeg på/.test(text))).toEqual([]);

  await become(browser, world, later);
  await load(page, world.url + world.at(dialogue(world)));
  await expect(field(page)).toHaveValue('Det skrev jeg på');
  await expect(page.getByText('Det lå i kø')).toBeVisible();
  await expect.poll(() => lies(page, OUTBOX)).toBe(0);
  await shut();
  line.close();
});

// [O19]
test('a session that is ended from elsewhere takes the key along', async ({ server }) => {
  const world = await makeWorld(server.url);
  await go(world, 'works');
  const [now, later] = await nadia(world);
  const { browser, page, shut } = await windowOf(world, now, dialogue(world));
  await writes(page, 'Kun for mig');
  await fetch(`${world.url}/api/v1/session`, { method: 'DELETE', headers: { authorization: `Bearer ${now.token}` } });
  await expect(page.getByRole('heading', { name: 'Du er ikke inde' })).toBeVisible();
  expect(await atTheConsole(page)).toEqual({ keys: 0, texts: [], sealed: 1 });
  await become(browser, world, later);
  await load(page, world.url + world.at(dialogue(world)));
  await expect(field(page)).toHaveValue('Kun for mig');
  await shut();
});

// [O19]
test('whoever holds a screen that goes round opens nothing of its owner', async ({ server }) => {
  const world = await makeWorld(server.url);
  await go(world, 'works');
  const { page, shut } = await windowOf(world, world.mette, dialogue(world));
  await writes(page, 'Mit eget indtryk');
  expect((await atTheConsole(page)).texts).toContain('Mit eget indtryk');
  await page.getByRole('link', { name: 'Lad skærmen gå rundt' }).click();
  await page.getByLabel('Kode').fill('2580');
  await page.getByRole('button', { name: 'Lås, og giv skærmen videre' }).click();
  await expect(page.getByRole('heading', { name: 'Hvem har skærmen?' })).toBeVisible();
  expect(await atTheConsole(page)).toMatchObject({ keys: 0, texts: [] });
  await page.getByRole('button', { name: 'Ali' }).click();
  await expect(page.getByRole('heading', { name: 'Din tur, Ali' })).toBeVisible();
  const found = await atTheConsole(page);
  expect(found).toMatchObject({ keys: 0, texts: [] });
  // The draft and the view lie there all the same.
  expect(found.sealed).toBe(2);
  await page.getByRole('button', { name: 'Giv videre' }).click();
  await page.getByText('Giv skærmen tilbage til Mette').click();
  await page.getByLabel('Kode').fill('2580');
  await page.getByRole('button', { name: 'Lås op' }).click();
  await expect(field(page)).toHaveValue('Mit eget indtryk');
  await shut();
});

// [O20]
test('what somebody wrote who does not come back for thirty days goes, and what is theirs who is here stays', async ({ server }) => {
  const world = await makeWorld(server.url);
  await go(world, 'works');
  const [now, later] = await nadia(world);
  const { browser, page, shut } = await windowOf(world, now, dialogue(world));
  const comes = async (who: typeof now, day: number) => {
    await page.clock.setFixedTime(begun + day * DAY);
    await become(browser, world, who);
    await load(page, world.url + world.at(dialogue(world)));
    await expect(page.getByText('Gemt', { exact: true })).toBeVisible();
  };
  const begun = Date.now();
  await writes(page, 'Nadias ord');
  await comes(world.rosa, 1);
  await writes(page, 'Rosas ord');
  await comes(world.rosa, 29);
  expect(await lies(page, DRAFTS)).toBe(2);
  // She comes back, and from then on it is counted anew.
  await comes(later, 29);
  await expect(field(page)).toHaveValue('Nadias ord');
  await comes(world.rosa, 58);
  expect(await lies(page, DRAFTS)).toBe(2);
  await comes(world.rosa, 60);
  expect(await lies(page, DRAFTS)).toBe(1);
  await expect(field(page)).toHaveValue('Rosas ord');
  await comes(later, 60);
  await expect(field(page)).toHaveValue('');
  // Whoever comes after a long time to a browser that nobody used meanwhile has lost nothing.
  await comes(world.rosa, 120);
  await expect(field(page)).toHaveValue('Rosas ord');
  await shut();
});

// [O21] [O7]
test('what was done and waits is lost to no clock that runs ahead', async ({ server }) => {
  const line = await layLine(server.url);
  const world = await makeWorld(line.url);
  await go(world, 'works');
  const [now, later] = await nadia(world);
  const { browser, page, shut } = await windowOf(world, now, dialogue(world));
  const begun = Date.now();
  line.cut();
  await browser.setOffline(true);
  await expect(page.getByText(AWAY)).toBeVisible();
  await field(page).fill('Nadias kort');
  await page.getByRole('button', { name: 'Læg kortet frem' }).click();
  await expect.poll(() => lies(page, OUTBOX)).toBe(1);
  await writes(page, 'Nadias udkast');
  await page.goto('about:blank');
  line.mend();
  await browser.setOffline(false);

  // Rosa's tablet believes that it is next year.
  await page.clock.setFixedTime(begun + 400 * DAY);
  await become(browser, world, world.rosa);
  await load(page, world.url + world.at(dialogue(world)));
  await expect(page.getByText('Gemt', { exact: true })).toBeVisible();
  // That its drafts aged says that it was looked.
  expect(await lies(page, DRAFTS)).toBe(0);
  expect(await lies(page, OUTBOX)).toBe(1);

  await page.clock.setFixedTime(Date.now());
  await become(browser, world, later);
  await load(page, world.url + world.at(dialogue(world)));
  await expect.poll(async () => JSON.stringify(await view(world, later))).toContain('Nadias kort');
  await expect.poll(() => lies(page, OUTBOX)).toBe(0);
  await shut();
  line.close();
});
