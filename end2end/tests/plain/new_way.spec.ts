// A seat that fell into wrong hands is opened anew without a script too.
import { expect, test } from '../../fixture';
import { become, makeWorld } from '../../world';

test.use({ javaScriptEnabled: false });

// Without a script nobody uses what was fetched for it, and a refused page comes with a status of its own: the browser notes both.
test.afterEach(({ complaints }) => {
  const other = complaints.splice(0).filter((words) => !/was preloaded using link preload|a status of 4\d\d/.test(words));
  expect(other).toEqual([]);
});

test('a seat is closed, and its new way in stands on a page for whoever made it', async ({ page, context, server }) => {
  const world = await makeWorld(server.url);
  const view = async (token: string) => (await fetch(`${world.url}/api/v1/families/${world.family}`, { headers: { authorization: `Bearer ${token}` } })).status;
  expect(await view(world.rosa.token)).toBe(200);
  await become(context, world, world.amina);
  await page.goto(world.at('people'));
  await page.getByText('Giv en ny vej ind', { exact: true }).click();
  const form = page.locator('form').filter({ hasText: 'giv Rosa en ny vej ind' });
  const fields = await form.evaluate((it: HTMLFormElement) => Object.fromEntries([...new FormData(it)].map(([name, value]) => [name, String(value)])));
  await form.getByRole('button').click();
  await expect(page.getByRole('heading', { name: 'En ny vej ind' })).toBeVisible();
  const code = (await page.locator('.code').innerText()).replaceAll(/\s/g, '');
  expect(code).toMatch(/^[A-Z0-9]{6}$/);
  const link = await page.getByRole('link', { name: /\/join\// }).getAttribute('href');
  expect(await view(world.rosa.token), 'who sat there is out').not.toBe(200);

  // Sent twice by a quick thumb, and looked at again, it is the same; another is not shown it.
  const address = page.url();
  const again = await page.request.post(world.url + world.at('people'), { form: fields, maxRedirects: 0 });
  expect(again.headers().location).toBe(new URL(address).pathname);
  await page.reload();
  expect((await page.locator('.code').innerText()).replaceAll(/\s/g, '')).toBe(code);
  await page.getByRole('link', { name: 'Tilbage til Os' }).click();
  await expect(page.getByRole('main')).toContainText('Ny vej ind fra Amina i dag');
  // Closed and come back to later, by whoever made it only.
  await page.getByText('Giv en ny vej ind', { exact: true }).click();
  await page.getByRole('link', { name: 'Vis den nye vej ind til Rosa' }).click();
  await expect(page).toHaveURL(address);
  expect((await page.locator('.code').innerText()).replaceAll(/\s/g, '')).toBe(code);
  await become(context, world, world.mette);
  await page.goto(address);
  await expect(page.locator('.code')).toHaveCount(0);
  await page.goto(world.at('people'));
  await expect(page.getByRole('link', { name: /Vis den nye vej ind/ })).toHaveCount(0);

  await become(context, world, { token: '' });
  await page.goto(link!);
  await expect(page.getByRole('button', { name: 'Kom ind' }).or(page.getByLabel('Hvad vil du kaldes?'))).not.toHaveCount(0);
});
