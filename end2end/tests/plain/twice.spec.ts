// A thumb that taps twice, a browser that asks "send again?": whatever a plain form makes, it makes once.
import { type Page } from '@playwright/test';
import { expect, test } from '../../fixture';
import { become, day, go, makeWorld, newId, send, view, type Person, type World } from '../../world';

test.use({ javaScriptEnabled: false });
test.describe.configure({ timeout: 300_000 });

/** After these there is nothing left to walk through. A seat that is opened anew, sent twice: `new_way.spec.ts`. */
const ENDS = ['leave', 'remove', 'renew', 'close', 'erase', 'pause'];

interface Form {
  /** What it is, whatever is typed into it. */
  sign: string;
  action: string;
  fields: Record<string, string>;
}

/** The forms of a page, filled in as somebody would who fills in everything. The page is read, and not laid out: nobody looks at it. */
const forms = async (page: Page, address: string, word: string): Promise<Form[]> =>
  page.evaluate(
    ([html, address, word, soon]) =>
      [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll<HTMLFormElement>('form[method=post]')].flatMap((form) => {
        const can = [...form.querySelectorAll('button')].some((button) => !button.disabled);
        const action = new URL(form.getAttribute('action') ?? '', address).pathname;
        if (!can || !action.startsWith('/f/')) return [];
        const given = [...new FormData(form)].filter(([name]) => !['new', 'back'].includes(name) && !name.startsWith('from'));
        const hidden = given.filter(([name]) => form.querySelector(`input[type=hidden][name="${name}"]`));
        for (const field of form.elements) {
          if (field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type === 'text')) field.value += word;
          if (field instanceof HTMLInputElement && field.type === 'date' && field.required) field.value ||= soon!;
          // Giving a fact to somebody asks for a proof first, and does nothing here.
          if (field instanceof HTMLInputElement && field.type === 'checkbox') field.checked ||= !field.name.startsWith('known-');
          // The first of several; a browser unticks the others.
          if (field instanceof HTMLInputElement && field.type === 'radio') field.checked ||= !new FormData(form).has(field.name);
        }
        const names = [...new Set([...new FormData(form)].map(([name]) => name))].filter((name) => name !== 'new');
        const fields = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
        return [{ sign: JSON.stringify([action, hidden, names]), action, fields }];
      }),
    [await (await page.request.get(address)).text(), address, word, day(5)] as const,
  );

/** Everything that anybody has. */
const all = (world: World) => Promise.all([world.mette, world.amina, world.rosa, world.ali].map((who) => view(world, who)));

/** Sends every form of a page twice. Says which of them made or changed something. */
async function twice(page: Page, world: World, address: string, sent: Set<string>): Promise<string[]> {
  const did: string[] = [];
  let before = await all(world);
  for (;;) {
    const form = (await forms(page, address, ` Storegade ${sent.size + 1}`)).find(({ sign, fields }) => !sent.has(sign) && !ENDS.includes(fields.act ?? ''));
    if (!form) return did;
    sent.add(form.sign);
    const post = async () => {
      const answer = await page.request.post(world.url + form.action, { form: form.fields, maxRedirects: 0 });
      expect(answer.status(), form.sign).toBeLessThan(500);
      return all(world);
    };
    const once = await post();
    expect(await post(), `${form.sign} sent twice`).toEqual(once);
    const made = JSON.stringify(once) !== JSON.stringify(before);
    before = once;
    if (made) did.push([form.action.split('/')[3], form.fields.act ?? Object.keys(form.fields).find((name) => !['back', 'new'].includes(name))].join(' '));
  }
}

// [S7]
test('every plain form that is sent twice does what it does once', async ({ page, server }) => {
  const world = await makeWorld(server.url);
  const { mette, amina, rosa, ali } = world;
  const running = `dialogue/${world.dialogues.running}`;
  const did = new Set<string>();
  const sent = new Set<string>();
  const walk = async (who: Person, rooms: string[]) => {
    await become(page.context(), world, who);
    for (const room of rooms) for (const what of await twice(page, world, world.url + world.at(room), sent)) did.add(what);
  };
  const rooms = ['', 'ruler?setting=school', 'plan', 'dialogue', running, 'people', 'consent', 'mine'];
  for (const who of [rosa, ali, amina, mette]) {
    await walk(who, rooms);
    sent.clear();
  }
  await go(world, 'ruler');
  await send(world, mette, { ruler: { open: { round: newId(), child: ali.id, setting: 'school', dialogue: world.dialogues.running, on: day(0) } } });
  await walk(rosa, [running]);
  await go(world, 'useful');
  await walk(rosa, [running]);
  for (const what of ['ruler child', 'plan tell', 'mine write', 'mine show', 'shield set', 'consent basis']) expect([...did]).toContain(what);
});
