// How somebody is reached: written on their card, given to some, and kept from somebody wherever its words stand.
import AxeBuilder from '@axe-core/playwright';
import { type Locator, type Page } from '@playwright/test';
import { expect, test } from '../../fixture';
import { load } from '../../pages';
import { become, day, go, invite, join, makeWorld, newId, send, type Person, type World } from '../../world';

test.use({ viewport: { width: 360, height: 740 } });

/** The card of somebody, and not one on which they are only named. */
function card(page: Page, name: string): Locator {
  return page.locator(`.member:has(> div > b:text-is("${name}"))`);
}

/** The box beside a name, under a question. */
function box(at: Locator, question: string, name: string): Locator {
  return at.getByRole('group', { name: question }).locator('label').filter({ hasText: name });
}

async function writes(at: Locator): Promise<void> {
  await at.getByText('Skriv adresse, telefon eller skole').click();
}

async function omarJoins(world: World): Promise<Person> {
  const { link } = await invite(world, world.amina, { role: 'guardian' });
  return join(world.url, link, newId(), 'Omar', 'far');
}

test('two parents who live apart: what one keeps, the other meets nowhere', async ({ page, context, browser, server }) => {
  const world = await makeWorld(server.url);
  const omar = await omarJoins(world);
  await become(context, world, world.amina);
  await load(page, world.url + world.at('people'));
  const ali = card(page, 'Ali');
  await writes(ali);
  await ali.getByLabel('Hvad er det?').selectOption('Skole');
  await ali.getByLabel('Skriv det her').fill('skole');
  await box(ali, 'Hvem må ikke vide det?', 'Omar').click();
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(violations.map(({ id, nodes }) => `${scheme}: ${id} ${nodes[0].html}`)).toEqual([]);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await ali.getByRole('button', { name: 'Gem', exact: true }).click();
  // Any word could be kept to silence: it has to be a name.
  await expect(page.getByText('Det ligner ikke en adresse').first()).toBeVisible();
  await expect(ali.getByLabel('Skriv det her')).toHaveValue('skole');
  await ali.getByLabel('Skriv det her').fill('Storkereden Skole');
  await ali.getByRole('button', { name: 'Gem', exact: true }).click();
  await expect(ali.getByText('Skjult for Omar')).toBeVisible();
  await expect(ali.getByText('Kun du ser det', { exact: true })).toBeVisible();
  const talk = { id: newId(), about: world.ali.id, column: 'works', text: 'Han er glad i Storkeredens have.', notices: '', dialogue: null, on: day(0), shared: true };
  await send(world, world.mette, { talk: { write: talk } }, { people: { rename: { member: world.mette.id, name: 'Mette', title: 'pædagog i Storkereden' } } });
  const his = await browser.newContext({ baseURL: world.url });
  await become(his, world, omar);
  for (const room of ['', 'ruler', 'dialogue', 'plan', 'dreams', 'people', 'consent', 'looked', 'export']) {
    const answer = await his.request.get(world.at(room));
    expect(answer.status(), room).toBe(200);
    expect((await answer.text()).toLowerCase(), room).not.toContain('storkered');
  }
});

