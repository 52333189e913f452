// Coming in from another house: there and back, with and without JavaScript.
import AxeBuilder from '@axe-core/playwright';
import { type Page } from '@playwright/test';
import { expect, test } from '../../fixture';
import { town, type Town } from '../../house';
import { become, found } from '../../world';

let there: Town;
test.beforeAll(async () => {
  there = await town();
});
test.afterAll(() => there.stop());

/** From our page to the house, and back as somebody. */
async function signsIn(page: Page, login: string): Promise<void> {
  await page.goto(`${there.server.url}/sign-in/oidc`);
  await page.getByRole('button', { name: 'Log ind med Kommunens login' }).click();
  await expect(page.getByRole('heading', { name: 'Et andet hus' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Hvem er du?' }).fill(login);
  await page.getByRole('button', { name: 'Bekræft' }).click();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a professional signs in at work and is in', async ({ page, context }) => {
      await signsIn(page, 'Substantial/anna');
      await expect(page).toHaveURL(`${there.server.url}/`);
      const cookies = await context.cookies();
      expect(cookies.find((cookie) => cookie.name === 'session')).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
      expect(cookies.map((cookie) => cookie.name)).not.toContain('oidc');
      await page.goto(`${there.server.url}/devices`);
      await expect(page.getByRole('heading', { name: 'Dine enheder', level: 1 })).toBeVisible();
    });

    test('a sign-in that is not sure enough is refused in kind words', async ({ page, context, complaints }) => {
      await signsIn(page, 'Low/anna');
      await expect(page.getByRole('heading', { name: 'Dit login er ikke sikkert nok' })).toBeVisible();
      await expect(page.getByText('Spørg på dit arbejde.')).toBeVisible();
      expect((await context.cookies()).map((cookie) => cookie.name)).not.toContain('session');
      await page.getByRole('link', { name: 'Prøv igen' }).click();
      await expect(page.getByRole('heading', { name: 'Log ind', level: 1 })).toBeVisible();
      complaints.splice(0, complaints.length, ...complaints.filter((it) => !/403 \(Forbidden\)/.test(it)));
    });
  });
}

test('somebody who is in is asked, says yes, and finds their family from the house', async ({ page, context, browser }) => {
  const world = await found(there.server.url);
  await become(context, there.server, world.mette);
  await signsIn(page, 'High/mette');
  await expect(page.getByRole('heading', { name: 'Er det også dig?' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.getByRole('button', { name: 'Ja, det er mig' }).click();
  await expect(page.getByRole('link', { name: 'Familien Kvædebo' })).toBeVisible();

  const other = await browser.newContext();
  const desk = await other.newPage();
  await signsIn(desk, 'High/mette');
  await expect(desk.getByRole('link', { name: 'Familien Kvædebo' })).toBeVisible();
  await desk.goto(`${there.server.url}/sign-in/oidc`);
  await expect(desk.getByText('Fører til din konto')).toBeVisible();
  await other.close();
});
