// Coming in with finger or face: Chromium's own virtual authenticator.
import AxeBuilder from '@axe-core/playwright';
import { type CDPSession, type Page } from '@playwright/test';
import { expect, test } from '../../fixture';
import { become, makeWorld } from '../../world';

/** A phone with a fingerprint reader, in this page. */
async function phone(page: Page): Promise<{ cdp: CDPSession; id: string }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true } as const;
  const made = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: { ...options, isUserVerified: true, automaticPresenceSimulation: true },
  });
  return { cdp, id: made.authenticatorId };
}

const OUT = /401 \(Unauthorized\)|403 \(Forbidden\)/;

function forgive(complaints: string[]): void {
  complaints.splice(0, complaints.length, ...complaints.filter((complaint) => !OUT.test(complaint)));
}

/** A passkey is for a name and not for a number. */
const named = (url: string) => url.replace('127.0.0.1', 'localhost');

test('one adds it, signs out, and is in again with one tap', async ({ page, context, server }) => {
  const url = named(server.url);
  const world = { ...(await makeWorld(server.url)), url };
  const { cdp, id } = await phone(page);
  await become(context, world, world.amina);
  await page.goto(`${url}/devices`);
  await page.getByRole('link', { name: 'Ind med finger eller ansigt' }).click();
  await expect(page.getByText('Du har ikke valgt det endnu.')).toBeVisible();
  await page.getByRole('button', { name: 'Brug den her telefon eller computer' }).click();
  await expect(page.getByRole('heading', { name: 'Her kan du komme ind' })).toBeVisible();
  const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId: id });
  expect(credentials).toMatchObject([{ rpId: 'localhost', isResidentCredential: true }]);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  await page.goto(`${url}/devices`);
  await page.getByRole('button', { name: 'Log ud her' }).click();
  await page.goto(`${url}/passkey`);
  await page.getByRole('button', { name: 'Log ind med fingeraftryk eller ansigt' }).click();
  await expect(page).toHaveURL(`${url}/`);
  await expect(page.getByRole('link', { name: 'Familien Kvædebo' })).toBeVisible();
  await page.goto(url + world.at());
  await expect(page.getByRole('heading', { name: 'Hej Amina' })).toBeVisible();
});

test('stopped, known already, removed: each is told, and nothing is lost', async ({ page, context, server, complaints }) => {
  const url = named(server.url);
  const world = { ...(await makeWorld(server.url)), url };
  const { cdp, id } = await phone(page);
  await become(context, world, world.amina);
  await page.goto(`${url}/passkey`);
  const add = page.getByRole('button', { name: 'Brug den her telefon eller computer' });
  // The finger is not theirs.
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId: id, isUserVerified: false });
  await add.click();
  await expect(page.getByText('Det blev stoppet.')).toBeVisible();
  await expect(page.getByText('Du har ikke valgt det endnu.')).toBeVisible();
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId: id, isUserVerified: true });
  await add.click();
  await expect(page.getByRole('heading', { name: 'Her kan du komme ind' })).toBeVisible();
  await add.click();
  await expect(page.getByText('Den her enhed har du allerede valgt.')).toBeVisible();
  await page.getByRole('button', { name: /^Fjern / }).click();
  await expect(page.getByText('Du har ikke valgt det endnu.')).toBeVisible();

  // The phone still has it; we do not.
  await page.goto(`${url}/devices`);
  await page.getByRole('button', { name: 'Log ud her' }).click();
  await page.goto(`${url}/passkey`);
  await page.getByRole('button', { name: 'Log ind med fingeraftryk eller ansigt' }).click();
  await expect(page.getByText('Den kender vi ikke.')).toBeVisible();
  expect((await context.cookies()).map((cookie) => cookie.name)).not.toContain('session');
  forgive(complaints);
});

test('who is asked again who they are shows it with one tap', async ({ page, context, server }) => {
  const url = named(server.url);
  const world = { ...(await makeWorld(server.url)), url };
  await phone(page);
  await become(context, world, world.amina);
  await page.goto(`${url}/passkey`);
  await page.getByRole('button', { name: 'Brug den her telefon eller computer' }).click();
  await expect(page.getByRole('heading', { name: 'Her kan du komme ind' })).toBeVisible();
  await page.goto(`${url}/step-up?then=/account`);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  const proved = page.waitForResponse((answer) => answer.url() === `${url}/passkey/prove`);
  await page.getByRole('button', { name: 'Brug fingeraftryk eller ansigt' }).click();
  expect((await proved).status()).toBe(204);
  await expect(page).toHaveURL(`${url}/account`);
  await expect(page.getByRole('heading', { name: 'Din konto', exact: true })).toBeVisible();
});

test('at an address that is not our own it says so', async ({ page, server }) => {
  await phone(page);
  await page.goto(`${server.url}/passkey`);
  await page.getByRole('button', { name: 'Log ind med fingeraftryk eller ansigt' }).click();
  await expect(page.getByText('Det virker kun på vores egen adresse.')).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the page says how else to come in', async ({ page }) => {
    await page.goto('/passkey');
    await expect(page.getByText('Det kan ikke lade sig gøre her.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Log ind med fingeraftryk' })).toHaveCount(0);
    await page.getByRole('link', { name: 'Jeg har en kode' }).click();
    await expect(page.getByRole('textbox')).toBeVisible();
  });
});
