// Where one is signed in, and the ways out.
import { expect, test } from '../../fixture';
import { load } from '../../pages';
import { become, go, makeWorld, nadia, type World } from '../../world';

const OUT = /401 \(Unauthorized\)|no valid credentials available/;
const PHONE = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36';
const LAPTOP = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36';

/** Nadia on a phone and on a laptop. */
const onBoth = (world: World) => nadia(world, [PHONE, LAPTOP]);

/** The page of somebody who is out is answered with 401, and the browser says so; of the socket too, when it came back before the
 * page was there. */
function forgive(complaints: string[]): void {
  complaints.splice(0, complaints.length, ...complaints.filter((complaint) => !OUT.test(complaint)));
}

test('one device ends another, and its open page says at once that it is out', async ({ browser, page, context, server, complaints }) => {
  const world = await makeWorld(server.url);
  const [phone, laptop] = await onBoth(world);
  await become(context, world, laptop);
  await load(page, world.url + world.at('plan'));

  const other = await browser.newContext({ baseURL: server.url });
  await become(other, world, phone);
  const desk = await other.newPage();
  await load(desk, world.url + world.at('people'));
  await desk.getByRole('link', { name: 'Dine enheder' }).click();
  await expect(desk.getByRole('heading', { name: 'Dine enheder', level: 1 })).toBeVisible();
  await expect(desk.getByText('Android')).toBeVisible();
  await desk.getByRole('button', { name: 'Log ud på Windows-pc' }).click();
  await expect(page.getByRole('heading', { name: 'Du er ikke inde' })).toBeVisible({ timeout: 1_000 });
  await expect(page.getByText('Nadia')).toHaveCount(0);
  await expect(desk.getByText('Du er ikke logget ind andre steder.')).toBeVisible();
  await desk.goto(world.at());
  await expect(desk.getByRole('heading', { name: 'Hej Nadia' })).toBeVisible();
  await other.close();
  forgive(complaints);
});

test('what was being written outlives signing out, for its writer and for nobody else', async ({ page, context, server, complaints }) => {
  const world = await makeWorld(server.url);
  const [phone, laptop] = await onBoth(world);
  await go(world, 'works');
  const address = world.url + world.at(`dialogue/${world.dialogues.running}`);
  const field = page.getByRole('textbox', { name: 'Noget, der virker', exact: true });
  await become(context, world, phone);
  await load(page, address);
  await field.fill('Hun synger, når hun er');
  await page.goto('/');
  await page.getByRole('link', { name: 'Dine enheder' }).click();
  const answered = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await page.getByRole('button', { name: 'Log ud her' }).click();
  expect(await (await answered).allHeaders()).toMatchObject({ 'clear-site-data': '"cache"' });
  await expect(page).toHaveURL(`${server.url}/`);
  await expect(page.getByRole('link', { name: 'Dine enheder' })).toHaveCount(0);
  await page.goto(address);
  await expect(page.getByRole('heading', { name: 'Du er ikke inde' })).toBeVisible();

  await become(context, world, world.rosa);
  await load(page, address);
  await expect(field).toHaveValue('');
  expect(await page.content()).not.toContain('Hun synger');
  await become(context, world, laptop);
  await load(page, address);
  await expect(field).toHaveValue('Hun synger, når hun er');
  forgive(complaints);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('all the others are ended, and one signs out', async ({ page, context, server }) => {
    const world = await makeWorld(server.url);
    const [phone, laptop] = await onBoth(world);
    await become(context, world, phone);
    await page.goto(world.at('people'));
    await page.getByRole('link', { name: 'Dine enheder' }).click();
    await page.getByRole('button', { name: 'Log ud på Windows-pc' }).click();
    await expect(page.getByText('Du er ikke logget ind andre steder.')).toBeVisible();
    const list = await fetch(`${server.url}/api/v1/families`, { headers: { authorization: `Bearer ${laptop.token}` } });
    expect(list.status).toBe(401);
    await page.getByRole('button', { name: 'Log ud her' }).click();
    await expect(page).toHaveURL(`${server.url}/`);
    expect((await context.cookies()).map((cookie) => cookie.name)).not.toContain('session');
  });
});
