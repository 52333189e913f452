// A plain form that finds no server: the browser keeps what was in it, and sends it once the page is loaded again.
import { type Page } from '@playwright/test';
import { newName, PASSWORD } from '../../account';
import { expect, test } from '../../fixture';
import { layLine, type Line } from '../../line';
import { startServer } from '../../server';
import { become, day, go, makeWorld, newId, send, view, type World } from '../../world';

test.use({ javaScriptEnabled: false });
test.describe.configure({ timeout: 120_000 });

// Nobody is there to answer, and without a script nobody uses what was fetched for it: the browser notes both.
test.afterEach(({ complaints }) => {
  const other = complaints.splice(0).filter((words) => !/was preloaded using link preload|a status of 4\d\d|net::ERR_/.test(words));
  expect(other).toEqual([]);
});

/** After these there is nothing left to walk through; none holds words of anybody's. */
const ENDS = ['leave', 'remove', 'renew', 'close', 'erase', 'pause'];

/** Fills in the first form with a field for words that is of no kind seen yet, as somebody would who fills in everything. Gives its kind. */
const fillIn = (page: Page, words: string, seen: string[]): Promise<string | undefined> =>
  page.locator('main form[method=post]').evaluateAll(
    (all, [words, soon, seen, ends]) => {
      for (const form of all as HTMLFormElement[]) {
        const written = [...form.elements].filter((it) => it instanceof HTMLTextAreaElement || (it instanceof HTMLInputElement && it.type === 'text')) as HTMLInputElement[];
        const button = [...form.querySelectorAll('button')].find((it) => it.type === 'submit' && !it.disabled);
        const action = new URL(form.action).pathname.split('/').slice(3).join('/');
        const act = String(new FormData(form).get('act') ?? button?.value ?? '');
        const kind = [action, act, ...written.map(({ name }) => name)].join(' ');
        if (!button || written.length === 0 || seen.includes(kind) || ends.includes(act)) continue;
        for (let up: Element | null = form; up; up = up.parentElement) if (up.tagName === 'DETAILS') up.setAttribute('open', '');
        // Some are for whoever has a script.
        if (!button.checkVisibility()) continue;
        written.forEach((field) => (field.value = words));
        for (const it of form.elements) {
          if (!(it instanceof HTMLInputElement)) continue;
          if (it.type === 'date' && it.required) it.value ||= soon;
          if (it.type === 'radio') it.checked ||= !new FormData(form).has(it.name);
        }
        document.querySelectorAll('[data-sends]').forEach((it) => it.removeAttribute('data-sends'));
        button.setAttribute('data-sends', '');
        form.noValidate = true;
        return kind;
      }
    },
    [words, day(5), seen, ENDS] as const,
  );

/** Taps the form's button where nobody answers. */
async function sendInVain(page: Page): Promise<void> {
  await page.locator('[data-sends]').click({ timeout: 10_000 });
  await expect.poll(() => page.url()).toBe('chrome-error://chromewebdata/');
}

/** Sends a form of each kind of these rooms while the line is cut, and loads again once it is mended. */
async function walk(page: Page, line: Line, world: World, rooms: string[], seen: string[]): Promise<void> {
  for (const room of rooms) {
    for (;;) {
      await page.goto(world.url + world.at(room));
      const words = `Midt i en sætning ${seen.length + 1}x`;
      const kind = await fillIn(page, words, seen);
      if (kind === undefined) break;
      seen.push(kind);
      line.cut();
      await sendInVain(page);
      line.mend();
      await page.reload();
      // They stand where they belong, or still in their field, beside what is the matter.
      const stand = async () => [await page.content(), ...(await Promise.all([world.mette, world.amina, world.rosa].map(async (who) => JSON.stringify(await view(world, who)))))].some((it) => it.includes(words));
      expect(await stand(), kind).toBe(true);
    }
  }
}

// [S7]
test('no words of a plain form are lost that was sent while nobody answered', async ({ page, server }) => {
  const line = await layLine(server.url);
  const world = await makeWorld(line.url);
  const running = `dialogue/${world.dialogues.running}`;
  const seen: string[] = [];
  for (const [who, rooms] of [
    [world.amina, ['', 'ruler?setting=school', 'plan', 'dialogue', `dialogue/${world.dialogues.next}`, `dialogue/${world.dialogues.next}/prepare`, 'dreams', 'people', 'consent', 'mine']],
    [world.mette, ['plan', 'dialogue', running, 'people', 'consent']],
  ] as const) {
    await become(page.context(), world, who);
    await walk(page, line, world, [...rooms], seen);
  }
  await become(page.context(), world, world.rosa);
  for (const step of ['since_last', 'works', 'ruler', 'one_up', 'plan', 'useful'] as const) {
    await go(world, step);
    if (step === 'ruler') await send(world, world.mette, { ruler: { open: { round: newId(), child: world.ali.id, setting: 'school', dialogue: world.dialogues.running, on: day(0) } } });
    await walk(page, line, world, [running], seen);
  }
  // Whoever has no script tells, hands back, places, prepares, keeps words and answers; the other fields come with one.
  expect(seen.length).toBeGreaterThanOrEqual(9);
  line.close();
});

// [S7]
test('a server that is killed while somebody writes gets the plain form when it is there again, and once', async ({ page }) => {
  const killed = await startServer();
  const line = await layLine(killed.url);
  const world = await makeWorld(line.url);
  await become(page.context(), world, world.amina);
  await page.goto(world.url + world.at('mine'));
  await fillIn(page, '', []);
  const field = page.locator('form:has([data-sends]) textarea').first();
  await field.focus();
  await page.keyboard.type('Midt i en ');
  const dies = killed.kill();
  await page.keyboard.type('sætning');
  await dies;
  await sendInVain(page);
  // Somebody is impatient.
  await page.reload().catch(() => undefined);
  expect(page.url()).toBe('chrome-error://chromewebdata/');
  const risen = await startServer({}, killed);
  line.mend(risen.url);
  await page.reload();
  await page.reload();
  await expect(page.getByText('Midt i en sætning', { exact: true })).toHaveCount(1);
  expect(JSON.stringify(await view(world, world.amina)).split('Midt i en sætning').length).toBe(2);
  line.close();
  await risen.stop();
});

test('a way in that is not hers is taken away, though the server was killed when she said so', async ({ page }) => {
  const killed = await startServer();
  const line = await layLine(killed.url);
  const world = await makeWorld(line.url);
  await become(page.context(), world, world.amina);
  await page.goto(`${world.url}/account`);
  await page.getByLabel('E-mail eller telefonnummer').fill(newName());
  await page.getByLabel('Ny adgangskode').fill(PASSWORD);
  await page.getByRole('button', { name: 'Gem' }).click();
  await page.goto(world.url + world.at(''));
  await page.getByRole('button', { name: 'Nej, fjern den' }).evaluate((button) => button.setAttribute('data-sends', ''));
  await killed.kill();
  await sendInVain(page);
  const risen = await startServer({}, killed);
  line.mend(risen.url);
  await page.reload();
  await expect(page.getByRole('status')).toContainText('Den er fjernet');
  // Somebody is impatient.
  await page.reload();
  await expect(page.getByText('Der er ikke noget på prøve')).toBeVisible();
  await page.goto(world.url + world.at(''));
  await expect(page.getByRole('heading', { name: 'Hej Amina' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Ny vej ind på din konto' })).toHaveCount(0);
  line.close();
  await risen.stop();
});
