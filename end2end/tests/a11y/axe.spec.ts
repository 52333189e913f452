// Every page, on a phone and on a tablet, light and dark: nothing that axe knows, nothing wider than the screen, no complaint. On the
// phone, where a page is asked to keep still, it fits thumbs, large text, still eyes and right-to-left too.
import AxeBuilder from '@axe-core/playwright';
import { type Page } from '@playwright/test';
import { expect, test } from '../../fixture';
import { visits, type Visit } from '../../pages';
import { tooWide, touched } from '../../touch';
import { makeWorld } from '../../world';

const screens = {
  phone: { width: 360, height: 740 },
  tablet: { width: 1024, height: 768 },
};

for (const [device, viewport] of Object.entries(screens)) {
  test.describe(`on a ${device}`, () => {
    test.use({ viewport });
    test.setTimeout(600_000);

    test('every page is without fault in light and dark', async ({ page, context, server, complaints }) => {
      const world = await makeWorld(server.url);
      const faults: string[] = [];
      if (device === 'phone') await page.emulateMedia({ reducedMotion: 'reduce' });
      for (const visit of await visits(world, context)) {
        await visit.open(page);
        const fits = device === 'phone' ? await touched(page) : [];
        const found = [...fits, ...(await looked(page)), ...heard(visit, complaints.splice(0))];
        faults.push(...found.map((fault) => `${visit.name}: ${fault}`));
        await visit.leave?.(page);
        complaints.length = 0;
      }
      expect(faults).toEqual([]);
    });
  });
}

/** All rules in the light; in the dark only the colours are others. */
async function looked(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await new AxeBuilder({ page }).setLegacyMode().analyze();
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await new AxeBuilder({ page }).setLegacyMode().withRules(['color-contrast', 'link-in-text-block']).analyze();
  const told = (scheme: string, { violations }: typeof light) =>
    violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${scheme}: ${id} (${help}): ${node.html.slice(0, 160)}`));
  return [...told('light', light), ...told('dark', dark), ...(await tooWide(page))];
}

/** The browser may complain that a page came with a status of its own, or that there is no net, and of nothing else. */
function heard(visit: Visit, complaints: string[]): string[] {
  const expected = (words: string) =>
    (visit.status && words.includes(`a status of ${visit.status}`)) || (visit.cut && /WebSocket connection|net::ERR_|Failed to fetch/.test(words));
  return complaints.filter((words) => !expected(words));
}
