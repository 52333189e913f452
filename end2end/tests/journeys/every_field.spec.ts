// Every field in which somebody of a family writes keeps what is in it, whatever dies first. The fields are found, not listed: a
// new one that keeps nothing fails here.
import { type BrowserContext, type Page } from '@playwright/test';
import { FIELDS, open, places, type Place } from '../../fields';
import { expect, test } from '../../fixture';
import { forgiveLost, layLine } from '../../line';
import { DRAFTS, browserIn, crash, folder, opened, type Thing } from '../../offline';
import { startServer } from '../../server';
import { become, day, go, makeWorld, newId, send, type Person, type World } from '../../world';
import { rm } from 'node:fs/promises';

test.describe.configure({ timeout: 300_000 });

/** What is typed in two breaths, by the kind of the field. */
const SAYS: Record<string, readonly [string, string]> = {
  number: ['20', '2015'],
  date: [day(3), day(4)],
  time: ['10:00', '10:45'],
};
const WORDS = ['Midt i en sæt', 'Midt i en sætning, da strømmen gik'] as const;
/** A proof is typed anew each time: the name of the family that is to be erased. */
const PROOFS = ['proof-called'];

/** Writes into every field there is; the keys of what was kept, each with what stands in it. */
async function write(page: Page, breath: 0 | 1): Promise<Map<string, string>> {
  const written = await page.locator(FIELDS).evaluateAll(
    (all, [kinds, words, breath, proofs]) =>
      (all as HTMLInputElement[])
        .filter((it) => !proofs.includes(it.id))
        .map((it) => {
          it.value = (kinds[it.type] ?? words)[breath];
          it.dispatchEvent(new Event('input', { bubbles: true }));
          return [it.id, it.value] as const;
        }),
    [SAYS, WORDS, breath, PROOFS] as const,
  );
  return new Map(written);
}

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
  await expect.poll(kept, { timeout: 20_000 }).toEqual([]);
}

async function everyField(who: (world: World) => Person, least: number, complaints: string[]): Promise<void> {
  const first = await startServer();
  const line = await layLine(first.url);
  const world = await makeWorld(line.url);
  await go(world, 'check_in');
  const kept = { about: world.ali.id, kind: 'school', text: 'Storkeskolen', words: ['Storken'], known_to: [world.mette.id], kept_from: [] };
  await send(world, world.amina, { shield: { set: { ...kept, id: newId() } } });
  const profile = await folder();
  const browser: BrowserContext = await browserIn(profile);
  await become(browser, world, who(world));

  const all = new Map<string, string>();
  const rest = places(world);
  let now = first;
  while (rest.length > 0) {
    // A tab for each place, and half a sentence in each of its fields. Nobody has more than a dozen tabs open.
    const tabs: { place: Place; page: Page; fields: Map<string, string> }[] = [];
    for (const place of rest.splice(0, 12)) {
      const page = await browser.newPage();
      await open(page, world, place);
      tabs.push({ place, page, fields: await write(page, 0) });
    }
    await now.kill();
    for (const tab of tabs) {
      tab.fields = await write(tab.page, 1);
      tab.fields.forEach((words, key) => all.set(key, words));
    }
    await putAway(tabs[0]!.page, all);
    for (const { page } of tabs) await crash(page);
    now = await startServer({}, now);
    line.mend(now.url);
    const page = await browser.newPage();
    for (const { place, fields } of tabs) {
      await open(page, world, place);
      await expect.poll(async () => [...(await read(page))].sort(), { message: place.room }).toEqual([...fields].sort());
    }
    await page.close();
  }
  expect([...all.keys()].filter((key) => key === ''), 'a field without a draft').toEqual([]);
  expect(all.size).toBeGreaterThanOrEqual(least);
  await browser.close();
  line.close();
  await now.stop();
  await rm(profile, { recursive: true });
  forgiveLost(complaints);
}

// [O18]
test('no field of a guardian loses a letter', async ({ complaints }) => {
  await everyField(({ amina }) => amina, 52, complaints);
});

// [O18]
test('no field of whoever leads loses a letter', async ({ complaints }) => {
  await everyField(({ mette }) => mette, 20, complaints);
});
