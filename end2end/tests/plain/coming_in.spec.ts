// Coming in on a phone where no script runs.
import { expect, test } from '../../fixture';
import { become, found, invite, makeWorld } from '../../world';

test.use({ javaScriptEnabled: false });

// Without a script nobody uses what was fetched for it, and a refused form comes with a status of its own: the browser notes both.
test.afterEach(({ complaints }) => {
  const other = complaints.splice(0).filter((words) => !/was preloaded using link preload|a status of 4\d\d/.test(words));
  expect(other).toEqual([]);
});

test('a link leads in by name and language', async ({ page, server }) => {
  const place = await found(server.url);
  const { link } = await invite(place, place.mette, { role: 'guardian' });
  await page.goto(link);
  await expect(page.getByText('Du er inviteret som forælder.')).toBeVisible();
  await page.getByLabel('Hvad hedder du?').fill('Amina');
  await page.getByLabel('Hvem er du for barnet?').fill('mor');
  await page.getByLabel('Sprog').selectOption('English');
  await page.getByRole('button', { name: 'Kom ind' }).click();
  await expect(page.getByRole('heading', { name: 'Hello Amina' })).toBeVisible();
});

test('a code leads in, however it is typed', async ({ page, server }) => {
  const place = await found(server.url);
  const { code } = await invite(place, place.mette);
  await page.goto('/');
  await page.getByLabel('Har du en kode?').fill(` ${code.slice(0, 3).toLowerCase()} ${code.slice(3)}`);
  await page.getByRole('button', { name: 'Kom ind' }).click();
  await page.getByLabel('Hvad hedder du?').fill('Rosa');
  await page.getByRole('button', { name: 'Kom ind' }).click();
  await expect(page.getByRole('heading', { name: 'Hej Rosa' })).toBeVisible();
});

test('a wrong code is answered kindly and stays to be mended', async ({ page }) => {
  await page.goto('/join');
  await page.getByLabel('Har du en kode?').fill('katmu');
  await page.getByRole('button', { name: 'Kom ind' }).click();
  await expect(page.getByRole('alert')).toContainText('Den passer ikke');
  await expect(page.getByLabel('Har du en kode?')).toHaveValue('katmu');
});

test('whoever leaves out their name loses nothing else', async ({ page, server }) => {
  const place = await found(server.url);
  const { link } = await invite(place, place.mette);
  await page.goto(link);
  await page.getByLabel('Hvad hedder du?').fill('   ');
  await page.getByLabel('Hvem er du for barnet?').fill('Alis mormor fra Vibevej');
  await page.getByLabel('Sprog').selectOption('English');
  await page.getByRole('button', { name: 'Kom ind' }).click();
  await expect(page.getByRole('alert')).toContainText('Det, du skrev, står her stadig.');
  await expect(page.getByLabel('Hvem er du for barnet?')).toHaveValue('Alis mormor fra Vibevej');
  await expect(page.getByLabel('Sprog')).toHaveValue('en');
});

test('a new place is made, and a refused one keeps every field', async ({ page }) => {
  await page.goto('/new');
  await page.getByLabel('Hvem handler det om?').fill('Ali');
  await page.getByLabel('Barnets fødselsår').fill('1');
  await page.getByLabel('Hvad skal stedet hedde?').fill('Familien Kvædebo');
  await page.getByLabel('Hvad hedder du?').fill('Mette');
  await page.locator('label').filter({ hasText: 'Forælder' }).click();
  await page.getByLabel('Hvem er du for barnet?').fill('lærer');
  await page.getByLabel('Sprog').selectOption('English');
  await page.getByRole('button', { name: 'Lav stedet' }).click();
  await expect(page.getByRole('alert')).toContainText('Det, du skrev, står her stadig.');
  await expect(page.getByLabel('Hvem handler det om?')).toHaveValue('Ali');
  await expect(page.getByLabel('Barnets fødselsår')).toHaveValue('1');
  await expect(page.getByLabel('Hvad skal stedet hedde?')).toHaveValue('Familien Kvædebo');
  await expect(page.getByLabel('Hvad hedder du?')).toHaveValue('Mette');
  await expect(page.getByRole('radio', { name: /Forælder/ })).toBeChecked();
  await expect(page.getByLabel('Hvem er du for barnet?')).toHaveValue('lærer');
  await expect(page.getByLabel('Sprog')).toHaveValue('en');
  await page.getByLabel('Barnets fødselsår').fill(String(new Date().getFullYear() - 9));
  await page.getByRole('button', { name: 'Lav stedet' }).click();
  await expect(page.getByRole('heading', { name: 'Hello Mette' })).toBeVisible();
});

test('the language changes where one is, and stays', async ({ page, server }) => {
  const world = await makeWorld(server.url);
  await become(page.context(), world, world.amina);
  await page.goto(world.at('plan'));
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What we have agreed');
  await expect(page).toHaveURL(new RegExp(`${world.at('plan')}$`));
  await page.goto(world.at());
  await expect(page.getByRole('heading', { name: 'Hello Amina' })).toBeVisible();
  await page.getByRole('button', { name: 'Dansk' }).click();
  await expect(page.getByRole('heading', { name: 'Hej Amina' })).toBeVisible();
});
