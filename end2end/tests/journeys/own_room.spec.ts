// The own room and what the family decides: nothing that somebody writes there is lost, and nothing is kept twice.
import { type Page } from '@playwright/test';
import { PASSWORD, unproved } from '../../account';
import { expect, test } from '../../fixture';
import { forgiveLost, layLine } from '../../line';
import { load } from '../../pages';
import { startServer } from '../../server';
import { become, day, makeWorld, send, view, type World } from '../../world';

const field = (page: Page) => page.getByLabel('Skriv noget for dig selv');
const keep = (page: Page) => page.getByRole('button', { name: 'Gem det hos mig' });
const notes = (page: Page) => page.getByRole('region', { name: 'Det, du har gemt' }).getByRole('listitem');
const saved = (page: Page) => page.getByText('Gemt', { exact: true });

async function as(page: Page, world: World, who: World['ali'], room: string, url = world.url): Promise<void> {
  await become(page.context(), { ...world, url }, who);
  await load(page, url + world.at(room));
}

test('what is kept in a tunnel is shown at once, waits, and is there once', async ({ page, server, complaints }) => {
  const line = await layLine(server.url);
  const world = await makeWorld(server.url);
  await as(page, world, world.ali, 'mine', line.url);
  line.cut();
  await expect(page.getByText('Der er ingen forbindelse lige nu. Skriv bare videre.')).toBeVisible();
  for (const words of ['Nogen tog min hue.', 'Jeg sagde det til ingen.']) {
    await field(page).fill(words);
    await keep(page).click();
    await expect(field(page)).toHaveValue('');
  }
  await expect(notes(page)).toHaveCount(2);
  await expect(page.getByText('2 ændringer venter')).toBeVisible();
  await field(page).fill('Og så er jeg midt i en sæt');
  line.mend();
  await page.reload();
  await expect(saved(page)).toBeVisible({ timeout: 15_000 });
  await expect(notes(page)).toHaveCount(2);
  await expect(field(page)).toHaveValue('Og så er jeg midt i en sæt');
  await page.reload();
  await expect(notes(page)).toHaveCount(2);
  await page.goto('about:blank');
  line.close();
  forgiveLost(complaints);
});

test('a server that is killed in the middle of a sentence takes nothing with it', async ({ page, complaints }) => {
  const first = await startServer();
  const line = await layLine(first.url);
  const world = await makeWorld(first.url);
  await as(page, world, world.ali, 'mine', line.url);
  await field(page).pressSequentially('Han slog mig i');
  await first.kill();
  await field(page).pressSequentially(' gården.');
  await keep(page).click();
  await expect(notes(page)).toContainText(['Han slog mig i gården.']);
  const second = await startServer({}, first);
  line.mend(second.url);
  await expect(saved(page)).toBeVisible({ timeout: 15_000 });
  await page.reload();
  await expect(notes(page)).toHaveCount(1);
  await expect(notes(page)).toContainText(['Han slog mig i gården.']);
  await page.goto('about:blank');
  line.close();
  await second.stop();
  forgiveLost(complaints);
});

test('a quick thumb keeps once, and what was let go comes back as it was', async ({ page, server }) => {
  const world = await makeWorld(server.url);
  await as(page, world, world.ali, 'mine');
  await field(page).fill('Kun én gang.');
  await keep(page).dblclick();
  await expect(notes(page)).toHaveCount(1);
  const note = notes(page).filter({ hasText: 'Kun én gang.' });
  await note.getByText('Vis det til nogen').click();
  await note.locator('label').filter({ hasText: 'Mette' }).click();
  await note.getByRole('button', { name: 'Vis det til dem, jeg har valgt' }).click();
  await expect(note.getByText('Du og Mette ser det.')).toBeVisible();
  await note.getByRole('button', { name: 'Slet det' }).click();
  await expect(notes(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Fortryd' }).click();
  await expect(note.getByText('Du og Mette ser det.')).toBeVisible();
  await expect(saved(page)).toBeVisible();
  await page.reload();
  await expect(note.getByText('Du og Mette ser det.')).toBeVisible();
});

test('the diary stands by its days, the newest first', async ({ page, server }) => {
  const world = await makeWorld(server.url);
  await as(page, world, world.ali, 'mine');
  for (const [words, on] of [['For længe siden.', day(-9)], ['I dag.', ''], ['Forleden.', day(-3)]] as const) {
    await field(page).fill(words);
    if (on) {
      await page.getByText('Det var en anden dag').click();
      await page.getByLabel('Hvilken dag var det?').fill(on);
    }
    await keep(page).click();
    await expect(notes(page).filter({ hasText: words })).toBeVisible();
    if (on) await page.getByText('Det var en anden dag').click();
  }
  await expect(notes(page).locator('blockquote')).toHaveText(['I dag.', 'Forleden.', 'For længe siden.']);
  await expect(notes(page).first().locator('.eyebrow')).toHaveText('i dag');
  await expect(saved(page)).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a quick thumb keeps once', async ({ page, server, complaints }) => {
    const world = await makeWorld(server.url);
    await become(page.context(), world, world.ali);
    await page.goto(world.at('mine'));
    await field(page).fill('Kun én gang.');
    await keep(page).dblclick();
    await expect(notes(page)).toHaveCount(1);
    await page.goto(world.at('mine'));
    await expect(notes(page)).toHaveCount(1);
    complaints.splice(0);
  });
});

