// What waits without a net when the device itself is in the way: its disk is full, its days go by, its program is another by now.
import { type Page } from '@playwright/test';
import { expect, test } from '../../fixture';
import { layLine } from '../../line';
import { DRAFTS, OUTBOX, crash, lies, opened, put, windowOf } from '../../offline';
import { load } from '../../pages';
import { become, day, go, makeWorld, newId, view } from '../../world';
import { readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

test.describe.configure({ timeout: 60_000 });

const field = (page: Page) => page.getByRole('textbox', { name: 'Noget, der virker', exact: true });
const UNKEPT = 'Browseren kan ikke gemme mere.';
/** What older programs have put into a browser, by the version of the protocol. */
const golden = join(dirname(fileURLToPath(import.meta.url)), '../../../app/domain/tests/golden/commands');

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

// [O26]
test('what an older program left in the browser is sent by today\'s, as it lies there', async ({ server, page, context }) => {
  const world = await makeWorld(server.url);
  await become(context, world, world.amina);
  await load(page, world.url + world.at('plan'));
  for (const version of await readdir(golden)) {
    const sent = JSON.parse(await readFile(join(golden, version, 'talk_write.json'), 'utf8')) as { id: string; command: { talk: { write: Record<string, unknown> } } };
    const { write } = sent.command.talk;
    Object.assign(write, { id: newId(), about: world.ali.id, dialogue: world.dialogues.running, on: day(0), text: `Fra en app af ${version}` });
    const entry = { version: Number(version.slice(1)), words: [write.text], sent: { ...sent, id: newId() }, refusal: null };
    await put(page, OUTBOX, `${world.family}/${world.amina.id}`, JSON.stringify(entry));
    await load(page, world.url + world.at('plan'));
    await expect.poll(async () => JSON.stringify(await view(world, world.amina))).toContain(`Fra en app af ${version}`);
    await expect.poll(() => lies(page, OUTBOX)).toBe(0);
  }
});
