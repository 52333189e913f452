// Every page, on a phone and on a tablet, light and dark: nothing that axe knows, nothing wider than the screen, no complaint. A page is
// asked to keep still, and on the phone it fits thumbs, large text, still eyes and right-to-left too.
import AxeBuilder from '@axe-core/playwright';
import { type Page } from '@playwright/test';
import { expect, test } from '../../fixture';
import { visits, type Visit } from '../../pages';
import { tooWide, touched } from '../../touch';
import { makeWorld } from '../../world';

const phone = { width: 360, height: 740 };
const tablet = { width: 1024, height: 768 };

test.use({ viewport: phone });
test.setTimeout(900_000);

test('every page is without fault, on a phone and on a tablet, in light and dark', async ({ page, context, server, complaints }) => {
  const world = await makeWorld(server.url);
  const faults: string[] = [];
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const visit of await visits(world, context)) {
    await visit.open(page);
    const fits = [...(await touched(page)), ...(await looked(page))];
    // The same page is laid out anew on another screen: it need not be brought about twice.
    await page.setViewportSize(tablet);
    const found = [...fits, ...(await looked(page)).map((fault) => `on a tablet: ${fault}`), ...heard(visit, complaints.splice(0))];
    faults.push(...found.map((fault) => `${visit.name}: ${fault}`));
    await page.setViewportSize(phone);
    await visit.leave?.(page);
    complaints.length = 0;
  }
  expect(faults).toEqual([]);
});

/** All rules in the light; in the dark only the colours are others. */
async function looked(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await axe(page).analyze();
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await axe(page).withRules(['color-contrast', 'link-in-text-block']).analyze();
  const told = (scheme: string, { violations }: typeof light) =>
    violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${scheme}: ${id} (${help}): ${node.html.slice(0, 160)}`));
  return [...told('light', light), ...told('dark', dark), ...(await tooWide(page))];
}

/** Of what is right nothing is told: to name each part of it takes longer than to find what is wrong. */
const axe = (page: Page) => new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });

/** The browser may complain that a page came with a status of its own, or that there is no net, and of nothing else. */
function heard(visit: Visit, complaints: string[]): string[] {
  const expected = (words: string) =>
    (visit.status && words.includes(`a status of ${visit.status}`)) || (visit.cut && /WebSocket connection|net::ERR_|Failed to fetch/.test(words));
  return complaints.filter((words) => !expected(words));
}