test('giving leads to proving, and is done afterwards with every word', async ({ page, server }) => {
  const world = await makeWorld(server.url);
  await unproved(page, world);
  await send(world, world.amina, { consent: { withdraw: { to: world.rosa.id, of: null, section: null } } });
  await load(page, world.url + world.at('consent'));
  const card = page.getByRole('region', { name: 'Rosa', exact: true });
  await card.getByText('Lad Rosa se mere').click();
  await card.locator('label').filter({ hasText: 'Planen' }).click();
  await card.getByLabel('Hvad skal det bruges til?').fill('Så hun kan hente i tide.');
  await card.locator('label').filter({ hasText: 'Det er fint' }).click();
  await card.getByRole('button', { name: 'Lad Rosa se det, der er valgt' }).click();
  const waits = page.getByRole('alert').filter({ hasText: 'Vis først, at det er dig' });
  await expect(waits).toContainText('Så hun kan hente i tide.');
  await expect(waits.getByRole('link', { name: 'Vis, at det er mig' })).toBeFocused();
  await waits.getByRole('link', { name: 'Vis, at det er mig' }).click();
  await page.getByLabel('Adgangskode').fill(PASSWORD);
  await page.getByRole('button', { name: 'Videre' }).click();
  await expect(card.getByText('Formål: Så hun kan hente i tide.')).toBeVisible();
  await expect(waits).toHaveCount(0);
  await expect(saved(page)).toBeVisible();
  await page.reload();
  await expect(card.getByText('Formål: Så hun kan hente i tide.')).toBeVisible();
});

test('what waits for a proof goes on the way back from that proof, and after no other', async ({ page, server }) => {
  const world = await makeWorld(server.url);
  await unproved(page, world);
  await send(world, world.amina, { consent: { withdraw: { to: world.rosa.id, of: null, section: null } } });
  await load(page, world.url + world.at('consent'));
  const card = page.getByRole('region', { name: 'Rosa', exact: true });
  await card.getByText('Lad Rosa se mere').click();
  await card.locator('label').filter({ hasText: 'Planen' }).click();
  await card.getByLabel('Hvad skal det bruges til?').fill('Så hun kan hente i tide.');
  await card.locator('label').filter({ hasText: 'Det er fint' }).click();
  await card.getByRole('button', { name: 'Lad Rosa se det, der er valgt' }).click();
  const waits = page.getByRole('alert').filter({ hasText: 'Vis først, at det er dig' });
  await expect(waits).toBeVisible();
  // Weeks later, and for something else.
  await page.goto(`/step-up?then=${world.at('consent')}`);
  await page.getByLabel('Adgangskode').fill(PASSWORD);
  await page.getByRole('button', { name: 'Videre' }).click();
  await expect(page).toHaveURL(world.url + world.at('consent'));
  await expect(waits).toContainText('Så hun kan hente i tide.');
  await expect(saved(page)).toBeVisible();
  expect(JSON.stringify(await view(world, world.amina))).not.toContain('hente i tide');
  await waits.getByRole('link', { name: 'Vis, at det er mig' }).click();
  await expect(card.getByText('Formål: Så hun kan hente i tide.').or(page.getByLabel('Adgangskode'))).toBeVisible();
});
