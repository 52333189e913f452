// The family decides who sees what: given in plain words, seen at once, and taken back with one tap.
import { type Browser, type Page } from '@playwright/test';
import { expect, test } from '../../fixture';
import { load } from '../../pages';
import { WORDS, become, day, gives, makeWorld, newId, send, type Person, type World } from '../../world';

/** A window of somebody's own. */
async function windowOf(browser: Browser, world: World, who: Person, room: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: world.url, viewport: { width: 360, height: 740 } });
  await become(context, world, who);
  const page = await context.newPage();
  await load(page, world.url + world.at(room));
  return page;
}

function card(page: Page, who: string) {
  return page.getByRole('region', { name: who, exact: true });
}

test('what is taken back goes from an open window at once, and comes again when it is given', async ({ browser, server }) => {
  const world = await makeWorld(server.url);
  const rosas = await windowOf(browser, world, world.rosa, 'ruler');
  const aminas = await windowOf(browser, world, world.amina, 'consent');
  await expect(rosas.getByText(WORDS.because).first()).toBeVisible();
  await card(aminas, 'Rosa').getByRole('button', { name: 'Tag tilbage: Børnelinealen' }).click();
  await expect(rosas.getByText(WORDS.because)).toHaveCount(0, { timeout: 1_000 });
  await expect(card(aminas, 'Rosa').getByRole('listitem').filter({ hasText: 'Børnelinealen' })).toHaveCount(0);
  // A reload brings nothing back.
  await rosas.reload();
  await expect(rosas.getByText(WORDS.because)).toHaveCount(0);
  await load(rosas, world.url + world.at('ruler?setting=school'));
  await send(world, world.amina, gives(world.rosa.id, ['ruler']));
  await expect(rosas.getByText(WORDS.because).first()).toBeVisible();
  await rosas.goto(world.at('consent'));
  await expect(rosas.getByText('Familien bestemmer, hvad du ser.')).toBeVisible();
  await expect(rosas.getByRole('listitem').filter({ hasText: 'Børnelinealen' })).toBeVisible();
  await expect(rosas.getByText('Formål: at vi kan hjælpes ad')).toBeVisible();
});

test('nothing is ticked beforehand, and a child is always asked', async ({ browser, server }) => {
  const world = await makeWorld(server.url);
  const page = await windowOf(browser, world, world.amina, 'consent');
  const rosa = card(page, 'Rosa');
  await rosa.getByText('Lad Rosa se mere').click();
  for (const box of await rosa.getByRole('checkbox').all()) await expect(box).not.toBeChecked();
  await rosa.locator('label').filter({ hasText: 'Planen' }).click();
  await rosa.getByRole('button', { name: 'Lad Rosa se det, der er valgt' }).click();
  // The browser itself asks for the answer of the child.
  expect(await rosa.getByRole('radio').first().evaluate((radio: HTMLInputElement) => radio.validity.valueMissing)).toBe(true);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a guardian gives, and takes back', async ({ page, context, server }) => {
    const world = await makeWorld(server.url);
    await become(context, world, world.amina);
    await page.goto(world.url + world.at('consent'));
    await card(page, 'Rosa').getByRole('button', { name: 'Tag det hele tilbage' }).click();
    await expect(card(page, 'Rosa').getByText('Rosa ser kun sine egne ord og sine egne bolde.')).toBeVisible();
    await card(page, 'Rosa').locator('summary').click();
    await card(page, 'Rosa').locator('label').filter({ hasText: 'Drømmekortet' }).click();
    await card(page, 'Rosa').locator('label').filter({ hasText: 'Helst ikke' }).click();
    await card(page, 'Rosa').getByRole('button', { name: 'Lad Rosa se det, der er valgt' }).click();
    await expect(card(page, 'Rosa').getByRole('listitem')).toHaveCount(1);
    await expect(card(page, 'Rosa').getByText('Barnet: Helst ikke')).toBeVisible();
  });
});

