// The application comes in pieces. Nobody should ever notice.
import type { Page } from '@playwright/test';
import { expect, test } from '../../fixture';
import { found } from '../../people';
import { startServer } from '../../server';

/** The pieces that a page has asked for, by their names. */
function pieces(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const piece = /\/pkg\/([a-z]+)-[0-9a-f]{16}\.wasm$/.exec(request.url())?.[1];
    if (piece && !asked.includes(piece)) asked.push(piece);
  });
  return asked;
}

/** A browser that was told to save data. */
async function thrifty(page: Page): Promise<void> {
  await page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }));
}

/** A mark that lasts as long as the page is not loaded anew. */
const mark = (page: Page) => page.evaluate(() => document.documentElement.setAttribute('data-marked', ''));
const marked = (page: Page) => page.locator('html[data-marked]');

test('the first page brings its own piece; the others come once it has settled', async ({ person }) => {
  const mette = await person('Mette', 'phone');
  const { family } = await found(mette, 'professional', { name: 'Ali' });
  const asked = pieces(mette.page);
  const html = await (await mette.page.request.get(`/f/${family}/plan`)).text();
  const named = [...html.matchAll(/\/pkg\/([a-z]+)-[0-9a-f]{16}\.wasm/g)].map((match) => match[1]);
  expect(named).toEqual(expect.arrayContaining(['app', 'plan']));
  for (const other of ['home', 'ruler', 'dialogue', 'dreams', 'people', 'outside']) expect(named).not.toContain(other);
  await mette.open(`/f/${family}/plan`);
  await expect.poll(() => asked).toEqual(expect.arrayContaining(['home', 'ruler', 'dialogue', 'dreams', 'people']));
  expect(asked).not.toContain('outside');
});

test('from place to place without loading a page, there and back', async ({ person }) => {
  const mette = await person('Mette', 'phone');
  const { family } = await found(mette, 'professional', { name: 'Ali' });
  await mette.open(`/f/${family}`);
  await mark(mette.page);
  for (const place of ['Plan', 'Kort', 'Os', 'Dialog', 'Hjem']) {
    await mette.tap(mette.place(place));
    await expect(mette.place(place)).toHaveAttribute('aria-current', 'page');
    await expect(mette.page.locator('main h1')).toHaveCount(1);
  }
  await mette.page.goBack();
  await expect(mette.place('Dialog')).toHaveAttribute('aria-current', 'page');
  await expect(marked(mette.page)).toHaveCount(1);
});

test('whoever saves data fetches a piece when they go there', async ({ person }) => {
  const mette = await person('Mette', 'phone');
  await thrifty(mette.page);
  const { family } = await found(mette, 'professional', { name: 'Ali' });
  const asked = pieces(mette.page);
  await mette.open(`/f/${family}`);
  await mark(mette.page);
  expect(asked).not.toContain('plan');
  await mette.tap(mette.place('Plan'));
  await expect(mette.title('Det, vi har aftalt')).toBeVisible();
  expect(asked).toContain('plan');
  expect(asked).not.toContain('people');
  await expect(marked(mette.page)).toHaveCount(1);
});

test('while a piece is slow the page stays, and who changes their mind goes elsewhere', async ({ person }) => {
  const mette = await person('Mette', 'phone');
  await thrifty(mette.page);
  const { family } = await found(mette, 'professional', { name: 'Ali' });
  await mette.open(`/f/${family}`);
  await mark(mette.page);
  let come = (): void => undefined;
  const held = new Promise<void>((resolve) => (come = resolve));
  await mette.page.route('**/pkg/plan-*.wasm', async (route) => (await held, route.continue()));
  await mette.tap(mette.place('Plan'));
  await expect(mette.page.locator('main[aria-busy=true]')).toBeVisible();
  await expect(mette.place('Hjem')).toHaveAttribute('aria-current', 'page');
  await mette.tap(mette.place('Os'));
  await expect(mette.place('Os')).toHaveAttribute('aria-current', 'page');
  const came = mette.page.waitForResponse(/\/pkg\/plan-/);
  come();
  await (await came).finished();
  await expect(mette.page.locator('main[aria-busy]')).toHaveCount(0);
  await expect(mette.place('Os')).toHaveAttribute('aria-current', 'page');
  await expect(marked(mette.page)).toHaveCount(1);
});

test('a piece that does not come: the browser goes there by itself, and the page can be read', async ({ person, complaints }) => {
  const mette = await person('Mette', 'phone');
  await thrifty(mette.page);
  const { family } = await found(mette, 'professional', { name: 'Ali' });
  await mette.open(`/f/${family}`);
  await mark(mette.page);
  await mette.page.route('**/pkg/plan-*.wasm', (route) => route.abort());
  await mette.tap(mette.place('Plan'));
  await expect(mette.title('Det, vi har aftalt')).toBeVisible();
  await expect(marked(mette.page)).toHaveCount(0);
  // The links of the server's page lead on.
  await mette.tap(mette.place('Os'));
  await expect(mette.place('Os')).toHaveAttribute('aria-current', 'page');
  complaints.length = 0;
});

