// A page that is older than what it is told. Nobody should ever notice.
import { type Page } from '@playwright/test';
import { expect, test } from '../../fixture';
import { day, found } from '../../people';
import { OUTBOX, put } from '../../offline';
import { load } from '../../pages';
import { WORDS, become, go, makeWorld, newId, view } from '../../world';

// [S23]
test('a page that cannot read a message comes back for a new copy, and what waits goes out', async ({ person }) => {
  const mette = await person('Mette', 'phone');
  const place = await found(mette, 'professional', { name: 'Ali' });
  const hellos: number[] = [];
  let say = (_: string): void => undefined;
  await mette.page.routeWebSocket(/\/live\?as=/, (line) => {
    const server = line.connectToServer();
    say = (words) => line.send(words);
    line.onMessage((words) => {
      const hello = JSON.parse(words.toString()).hello;
      if (hello) hellos.push(hello.seq);
      server.send(words);
    });
  });
  await mette.page.goto(`/f/${place.family}/plan`);
  await expect.poll(() => hellos.length).toBe(1);
  expect(hellos[0]).toBeGreaterThan(0);
  await expect(mette.text('Gemt', { exact: true })).toBeVisible();
  say(JSON.stringify({ news: { news: { seq: 99, events: [{ seq: 99, at: `${day(0)}T12:00:00Z`, by: place.child, event: { choir: { sung: {} } } }] } } }));
  await expect.poll(() => hellos, { timeout: 15_000 }).toEqual([hellos[0], 0]);
  const goal = { id: crypto.randomUUID(), about: place.child, text: 'Ali synger i kor', sign: '', dream: null, dialogue: null, on: day(0) };
  await mette.does({ plan: { set_goal: goal } }, place.family);
  await expect(mette.heading('Ali synger i kor')).toBeVisible();
});

// [S21] [S23] [O7]
test('a number with a fraction, which only a later program says, stops no page', async ({ server, page, context }) => {
  const world = await makeWorld(server.url);
  await become(context, world, world.amina);
  const between = await Between.of(page);
  await load(page, world.url + world.at('plan'));
  const { running } = world.dialogues;
  const entry = { version: 99, words: ['Sunget i et senere kor'], sent: { id: newId(), command: { choir: { sing: { id: running, loud: 0.5 } } } } };
  await put(page, OUTBOX, `${world.family}/${world.amina.id}`, JSON.stringify(entry));
  await load(page, world.url + world.at('plan'));
  await expect(page.getByText('Sunget i et senere kor')).toBeVisible();
  // A field that is not known is passed over; a message that is not known is asked for in words that are.
  const before = between.hellos.length;
  const writes = { writes: { at: { goal: { goal: world.goal } }, pressure: 0.25e-3 } };
  await expect(async () => {
    between.say({ present: { members: [world.mette.id, world.amina.id], since: 1.5 } });
    between.say({ passing: { by: world.mette.id, passing: writes } });
    await expect(page.locator(`#goal-${world.goal}`).getByText('Mette skriver …')).toBeVisible({ timeout: 1_000 });
  }).toPass();
  expect(between.hellos.length).toBe(before);
  between.say({ choir: { loud: 2.5 } });
  await expect.poll(() => between.hellos.length, { timeout: 15_000 }).toBe(before + 1);
  await expect(page.getByText('Gemt', { exact: true })).toBeVisible();
});

/** What lies between a page and its server: how the next hellos are answered, and when each came. */
class Between {
  /** So many hellos meet a process of another version. */
  others = 0;
  /** Nothing that is done gets through. */
  holds = false;
  readonly hellos: number[] = [];
  breakOff = (): void => undefined;
  /** As if the server had said it. */
  say = (_: unknown): void => undefined;

  static async of(page: Page): Promise<Between> {
    const between = new Between();
    await page.routeWebSocket(/\/live\?as=/, (line) => {
      const server = line.connectToServer();
      between.breakOff = () => void line.close();
      between.say = (words) => line.send(JSON.stringify(words));
      line.onMessage((words) => {
        const said = JSON.parse(words.toString());
        if (said.hello) between.hellos.push(Date.now());
        if (said.hello && between.others > 0) {
          between.others -= 1;
          line.send(JSON.stringify({ bye: { why: 'version' } }));
          return void line.close();
        }
        if (!(said.do && between.holds)) server.send(words);
      });
    });
    return between;
  }
}

const field = (page: Page) => page.getByRole('textbox', { name: 'Noget, der virker', exact: true });

