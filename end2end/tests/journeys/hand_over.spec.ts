// The tablet goes round the table: each answers for themselves, and nobody meets what is another's.
import { type Browser, type Page } from '@playwright/test';
import { expect, test } from '../../fixture';
import { DRAFTS, OUTBOX, VIEWS, inTheClear, lies, views } from '../../offline';
import { load } from '../../pages';
import { WORDS, become, go, makeWorld, newId, send, view, type World } from '../../world';

const TABLET = { viewport: { width: 1024, height: 768 }, hasTouch: true };
const PIN = '2580';
/** The page of somebody who is out is answered so, and the browser says it. */
const OUT = /a status of 4(01|22)|no valid credentials available|WebSocket connection/;
const PRIVATE = [WORDS.because, WORDS.kept, WORDS.held, WORDS.goal, WORDS.dream, WORDS.family, WORDS.place];

function forgive(complaints: string[]): void {
  complaints.splice(0, complaints.length, ...complaints.filter((complaint) => !OUT.test(complaint)));
}

async function tablet(browser: Browser, world: World): Promise<Page> {
  const context = await browser.newContext({ ...TABLET, baseURL: world.url, locale: 'da-DK' });
  await become(context, world, world.mette);
  const page = await context.newPage();
  await load(page, world.url + world.at(`dialogue/${world.dialogues.running}`));
  return page;
}

async function lock(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Lad skærmen gå rundt' }).click();
  await page.getByLabel('Kode').fill(PIN);
  await page.getByRole('button', { name: 'Lås, og giv skærmen videre' }).click();
  await expect(page.getByRole('heading', { name: 'Hvem har skærmen?' })).toBeVisible();
}

/** Nothing of anybody's is on the screen, or in what was sent for it. */
async function isBare(page: Page): Promise<void> {
  for (const all of [await page.content(), await (await page.request.get(page.url())).text()]) {
    for (const words of PRIVATE) expect(all).not.toContain(words);
  }
}

test('it goes round, each answers as themselves, and it comes back by its code', async ({ browser, server, complaints }) => {
  const world = await makeWorld(server.url);
  await go(world, 'works');
  const page = await tablet(browser, world);
  await lock(page);
  await isBare(page);
  await page.getByRole('button', { name: 'Ali' }).click();
  await expect(page.getByRole('heading', { name: 'Din tur, Ali' })).toBeVisible();
  await isBare(page);
  await page.getByRole('textbox', { name: 'Dine egne ord' }).fill('Frikvarteret med Storm.');
  await page.getByRole('button', { name: 'Læg kortet frem' }).click();
  await expect(page.getByRole('status')).toContainText('Det er gemt.');
  await expect(page.getByRole('textbox', { name: 'Dine egne ord' })).toHaveValue('');
  await page.getByRole('textbox', { name: 'Dine egne ord' }).fill('Det her sender jeg ikke.');
  await page.getByRole('button', { name: 'Giv videre' }).click();

  await page.getByRole('button', { name: 'Rosa' }).click();
  await expect(page.getByRole('textbox', { name: 'Dine egne ord' })).toHaveValue('');
  await page.getByRole('textbox', { name: 'Dine egne ord' }).fill('Han synger i køkkenet.');
  await page.getByRole('button', { name: 'Læg kortet frem' }).click();
  await page.getByRole('button', { name: 'Giv videre' }).click();

  await page.getByText('Giv skærmen tilbage til Mette').click();
  await page.getByLabel('Kode').fill('0000');
  await page.getByRole('button', { name: 'Lås op' }).click();
  await expect(page.getByRole('alert')).toContainText('Koden passer ikke');
  await page.getByLabel('Kode').fill(PIN);
  await page.getByRole('button', { name: 'Lås op' }).click();
  await expect(page).toHaveURL(world.url + world.at(`dialogue/${world.dialogues.running}`));
  await expect(page.getByText('Frikvarteret med Storm.')).toBeVisible();
  await expect(page.getByText('Han synger i køkkenet.')).toBeVisible();
  await expect(page.getByText('Det her sender jeg ikke.')).toHaveCount(0);
  const family = (await view(world, world.ali)) as { talk: { cards: Record<string, { by: string; text: string }> } };
  const by = Object.values(family.talk.cards).find(({ text }) => text === 'Frikvarteret med Storm.')?.by;
  expect(by).toBe(world.ali.id);
  // What the tab keeps is its owner's, as before: nothing of the others'.
  await expect.poll(() => lies(page, VIEWS)).toBe(1);
  const kept = await inTheClear(page);
  expect(kept).toContain(VIEWS);
  for (const words of ['Storm', 'synger', 'sender jeg ikke']) expect(kept).not.toContain(words);
  // Nor sealed: no draft, nothing that waits, and of what was not sent no word in the view.
  expect([await lies(page, DRAFTS), await lies(page, OUTBOX)]).toEqual([0, 0]);
  expect(await views(page)).not.toContain('sender jeg ikke');
  await page.context().close();
  forgive(complaints);
});

