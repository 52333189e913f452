// How many pins of a round ever stood on a screen at once.
import type { Page } from '@playwright/test';

/** Notes how many pins of a round stand on the screen, at every change of it. */
export async function countPins(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = new Set<number>();
    const count = () => seen.add(document.querySelectorAll('.spread__pin').length);
    new MutationObserver(count).observe(document.body, { childList: true, subtree: true });
    Object.assign(window, { pinsSeen: seen });
  });
}

/** How many pins there ever were at once, but none. */
export async function pinsSeen(page: Page): Promise<number[]> {
  return page.evaluate(() => [...(window as unknown as { pinsSeen: Set<number> }).pinsSeen].filter((count) => count > 0));
}
