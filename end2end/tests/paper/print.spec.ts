// Paper is equal: what stands on the screen stands on A4, in black and white, without anything to press.
import { type Page } from '@playwright/test';
import { expect, test } from '../../fixture';
import { load } from '../../pages';
import { WORDS, become, makeWorld, type World } from '../../world';

/** The width of A4 between our margins, in CSS pixels. */
const SHEET = Math.floor(((210 - 2 * 16) / 25.4) * 96);

interface Paper {
  title: string;
  room: (world: World) => string;
  /** All that has to be read there. */
  words: string[];
  /** Positions of the ruler, each with its number and its word. */
  positions: RegExp[];
  sheets: number;
}

const { goal, sign, held, late, loose, offered, rosas, handedBack, news, because, works, wish, worry, oneUp, place, nextTime } = WORDS;

const papers: Paper[] = [
  {
    title: 'the plan',
    room: () => 'plan',
    words: [goal, sign, held, late, loose, offered, rosas, handedBack, news, 'Amina har sagt ja.', 'Aftalt', 'rundbold', '3 af 10'],
    positions: [],
    sheets: 2,
  },
  {
    title: 'the minutes',
    room: (world) => `dialogue/${world.dialogues.ended}/minutes`,
    words: [place, because, works, wish, worry, oneUp, goal, sign, held, rosas, nextTime, 'Ja fra Amina', 'melder pas'],
    positions: [/2\D{0,20}mistrivsel/, /4\D{0,20}opmærksomhed/],
    sheets: 3,
  },
  {
    title: 'the ruler',
    room: () => 'ruler?setting=school',
    words: [because, works, 'Amina', 'Mette'],
    positions: [/2\D{0,20}mistrivsel/, /4\D{0,20}opmærksomhed/],
    sheets: 5,
  },
  {
    title: 'the dream map',
    room: () => 'dreams',
    words: [WORDS.dream, WORDS.dreamWords, 'en tegning', 'Nu', 'Snart', 'En dag', goal],
    positions: [],
    sheets: 2,
  },
];

for (const paper of papers) {
  test(`${paper.title} stands on A4 in black and white`, async ({ page, context, server }) => {
    const world = await makeWorld(server.url);
    await become(context, world, world.amina);
    await page.setViewportSize({ width: SHEET, height: 1000 });
    await load(page, world.at(paper.room(world)));
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });

    const text = await page.locator('body').innerText();
    for (const words of paper.words) expect(text).toContain(words);
    for (const position of paper.positions) expect(text.replace(/\s+/g, ' ')).toMatch(position);

    for (const frame of ['nav.nav', '.skip', '.leave', 'dialog']) await expect(page.locator(frame).first()).toBeHidden();
    expect(await controls(page)).toEqual([]);
    expect(await coloured(page)).toEqual([]);
    expect(await cutOff(page)).toEqual([]);

    const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
    expect(sheets(pdf)).toBeLessThanOrEqual(paper.sheets);
  });
}

/** What can be pressed or written in has no place on paper; a fold only as the heading of what it shows. */
function controls(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('button, input:not([type=hidden]), select, textarea, summary')]
      .filter((element) => !(element.matches('summary') && element.nextElementSibling?.checkVisibility({ contentVisibilityAuto: true })))
      .filter((element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true, opacityProperty: true }) && element.getBoundingClientRect().width > 1)
      .map((element) => `${element.tagName.toLowerCase()} "${(element.textContent || element.getAttribute('name') || '').trim().slice(0, 40)}"`),
  );
}

/** Everything with a hue: on a black and white printer it would say less. */
function coloured(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
    const grey = (colour: string) => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0, a = 0] = canvas.getImageData(0, 0, 1, 1).data;
      return a === 0 || Math.max(r, g, b) - Math.min(r, g, b) <= 4;
    };
    const kinds = ['color', 'backgroundColor', 'borderTopColor', 'fill', 'stroke'] as const;
    const found = [...document.querySelectorAll('body, body *')].flatMap((element) => {
      if (!element.checkVisibility()) return [];
      const style = getComputedStyle(element);
      const bad = kinds.filter((kind) => style[kind].includes('(') && !grey(style[kind]));
      return bad.map((kind) => `${element.tagName.toLowerCase()}.${element.getAttribute('class')} ${kind} ${style[kind]}`);
    });
    return [...new Set(found)];
  });
}

/** What is wider than the sheet. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const out = [...document.querySelectorAll('body *')].filter((element) => element.checkVisibility() && element.getBoundingClientRect().right > width + 1);
    return out.map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class')} to ${Math.round(element.getBoundingClientRect().right)} of ${width}`);
  });
}

/** How many pages a PDF has, by the number that its page tree gives. */
function sheets(pdf: Buffer): number {
  const counts = [...pdf.toString('latin1').matchAll(/\/Type\s*\/Pages\b[^>]*?\/Count\s+(\d+)|\/Count\s+(\d+)[^>]*?\/Type\s*\/Pages\b/g)];
  return Math.max(0, ...counts.map((count) => Number(count[1] ?? count[2])));
}
