// What is being typed and not sent: it is there again after whatever happens, for its writer and for nobody else, and sealed.
import { type BrowserContext, type Page } from '@playwright/test';
import { expect, test } from '../../fixture';
import { DRAFTS, browserIn, crash, folder, hold, lies, opened } from '../../offline';
import { load } from '../../pages';
import { become, go, makeWorld, nadia, type Person, type World } from '../../world';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

test.describe.configure({ timeout: 60_000 });

const field = (page: Page) => page.getByRole('textbox', { name: 'Noget, der virker', exact: true });

/** A browser of its own in the middle of a dialogue. */
async function writing(world: World, who: Person): Promise<{ browser: BrowserContext; profile: string; address: string; page: Page }> {
  await go(world, 'works');
  const profile = await folder();
  const browser = await browserIn(profile);
  await become(browser, world, who);
  const address = world.url + world.at(`dialogue/${world.dialogues.running}`);
  const page = await browser.newPage();
  await load(page, address);
  return { browser, profile, address, page };
}

const drafts = async (page: Page) => (await opened(page, DRAFTS)).map(({ text }) => text);

// [O18]
test('a tab that dies takes no letter with it that was put away, at whichever letter it dies', async ({ server }) => {
  const world = await makeWorld(server.url);
  const { browser, profile, address, page: first } = await writing(world, world.amina);
  let [page, written] = [first, ''];
  for (const letter of 'Hun ærger sig') {
    await field(page).pressSequentially(letter);
    written += letter;
    await expect.poll(() => drafts(page), { intervals: [10] }).toEqual([written]);
    await crash(page);
    page = await browser.newPage();
    await page.goto(address);
    await expect(field(page)).toHaveValue(written);
    await field(page).press('End');
  }
  const open = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
  expect(open).not.toContain('Hun');
  await browser.close();
  // Nor in what the browser writes down for a tab that is opened again.
  expect(await hold(join(profile, 'Default'), 'ærger')).toEqual([]);
  // The search finds what is there: a draft lies under ids.
  expect((await hold(join(profile, 'Default', 'IndexedDB'), world.amina.id)).length).toBeGreaterThan(0);
  await rm(profile, { recursive: true });
});

// [O18]
test('what is being typed waits for its writer to come back, whoever uses the device meanwhile', async ({ server }) => {
  const world = await makeWorld(server.url);
  const [now, later] = await nadia(world);
  const { browser, profile, address, page } = await writing(world, now);
  await field(page).pressSequentially('Kun for mig');
  await expect.poll(() => drafts(page)).toEqual(['Kun for mig']);
  await page.goto(`${world.url}/devices`);
  await page.getByRole('button', { name: 'Log ud her' }).click();
  await expect(page).toHaveURL(`${world.url}/`);
  await become(browser, world, world.rosa);
  await load(page, address);
  await expect(page.getByText('Gemt', { exact: true })).toBeVisible();
  await expect(field(page)).toHaveValue('');
  await field(page).fill('Rosas egne ord');
  await expect.poll(() => drafts(page)).toEqual(['Rosas egne ord']);
  expect(await lies(page, DRAFTS)).toBe(2);
  await become(browser, world, later);
  await load(page, address);
  await expect(field(page)).toHaveValue('Kun for mig');
  await page.getByRole('button', { name: 'Læg kortet frem' }).click();
  await expect(page.getByText('Gemt', { exact: true })).toBeVisible();
  await expect.poll(() => lies(page, DRAFTS)).toBe(1);
  expect(await drafts(page)).toEqual([]);
  await browser.close();
  await rm(profile, { recursive: true });
});

/** Two tabs of one person in the same field. */
async function two(url: string) {
  const world = await makeWorld(url);
  const { browser, profile, address, page: a } = await writing(world, world.amina);
  const b = await browser.newPage();
  await load(b, address);
  const type = async (page: Page, words: string) => {
    await field(page).press('End');
    await field(page).pressSequentially(words);
    await expect.poll(async () => (await drafts(page)).join()).toContain(words);
  };
  const again = async () => {
    await crash(b);
    const page = await browser.newPage();
    await page.goto(address);
    return page;
  };
  return { a, b, type, again, shut: async () => (await browser.close(), rm(profile, { recursive: true })) };
}

// [O23]
test('what one tab sends or empties takes nothing away of what is typed in another', async ({ server }) => {
  const { a, b, type, again, shut } = await two(server.url);
  await type(a, 'Fra den ene');
  await type(b, 'Fra den anden');
  await a.getByRole('button', { name: 'Læg kortet frem' }).click();
  await expect(a.getByText('Gemt', { exact: true })).toBeVisible();
  // Only once this is there, and gone, is it known that nothing more comes of what was sent.
  await type(a, 'Og mere');
  await field(a).fill('');
  await expect.poll(() => drafts(a)).toEqual(['Fra den anden']);
  const page = await again();
  await expect(field(page)).toHaveValue('Fra den anden');
  // What one has found is one's own to send.
  await page.getByRole('button', { name: 'Læg kortet frem' }).click();
  await expect.poll(() => drafts(page)).toEqual([]);
  await shut();
});

// [O23]
test('what is typed in one tab is not written over what is typed in another', async ({ server }) => {
  const { a, b, type, again, shut } = await two(server.url);
  await type(b, 'Fra den anden');
  await type(a, 'Fra den ene');
  await type(b, ' igen');
  await type(a, ' også');
  const page = await again();
  await expect(field(page)).toHaveValue(/^Fra den (ene også Fra den anden igen|anden igen Fra den ene også)$/);
  expect((await drafts(page)).length).toBe(2);
  // From here on they are one.
  await type(page, '.');
  expect((await drafts(page)).length).toBe(1);
  await shut();
});
