// Far more words than there is room for, pasted into every field in which somebody of a family writes: the browser cuts nothing
// off without a word, the answer is kind and says how much room there is, every letter still stands there, and the page stays quick.
import { type Locator, type Page } from '@playwright/test';
import { FIELDS, open, places } from '../../fields';
import { expect, test } from '../../fixture';
import { become, day, go, makeWorld, send, type Person, type World } from '../../world';

test.use({ viewport: { width: 360, height: 740 } });
test.describe.configure({ timeout: 300_000 });

const MUCH = 'Vi har skrevet alt det ned, som vi kom i tanke om. '.repeat(2_000).trim();
/** What a field answers within, in milliseconds: a tenth of what somebody notices, with room for a machine that does other things. */
const QUICK = 250;

const KIND = /Teksten er for lang\. Der er plads til \d+ tegn\.|Navnet passer ikke\./;

/** Where a field is, and what says goes with it. */
const AROUND = 'xpath=ancestor::*[self::form or self::fieldset[.//button]][1]';

/** Everything else that is asked is answered: a word in each line, the first of each choice. */
async function answerTheRest(around: Locator, id: string): Promise<void> {
  await around.evaluate(
    (form, [id, soon]) => {
      const says: Record<string, string> = { text: 'Storkeskolen', textarea: 'Et ord', number: '2015', date: soon, time: '10:00' };
      const chosen = new Set<string>();
      form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea').forEach((it) => {
        const choice = it.type === 'radio' || it.type === 'checkbox';
        const group = it.type === 'radio' ? it.name : it.closest('fieldset')?.textContent ?? it.name;
        if (choice && !chosen.has(group)) (it as HTMLInputElement).checked = true;
        if (choice) chosen.add(group);
        else if (it.id !== id && says[it.type] !== undefined) it.value = says[it.type]!;
        else return;
        if (!choice || (it as HTMLInputElement).checked) for (const said of ['input', 'change']) it.dispatchEvent(new Event(said, { bubbles: true }));
      });
    },
    [id, day(3)] as const,
  );
}

/** Pastes it, and says what is wrong, if anything. */
async function paste(page: Page, id: string): Promise<string[]> {
  const field = page.locator(`[id="${id}"]`);
  const around = field.locator(AROUND);
  await answerTheRest(around, id);
  await field.fill(MUCH);
  const took = await field.evaluate((it) => {
    const from = performance.now();
    it.dispatchEvent(new Event('input', { bubbles: true }));
    return performance.now() - from;
  });
  const length = (await field.inputValue()).length;
  if (length !== MUCH.length) return [`${id}: cut off at ${length} without a word`];
  const faults: string[] = [];
  const send = around.locator('button:not([type=button]), :scope:is(fieldset) > .row button:enabled').first();
  await send.click({ timeout: 5_000 }).catch(() => faults.push(`${id}: it cannot be sent`));
  const told = page.getByRole('alert').filter({ hasText: KIND });
  await told.first().waitFor({ timeout: 5_000 }).catch(() => faults.push(`${id}: nothing is said of it`));
  if ((await field.inputValue().catch(() => '')) !== MUCH) faults.push(`${id}: it does not stand there any more`);
  if (took > QUICK) faults.push(`${id}: the page stood still for ${Math.round(took)} ms`);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (sideways > 0) faults.push(`${id}: the page can be pushed sideways by ${sideways}`);
  await field.fill('');
  return faults;
}

async function everyField(page: Page, world: World, who: Person, least: number): Promise<void> {
  await become(page.context(), world, who);
  const [done, faults] = [new Set<string>(), [] as string[]];
  for (const place of places(world)) {
    await open(page, world, place);
    const here = await page.locator(FIELDS).evaluateAll((all) =>
      (all as HTMLInputElement[]).filter((it) => /^text(area)?$/.test(it.type) && it.checkVisibility()).map((it) => it.id),
    );
    for (const id of here.filter((id) => !done.has(id))) {
      done.add(id);
      faults.push(...(await paste(page, id)).map((fault) => `${place.room || 'home'}: ${fault}`));
    }
  }
  expect(faults).toEqual([]);
  expect(done.size).toBeGreaterThanOrEqual(least);
}

test('a guardian pastes 100 kB into every field', async ({ page, server }) => {
  const world = await makeWorld(server.url);
  await go(world, 'check_in');
  const kept = { about: world.ali.id, kind: 'school', text: 'Storkeskolen', words: ['Storken'], known_to: [world.mette.id], kept_from: [] };
  await send(world, world.amina, { shield: { set: { ...kept, id: crypto.randomUUID() } } });
  await everyField(page, world, world.amina, 30);
});

test('whoever leads pastes 100 kB into every field', async ({ page, server }) => {
  const world = await makeWorld(server.url);
  await go(world, 'check_in');
  await everyField(page, world, world.mette, 15);
});
