// What an older program left in the browser is read by today's: sent, or kept as a draft with the reason.
import { type Page } from '@playwright/test';
import { expect, test } from '../../fixture';
import { OUTBOX, opened, put } from '../../offline';
import { load } from '../../pages';
import { become, makeWorld, newId, type Json, type World } from '../../world';
import { readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

test.describe.configure({ timeout: 60_000 });

/** What older programs have put into a browser: of every kind of command one, by the version of the protocol. */
const golden = join(dirname(fileURLToPath(import.meta.url)), '../../../app/domain/tests/golden/commands');

/** After these there is little left to do. */
const ENDS = ['people_remove', 'people_pause', 'people_close', 'people_erase', 'people_leave'];
/** Where somebody writes. What is chosen from a list, and what a name proves, is done again by a tap. */
const WRITTEN = ['text', 'because', 'works', 'one_up', 'what', 'help', 'sign', 'notices', 'note', 'next_time', 'place', 'purpose'];

type Sent = { id: string; command: Json };

/** The thing that a command of this name is about, as it is in this family. What it makes is new. */
function thing(name: string, world: World): string {
  const { dialogues, dreams, steps, goal, kept } = world;
  if (/_(add|add_step|set_goal|write|set|place|open|plan|found|invite)$/.test(name) && name !== 'plan_plan') return newId();
  if (/^plan_(how_far|note|reword_goal|turn)$/.test(name)) return goal;
  if (/^plan_(accept|decline)$/.test(name)) return name === 'plan_accept' ? steps.offered : steps.other;
  if (name === 'dialogue_start' || name === 'dialogue_move' || name === 'dialogue_among') return dialogues.next;
  return { dialogue: dialogues.running, dreams: dreams.football, plan: steps.held, ruler: kept }[name.split('_')[0]!] ?? newId();
}

/** The command as it would have been left in this family: its people and its things are those of this family. */
function here(name: string, sent: Sent, world: World): Sent {
  const people: Record<string, string> = { '01': world.mette.id, '02': world.amina.id, '03': world.rosa.id, '04': world.ali.id, '05': world.ali.id, '06': world.rosa.id };
  const { dialogues, dreams, goal, steps } = world;
  const named: Record<string, string> = { dialogue: dialogues.running, goal, dream: dreams.football, step: steps.held };
  const own = thing(name, world);
  const replaced = JSON.stringify(sent.command)
    .replace(/"(dialogue|goal|dream|step)":"0{8}-0000-0000-0000-0{8}1001"/g, (_, key: string) => `"${key}":"${named[key]}"`)
    .replace(/0{8}-0000-0000-0000-0{8}1001/g, own)
    .replace(/0{8}-0000-0000-0000-0{10}(\d\d)/g, (_, who: string) => people[who] ?? newId());
  return { id: newId(), command: JSON.parse(replaced) as Json };
}

function words(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return WRITTEN.includes(key) && value ? [value] : [];
  // What a change started from, and what somebody said yes to, stands elsewhere.
  return value && typeof value === 'object' ? Object.entries(value).flatMap(([key, it]) => (['from', 'agree'].includes(key) ? [] : words(it, key))) : [];
}

/** How the server answers, by the ids of what was done. */
function answers(page: Page): Map<string, 'done' | 'refused'> {
  const all = new Map<string, 'done' | 'refused'>();
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      const said = JSON.parse(payload.toString()) as { answer?: { answer: { id: string; outcome: Json } } };
      if (said.answer) all.set(said.answer.answer.id, 'refused' in said.answer.answer.outcome ? 'refused' : 'done');
    }),
  );
  return all;
}

for (const version of await readdir(golden)) {
  // [O26] [O2]
  test(`everything that a program of ${version} left waiting is sent, or kept as a draft with the reason`, async ({ server, page, context }) => {
    const world = await makeWorld(server.url);
    await become(context, world, world.amina);
    await load(page, world.url + world.at('looked'));
    const names = (await readdir(join(golden, version))).map((file) => file.replace('.json', ''));
    const left = new Map<string, Sent & { name: string }>();
    for (const name of [...names.filter((name) => !ENDS.includes(name)), ...ENDS]) {
      const sent = here(name, JSON.parse(await readFile(join(golden, version, `${name}.json`), 'utf8')) as Sent, world);
      left.set(sent.id, { ...sent, name });
      const entry = { version: Number(version.slice(1)), words: words(sent.command), sent, refusal: null };
      await put(page, OUTBOX, `${world.family}/${world.amina.id}`, JSON.stringify(entry));
    }
    const answered = answers(page);
    await load(page, world.url + world.at('looked'));
    // Before there were minutes, whoever took back dialogues took back both: they go as two commands.
    const more = version === 'v5' ? 1 : 0;
    await expect.poll(() => answered.size, { timeout: 20_000 }).toBe(left.size + more);
    expect([...answered.keys()].filter((id) => left.has(id))).toEqual([...left.keys()]);
    const lying = async () => (await opened(page, OUTBOX)).map(({ text }) => JSON.parse(text) as { sent: Sent; refusal: unknown });
    await expect.poll(async () => (await lying()).every(({ refusal }) => refusal !== null), { timeout: 20_000 }).toBe(true);
    const stays = new Set((await lying()).map(({ sent }) => sent.id));
    const drafts = page.locator('section.notice[role=alert]');
    await expect(drafts).toHaveCount(stays.size);
    const shown = (await drafts.allInnerTexts()).join('\n');
    const counted = { done: 0, drafts: stays.size };
    for (const [id, { name, command }] of left) {
      if (answered.get(id) === 'done') {
        counted.done += 1;
        expect(stays.has(id), name).toBe(false);
      } else if (words(command).length > 0) {
        expect(stays.has(id), name).toBe(true);
        for (const text of words(command)) expect(shown, name).toContain(text);
      }
    }
    expect(counted.done).toBeGreaterThan(20);
    expect(counted.drafts).toBeGreaterThan(3);
  });
}
