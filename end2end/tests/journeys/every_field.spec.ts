// Every field in which somebody of a family writes keeps what is in it, whatever dies first. The fields are found, not listed: a
// new one that keeps nothing fails here.
import { type BrowserContext, type Page } from '@playwright/test';
import { FIELDS, open, places, type Place } from '../../fields';
import { expect, test } from '../../fixture';
import { forgiveLost, layLine } from '../../line';
import { DRAFTS, browserIn, crash, folder, opened, type Thing } from '../../offline';
import { startServer } from '../../server';
import { become, byProfession, day, gives, go, invite, join, makeWorld, newId, send, type Person, type World } from '../../world';
import { rm } from 'node:fs/promises';

// Half of it where the machine does nothing else.
test.describe.configure({ timeout: 600_000 });

/** What is typed in two breaths, by the kind of the field. */
const SAYS: Record<string, readonly [string, string]> = {
  number: ['20', '2015'],
  date: [day(3), day(4)],
  time: ['10:00', '10:45'],
};
const WORDS = ['Midt i en sæt', 'Midt i en sætning'] as const;
/** So many fields of a page are written in by hand; it is the same hand in the others. */
const BY_HAND = 4;
/** A proof is typed anew each time: the name of the family that is to be erased. */
const PROOFS = ['proof-called'];

/** Writes into every field there is; the keys of what was kept, each with what stands in it. */
type Write = (page: Page, breath: 0 | 1) => Promise<Map<string, string>>;

/** All at once, as a keyboard that completes words does it. `but`: into these not. */
const atOnce = async (page: Page, breath: 0 | 1, but: readonly string[] = PROOFS) => {
  const written = await page.locator(FIELDS).evaluateAll(
    (all, [kinds, words, breath, but]) =>
      (all as HTMLInputElement[])
        .filter((it) => !but.includes(it.id))
        .map((it) => {
          it.value = (kinds[it.type] ?? words)[breath];
          it.dispatchEvent(new Event('input', { bubbles: true }));
          return [it.id, it.value] as const;
        }),
    [SAYS, WORDS, breath, but] as const,
  );
  return new Map(written);
};

/** Letter by letter, in one field after the other, where it can be seen. A day, an hour and a year are no sentence. */
const byKeyboard: Write = async (page, breath) => {
  const sentence = page.locator(FIELDS).and(page.locator('textarea, [type=text]')).filter({ visible: true });
  const typed: string[] = [];
  for (const field of await sentence.all()) {
    const id = (await field.getAttribute('id')) ?? '';
    if (PROOFS.includes(id)) continue;
    await field.focus();
    await page.keyboard.press(breath === 0 ? 'ControlOrMeta+a' : 'ControlOrMeta+End');
    await page.keyboard.type(breath === 0 ? WORDS[0] : WORDS[1].slice(WORDS[0].length));
    await expect(field).toHaveValue(WORDS[breath]);
    typed.push(id);
    if (typed.length === BY_HAND) break;
  }
  const others = await atOnce(page, breath, [...PROOFS, ...typed]);
  return new Map([...others, ...typed.map((id) => [id, WORDS[breath]] as const)]);
};

async function read(page: Page): Promise<Map<string, string>> {
  return new Map(
    await page.locator(FIELDS).evaluateAll((all, proofs) =>
      (all as HTMLInputElement[]).filter((it) => !proofs.includes(it.id)).map((it) => [it.id, it.value] as const),
    PROOFS),
  );
}

/** Waits until everything that was typed is put away. */
async function putAway(page: Page, all: Map<string, string>): Promise<void> {
  // Behind its field each thing has a number.
  const field = (at: Thing['at']) => String(at).split('/').slice(2).join('/').replace(/[+=][\da-f-]{36}$/, '');
  const kept = async () => {
    const lies = new Map((await opened(page, DRAFTS)).map(({ at, text }) => [field(at), text.split('\u001f')[0]]));
    return [...all].filter(([key, words]) => lies.get(key) !== words).map(([key]) => key);
  };
  await expect.poll(kept, { timeout: 20_000, intervals: [50, 100] }).toEqual([]);
}

