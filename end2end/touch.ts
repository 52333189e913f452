// What a thumb, tired eyes, a dizzy head and a language from the other side need of a page.
import { type Page } from '@playwright/test';

/** What is wrong with a page for them. It is left as it was. Stillness was asked for before it was loaded. */
export async function touched(page: Page): Promise<string[]> {
  const faults: string[] = [];
  const note = (what: string, found: string[]) => faults.push(...found.map((fault) => `${what}: ${fault}`));
  note('moves although stillness was asked for', await moving(page));
  note('too small to be touched', await tooSmall(page));
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  note('has to be pushed sideways at 200 % text', await tooWide(page));
  await page.evaluate(() => (document.documentElement.style.fontSize = ''));
  await page.evaluate(() => (document.documentElement.dir = 'rtl'));
  note('has to be pushed sideways from right to left', await tooWide(page));
  await page.evaluate(() => (document.documentElement.dir = 'ltr'));
  return faults;
}

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

/** How much wider than the screen it is, and what sticks out. */
export function tooWide(page: Page): Promise<string[]> {
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
