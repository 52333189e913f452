// After one visit a guardian can do without a net everything that needs nobody else: each thing is shown at once, waits, and is done
// once, in its order, when the net is back.
import { type Page } from '@playwright/test';
import { DEEDS, REST, type Deed } from '../../deeds';
import { expect, test } from '../../fixture';
import { layLine } from '../../line';
import { OUTBOX, opened, windowOf } from '../../offline';
import { makeWorld, send, type Json, type World } from '../../world';
import { readdir } from 'node:fs/promises';

test.describe.configure({ timeout: 300_000 });

/** What no guardian sends from a page of theirs without others, and why. */
const OTHERS: Record<string, string> = {
  consent_basis: 'whoever is there by profession',
  dialogue_plan: 'whoever leads',
  dialogue_move: 'whoever leads',
  dialogue_start: 'whoever leads',
  dialogue_go: 'whoever leads',
  dialogue_end: 'whoever leads',
  ruler_open: 'whoever leads',
  ruler_reveal: 'whoever leads',
  people_found: 'the page /new, at the server',
  people_join: 'the page of an invitation, at the server',
  people_offer_baton: 'whoever leads, or a family that nobody leads',
  people_answer_baton: 'whoever was asked',
  people_speak: 'a plain form, which needs a net',
  people_leave: 'the only parent stays',
};

/** The name of a command, as its golden file has it. */
function named(command: Json): string {
  const [[tool, act]] = Object.entries(command) as [[string, Json]];
  return `${tool}_${Object.keys(act)[0]}`;
}

/** What waits in the browser, in its order. */
async function waiting(page: Page): Promise<string[]> {
  const things = await opened(page, OUTBOX);
  return things.sort((a, b) => Number(a.at) - Number(b.at)).map(({ text }) => named((JSON.parse(text) as { sent: { command: Json } }).sent.command));
}

/** What goes over the sockets of a page from now on: the commands, and how often each was answered as done. */
function overheard(page: Page) {
  const sent = new Map<string, string>();
  const done = new Map<string, number>();
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => {
      const said = (JSON.parse(payload.toString()) as { do?: { sent: { id: string; command: Json } } }).do?.sent;
      if (said) sent.set(said.id, named(said.command));
    });
    socket.on('framereceived', ({ payload }) => {
      const { id, outcome } = (JSON.parse(payload.toString()) as { answer?: { answer: { id: string; outcome: Json } } }).answer?.answer ?? {};
      if (id && 'done' in outcome!) done.set(id, (done.get(id) ?? 0) + 1);
    });
  });
  return { sent, done };
}

/** Amina's browser after one visit, without a net. */
async function away(url: string, before?: (world: World) => Promise<void>) {
  const line = await layLine(url);
  const world = await makeWorld(line.url);
  await before?.(world);
  const { browser, page, shut } = await windowOf(world, world.amina, '');
  line.cut();
  await browser.setOffline(true);
  await expect(page.getByText('Der er ingen forbindelse lige nu.')).toBeVisible();
  const back = async () => {
    line.mend();
    await browser.setOffline(false);
  };
  return { world, page, back, shut: async () => (await shut(), line.close()) };
}

/** Does all of it without a net, and comes back. */
async function does(url: string, deeds: Deed[], before?: (world: World) => Promise<void>): Promise<void> {
  const { world, page, back, shut } = await away(url, before);
  const did: string[] = [];
  let here: string | undefined;
  for (const deed of deeds) {
    const room = deed.room(world);
    // On the plan what was unfolded is folded again.
    if (room !== here || room === 'plan') await page.goto(world.url + world.at((here = room)));
    await deed.act(page, world);
    await expect(deed.seen(page, world), deed.kind).toBeVisible();
    did.push(deed.kind);
    await expect.poll(() => waiting(page), { intervals: [20, 50] }).toEqual(did);
    await expect(page.getByText(did.length === 1 ? '1 ændring venter' : `${did.length} ændringer venter`)).toBeVisible();
  }
  const { sent, done } = overheard(page);
  await back();
  await expect(page.getByText('Gemt', { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => waiting(page)).toEqual([]);
  expect([...sent.values()]).toEqual(did);
  expect([...sent.keys()].map((id) => done.get(id))).toEqual(did.map(() => 1));
  await shut();
}

// [O1] [O3] [O4]
test('without a net a guardian does everything that needs nobody else', async ({ server }) => {
  await does(server.url, DEEDS);
  const golden = await readdir(new URL('../../../app/domain/tests/golden/commands/v6', import.meta.url));
  const did = new Set([...DEEDS, ...REST].map(({ kind }) => kind));
  const others = golden.map((file) => file.replace('.json', '')).filter((kind) => !did.has(kind));
  expect(others.sort()).toEqual(Object.keys(OTHERS).sort());
});

// [O1] [O3] [O4]
test('without a net a guardian lets the course rest, and ends it', async ({ server }) => {
  // Not while they are talking.
  await does(server.url, REST, (world) => send(world, world.mette, { dialogue: { end: { id: world.dialogues.running } } }));
});

// [O17]
test('what needs others says so kindly without a net', async ({ server }) => {
  const { world, page, back, shut } = await away(server.url);
  const { running } = world.dialogues;
  // Whoever proves who they are, comes in, lends their screen or makes a place is somebody to the server, not to their browser.
  for (const path of ['/devices', '/account', '/passkey', '/step-up?then=/', '/sign-in', '/new', '/join', `/hand-over?family=${world.family}&dialogue=${running}`]) {
    await page.goto(world.url + path);
    await expect(page.getByText('Ingen forbindelse', { exact: true }), path).toBeVisible();
    await expect(page.getByText('Siden er ikke gemt her. Den kommer, når forbindelsen er tilbage.'), path).toBeVisible();
    // Nothing is asked that could not be sent.
    await expect(page.locator('main :is(input, textarea)'), path).toHaveCount(0);
  }
  // An invitation waits; its code and link the server makes, and they come once it has it.
  await page.goto(world.url + world.at('people'));
  const invite = page.getByRole('region', { name: 'Inviter', exact: true });
  await invite.getByRole('button', { name: 'Én person, gælder en uge' }).click();
  await expect(invite.getByText('Gemmer …')).toBeVisible();
  await expect(page.getByText('1 ændring venter')).toBeVisible();
  await expect(invite.locator('.code')).toHaveCount(0);
  await back();
  await expect(invite.locator('.code')).toBeVisible({ timeout: 30_000 });
  await shut();
});
