// Whom a dialogue is among: set before it begins, in plain words, and gone at once from whoever is not in it.
import { expect, test } from '../../fixture';
import { load } from '../../pages';
import { become, invite, join, makeWorld, newId, view, type Person, type World } from '../../world';

/** The father, who does not live with the mother. */
async function omar(world: World): Promise<Person> {
  const { link } = await invite(world, world.amina, { role: 'guardian' });
  return join(world.url, link, newId(), 'Omar', 'far');
}

async function sees(world: World, who: Person): Promise<boolean> {
  const family = (await view(world, who)) as { dialogue: { all: Record<string, unknown> } };
  return world.dialogues.next in family.dialogue.all;
}

test('a parent chooses whom it is for, sees who is not in it, and opens it again', async ({ browser, page, context, server }) => {
  const world = await makeWorld(server.url);
  const father = await omar(world);
  const address = world.url + world.at(`dialogue/${world.dialogues.next}`);
  const other = await browser.newContext({ baseURL: server.url });
  await become(other, world, father);
  const his = await other.newPage();
  await load(his, address);
  await expect(his.getByText('Alle, der må se jeres dialoger, ser den.')).toBeVisible();

  await become(context, world, world.amina);
  await load(page, address);
  const among = page.getByRole('region', { name: 'Hvem er dialogen for?' });
  await among.getByText('Vælg, hvem den er for').click();
  await expect(among.getByText('Amina')).toHaveCount(0);
  for (const name of ['Ali', 'Mette']) await among.locator('label').filter({ hasText: name }).click();
  await among.getByRole('button', { name: 'Kun os, jeg har valgt' }).click();
  await expect(among.getByText(/^Kun (?=.*Amina)(?=.*Ali)(?=.*Mette).* ser den og det, I siger i den\.$/)).toBeVisible();
  await expect(among.getByText(/(?=.*Omar)(?=.*Rosa).* ser ikke, hvad der bliver sagt\. Heller ikke bagefter\./)).toBeVisible();
  await expect(his.getByRole('region', { name: 'Hvem er dialogen for?' }).getByText('Omar')).toHaveCount(0);
  expect([await sees(world, father), await sees(world, world.rosa), await sees(world, world.mette)]).toEqual([false, false, true]);
  await his.goto(address);
  await expect(his.getByRole('heading', { name: 'Her er ikke noget' })).toBeVisible();

  await among.getByText('Vælg, hvem den er for').click();
  await among.getByRole('button', { name: 'Åbn den for alle igen' }).click();
  await expect(among.getByText('Alle, der må se jeres dialoger, ser den.')).toBeVisible();
  await expect.poll(() => sees(world, father)).toBe(true);
  await other.close();
});

test('who only leads makes the circle smaller, and lets nobody into it', async ({ page, context, server }) => {
  const world = await makeWorld(server.url);
  await become(context, world, world.mette);
  await load(page, world.url + world.at(`dialogue/${world.dialogues.next}`));
  const among = page.getByRole('region', { name: 'Hvem er dialogen for?' });
  await among.getByText('Vælg, hvem den er for').click();
  await among.locator('label').filter({ hasText: 'Ali' }).click();
  await among.getByRole('button', { name: 'Kun os, jeg har valgt' }).click();
  // Nobody meets about a family behind its back.
  await expect(page.getByRole('alert')).toContainText('Det er familien, der bestemmer det.');
  await among.locator('label').filter({ hasText: 'Amina' }).click();
  await among.getByRole('button', { name: 'Kun os, jeg har valgt' }).click();
  await expect(among.getByText(/Rosa ser ikke, hvad der bliver sagt/)).toBeVisible();
  await among.getByText('Vælg, hvem den er for').click();
  await expect(among.locator('label')).toHaveText(['Ali', 'Amina']);
  await expect(among.getByRole('button', { name: 'Åbn den for alle igen' })).toHaveCount(0);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a parent chooses, and opens it again', async ({ page, context, server, complaints }) => {
    const world = await makeWorld(server.url);
    await become(context, world, world.amina);
    await page.goto(world.at(`dialogue/${world.dialogues.next}`));
    await page.getByText('Vælg, hvem den er for').click();
    await page.locator('label').filter({ hasText: 'Ali' }).click();
    await page.getByRole('button', { name: 'Kun os, jeg har valgt' }).click();
    await expect(page.getByText(/Rosa.* ser ikke, hvad der bliver sagt/)).toBeVisible();
    await page.getByText('Vælg, hvem den er for').click();
    await page.getByRole('button', { name: 'Åbn den for alle igen' }).click();
    await expect(page.getByText('Alle, der må se jeres dialoger, ser den.')).toBeVisible();
    complaints.splice(0);
  });
});
