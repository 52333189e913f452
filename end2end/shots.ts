// A picture of every page, on a phone and on a tablet, light and dark, in end2end/shots: to be looked at, not to be compared.
import { test } from './fixture';
import { visits } from './pages';
import { makeWorld } from './world';

const screens = {
  phone: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 },
  tablet: { viewport: { width: 1024, height: 768 }, deviceScaleFactor: 1, isMobile: false },
};

for (const [device, screen] of Object.entries(screens)) {
  test.describe(device, () => {
    test.use(screen);
    test.setTimeout(240_000);

    test('every page has its picture taken', async ({ page, context, server, complaints }) => {
      const world = await makeWorld(server.url);
      for (const visit of await visits(world, context)) {
        await visit.open(page);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          // The colours have to be drawn before they are taken.
          await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
          const path = `shots/${device}-${colorScheme}-${visit.name.replaceAll(/\W+/g, '-')}.png`;
          await page.screenshot({ path, animations: 'disabled', fullPage: !visit.name.includes('adding') });
        }
        complaints.length = 0;
      }
    });
  });
}
