// One's account where no script runs.
import { choose, newName, setUp, signIn } from '../../account';
import { expect, test } from '../../fixture';
import { figures } from '../../totp';
import { become, makeWorld } from '../../world';

test.use({ javaScriptEnabled: false });

test.afterEach(({ complaints }) => {
  const other = complaints.splice(0).filter((words) => !/was preloaded using link preload|a status of 4\d\d/.test(words));
  expect(other).toEqual([]);
});

test('a professional sets up both things and comes in with both', async ({ page, context, server }) => {
  const world = await makeWorld(server.url);
  await become(context, world, world.mette);
  await page.goto('/account');
  await expect(page.getByText('Du er her som fagperson')).toBeVisible();
  const name = newName();
  await choose(page, name);
  const key = await setUp(page);
  await page.getByRole('link', { name: 'Jeg har gemt dem' }).click();
  await expect(page.getByText('Du er her som fagperson')).toHaveCount(0);
  await page.getByRole('link', { name: 'Dine enheder' }).click();
  await page.getByRole('button', { name: 'Log ud her' }).click();
  await page.getByRole('link', { name: 'Log ind' }).click();
  await signIn(page, name);
  await expect(page.getByRole('alert')).toContainText('Det passer ikke sammen');
  await expect(page.getByLabel('E-mail eller telefonnummer')).toHaveValue(name);
  await signIn(page, name, figures(key, 1));
  await expect(page.getByRole('heading', { name: 'Hej Mette' })).toBeVisible();
});

test('the pages speak the other language too', async ({ page, context, server }) => {
  const world = await makeWorld(server.url);
  await become(context, world, world.amina);
  const name = newName();
  await choose(page, name);
  await page.goto('/account');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByText(`You sign in with ${name}.`)).toBeVisible();
});
