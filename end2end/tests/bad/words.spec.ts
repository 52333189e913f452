// Whatever somebody writes is kept as they wrote it, shown as words, and runs nowhere.
import { type Page } from '@playwright/test';
import { expect, test } from '../../fixture';
import { load } from '../../pages';
import { become, day, found, newId, send, type Person, type World } from '../../world';

const wild = {
  script: '<script>window.ran = true</script>',
  image: '<img src=x onerror="window.ran = true">',
  end: '</script><script>window.ran = true</script>',
  comment: '<!-- <script> ]]> {{7*7}} ${7*7} &amp; %3Cb%3E',
  emoji: 'Han smiler 👨‍👩‍👧‍👦🏳️‍🌈 e\u0301 igen',
  arabic: 'علي يضحك في المدرسة مع أصدقائه (3 مرات)',
  urdu: 'وہ خوش ہے۔ ABC 123',
};

/** A place where everything that can be written holds wild words, also the names. */
async function wildPlace(url: string): Promise<Pick<World, 'url' | 'family'> & { founder: Person; rooms: string[] }> {
  const place = await found(url, { family: `Fam ${wild.end}`.slice(0, 80), founder: `M ${wild.image}`, child: `A ${wild.script}` });
  const [about, dialogue, goal, step] = [place.ali, newId(), newId(), newId()];
  const on = day(0);
  const all = Object.values(wild);
  const card = (text: string) => ({ talk: { write: { id: newId(), about, column: 'works', text, notices: wild.arabic, dialogue, on, shared: true } } });
  const dream = (text: string, index: number) => ({
    dreams: { add: { id: newId(), whose: about, text, picture: 'none', place: { zone: 'now', x: 100, y: 100 + index * 100 }, dialogue } },
  });
  const laid = { id: newId(), child: about, setting: 'school', level: 3, on, because: wild.end, works: wild.arabic, one_up: wild.image, seen: 'circle' };
  const addStep = { id: step, goal, what: wild.end, holder: place.mette.id, due: null, help: wild.arabic, dialogue, on };
  await send(
    place,
    place.mette,
    { dialogue: { plan: { id: dialogue, about, when: `${on}T10:00:00`, place: wild.image, held: true } } },
    { dialogue: { start: { id: dialogue } } },
    ...all.map(card),
    ...all.map(dream),
    { ruler: { place: laid } },
    { plan: { set_goal: { id: goal, about, text: wild.script, sign: wild.urdu, dream: null, dialogue, on } } },
    { plan: { add_step: addStep } },
    { plan: { tell: { id: step, text: wild.arabic, on } } },
    { plan: { note: { id: goal, way: 'forward', text: wild.image, on } } },
    { dialogue: { useful: { id: dialogue, useful: { score: 4, next_time: wild.end } } } },
    { dialogue: { go: { id: dialogue, step: 'works' } } },
  );
  const rooms = ['', 'plan', 'ruler?setting=school', 'dreams', 'people', 'dialogue', `dialogue/${dialogue}`, `dialogue/${dialogue}/minutes`];
  return { ...place, founder: place.mette, rooms };
}

test('nothing that was written runs, and the page reads its data whatever it holds', async ({ page, context, server }) => {
  const place = await wildPlace(server.url);
  await become(context, place, place.founder);
  for (const room of ['/', ...place.rooms.map((room) => `/f/${place.family}/${room}`)]) {
    await load(page, room);
    expect(await page.evaluate(() => (window as { ran?: boolean }).ran), room).toBeUndefined();
    expect(await page.locator('main script, main img, header img').count(), room).toBe(0);
    const boot = await page.locator('#boot').textContent();
    expect(() => JSON.parse(boot!), room).not.toThrow();
  }
});

test('words are shown as they were written', async ({ page, context, server }) => {
  const place = await wildPlace(server.url);
  await become(context, place, place.founder);
  await load(page, `/f/${place.family}/${place.rooms.at(-1)}`);
  for (const words of Object.values(wild)) await expect(page.getByRole('main'), words).toContainText(words);
  await load(page, `/f/${place.family}/dreams`);
  for (const words of Object.values(wild)) await expect(page.locator('.dream-list'), words).toContainText(words);
});

test('words from right to left are set from right to left', async ({ page, context, server }) => {
  const place = await wildPlace(server.url);
  await become(context, place, place.founder);
  const wrong: string[] = [];
  for (const room of place.rooms) {
    await load(page, `/f/${place.family}/${room}`);
    wrong.push(...(await setWrongly(page, wild.arabic)).map((where) => `${room}: ${where}`));
  }
  expect(wrong).toEqual([]);
});

/** Elements that hold nothing but these words, and are set from left to right all the same. */
function setWrongly(page: Page, words: string): Promise<string[]> {
  return page.evaluate((words) => {
    const holds = [...document.querySelectorAll('main *')].filter((it) => it.textContent?.trim() === words && !it.children.length && it.checkVisibility());
    const wrong = holds.filter((it) => {
      const style = getComputedStyle(it);
      return style.direction !== 'rtl' && style.unicodeBidi !== 'plaintext';
    });
    return [...new Set(wrong.map((it) => `${it.tagName.toLowerCase()}.${it.className} in .${it.parentElement?.className}`))];
  }, words);
}

test('words that are being written turn round too', async ({ page, context, server }) => {
  const place = await wildPlace(server.url);
  await become(context, place, place.founder);
  await load(page, `/f/${place.family}/ruler?setting=home`);
  const area = page.locator('textarea[name=because]');
  await area.fill(wild.arabic);
  const direction = await area.evaluate((it) => [getComputedStyle(it).direction, getComputedStyle(it).unicodeBidi, it.getAttribute('dir')]);
  expect(direction.includes('rtl') || direction.includes('plaintext') || direction.includes('auto')).toBe(true);
});
