// A picture of every page, on a phone and on a tablet, light and dark, in English and on paper, in end2end/shots: to be looked at,
// not to be compared. Some of them: `npx playwright test --config shots.config.ts -g phone`, and ONLY='erasing|kept' for some pages.
import { type Page } from '@playwright/test';
import { test } from './fixture';
import { load, rooms, visits } from './pages';
import { become, makeWorld, send } from './world';

const screens = {
  phone: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 },
  tablet: { viewport: { width: 1024, height: 768 }, deviceScaleFactor: 1, isMobile: false },
};
const only = new RegExp(process.env.ONLY ?? '');

/** As wide as A4 between our margins. */
const SHEET = { width: Math.floor(((210 - 2 * 16) / 25.4) * 96), height: 1000 };

/** The whole page on a screen as high as it, so that what sticks to an edge stands at the edge. A sheet covers the screen as it is. */
async function picture(page: Page, name: string, whole = true): Promise<void> {
  const screen = page.viewportSize()!;
  if (whole) await stretch(page);
  // The colours have to be drawn before they are taken.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  await page.screenshot({ path: `shots/${name.replaceAll(/\W+/g, '-')}.png`, animations: 'disabled' });
  await page.setViewportSize(screen);
}

async function stretch(page: Page): Promise<void> {
  const { width, height } = page.viewportSize()!;
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.max(whole, height) });
}

test.setTimeout(480_000);

for (const [device, screen] of Object.entries(screens)) {
  test.describe(device, () => {
    test.use(screen);

    test(`every page on a ${device}`, async ({ page, context, server, complaints }) => {
      const world = await makeWorld(server.url);
      for (const visit of await visits(world, context)) {
        // What comes after it builds on each: only its pictures are left out.
        await visit.open(page);
        for (const colorScheme of only.test(visit.name) ? (['light', 'dark'] as const) : []) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          await picture(page, `${device}-${colorScheme}-${visit.name}`, !visit.name.includes('adding'));
        }
        await visit.leave?.(page);
      }
      complaints.length = 0;
    });
  });
}

test.describe('phone', () => {
  test.use(screens.phone);

  test('in English', async ({ page, context, server, complaints }) => {
    const world = await makeWorld(server.url);
    const { amina } = world;
    await send(world, amina, { people: { speak: { language: 'en' } } });
    await context.addCookies([{ name: 'language', value: 'en', url: world.url }]);
    for (const path of ['/', '/join', '/new', '/sign-in', '/passkey', '/nothing']) {
      await page.goto(world.url + path);
      await picture(page, `english-out${path}`);
    }
    await become(context, world, amina);
    for (const path of ['/account', '/devices', '/step-up', '/passkey', ...rooms(world).map(world.at)]) {
      await load(page, world.url + path);
      await picture(page, `english-${path.replace(world.at(), 'home').replace(/[0-9a-f-]{36}/, (id) => nameOf(world.dialogues, id))}`);
    }
    complaints.length = 0;
  });
});

test.describe('without a script', () => {
  test.use({ ...screens.phone, javaScriptEnabled: false });

  test('without a script', async ({ page, context, server, complaints }) => {
    const world = await makeWorld(server.url);
    for (const who of [world.mette, world.amina, world.ali]) {
      await become(context, world, who);
      for (const path of ['/account', '/devices', ...rooms(world).map(world.at)].filter((path) => only.test(path))) {
        await page.goto(world.url + path);
        const name = path.replace(world.at(), 'home').replace(/[0-9a-f-]{36}/, (id) => nameOf(world.dialogues, id));
        await stretch(page);
        await page.screenshot({ path: `shots/plain-${who.name}-${name.replaceAll(/\W+/g, '-')}.png` });
        await page.setViewportSize(screens.phone.viewport);
      }
    }
    complaints.length = 0;
  });
});

const nameOf = (named: Record<string, string>, id: string) => Object.entries(named).find(([, other]) => other === id)?.[0] ?? '';

test('on paper', async ({ page, context, server, complaints }) => {
  const world = await makeWorld(server.url);
  await become(context, world, world.amina);
  await page.setViewportSize(SHEET);
  await page.emulateMedia({ media: 'print' });
  for (const room of rooms(world)) {
    await load(page, world.url + world.at(room));
    await picture(page, `paper-${room.replace(/[0-9a-f-]{36}/, (id) => nameOf(world.dialogues, id)) || 'home'}`);
  }
  const copy = await context.newPage();
  await copy.setViewportSize(SHEET);
  await copy.emulateMedia({ media: 'print' });
  await copy.setContent(await (await page.request.get(world.at('export'))).text());
  await picture(copy, 'paper-copy');
  complaints.length = 0;
});
