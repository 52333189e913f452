// Everything that is essential, with the keyboard alone; and one always sees where one is.
import { type Locator, type Page } from '@playwright/test';
import { expect, test } from '../../fixture';
import { load } from '../../pages';
import { WORDS, become, found, invite, makeWorld, view, type World } from '../../world';

test.use({ viewport: { width: 1024, height: 768 }, isMobile: false, hasTouch: false });

/** A world, and a page of it that has come to life. */
const begin = async (page: Page, url: string, who: (world: World) => World['amina'], room: (world: World) => string) => {
  const world = await makeWorld(url);
  await become(page.context(), world, who(world));
  await load(page, world.at(room(world)));
  return world;
};

test('an invitation is opened', async ({ page, server }) => {
  const place = await found(server.url);
  const { link } = await invite(place, place.mette);
  await page.goto(link);
  await tabTo(page, page.getByLabel('Hvad hedder du?'));
  await page.keyboard.type('Rosa');
  await tabTo(page, page.getByRole('button', { name: 'Kom ind' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Hej Rosa' })).toBeVisible();
});

test('a placement is laid with the arrow keys', async ({ page, server }) => {
  await begin(page, server.url, (world) => world.rosa, () => 'ruler?setting=school');
  await tabTo(page, page.locator('input[name=level]').first());
  for (const _ of [2, 3, 4]) await page.keyboard.press('ArrowRight');
  await expect(page.locator('input[name=level][value="4"]')).toBeChecked();
  expect(await unseen(page)).toBe('');
  await tabTo(page, page.getByRole('button', { name: 'Læg min placering' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('Du har lagt 4')).toBeVisible();
  await expect(page.locator(':focus')).not.toHaveCount(0);
});

test('one checks in', async ({ page, server }) => {
  await begin(page, server.url, (world) => world.amina, (world) => `dialogue/${world.dialogues.running}`);
  await tabTo(page, page.getByRole('radio', { name: 'tungt' }));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  expect(await unseen(page)).toBe('');
  await tabTo(page, page.getByRole('button', { name: 'Tjek ind' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listitem').filter({ hasText: 'Amina' }).filter({ hasText: 'okay' })).toBeVisible();
});

test('a step is ticked, and one stays where one was', async ({ page, server }) => {
  await begin(page, server.url, (world) => world.amina, () => 'plan');
  await tabTo(page, page.getByRole('button', { name: `Gjort: ${WORDS.held}` }));
  await page.keyboard.press('Enter');
  const ticked = page.getByRole('button', { name: `Ikke gjort alligevel: ${WORDS.held}` });
  await expect(ticked).toHaveAttribute('aria-pressed', 'true');
  await expect(ticked).toBeFocused();
});

test('a ball is accepted', async ({ page, server }) => {
  const world = await begin(page, server.url, (world) => world.amina, () => '');
  const offered = page.locator(`#step-${world.steps.offered}`);
  await tabTo(page, offered.getByRole('button', { name: 'Den tager jeg' }));
  await page.keyboard.press('Enter');
  await expect(offered.getByRole('button', { name: `Gjort: ${WORDS.offered}` })).toBeVisible();
});

test('a dream is moved within its zone and to the next', async ({ page, server }) => {
  const world = await begin(page, server.url, (world) => world.ali, () => 'dreams');
  const where = async () => {
    const { dreams } = (await view(world, world.ali)).dreams as { dreams: Record<string, { place: { zone: string; x: number } }> };
    return dreams[world.dreams.football]!.place;
  };
  const before = await where();
  const card = page.locator(`#dream-${world.dreams.football} button`);
  await tabTo(page, card);
  for (const _ of [1, 2, 3]) await page.keyboard.press('ArrowRight');
  await expect(card).toBeFocused();
  await page.keyboard.press('Tab');
  await expect.poll(async () => (await where()).x).toBeGreaterThan(before.x);
  await tabTo(page, card);
  await page.keyboard.press('PageDown');
  await expect(card).toBeFocused();
  await page.keyboard.press('Tab');
  await expect.poll(async () => (await where()).zone).not.toBe(before.zone);
});

test('Escape leaves a dialog, back to where one was', async ({ page, server }) => {
  const world = await begin(page, server.url, (world) => world.ali, () => 'dreams');
  const card = page.locator(`#dream-${world.dreams.football} button`);
  await tabTo(page, card);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await page.evaluate(() => document.querySelector('dialog')?.contains(document.activeElement))).toBe(true);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(card).toBeFocused();
});

test('the first stop leads past the frame', async ({ page, server }) => {
  await begin(page, server.url, (world) => world.amina, () => 'plan');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Gå til indholdet' })).toBeFocused();
  expect(await unseen(page)).toBe('');
  await page.keyboard.press('Enter');
  await expect(page.locator('#main')).toBeFocused();
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.getElementById('main')!.contains(document.activeElement))).toBe(true);
});

test('another page begins at its content', async ({ page, server }) => {
  const world = await begin(page, server.url, (world) => world.amina, () => '');
  await tabTo(page, page.getByRole('link', { name: 'Plan', exact: true }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${world.at('plan')}$`));
  await expect(page.locator('#main')).toBeFocused();
});

for (const room of ['', 'plan', 'ruler', 'people', 'dreams']) {
  test(`the stops of ${room || 'home'} follow the eye, and each is seen`, async ({ page, server }) => {
    await begin(page, server.url, (world) => world.mette, () => room);
    const stops = await allStops(page);
    expect(stops.filter((stop) => stop.unseen).map((stop) => `${stop.called}: ${stop.unseen}`)).toEqual([]);
    expect(stops.map((stop) => stop.part).filter((part, index, all) => part !== all[index - 1])).toEqual(['skip', 'top', 'main', 'nav']);
    const jumps = stops.filter((stop, index) => {
      const last = stops[index - 1];
      // Up is against the eye, unless it is the next column or zone.
      return last && last.part === 'main' && stop.part === 'main' && stop.top < last.top - 60 && stop.left <= last.left;
    });
    expect(jumps.map((stop) => stop.called)).toEqual([]);
  });
}

/** Presses Tab until it is there. On the way every stop has to be seen. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stop = 0; stop < 80; stop++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
    expect(await unseen(page)).toBe('');
  }
  throw new Error(`80 stops, and never at ${target}`);
}

interface Stop {
  called: string;
  part: string;
  top: number;
  left: number;
  unseen: string;
}

/** Every stop from the beginning of the page until it begins anew. */
async function allStops(page: Page): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (let stop = 0; stop < 120; stop++) {
    await page.keyboard.press('Tab');
    const place = await page.evaluate(() => {
      const element = document.activeElement!;
      const { top, left } = element.getBoundingClientRect();
      const part = element.matches('.skip') ? 'skip' : element.closest('header.top') ? 'top' : element.closest('nav.nav') ? 'nav' : element.closest('main') ? 'main' : '';
      const called = `${element.tagName.toLowerCase()} ${(element.getAttribute('aria-label') || element.textContent || '').trim().slice(0, 40)}`;
      return { called, part, top: top + scrollY, left };
    });
    if (!place.part) break;
    if (place.part === 'skip' && stops.length) break;
    stops.push({ ...place, unseen: await unseen(page) });
  }
  return stops;
}

/** Why the focus is not to be seen; nothing if it is. */
function unseen(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const element = document.activeElement;
    if (!element || element === document.body) return '';
    await new Promise(requestAnimationFrame);
    const ring = (it: Element | null) => {
      const style = it && getComputedStyle(it);
      return !!style && ((style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none');
    };
    const label = element.closest('label');
    const marked = [element, label, ...(label ? label.children : []), element.closest('li'), element.parentElement].some(ring);
    const called = `${element.tagName.toLowerCase()}.${element.className} "${(element.textContent ?? '').trim().slice(0, 30)}"`;
    if (!marked && element.id !== 'main') return `${called} has no ring`;
    const { top, bottom, left, right } = (label ?? element).getBoundingClientRect();
    if (bottom <= 0 || top >= innerHeight) return `${called} is out of sight`;
    const inside = (a: number, b: number, end: number) => Math.min(Math.max((a + b) / 2, 1), end - 1);
    const hit = document.elementFromPoint(inside(left, right, innerWidth), inside(top, bottom, innerHeight));
    const own = label ?? element;
    return !hit || own.contains(hit) || hit.contains(own) ? '' : `${called} lies under ${hit.tagName.toLowerCase()}.${hit.className}`;
  });
}