test('the back button and every address lead to whose turn it is, and a socket to nowhere', async ({ browser, server, complaints }) => {
  const world = await makeWorld(server.url);
  await go(world, 'works');
  const page = await tablet(browser, world);
  await page.getByRole('navigation').getByRole('link', { name: 'Plan', exact: true }).click();
  await expect(page.getByText(WORDS.held)).toBeVisible();
  await page.goto(world.url + world.at(`dialogue/${world.dialogues.running}`));
  await lock(page);
  const address = `${world.url}/hand-over`;
  for (const room of ['', 'plan', 'mine', 'people', 'export', `dialogue/${world.dialogues.running}`]) {
    await page.goto(world.url + world.at(room));
    expect(page.url(), room).toBe(address);
    await isBare(page);
  }
  for (const path of ['/', '/devices', '/account', '/sign-in', '/passkey', '/join', '/new']) {
    await page.goto(world.url + path);
    expect(page.url(), path).toBe(address);
  }
  const socket = await page.evaluate(
    (live) =>
      new Promise<string>((heard) => {
        const socket = new WebSocket(live);
        socket.onopen = () => heard('open');
        socket.onerror = () => heard('closed');
      }),
    `${world.url.replace('http', 'ws')}/api/v1/families/${world.family}/live`,
  );
  expect(socket).toBe('closed');
  expect((await page.request.get(`/api/v1/families/${world.family}`)).status()).toBe(401);

  await page.getByRole('button', { name: 'Ali' }).click();
  await page.getByRole('textbox', { name: 'Dine egne ord' }).fill('Kun for Alis øjne.');
  await page.getByRole('button', { name: 'Giv videre' }).click();
  for (let back = 0; back < 25; back += 1) {
    if (!(await page.goBack().catch(() => null))) break;
    await expect(page.getByRole('heading', { name: 'Hvem har skærmen?' })).toBeVisible();
    await expect(page.getByText('Kun for Alis øjne.')).toHaveCount(0);
    await isBare(page);
  }
  await page.context().close();
  forgive(complaints);
});

test('a child places itself on the ruler, and nobody sees where before all do', async ({ browser, server, complaints }) => {
  const world = await makeWorld(server.url);
  await go(world, 'ruler');
  const round = newId();
  const on = new Date().toISOString().slice(0, 10);
  await send(world, world.mette, { ruler: { open: { round, child: world.ali.id, setting: 'friends', dialogue: world.dialogues.running, on } } });
  const page = await tablet(browser, world);
  await lock(page);
  await page.getByRole('button', { name: 'Ali' }).click();
  await page.locator('label.ruler__position').nth(0).click();
  // Who lays the first position sees where there is help now, here too.
  await expect(page.getByRole('link', { name: /112/ })).toBeVisible();
  await page.locator('label.ruler__position').nth(3).click();
  await expect(page.getByRole('link', { name: /112/ })).toBeHidden();
  await page.getByRole('button', { name: 'Læg min placering' }).click();
  await expect(page.getByText('Du har lagt. Du kan lægge igen, så gælder det sidste.')).toBeVisible();
  for (const radio of await page.getByRole('radio').all()) await expect(radio).not.toBeChecked();
  const family = (await view(world, world.ali)) as { ruler: { placements: Record<string, { by: string; round: string | null; level: number }> } };
  expect(Object.values(family.ruler.placements).find((it) => it.round === round)).toMatchObject({ by: world.ali.id, level: 4 });
  await page.context().close();
  forgive(complaints);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('it goes round all the same', async ({ page, context, server, complaints }) => {
    const world = await makeWorld(server.url);
    await go(world, 'check_in');
    await become(context, world, world.mette);
    await page.goto(world.at(`dialogue/${world.dialogues.running}`));
    await lock(page);
    await page.getByRole('button', { name: 'Amina' }).click();
    await page.locator('label').filter({ hasText: 'okay' }).click();
    await page.getByRole('button', { name: 'Tjek ind' }).click();
    await expect(page.getByRole('status')).toContainText('Det er gemt.');
    await page.goto(world.at('plan'));
    await expect(page.getByRole('heading', { name: 'Din tur, Amina' })).toBeVisible();
    complaints.splice(0);
  });
});
