// What is half written, when the page, somebody else or the way out comes in between: it stays, and is seen again.
import { type Page } from '@playwright/test';
import { expect, test } from '../../fixture';
import { DRAFTS, OUTBOX, lies } from '../../offline';
import { load } from '../../pages';
import { WORDS, become, day, go, makeWorld, send, type Person, type World } from '../../world';

async function as(page: Page, world: World, who: Person, room: string): Promise<void> {
  await become(page.context(), world, who);
  await load(page, world.url + world.at(room));
}

const card = (page: Page) => page.getByRole('textbox', { name: 'Noget, der virker', exact: true });
const kept = (page: Page, count: number) => expect.poll(() => lies(page, DRAFTS)).toBe(count);

// [O30]
test('what is typed before the page knows what lay there comes after it', async ({ page, server }) => {
  const world = await makeWorld(server.url);
  await go(world, 'works');
  const room = `dialogue/${world.dialogues.running}`;
  await as(page, world, world.amina, room);
  await card(page).fill('Han griner, når');
  await kept(page, 1);
  let come = (): void => undefined;
  const held = new Promise<void>((resolve) => (come = resolve));
  await page.route('**/pkg/driver-*.wasm', async (route) => (await held, route.continue()));
  await page.goto(world.at(room));
  await card(page).pressSequentially('vi leger');
  await expect(card(page)).toHaveValue('vi leger');
  come();
  await expect(card(page)).toHaveValue('Han griner, når vi leger');
  await expect(page.getByText('Gemt', { exact: true })).toBeVisible();
  await load(page, world.url + world.at(room));
  await expect(card(page)).toHaveValue('Han griner, når vi leger');
});

// [O29]
test('the words lie in one of the two chests at every moment', async ({ page, server }) => {
  await page.addInitScript(() => {
    const order: string[] = [];
    Object.assign(window, { order });
    const { delete: take } = IDBObjectStore.prototype;
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (...args) {
      const it = transaction.apply(this, args);
      // Heard before anybody else hears it.
      if (args[1] === 'readwrite') it.addEventListener('complete', () => order.push(`put ${this.name}`));
      return it;
    };
    IDBObjectStore.prototype.delete = function (...args) {
      order.push(`take ${this.transaction.db.name}`);
      return take.apply(this, args);
    };
  });
  const world = await makeWorld(server.url);
  await go(world, 'works');
  await as(page, world, world.amina, `dialogue/${world.dialogues.running}`);
  await card(page).fill('Han griner');
  await kept(page, 1);
  await page.evaluate(() => (window as unknown as { order: string[] }).order.splice(0));
  await page.getByRole('button', { name: 'Læg kortet frem' }).click();
  await kept(page, 0);
  const order = await page.evaluate(() => (window as unknown as { order: string[] }).order);
  expect(order).toContain(`take ${DRAFTS}`);
  expect(order.slice(0, order.indexOf(`take ${DRAFTS}`))).toContain(`put ${OUTBOX}`);
});

// [O31]
test('a tick by somebody else leaves the news of a step where they are written', async ({ page, server }) => {
  const world = await makeWorld(server.url);
  await as(page, world, world.mette, 'plan');
  const step = page.locator(`#step-${world.steps.held}`);
  const news = page.locator(`#news-${world.steps.held}`);
  await step.getByText('Mere', { exact: true }).click();
  await news.pressSequentially('De ringer');
  await send(world, world.amina, { plan: { tick: { id: world.steps.held, on: day(0) } } });
  await expect(step).toHaveClass(/ball--done/);
  await expect(news).toBeFocused();
  await news.pressSequentially(' i morgen');
  await kept(page, 1);
  await load(page, world.url + world.at('plan'));
  await expect(news).toBeVisible();
  await expect(news).toHaveValue('De ringer i morgen');
  await news.press('Enter');
  await expect(step.getByText('De ringer i morgen')).toBeVisible();
  await kept(page, 0);
});

// [O31]
test('half a note is in sight after another room, and when its goal moves to another list', async ({ page, server }) => {
  const world = await makeWorld(server.url);
  await as(page, world, world.mette, 'plan');
  const note = page.locator(`#note-${world.goal}`);
  await page.locator(`#goal-${world.goal}`).getByText('Mere', { exact: true }).last().click();
  await note.pressSequentially('Han spurgte selv');
  const bar = page.locator('nav.nav');
  await bar.getByRole('link', { name: 'Hjem' }).click();
  await expect(note).toHaveCount(0);
  await bar.getByRole('link', { name: 'Plan' }).click();
  await expect(note).toBeVisible();
  await expect(note).toHaveValue('Han spurgte selv');
  await send(world, world.amina, { plan: { turn: { id: world.goal, to: 'reached', because: '', on: day(0) } } });
  await expect(page.getByText('Nået').first()).toBeVisible();
  await expect(note).toBeVisible();
  await expect(note).toHaveValue('Han spurgte selv');
});

// [O30]
test('where somebody else changed the same meanwhile, the field shows both', async ({ page, server }) => {
  const world = await makeWorld(server.url);
  await as(page, world, world.amina, 'plan');
  const goal = page.locator(`#goal-${world.goal}`);
  const reword = page.locator(`#reword-${world.goal}`);
  await goal.getByText('Mere', { exact: true }).last().click();
  await reword.fill('Ali er med i to lege');
  await kept(page, 1);
  await page.goto('about:blank');
  await send(world, world.mette, { plan: { reword_goal: { id: world.goal, from: WORDS.goal, text: 'Ali leger' } } });
  await load(page, world.url + world.at('plan'));
  await expect(reword).toHaveValue('Ali leger Ali er med i to lege');
  await reword.press('Enter');
  await expect(goal.locator('h2')).toHaveText('Ali leger Ali er med i to lege');
  await kept(page, 0);
});

// [O31]
test('whoever has a sheet of the map open stays at it, with the drawing', async ({ page, server }) => {
  const world = await makeWorld(server.url);
  await go(world, 'dream');
  await as(page, world, world.amina, `dialogue/${world.dialogues.running}`);
  await page.getByRole('button', { name: 'Ny drøm' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('radio', { name: 'Tegn selv' }).check();
  const pad = (await sheet.locator('.dream-pad').boundingBox())!;
  await page.mouse.move(pad.x + 30, pad.y + 30);
  await page.mouse.down();
  await page.mouse.move(pad.x + 90, pad.y + 60, { steps: 4 });
  await page.mouse.up();
  await go(world, 'plan');
  await expect(page.getByText('De andre er ved »', { exact: false })).toHaveCount(1);
  await expect(sheet).toBeVisible();
  await kept(page, 1);
  await sheet.getByRole('button', { name: 'Luk' }).click();
  await expect(sheet).toBeHidden();
});
