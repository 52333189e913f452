// Somebody has a mother's phone in hand for a minute, and sets up a password there. She is told, and takes it away by a tap.
import AxeBuilder from '@axe-core/playwright';
import { choose, newName, PASSWORD, signIn } from '../../account';
import { expect, test } from '../../fixture';
import { load } from '../../pages';
import { become, makeWorld, WORDS } from '../../world';
import type { Browser, BrowserContext, Page } from '@playwright/test';

const CARD = 'Ny vej ind på din konto';

/** Her phone, and his own window, in which he came in by what he set up on hers. */
async function taken(browser: Browser, page: Page, context: BrowserContext, url: string) {
  const world = await makeWorld(url);
  await become(context, world, world.amina);
  const name = newName();
  await choose(page, name);
  await expect(page.getByRole('status')).toContainText('Nu kan du logge ind.');
  const his = await browser.newContext({ baseURL: url, locale: 'da-DK' });
  const window = await his.newPage();
  await window.goto('/sign-in');
  await signIn(window, name);
  await expect(window.getByRole('heading', { name: 'Hej Amina' })).toBeVisible();
  return { world, his, window };
}

test('who came in by it cannot give what is hers; she is told, and one tap puts them out', async ({ browser, page, context, server, complaints }) => {
  const { world, his, window } = await taken(browser, page, context, server.url);
  await load(window, world.url + world.at());
  await expect(window.getByRole('heading', { name: CARD })).toHaveCount(0);
  await window.goto(world.at('people#copy'));
  await window.getByText('Hent en kopi', { exact: true }).click();
  await window.getByRole('link', { name: 'Hent til at læse og printe' }).click();
  await expect(window.getByText(/Du kom ind ad en ny vej\. Det her kan du senest fra den \d+\. \S+\./)).toBeVisible();
  await expect(window.getByLabel('Adgangskode')).toHaveCount(0);
  await window.goto('/account');
  await expect(window.getByText('Du kom ind ad en ny vej.')).toBeVisible();
  await window.goto('/passkey');
  await window.locator('button[data-passkey=add]').click();
  await expect(window).toHaveURL(/\/step-up\?then=\/passkey$/);
  await expect(window.getByText('Du kom ind ad en ny vej.')).toBeVisible();
  await load(window, world.url + world.at('plan'));

  await load(page, world.url + world.at());
  const card = page.getByRole('region', { name: CARD });
  await expect(card).toContainText('Adgangskode · lavet i dag');
  await expect(card).toContainText('Var det dig? Så skal du ikke gøre noget.');
  await expect(card.getByRole('button', { name: 'Ja, det var mig' })).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await card.getByRole('button', { name: 'Nej, fjern den' }).click();
  await expect(window.getByRole('heading', { name: 'Du er ikke inde' })).toBeVisible({ timeout: 1_000 });
  await expect(window.getByText(WORDS.held)).toHaveCount(0);
  await expect(page.getByRole('status')).toContainText('Den er fjernet');
  await load(page, world.url + world.at());
  await expect(page.getByRole('heading', { name: 'Hej Amina' })).toBeVisible();
  await expect(page.getByRole('heading', { name: CARD })).toHaveCount(0);
  await his.close();
  complaints.splice(0, complaints.length, ...complaints.filter((it) => !/40[13]|no valid credentials/.test(it)));
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('she takes it away all the same', async ({ page, context, server, complaints }) => {
    const world = await makeWorld(server.url);
    await become(context, world, world.amina);
    const name = newName();
    await choose(page, name);
    await page.goto(world.at());
    await page.getByRole('region', { name: CARD }).getByRole('button', { name: 'Nej, fjern den' }).click();
    await expect(page.getByRole('status')).toContainText('Den er fjernet');
    await page.goto('/devices');
    await page.getByRole('button', { name: 'Log ud her' }).click();
    await page.goto('/sign-in');
    await signIn(page, name, '', PASSWORD);
    await expect(page.getByRole('alert')).toContainText('Det passer ikke sammen');
    complaints.splice(0, complaints.length, ...complaints.filter((it) => !/a status of 422/.test(it)));
  });
});