test('two parents who live apart, in a dialogue that is open in both their windows: what one keeps shows on hers alone', async ({ page, context, browser, server }) => {
  const world = await makeWorld(server.url);
  const { mette, amina, ali, dialogues } = world;
  const omar = await omarJoins(world);
  await go(world, 'works');
  const address = world.url + world.at(`dialogue/${dialogues.running}`);
  const his = await browser.newContext({ baseURL: world.url });
  await become(his, world, omar);
  const omars = await his.newPage();
  let told = '';
  omars.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => (told += payload.toString())));
  await load(omars, address);
  await become(context, world, amina);
  await load(page, address);

  // One card stands there before its word is kept, the others come after.
  const card = (text: string, dialogue: string) => ({
    talk: { write: { id: newId(), about: ali.id, column: 'works', text, notices: '', dialogue, on: day(0), shared: true } },
  });
  const first = 'Han griner på Falkevej.';
  await send(world, mette, card(first, dialogues.running));
  await expect(page.getByText(first)).toBeVisible();
  await expect(omars.getByText(first)).toBeVisible();
  const keeps = (about: string, kind: string, text: string) => ({
    shield: { set: { id: newId(), about, kind, text, words: [], known_to: [], kept_from: [omar.id] } },
  });
  await send(world, amina, keeps(ali.id, 'school', 'Storkereden Skole'), keeps(amina.id, 'address', 'Falkevej 12'));
  await expect(omars.getByText(first)).toHaveCount(0);
  told = '';
  const place = 'Storkereden, lokale 3';
  const arranged = { id: dialogues.next, when: `${day(28)}T15:00:00`, place };
  const texts = ['Han er glad i Storkeredens have.', 'Han cykler selv til Falkevej 12.'];
  await send(world, mette, ...texts.map((text) => card(text, dialogues.running)), card('Storkereden ringer.', dialogues.ended), { dialogue: { move: arranged } }, card('Han synger i bilen.', dialogues.running));
  for (const text of [first, ...texts, 'Han synger i bilen.']) await expect(page.getByText(text)).toBeVisible();
  await expect(omars.getByText('Han synger i bilen.')).toBeVisible();
  const clean = (text: string, where: string) => {
    for (const word of ['storkered', 'falkevej']) expect(text.toLowerCase(), where).not.toContain(word);
  };
  clean(told, 'what he is told');
  clean(await omars.content(), 'his open page');
  // The minutes, what one prepares, and the dialogue itself, asked for anew and gone on to in the open window.
  for (const room of [`dialogue/${dialogues.ended}/minutes`, `dialogue/${dialogues.next}/prepare`, `dialogue/${dialogues.next}`, `dialogue/${dialogues.running}`, 'dialogue']) {
    expect((await (await context.request.get(world.at(room))).text()).toLowerCase(), `hers: ${room}`).toContain('storkered');
    const answer = await his.request.get(world.at(room));
    expect(answer.status(), room).toBe(200);
    clean(await answer.text(), room);
    await load(omars, world.url + world.at(room));
    clean(await omars.content(), `open: ${room}`);
  }
  await his.close();
});

test('a number is given, seen at once, changed and taken back', async ({ page, context, browser, server }) => {
  const world = await makeWorld(server.url);
  await become(context, world, world.amina);
  await load(page, world.url + world.at('people'));
  const hers = await browser.newContext({ baseURL: world.url });
  await become(hers, world, world.rosa);
  const rosas = await hers.newPage();
  await load(rosas, world.url + world.at('people'));
  const own = card(page, 'Amina');
  await writes(own);
  await own.getByLabel('Hvad er det?').selectOption('Telefon');
  await own.getByLabel('Skriv det her').fill('20 30 40 50');
  await box(own, 'Hvem må se det?', 'Rosa').click();
  await own.getByRole('button', { name: 'Gem', exact: true }).click();
  await expect(own.getByText('Ses af Rosa')).toBeVisible();
  await expect(card(rosas, 'Amina').getByText('20 30 40 50')).toBeVisible();
  await own.getByText('Ret', { exact: true }).click();
  const open = own.locator('details[open]').last();
  await open.getByLabel('Skriv det her').fill('20 30 40 51');
  await open.getByRole('button', { name: 'Gem', exact: true }).click();
  await expect(card(rosas, 'Amina').getByText('20 30 40 51')).toBeVisible();
  await box(open, 'Hvem må se det?', 'Rosa').click();
  await open.getByRole('button', { name: 'Gem', exact: true }).click();
  await expect(card(rosas, 'Amina').getByText('20 30 40 51')).toHaveCount(0);
  await own.getByRole('button', { name: 'Slet' }).click();
  await expect(own.getByText('20 30 40 51')).toHaveCount(0);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('it is written, given, changed and deleted', async ({ page, context, server }) => {
    const world = await makeWorld(server.url);
    await become(context, world, world.amina);
    await page.goto(world.url + world.at('people'));
    const own = card(page, 'Amina');
    await writes(own);
    await own.getByLabel('Hvad er det?').selectOption('Adresse');
    await own.getByLabel('Skriv det her').fill('Egevej 12');
    await box(own, 'Hvem må se det?', 'Rosa').click();
    await own.getByRole('button', { name: 'Gem', exact: true }).click();
    await expect(own.getByText('Ses af Rosa')).toBeVisible();
    await own.getByText('Ret', { exact: true }).click();
    const open = own.locator('details[open]');
    await open.getByLabel('Skriv det her').fill('Egevej 14');
    await box(open, 'Hvem må se det?', 'Mette').click();
    await open.getByRole('button', { name: 'Gem', exact: true }).click();
    await expect(own.getByText('Egevej 14')).toBeVisible();
    await expect(own.getByText(/Ses af .*Rosa/)).toBeVisible();
    await own.getByText('Ret', { exact: true }).click();
    await own.getByRole('button', { name: 'Slet' }).click();
    await expect(own.getByText('Egevej 14')).toHaveCount(0);
  });
});
