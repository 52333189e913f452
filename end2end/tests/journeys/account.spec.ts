// A password on one device, in on another; a code beside it; and what one writes while one is signed out.
import { choose, newName, PASSWORD, setUp, signIn } from '../../account';
import { expect, test } from '../../fixture';
import { load } from '../../pages';
import { figures } from '../../totp';
import { become, go, makeWorld } from '../../world';

const OUT = /a status of 4(01|22)|no valid credentials available/;

function forgive(complaints: string[]): void {
  complaints.splice(0, complaints.length, ...complaints.filter((complaint) => !OUT.test(complaint)));
}

test('a password and an app on one device, in on another, and by paper on a third', async ({ browser, page, context, server, complaints }) => {
  test.setTimeout(90_000);
  const world = await makeWorld(server.url);
  await become(context, world, world.amina);
  await load(page, world.url + world.at('people'));
  await page.getByRole('link', { name: 'Din konto' }).click();
  const name = newName();
  await choose(page, name, 'krukke');
  await expect(page.getByRole('alert')).toContainText('Brug mindst 15 tegn.');
  await expect(page.getByLabel('E-mail eller telefonnummer')).toHaveValue(name);
  await expect(page.getByLabel('Ny adgangskode')).toHaveValue('');
  await choose(page, name);
  await expect(page.getByRole('status')).toContainText('Nu kan du logge ind.');
  const key = await setUp(page);
  await expect(page.getByRole('heading', { name: 'Dine ti koder på papir' })).toBeVisible();
  const codes = await page.locator('.recovery code').allInnerTexts();
  expect(codes).toHaveLength(10);
  await page.emulateMedia({ media: 'print' });
  for (const code of codes) await expect(page.getByText(code)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Jeg har gemt dem' })).toBeHidden();
  await page.emulateMedia({ media: null });
  await page.getByRole('link', { name: 'Jeg har gemt dem' }).click();
  await expect(page.getByText('Du har 10 koder på papir tilbage.')).toBeVisible();

  const comes = async (code: string, words: RegExp | string) => {
    const other = await browser.newContext({ baseURL: server.url, locale: 'da-DK' });
    const desk = await other.newPage();
    await desk.goto('/');
    await desk.getByRole('link', { name: 'Log ind' }).click();
    await signIn(desk, name, code);
    await expect(desk.getByText(words).first()).toBeVisible();
    await other.close();
  };
  await comes('', 'Det passer ikke sammen');
  // The next step, so that no code is used twice whatever the second is.
  await comes(figures(key, 1), 'Hej Amina');
  await comes(codes[3].toLowerCase(), 'Hej Amina');
  await comes(codes[3], 'Det passer ikke sammen');
  forgive(complaints);
});

test('a password is pasted where it is chosen and where it is asked for', async ({ page, context, server }) => {
  const world = await makeWorld(server.url);
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url });
  const pastes = async (path: string, label: string) => {
    await load(page, server.url + path);
    await page.evaluate((words) => navigator.clipboard.writeText(words), PASSWORD);
    await page.getByLabel(label).press('ControlOrMeta+V');
    await expect(page.getByLabel(label)).toHaveValue(PASSWORD);
  };
  await pastes('/sign-in', 'Adgangskode');
  await become(context, world, world.amina);
  await pastes('/account', 'Ny adgangskode');
});

test('who is asked again who they are comes back to what they were about', async ({ page, context, server }) => {
  const world = await makeWorld(server.url);
  await become(context, world, world.amina);
  await choose(page, newName());
  await page.goto('/step-up?then=/devices');
  await expect(page.getByRole('heading', { name: 'Er det dig?' })).toBeVisible();
  await page.getByLabel('Adgangskode').fill(PASSWORD);
  await page.getByRole('button', { name: 'Videre' }).click();
  await expect(page.getByRole('heading', { name: 'Dine enheder' })).toBeVisible();
});

test('what was being written is there after one was signed out and came in again', async ({ page, context, server, complaints }) => {
  const world = await makeWorld(server.url);
  await become(context, world, world.amina);
  const name = newName();
  await choose(page, name);
  await go(world, 'works');
  const address = world.url + world.at(`dialogue/${world.dialogues.running}`);
  const field = page.getByRole('textbox', { name: 'Noget, der virker', exact: true });
  await load(page, address);
  await field.fill('Hun synger, når hun er');
  const ended = await fetch(`${server.url}/api/v1/session`, { method: 'DELETE', headers: { authorization: `Bearer ${world.amina.token}` } });
  expect(ended.status).toBe(204);
  await expect(page.getByRole('heading', { name: 'Du er ikke inde' })).toBeVisible();
  await page.getByRole('link', { name: 'Log ind' }).click();
  await signIn(page, name);
  await expect(page).toHaveURL(address);
  await expect(field).toHaveValue('Hun synger, når hun er');
  forgive(complaints);
});

test('two minutes before the end a line says so, and one tap stays', async ({ page, context, server }) => {
  const world = await makeWorld(server.url);
  await become(context, world, world.amina);
  // Only how long it lasts is told otherwise than it is: nobody waits for three months. To stay asks the server itself.
  let left = 300;
  let asked = 0;
  await page.route('**/api/v1/session', (route) => {
    if (route.request().method() !== 'GET') return route.continue();
    asked += 1;
    return route.fulfill({ json: { ends_in: left } });
  });
  await page.clock.install();
  await load(page, world.url + world.at('plan'));
  const line = page.getByRole('alert').filter({ hasText: 'Du bliver snart logget ud.' });
  await expect.poll(() => asked).toBe(1);
  // Five minutes before the end nothing is said, and four minutes before it is not even asked.
  await page.clock.fastForward(60_000);
  expect(asked).toBe(1);
  await expect(line).toHaveCount(0);
  left = 120;
  await page.clock.fastForward(120_000);
  await expect(line).toBeVisible();
  const stays = page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url().endsWith('/api/v1/session'));
  await line.getByRole('button', { name: 'Bliv logget ind' }).click();
  expect(((await (await stays).json()) as { ends_in: number }).ends_in).toBeGreaterThan(80 * 86_400);
  await expect(line).toHaveCount(0);
});
