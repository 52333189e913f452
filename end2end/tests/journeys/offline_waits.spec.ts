// What waits without a net when the device itself is in the way: its disk is full, its days go by.
import { type Page } from '@playwright/test';
import { expect, test } from '../../fixture';
import { layLine } from '../../line';
import { DRAFTS, OUTBOX, crash, lies, opened, windowOf } from '../../offline';
import { day, go, makeWorld } from '../../world';

test.describe.configure({ timeout: 60_000 });

const field = (page: Page) => page.getByRole('textbox', { name: 'Noget, der virker', exact: true });
const UNKEPT = 'Browseren kan ikke gemme mere.';
/** Nothing more can be put into the browser, as long as this page lives. */
async function full(page: Page): Promise<void> {
  await page.evaluate(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    Object.assign(window, { makeRoom: () => (IDBObjectStore.prototype.put = put) });
  });
}

/** Amina in the running dialogue, on a line. */
async function inTheDialogue(url: string) {
  const line = await layLine(url);
  const world = await makeWorld(line.url);
  await go(world, 'works');
  const { browser, page, shut } = await windowOf(world, world.amina, `dialogue/${world.dialogues.running}`);
  const tunnel = async () => {
    line.cut();
    await browser.setOffline(true);
    await expect(page.getByText('Der er ingen forbindelse lige nu.')).toBeVisible();
  };
  const daylight = async () => {
    line.mend();
    await browser.setOffline(false);
  };
  return { world, browser, page, tunnel, daylight, shut: async () => (await shut(), line.close()) };
}

const drafts = async (page: Page) => (await opened(page, DRAFTS)).map(({ text }) => text);

// [O24]
test('on a full disk nothing goes that is kept nowhere else, and the page says so', async ({ server }) => {
  const { world, browser, page, tunnel, shut } = await inTheDialogue(server.url);
  await field(page).pressSequentially('Hun synger');
  await expect.poll(() => drafts(page)).toEqual(['Hun synger']);
  await full(page);
  await tunnel();
  await page.getByRole('button', { name: 'Læg kortet frem' }).click();
  await expect(page.getByText('1 ændring venter')).toBeVisible();
  await expect(page.getByText(UNKEPT)).toBeVisible();
  expect(await lies(page, OUTBOX)).toBe(0);
  // Of what is typed after it, in the same field and elsewhere, nothing is put in its place.
  await field(page).pressSequentially('x');
  await field(page).fill('');
  await crash(page);
  const again = await browser.newPage();
  await again.goto(world.url + world.at(`dialogue/${world.dialogues.running}`));
  await expect(field(again)).toHaveValue('Hun synger');
  await shut();
});

// [O24]
test('what could not be kept is kept once there is room, and then its draft goes', async ({ server }) => {
  const { page, tunnel, daylight, shut } = await inTheDialogue(server.url);
  await field(page).pressSequentially('Hun synger');
  await expect.poll(() => drafts(page)).toEqual(['Hun synger']);
  await full(page);
  await tunnel();
  await page.getByRole('button', { name: 'Læg kortet frem' }).click();
  await expect(page.getByText(UNKEPT)).toBeVisible();
  await page.evaluate(() => (window as unknown as { makeRoom: () => void }).makeRoom());
  await field(page).fill('Hun ler');
  await page.getByRole('button', { name: 'Læg kortet frem' }).click();
  await expect.poll(() => lies(page, OUTBOX)).toBe(2);
  await expect(page.getByText(UNKEPT)).toHaveCount(0);
  await expect.poll(() => drafts(page)).toEqual([]);
  await daylight();
  await expect(page.getByText('Gemt', { exact: true })).toBeVisible({ timeout: 15_000 });
  await expect.poll(() => lies(page, OUTBOX)).toBe(0);
  await expect(page.getByText('Hun synger', { exact: true })).toHaveCount(1);
  await shut();
});

// [O24]
test('what could not be kept is sent all the same, and nothing of it waits after that', async ({ server }) => {
  const { page, shut } = await inTheDialogue(server.url);
  await field(page).pressSequentially('Hun synger');
  await expect.poll(() => drafts(page)).toEqual(['Hun synger']);
  await full(page);
  await page.getByRole('button', { name: 'Læg kortet frem' }).click();
  await expect(page.getByText('Hun synger', { exact: true })).toBeVisible();
  await expect(page.getByText('Gemt', { exact: true })).toBeVisible();
  await expect.poll(() => drafts(page)).toEqual([]);
  await shut();
});

/** There is room for what is small only, as long as this page lives. What is too large takes down what goes with it, as in a browser. */
async function nearlyFull(page: Page): Promise<void> {
  await page.evaluate(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (thing: [string, Uint8Array, ArrayBuffer], ...at) {
      if (thing[2].byteLength > 1_000) queueMicrotask(() => this.transaction.abort());
      return put.call(this, thing, ...at);
    };
    Object.assign(window, { makeRoom: () => (IDBObjectStore.prototype.put = put) });
  });
}

