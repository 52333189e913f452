// Name, password and second factor, as somebody sets them up on the pages for it.
import { expect, type Page } from '@playwright/test';
import { figures } from './totp';
import { PASSWORD, become, invite, join, newId, send, type Person, type World } from './world';

/** Several tests share a server, and a name is one person's. */
export const newName = () => `${newId()}@example.org`;
export { PASSWORD };

/** Chooses name and password for the first time. */
export async function choose(page: Page, name: string, password = PASSWORD): Promise<void> {
  await page.goto('/account');
  await page.getByLabel('E-mail eller telefonnummer').fill(name);
  await page.getByLabel('Ny adgangskode').fill(password);
  await page.getByRole('button', { name: 'Gem' }).click();
}

/** Sets an app up from the page of the account, and gives back its key. The codes on paper are on the page. */
export async function setUp(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Sæt en app op' }).click();
  await expect(page.getByRole('img', { name: 'Firkantet kode til din app' })).toBeVisible();
  const key = await page.locator('.secret-key code').innerText();
  await page.getByLabel('Kode fra din app').fill(figures(key));
  await page.getByRole('button', { name: 'Det passer' }).click();
  return key;
}

export async function signIn(page: Page, name: string, code = '', password = PASSWORD): Promise<void> {
  await page.getByLabel('E-mail eller telefonnummer').fill(name);
  await page.getByLabel('Adgangskode').fill(password);
  await page.getByLabel('Kode fra din app').fill(code);
  await page.getByRole('button', { name: 'Log ind' }).click();
}

/** Mette hands the lead on: only whoever leads gives their screen round. */
export async function leads(world: World, whom: Person): Promise<void> {
  await send(world, world.mette, { people: { offer_baton: { to: whom.id } } });
  await send(world, whom, { people: { answer_baton: { accept: true } } });
}

/** Nadia, a guardian with a password who led for a moment, whose screen went round the table since she chose it: she has proved nothing on it. */
export async function unproved(page: Page, world: World): Promise<void> {
  const nadia = await join(world.url, (await invite(world, world.amina, { role: 'guardian' })).link, newId(), 'Nadia', '');
  await become(page.context(), world, nadia);
  await choose(page, newName());
  await expect(page.getByRole('status')).toContainText('Nu kan du logge ind.');
  await leads(world, nadia);
  await page.goto(`/hand-over?family=${world.family}&dialogue=${world.dialogues.running}`);
  await page.getByLabel('Kode').fill('2580');
  await page.getByRole('button', { name: 'Lås, og giv skærmen videre' }).click();
  await page.getByText('Giv skærmen tilbage til Nadia').click();
  await page.getByLabel('Kode').fill('2580');
  await page.getByRole('button', { name: 'Lås op' }).click();
  await expect(page).toHaveURL(world.url + world.at(`dialogue/${world.dialogues.running}`));
  const back = { id: newId(), command: { people: { offer_baton: { to: world.mette.id } } } };
  const answer = await page.request.post(`${world.url}/api/v1/families/${world.family}/commands`, { data: back });
  expect(answer.status()).toBe(200);
  await send(world, world.mette, { people: { answer_baton: { accept: true } } });
}