/** What the bundling tool says about the site. */
interface Manifest {
  start: string;
  js: string;
  link: string;
  wasm: string;
  chunks: Record<string, string[]>;
}

/** The prepaid phone's budget for a first load, in kilobytes as they come: wasm and scripts, the core and the pieces of the page. */
const BUDGET = 250;

/** What comes only once a page lives, or in the other language. */
const LATER = ['driver', 'dialogue_lay', 'dreams_sheet', 'people_ways', 'guide_en'];

/** The pieces that each page begins with, and what it may weigh where that is more than the budget: what it weighs, rounded up. */
const PAGES: Record<string, [pieces: string[], most?: number]> = {
  welcome: [['outside']],
  home: [['home']],
  plan: [['plan']],
  ruler: [['ruler', 'guide_da']],
  dreams: [['dreams'], 255],
  people: [['people']],
  consent: [['people_consent']],
  mine: [['people_mine']],
  dialogues: [['dialogue_list']],
  minutes: [['dialogue_minutes']],
  'preparing a dialogue': [['dialogue_prepare']],
  'a dialogue that has not begun': [['dialogue', 'dialogue_before'], 261],
  'checking in': [['dialogue', 'dialogue_check_in', 'dialogue_offered'], 280],
  'since last, and was it useful': [['dialogue', 'dialogue_balls', 'dialogue_offered'], 290],
  'what works': [['dialogue', 'dialogue_works', 'dialogue_offered'], 298],
  'the ruler in a dialogue': [['dialogue', 'dialogue_rounds', 'dialogue_offered'], 311],
  'one up': [['dialogue', 'dialogue_one_up', 'dialogue_offered'], 315],
  'dreams in a dialogue': [['dialogue', 'dialogue_map', 'dialogue_offered'], 336],
  'what is agreed, and reading it back': [['dialogue', 'dialogue_agree', 'dialogue_offered'], 318],
};

test('the first load of every page and of every step stays within its limit', async ({ server }) => {
  const manifest = (await (await fetch(`${server.url}/pkg/manifest.json`)).json()) as Manifest;
  const sizes = new Map<string, number>();
  const size = async (path: string) => {
    const answer = await fetch(server.url + path, { method: 'HEAD', headers: { 'accept-encoding': 'br' } });
    expect(answer.headers.get('content-encoding'), path).toBe('br');
    sizes.set(path, Number(answer.headers.get('content-length')));
  };
  const core = [manifest.start, manifest.js, manifest.link, manifest.wasm];
  await Promise.all([...new Set([...core, ...Object.values(manifest.chunks).flat()])].map(size));
  for (const [page, [pieces, most = BUDGET]] of Object.entries(PAGES)) {
    const files = pieces.flatMap((piece) => manifest.chunks[piece] ?? [`no piece ${piece}`]);
    const sum = [...new Set([...core, ...files])].reduce((sum, file) => sum + (sizes.get(file) ?? NaN), 0);
    expect(sum, page).toBeGreaterThan(0);
    expect.soft(sum / 1_000, page).toBeLessThanOrEqual(most);
  }
  // No piece is without a limit.
  const limited = new Set(Object.values(PAGES).flatMap(([pieces]) => pieces));
  expect(Object.keys(manifest.chunks).filter((piece) => !limited.has(piece)).sort()).toEqual([...LATER].sort());
});

/** What the page of a plan may weigh for a slow phone before anything is compressed, in kilobytes, with the data that its application begins with. */
const PLAN = 60;

test('the plan of each of the people of the demo is a small page', async () => {
  test.setTimeout(180_000);
  const server = await startServer({}, undefined, 'run');
  const doors = () => server.log().match(/http:\S+\/demo\/\S+/g) ?? [];
  await expect.poll(doors, { timeout: 150_000 }).toHaveLength(3);
  const weights: number[] = [];
  for (const door of doors()) {
    const opened = await fetch(door, { redirect: 'manual' });
    const cookie = opened.headers.getSetCookie().map((it) => it.split(';')[0]).join('; ');
    const page = await fetch(`${new URL(opened.headers.get('location')!, server.url).href}/plan`, { headers: { cookie, 'accept-encoding': 'identity' } });
    const html = await page.text();
    expect(html).toContain('Det, vi har aftalt');
    // It names the pieces of this very build.
    expect(html).toMatch(/\/pkg\/plan-[0-9a-f]{16}\.wasm/);
    weights.push(Buffer.byteLength(html) / 1_000);
  }
  await server.stop();
  console.log(`the plan of the demo's people: ${weights.join(', ')} kB of ${PLAN}`);
  for (const weight of weights) expect.soft(weight).toBeLessThanOrEqual(PLAN);
});