test('from fifteen a young person gives for what is about themselves, and takes it back', async ({ browser, server }) => {
  const world = await makeWorld(server.url);
  const rosas = await windowOf(browser, world, world.rosa, 'ruler');
  const alis = await windowOf(browser, world, world.ali, 'consent');
  await expect(alis.getByText('Familien bestemmer, hvad du ser.')).toBeVisible();
  await expect(card(alis, 'Rosa')).toHaveCount(0);
  const aminas = await windowOf(browser, world, world.amina, 'people');
  const born = aminas.getByRole('listitem').filter({ hasText: 'Ali' }).first();
  await born.getByText(`Født i ${new Date().getFullYear() - 9}`).click();
  await born.getByLabel('Hvilket år?').fill(String(new Date().getFullYear() - 15));
  await born.getByRole('button', { name: 'Gem', exact: true }).click();
  // The open window follows, and what was given stays until Ali changes it.
  await expect(alis.getByText('Det, der handler om dig, bestemmer du selv over.')).toBeVisible();
  await expect(rosas.getByText(WORDS.because).first()).toBeVisible();
  await card(alis, 'Rosa').getByRole('button', { name: 'Tag tilbage: Børnelinealen' }).click();
  await expect(rosas.getByText(WORDS.because)).toHaveCount(0, { timeout: 1_000 });
  // What the guardians give is no longer Ali's.
  await send(world, world.amina, gives(world.rosa.id, ['ruler']));
  await rosas.reload();
  await expect(rosas.getByText(WORDS.because)).toHaveCount(0);
  await card(alis, 'Rosa').getByText('Lad Rosa se mere').click();
  await expect(card(alis, 'Rosa').getByText('Hvad siger barnet?')).toHaveCount(0);
  await card(alis, 'Rosa').locator('label').filter({ hasText: 'Børnelinealen' }).click();
  await card(alis, 'Rosa').getByRole('button', { name: 'Lad Rosa se det, der er valgt' }).click();
  await load(rosas, world.url + world.at('ruler?setting=school'));
  await expect(rosas.getByText(WORDS.because).first()).toBeVisible();
  // And what they take back of the family's leaves it to Ali.
  await send(world, world.amina, { consent: { withdraw: { to: world.rosa.id, of: null, section: null } } });
  await rosas.reload();
  await expect(rosas.getByText(WORDS.because).first()).toBeVisible();
});

test('what a child keeps is the childs alone, until it is shown, and to whom', async ({ browser, server }) => {
  const world = await makeWorld(server.url);
  const alis = await windowOf(browser, world, world.ali, 'mine');
  await alis.getByLabel('Skriv noget for dig selv').fill('Jeg gemmer mig på toilettet.');
  await alis.getByRole('button', { name: 'Gem det hos mig' }).click();
  const kept = alis.getByRole('listitem').filter({ hasText: 'Jeg gemmer mig' });
  await expect(kept.getByText('Kun du ser det.')).toBeVisible();
  const meets = async (who: Person): Promise<boolean> => {
    const window = await windowOf(browser, world, who, 'mine');
    const copy = await window.request.get(`/api/v1/families/${world.family}`);
    return (await copy.text()).includes('toilettet') || (await window.content()).includes('toilettet');
  };
  for (const who of [world.amina, world.mette, world.rosa]) expect(await meets(who)).toBe(false);
  await kept.getByText('Vis det til nogen').click();
  await kept.locator('label').filter({ hasText: 'Mette' }).click();
  await kept.getByRole('button', { name: 'Vis det til dem, jeg har valgt' }).click();
  await expect(kept.getByText('Du og Mette ser det.')).toBeVisible();
  expect(await meets(world.mette)).toBe(true);
  for (const who of [world.amina, world.rosa]) expect(await meets(who)).toBe(false);
  await kept.getByRole('button', { name: 'Vis det ikke til nogen mere' }).click();
  await expect(kept.getByText('Kun du ser det.')).toBeVisible();
  expect(await meets(world.mette)).toBe(false);
  await alis.getByText('Fortæl det til en voksen').click();
  for (const honest of [
    'Skriv det ovenfor, og vælg »Vis det til nogen«.',
    'Så kan den voksne læse det, du har valgt. Ikke andet.',
    'Der kommer ikke en besked på den voksnes telefon. Sig det gerne også.',
    'Nogle voksne har pligt til at hjælpe videre. Spørg dem, hvad der sker.',
    'Er du i fare nu? Ring 112. Vil du tale med nogen? Børnetelefonen er 116 111.',
  ]) {
    await expect(alis.getByText(honest)).toBeVisible();
  }
});
