// What a thumb, tired eyes, a dizzy head and a language from the other side need, on every page.
import { type Page } from '@playwright/test';
import { expect, test } from '../../fixture';
import { visits } from '../../pages';
import { makeWorld } from '../../world';

test('every page fits thumbs, large text, still eyes and right-to-left', async ({ page, context, server, complaints }) => {
  test.setTimeout(480_000);
  const world = await makeWorld(server.url);
  const faults = { small: [] as string[], moving: [] as string[], large: [] as string[], rightToLeft: [] as string[] };
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const visit of await visits(world, context)) {
    await visit.open(page);
    const note = (list: string[], found: string[]) => list.push(...found.map((fault) => `${visit.name}: ${fault}`));
    note(faults.moving, await moving(page));
    note(faults.small, await tooSmall(page));
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    note(faults.large, await tooWide(page));
    await page.evaluate(() => (document.documentElement.style.fontSize = ''));
    await page.evaluate(() => (document.documentElement.dir = 'rtl'));
    note(faults.rightToLeft, await tooWide(page));
    await visit.leave?.(page);
    // Addresses that lead nowhere complain by themselves; `axe` listens to all the others.
    complaints.length = 0;
  }
  expect.soft(faults.small, 'too small to be touched').toEqual([]);
  expect.soft(faults.moving, 'moves although stillness was asked for').toEqual([]);
  expect.soft(faults.large, 'has to be pushed sideways at 200 % text').toEqual([]);
  expect.soft(faults.rightToLeft, 'has to be pushed sideways from right to left').toEqual([]);
});

/** Animations that run, or would run forever. */
function moving(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    document
      .getAnimations()
      .filter((animation) => animation.playState === 'running')
      .map((animation) => `${animation.id || animation.constructor.name} on ${(animation.effect as KeyframeEffect)?.target?.className}`),
  );
}

/** Everything that is pressed and smaller than 44 px either way. A link within a sentence may be as high as its line. */
function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const least = 44 - 0.5;
    const inSentence = (link: Element) =>
      link.matches('a') &&
      getComputedStyle(link).display === 'inline' &&
      (link.parentElement?.textContent ?? '').trim() !== (link.textContent ?? '').trim();
    const all = document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button]');
    const dialog = document.querySelector('dialog[open]');
    const faults: string[] = [];
    for (const element of all) {
      if (dialog && !dialog.contains(element)) continue;
      // A choice is pressed on its label.
      const target = element.matches('[type=radio], [type=checkbox]') ? (element.closest('label') ?? element) : element;
      const { width, height } = target.getBoundingClientRect();
      const seen = target.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && width > 1 && height > 1;
      if (!seen || inSentence(target)) continue;
      if (width < least || height < least) {
        const called = (target.getAttribute('aria-label') || target.textContent || '').trim().slice(0, 40);
        faults.push(`${target.tagName.toLowerCase()}.${target.className} "${called}" ${Math.round(width)}×${Math.round(height)}`);
      }
    }
    return [...new Set(faults)];
  });
}

/** How much wider than the screen, and what sticks out. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const out = [...document.querySelectorAll('body *')].filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 1 && (right > clientWidth + 1 || left < -1);
    });
    const called = (element: Element | null) => `${element?.tagName.toLowerCase()}.${element?.getAttribute('class') ?? ''}`;
    const last = out.slice(-3).map((element) => `${called(element.parentElement)} > ${called(element)} "${element.textContent?.slice(0, 20)}"`);
    return [`${scrollWidth} px wide on ${clientWidth} px (${last.join(', ')})`];
  });
}