// [S20]
test('a page that meets a server of another version loads itself anew, sends what waits and holds what was typed', async ({ server, page, context }) => {
  const world = await makeWorld(server.url);
  await go(world, 'works');
  await become(context, world, world.amina);
  const between = await Between.of(page);
  await page.goto(world.url + world.at(`dialogue/${world.dialogues.running}`));
  await expect(page.getByText('Gemt', { exact: true })).toBeVisible();
  between.holds = true;
  await field(page).fill('Vi gik hjem sammen.');
  await page.getByRole('button', { name: 'Læg kortet frem' }).click();
  await expect(page.getByText('Gemmer …', { exact: true })).toBeVisible();
  await field(page).pressSequentially('Og så kom');
  let loads = 0;
  page.on('load', () => (loads += 1));
  const before = between.hellos.length;
  [between.others, between.holds] = [1, false];
  between.breakOff();
  await expect.poll(() => between.hellos.length, { timeout: 15_000 }).toBe(before + 2);
  await expect(page.getByText('Gemt', { exact: true })).toBeVisible();
  await expect(page.getByText('Vi gik hjem sammen.')).toBeVisible();
  await expect(field(page)).toHaveValue('Og så kom');
  expect(loads).toBe(1);
  // Greeted: the next time it goes at once again.
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  const copy = await (await page.request.get(`${world.url}/api/v1/families/${world.family}`)).text();
  expect(copy.split('Vi gik hjem sammen.').length).toBe(2);
});

// [S20]
test('a server that is of another version each time is asked ever more slowly', async ({ server, page, context }) => {
  test.setTimeout(60_000);
  const world = await makeWorld(server.url);
  await become(context, world, world.amina);
  // Each wait is drawn; here always the longest.
  await page.addInitScript(() => (Math.random = () => 0.999));
  const between = await Between.of(page);
  between.others = Infinity;
  await page.goto(world.url + world.at('plan'));
  await expect.poll(() => between.hellos.length, { timeout: 45_000 }).toBe(5);
  const waits = between.hellos.slice(1).map((at, index) => at - between.hellos[index]!);
  expect(waits.slice(1).map((wait, index) => wait >= 490 * 2 ** index), `${waits}`).toEqual([true, true, true]);
  expect(waits[0]).toBeLessThan(waits[3]!);
});

/** The page is its owner's, and what it asks for is nobody's: something between takes the session away. */
// [S16]
test('a page that is let in while nothing of it is asks ever more slowly, and shows nothing meanwhile', async ({ server, page, context, complaints }) => {
  test.setTimeout(60_000);
  const world = await makeWorld(server.url);
  await become(context, world, world.amina);
  await page.addInitScript(() => (Math.random = () => 0.999));
  await page.route('**/api/v1/families', (route) => route.fulfill({ status: 401 }));
  await page.routeWebSocket(/\/live\?as=/, (line) => void line.close());
  const loads: number[] = [];
  page.on('load', () => loads.push(Date.now()));
  await page.goto(world.url + world.at('plan'));
  await expect.poll(() => loads.length, { timeout: 20_000 }).toBe(3);
  await expect(page.locator('html')).toHaveAttribute('hidden', '');
  await expect.poll(() => loads.length, { timeout: 20_000 }).toBe(5);
  const waits = loads.slice(2).map((at, index) => at - loads[index + 1]!);
  expect(waits.map((wait, index) => wait >= 490 * 2 ** index), `${waits}`).toEqual([true, true, true]);
  expect(new Set(complaints.splice(0)).size, 'that nobody is let in').toBe(1);
});

// [O25]
test('a page that has to load itself anew puts away first what was done and typed', async ({ server, page, context }) => {
  const world = await makeWorld(server.url);
  await become(context, world, world.amina);
  // A browser that is slow to put anything away.
  await page.addInitScript(() => {
    const encrypt = SubtleCrypto.prototype.encrypt;
    SubtleCrypto.prototype.encrypt = async function (...how) {
      await new Promise((done) => setTimeout(done, 800));
      return encrypt.apply(this, how);
    };
  });
  const between = await Between.of(page);
  await page.goto(world.url + world.at('plan'));
  await expect(page.getByText('Gemt', { exact: true })).toBeVisible();
  const done = page.getByRole('button', { name: `Gjort: ${WORDS.held}` });
  await done.click();
  await expect(done).toHaveCount(0);
  const loaded = page.waitForEvent('load');
  between.say({ bye: { why: 'version' } });
  await loaded;
  await expect(page.getByRole('button', { name: `Ikke gjort alligevel: ${WORDS.held}` })).toBeVisible();
  const when = async () => {
    const { plan } = (await view(world, world.amina)) as { plan: { steps: Record<string, { done: string | null }> } };
    return plan.steps[world.steps.held]!.done;
  };
  await expect.poll(when).toBe(day(0));
});
