// The end of everything here: a copy to take along, and having it all erased, with the day in sight and the way back open.
import { type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { PASSWORD, unproved } from '../../account';
import { expect, test } from '../../fixture';
import { load } from '../../pages';
import { WORDS, become, makeWorld, type World } from '../../world';

async function takes(page: Page, link: string): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link }).click()]);
  expect(file.suggestedFilename()).toMatch(/^familiedialog-\d{4}-\d\d-\d\d\.(html|json)$/);
  return readFile(await file.path(), 'utf8');
}

async function people(page: Page, world: World): Promise<void> {
  await load(page, world.url + world.at('people'));
}

test('the copy holds what one may see, to read and as data, and nobody elses drafts', async ({ page, context, server }) => {
  const world = await makeWorld(server.url);
  await become(context, world, world.rosa);
  await people(page, world);
  await page.getByText('Hent en kopi', { exact: true }).click();
  const paper = await takes(page, 'Hent til at læse og printe');
  for (const words of [WORDS.because, WORDS.goal, WORDS.dream]) expect(paper).toContain(words);
  expect(paper).not.toContain(WORDS.kept);
  const data = await takes(page, 'Hent som data (JSON)');
  expect(JSON.parse(data)).toMatchObject({ format: 'familiedialog/1', family: { name: WORDS.family } });
  expect(data).not.toContain(WORDS.kept);
  // To be read without us, without a net, and without a script.
  const other = await context.newPage();
  await other.setContent(paper);
  await expect(other.getByRole('heading', { name: WORDS.family, level: 1 })).toBeVisible();
  expect(paper).not.toContain('<script');
  // The family reads that it was taken.
  await become(context, world, world.amina);
  await page.goto(world.at('looked'));
  await expect(page.getByText(/Rosa.*kopi/).first()).toBeVisible();
});

test('who has to prove first who they are comes back to the copy', async ({ page, server }) => {
  const world = await makeWorld(server.url);
  await unproved(page, world);
  await people(page, world);
  await page.getByText('Hent en kopi', { exact: true }).click();
  await page.getByRole('link', { name: 'Hent til at læse og printe' }).click();
  await expect(page.getByRole('heading', { name: 'Er det dig?' })).toBeVisible();
  await page.getByLabel('Adgangskode').fill(PASSWORD);
  await page.getByRole('button', { name: 'Videre' }).click();
  await expect(page).toHaveURL(`${world.url}${world.at('people')}#copy`);
  expect(await takes(page, 'Hent til at læse og printe')).toContain(WORDS.goal);
});

test('a parent has everything erased: the day stands on every page, and they can think again', async ({ page, context, browser, server }) => {
  const world = await makeWorld(server.url);
  await become(context, world, world.amina);
  await people(page, world);
  await page.getByText('Slet alt om jer').click();
  const name = page.getByLabel(`Skriv familiens navn: ${WORDS.family}`);
  await name.fill('En anden familie');
  await page.getByRole('button', { name: 'Ja, slet det hele' }).click();
  await expect(page.getByRole('alert')).toContainText('Navnet passer ikke.');
  await name.fill(WORDS.family);
  await page.getByRole('button', { name: 'Ja, slet det hele' }).click();
  const day = new Intl.DateTimeFormat('da-DK', { day: 'numeric', month: 'long' }).format(Date.now() + 7 * 86_400_000);
  const banner = (page: Page) => page.locator('.banner').filter({ hasText: `Alt her slettes den ${day}` });
  await expect(banner(page)).toBeVisible();
  await expect(page.getByText('Alle forældre har sagt ja. I kan stadig nå at fortryde.')).toBeVisible();

  const other = await browser.newContext({ baseURL: server.url, viewport: { width: 360, height: 740 } });
  await become(other, world, world.rosa);
  const rosas = await other.newPage();
  await load(rosas, world.url + world.at('plan'));
  await expect(banner(rosas)).toBeVisible();
  await page.getByRole('button', { name: 'Nej, behold det' }).click();
  await expect(banner(page)).toHaveCount(0);
  await expect(banner(rosas)).toHaveCount(0);
  await expect(rosas.getByText(WORDS.goal).first()).toBeVisible();
  await other.close();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('everything is erased, and kept after all', async ({ page, context, server, complaints }) => {
    const world = await makeWorld(server.url);
    await become(context, world, world.amina);
    await page.goto(world.at('people'));
    await page.getByText('Slet alt om jer').click();
    await page.getByLabel(`Skriv familiens navn: ${WORDS.family}`).fill(WORDS.family);
    await page.getByRole('button', { name: 'Ja, slet det hele' }).click();
    await expect(page.locator('.banner')).toContainText('Alt her slettes den');
    await page.getByRole('button', { name: 'Nej, behold det' }).click();
    await expect(page.locator('.banner')).toHaveCount(0);
    complaints.splice(0);
  });
});
