// While the course rests, or has ended, a page offers nothing that would then be refused. It says why, and half a sentence waits.
import { type Page } from '@playwright/test';
import { expect, test } from '../../fixture';
import { load, rooms } from '../../pages';
import { become, makeWorld, send, type Json, type Person, type World } from '../../world';

const CALM = 'Forløbet holder pause. Imens kan I læse, hvad der står her.';
/** What may be done all the same: what is seen stays theirs to decide, and whoever wants to go can. */
const STAYS = ['hand_back', 'baton_offer', 'baton_keep', 'baton_take', 'baton_yes', 'baton_no', 'resume', 'close', 'erase', 'keep', 'leave', 'remove', 'renew'];
/** The tools of which everything stays. */
const DECIDED = ['consent', 'shield'];
/** The same as it is called on a living page. */
const DOES = /^(Giv bolden tilbage|because-|Sæt i gang igen|Forlad kredsen|Tag .* ud|Luk pladsen|Luk$|Ja, slet|proof-|Spørg|AminaRosa$|MetteRosa$)/;
/** And what only shows something. */
const SHOWS = /^(Skriv ud|history$|age$|Åbn: )|drøm$|blevet til et mål$/;

/** A course in which nothing runs, so that it can rest. */
async function calm(url: string): Promise<World> {
  const world = await makeWorld(url);
  await send(world, world.mette, { dialogue: { end: { id: world.dialogues.running } } });
  return world;
}

const turns = (world: World, to: 'pause' | 'resume' | 'close') => send(world, world.amina, { people: { [to]: {} } as Json });
const everybody = ({ mette, amina, rosa, ali }: World): Person[] => [mette, amina, rosa, ali];

/** The forms that a page without script offers, each as its tool and its deed. */
const offered = async (page: Page, address: string): Promise<string[]> =>
  page.evaluate(
    ([html, address]) =>
      [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll<HTMLFormElement>('main form[method=post]')].flatMap((form) => {
        const [, place, , tool] = new URL(form.getAttribute('action') ?? '', address).pathname.split('/');
        const can = [...form.querySelectorAll('button')].some((it) => !it.disabled) && !form.closest('[hidden]');
        return can && place === 'f' ? [`${tool} ${form.querySelector<HTMLInputElement>('[name=act]')?.value ?? ''}`] : [];
      }),
    [await (await page.request.get(address)).text(), address] as const,
  );
const refused = (form: string) => !DECIDED.includes(form.split(' ')[0]!) && !STAYS.includes(form.split(' ')[1]!);

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('no page of a course that rests offers a form that is then refused', async ({ page, context, server }) => {
    const world = await calm(server.url);
    const acts = async () => {
      const all = new Set<string>();
      for (const who of everybody(world)) {
        await become(context, world, who);
        for (const room of rooms(world)) for (const form of await offered(page, world.url + world.at(room))) if (refused(form)) all.add(form);
      }
      return [...all].sort();
    };
    // So much is there to be offered while it goes on.
    expect((await acts()).length).toBeGreaterThan(12);
    const says = async (words: string) => {
      await page.goto(world.url + world.at('plan'));
      await expect(page.locator('.banner')).toContainText(words);
      await page.goto('about:blank');
    };
    await turns(world, 'pause');
    expect(await acts()).toEqual([]);
    await says(CALM);
    await turns(world, 'close');
    expect(await acts()).toEqual([]);
    await says('Forløbet er slut. I kan stadig læse, hvad der står her.');
  });
});

/** All that can be pressed or filled in on a living page, folded or not, but for what a tool of the frame is. */
const controls = (page: Page): Promise<string[]> =>
  page.locator('main').evaluate((main) =>
    [...main.querySelectorAll<HTMLElement>('button, select, textarea, input:not([type=hidden])')]
      .filter((it) => !it.closest('[hidden], dialog, .leave, form[action$="/consent"], form[action$="/shield"]'))
      .map((it) => (it.getAttribute('aria-label') ?? (it.textContent || it.id || (it as HTMLInputElement).name)).trim()),
  );

test('an open page lets go of what may not be done as the course comes to rest, and half a sentence comes back with it', async ({ page, context, server }) => {
  const world = await calm(server.url);
  const { amina, steps } = world;
  await become(context, world, amina);
  await load(page, world.url + world.at('plan'));
  const ball = page.locator(`#step-${steps.held}`);
  await ball.getByText('Mere', { exact: true }).click();
  await ball.locator(`#news-${steps.held}`).fill('De ringer til');
  await turns(world, 'pause');
  await expect(page.getByRole('status').filter({ hasText: CALM })).toContainText('Det, du var ved at skrive, kommer frem igen bagefter.');
  await expect(ball.getByRole('button', { name: /^Gjort/ })).toHaveCount(0);
  // Whoever wants to go hands back first what they hold.
  await ball.locator('summary').filter({ hasText: 'Giv bolden tilbage' }).click();
  await ball.getByLabel('Hvad skal de andre vide?').fill('Jeg flytter');
  await turns(world, 'resume');
  await expect(page.locator('.banner')).toHaveCount(0);
  await expect(ball.locator(`#news-${steps.held}`)).toHaveValue('De ringer til');
  await expect(ball.getByLabel('Hvad skal de andre vide?')).toHaveValue('Jeg flytter');
  await ball.getByRole('button', { name: 'Fortæl nyt' }).click();
  await expect(page.getByText('De ringer til')).toBeVisible();
});

test('every living page of a course that rests is there to be read', async ({ page, context, server }) => {
  const world = await calm(server.url);
  await turns(world, 'pause');
  const found: string[] = [];
  for (const who of [world.mette, world.amina]) {
    await become(context, world, who);
    for (const room of rooms(world)) {
      await load(page, world.url + world.at(room));
      await expect(page.locator('.banner')).toContainText(CALM);
      const wrong = (await controls(page)).filter((it) => !DOES.test(it) && !SHOWS.test(it));
      found.push(...wrong.map((it) => `${who.name}, ${room}: ${it}`));
    }
  }
  expect(found).toEqual([]);
});
