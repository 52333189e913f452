// From the year somebody else wrote a young person decides alone: they are asked whether it is right, and their answer counts.
import { type Page } from '@playwright/test';
import { expect, test } from '../../fixture';
import { load } from '../../pages';
import { become, makeWorld, send, view, type World } from '../../world';

const aged = (years: number): number => new Date().getFullYear() - years;
const asked = (page: Page) => page.getByRole('region', { name: 'Er det dit fødselsår?' });
const tells = (world: World, year: number): Promise<unknown> => send(world, world.amina, { people: { born: { member: world.ali.id, year } } });
const year = async (world: World): Promise<unknown> => {
  const { people } = (await view(world, world.amina)) as { people: { members: Record<string, { born: number }> } };
  return people.members[world.ali.id]!.born;
};

test('a young person puts the year right, or says yes, and is asked no more', async ({ page, server }) => {
  const world = await makeWorld(server.url);
  await become(page.context(), world, world.ali);
  await load(page, world.url + world.at());
  await expect(asked(page)).toHaveCount(0);
  await tells(world, aged(15));
  await expect(asked(page)).toContainText(`Amina har skrevet, at du er født i ${aged(15)}.`);

  await asked(page).getByText('Nej, ret det').click();
  await asked(page).getByLabel('Hvilket år?').fill(String(aged(10)));
  await asked(page).getByRole('button', { name: 'Gem', exact: true }).click();
  await expect(asked(page)).toHaveCount(0);
  await expect.poll(() => year(world)).toBe(aged(10));

  await tells(world, aged(15));
  await asked(page).getByRole('button', { name: 'Ja, det passer' }).click();
  await expect(asked(page)).toHaveCount(0);
  await expect(page.getByText('Gemt', { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(asked(page)).toHaveCount(0);
  expect(await year(world)).toBe(aged(15));
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the same is answered by a form', async ({ page, server, complaints }) => {
    const world = await makeWorld(server.url);
    await tells(world, aged(15));
    await become(page.context(), world, world.ali);
    await page.goto(world.url + world.at());
    await asked(page).getByRole('button', { name: 'Ja, det passer' }).click();
    await expect(page).toHaveURL(new RegExp(`${world.at()}$`));
    await expect(asked(page)).toHaveCount(0);
    expect(await year(world)).toBe(aged(15));
    complaints.splice(0);
  });
});