/** So many pages are opened beside each other: one waits while another is made. */
const BESIDE = 3;

/** Does the same with all of them, some beside each other. */
async function forEach<T>(all: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
  const rest = [...all];
  const hand = async () => {
    for (let one = rest.shift(); one !== undefined; one = rest.shift()) await act(one);
  };
  await Promise.all(Array.from({ length: BESIDE }, hand));
}

/** `least`: so many fields there are for them at least. */
async function everyField(who: (world: World) => Person | Promise<Person>, least: number, complaints: string[], write = atOnce): Promise<void> {
  const first = await startServer();
  const line = await layLine(first.url);
  const world = await makeWorld(line.url);
  await go(world, 'check_in');
  const kept = { about: world.ali.id, kind: 'school', text: 'Storkeskolen', words: ['Storken'], known_to: [world.mette.id], kept_from: [] };
  await send(world, world.amina, { shield: { set: { ...kept, id: newId() } } });
  const profile = await folder();
  const browser: BrowserContext = await browserIn(profile);
  await become(browser, world, await who(world));

  const all = new Map<string, string>();
  const rest = places(world);
  let now = first;
  while (rest.length > 0) {
    // A tab for each place, and half a sentence in each of its fields. Nobody has more than a dozen tabs open.
    const tabs: { place: Place; page: Page; fields: Map<string, string> }[] = [];
    await forEach(rest.splice(0, 12), async (place) => {
      const page = await browser.newPage();
      await open(page, world, place);
      const fields = await write(page, 0);
      if (fields.size > 0) tabs.push({ place, page, fields });
      else await page.close();
    });
    // It dies while the first go on writing, and is there again while the last do.
    const dead = now;
    const dies = dead.kill();
    let rises: Promise<void> | undefined;
    for (const [index, tab] of tabs.entries()) {
      if (index === Math.floor(tabs.length / 2)) {
        await dies;
        rises = startServer({}, dead).then((risen) => ((now = risen), line.mend(risen.url)));
      }
      tab.fields = await write(tab.page, 1);
      tab.fields.forEach((words, key) => all.set(key, words));
    }
    await rises;
    await putAway(tabs[0]!.page, all);
    await Promise.all(tabs.map(({ page }) => crash(page)));
    await forEach(tabs, async ({ place, fields }) => {
      const page = await browser.newPage();
      await open(page, world, place);
      await expect.poll(async () => [...(await read(page))].sort(), { message: place.room, intervals: [20, 50, 100] }).toEqual([...fields].sort());
      await page.close();
    });
  }
  expect([...all.keys()].filter((key) => key === ''), 'a field without a draft').toEqual([]);
  expect(all.size).toBeGreaterThanOrEqual(least);
  await browser.close();
  line.close();
  await now.stop();
  await rm(profile, { recursive: true });
  forgiveLost(complaints);
}

/** Somebody who is there by profession too, and leads nothing. */
async function teacher(world: World): Promise<Person> {
  const { link } = await invite(world, world.mette, { role: 'professional' });
  const { token, ...it } = await join(world.url, link, newId(), 'Jens', 'pædagog');
  await send(world, world.amina, gives(it.id));
  return { ...it, token: await byProfession(world.url, token) };
}

/** The child, who has come of the age at which they decide some things themselves. */
async function young(world: World): Promise<Person> {
  await send(world, world.amina, { people: { born: { member: world.ali.id, year: new Date().getFullYear() - 16 } } });
  return world.ali;
}

// [O18]
test('no field of a guardian who types letter by letter loses one', async ({ complaints }) => {
  await everyField(({ amina }) => amina, 52, complaints, byKeyboard);
});

for (const [name, who, least] of [
  ['whoever leads', ({ mette }: World) => mette, 20],
  ['a teacher who leads nothing', teacher, 20],
  ['a grandmother', ({ rosa }: World) => rosa, 34],
  ['a child', ({ ali }: World) => ali, 20],
  ['a young person', young, 20],
] as const) {
  // [O18]
  test(`no field of ${name} loses a letter`, async ({ complaints }) => {
    await everyField(who, least, complaints);
  });
}