// [O24]
test('on a nearly full disk a long text that is typed holds back no short one', async ({ server }) => {
  const world = await makeWorld(server.url);
  const { page, shut } = await windowOf(world, world.rosa, `dialogue/${world.dialogues.next}/prepare`);
  await nearlyFull(page);
  const long = 'Hun synger. '.repeat(100);
  // In the same moment, so that they are put away together.
  await page.locator('main textarea').evaluateAll((fields, long) => {
    (fields as HTMLTextAreaElement[]).forEach((field, index) => {
      field.value = index === 1 ? long : `Kort ${index}`;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
  }, long);
  const count = await page.locator('main textarea').count();
  expect(count).toBeGreaterThan(2);
  const short = Array.from({ length: count }, (_, index) => `Kort ${index}`).filter((_, index) => index !== 1);
  await expect.poll(async () => (await drafts(page)).sort()).toEqual(short);
  const first = page.locator('main textarea').first();
  await first.press('End');
  await first.pressSequentially('!');
  const now = short.with(0, `${short[0]}!`);
  await expect.poll(async () => (await drafts(page)).sort()).toEqual(now);
  // Whoever closes the page now is asked first: it alone holds the long one.
  await closes(page, 'dismiss');
  await page.evaluate(() => (window as unknown as { makeRoom: () => void }).makeRoom());
  await first.press('Backspace');
  await expect.poll(async () => (await drafts(page)).sort()).toEqual([long, ...short].sort());
  await closes(page);
  await shut();
});

/** Closes the tab as its person does. `asked`: what they answer the browser, which asks them. */
async function closes(page: Page, asked?: 'accept' | 'dismiss'): Promise<void> {
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => void dialogs.push(dialog.type()));
  const told = asked ? page.waitForEvent('dialog') : page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  const dialog = await told;
  if (asked && 'dismiss' in dialog) await dialog[asked]();
  expect(dialogs).toEqual(asked ? ['beforeunload'] : []);
  page.removeAllListeners('dialog');
}

// [O24]
test('whoever closes a page that alone holds what they did is asked first, and nobody else', async ({ server }) => {
  const { page, browser, tunnel, shut } = await inTheDialogue(server.url);
  const another = await browser.newPage();
  await another.goto(page.url());
  await field(another).pressSequentially('Lagt i skuffen');
  await expect.poll(() => drafts(another)).toEqual(['Lagt i skuffen']);
  await closes(another);
  await full(page);
  await tunnel();
  await field(page).fill('Hun synger');
  await page.getByRole('button', { name: 'Læg kortet frem' }).click();
  await expect(page.getByText(UNKEPT)).toBeVisible();
  await closes(page, 'dismiss');
  await expect(page.getByText('Hun synger', { exact: true })).toBeVisible();
  await page.evaluate(() => (window as unknown as { makeRoom: () => void }).makeRoom());
  await field(page).pressSequentially('x');
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(page.getByText(UNKEPT)).toHaveCount(0);
  await expect.poll(() => lies(page, OUTBOX)).toBe(1);
  await closes(page);
  await shut();
});

// [O24]
test('whoever goes away from here at once is asked nothing, whatever is kept nowhere', async ({ server }) => {
  const { page, browser, tunnel, shut } = await inTheDialogue(server.url);
  await browser.route('https://www.dr.dk/**', (route) => route.fulfill({ body: 'Vejret' }));
  await full(page);
  await tunnel();
  await field(page).fill('Hun synger');
  await page.getByRole('button', { name: 'Læg kortet frem' }).click();
  await expect(page.getByText(UNKEPT)).toBeVisible();
  await browser.setOffline(false);
  const asked: string[] = [];
  page.on('dialog', (dialog) => void asked.push(dialog.type()));
  await page.getByRole('link', { name: 'Gå væk herfra' }).click();
  await expect(page).toHaveURL('https://www.dr.dk/vejret');
  expect(asked).toEqual([]);
  await shut();
});

// [S11] [O3]
test('a step that was due tomorrow is still shown when three days have gone by without a net', async ({ server }) => {
  const line = await layLine(server.url);
  const world = await makeWorld(line.url);
  const { browser, page, shut } = await windowOf(world, world.amina, 'plan');
  line.cut();
  await browser.setOffline(true);
  await expect(page.getByText('Der er ingen forbindelse lige nu.')).toBeVisible();
  const goal = page.locator(`#goal-${world.goal}`);
  await goal.getByText('Tilføj et skridt').click();
  const step = goal.locator('form').filter({ has: page.getByRole('button', { name: 'Spørg om bolden' }) });
  await step.getByRole('textbox', { name: 'Hvad skal der ske?' }).fill('Låne en bold');
  await step.locator('input[type=date]').fill(day(1));
  await step.getByLabel('Hvem spørger vi?').selectOption('Rosa');
  await step.getByRole('button', { name: 'Spørg om bolden' }).click();
  await expect(page.getByText('Låne en bold').first()).toBeVisible();
  await expect.poll(() => lies(page, OUTBOX)).toBe(1);
  await crash(page);
  const later = await browser.newPage();
  await later.clock.setFixedTime(Date.now() + 3 * 86_400_000);
  await later.goto(world.url + world.at('plan'));
  await expect(later.getByText('1 ændring venter')).toBeVisible();
  await expect(later.getByText('Låne en bold').first()).toBeVisible();
  await shut();
  line.close();
});

