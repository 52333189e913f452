// Names as long as some are, and far more words than there is room for on pages where no script runs: nothing breaks out of a phone,
// and the answer is kind. The fields of a living page: `much.spec.ts`.
import { type Page } from '@playwright/test';
import { choose, newName } from '../../account';
import { expect, test } from '../../fixture';
import { load, rooms } from '../../pages';
import { become, go, makeWorld, send, type World } from '../../world';

/** Sixty letters, and no place to break. */
const long = (letter: string) => `${letter}${'ørvangsholmsgårdskærsmindehøj'.repeat(3)}`.slice(0, 60);
const MUCH = 'Vi har skrevet alt det ned, som vi kom i tanke om. '.repeat(2_000);

test.use({ viewport: { width: 360, height: 740 } });

/** What sticks out, if the page can be pushed sideways or a word is cut off. */
function sticksOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const out = [...document.querySelectorAll('body *')].filter((it) => it.getBoundingClientRect().right > width + 1);
    return out.slice(-3).map((it) => `${it.tagName.toLowerCase()}.${it.className} to ${Math.round(it.getBoundingClientRect().right)} of ${width}`);
  });
}

/** Somebody pastes it, and the browser cuts nothing off. */
async function pastes(page: Page, label: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true });
  await field.evaluate((it: HTMLInputElement, text) => {
    it.value = text;
    it.dispatchEvent(new Event('input', { bubbles: true }));
  }, MUCH);
}

async function longNames(world: World): Promise<void> {
  const { mette, amina, rosa, ali } = world;
  for (const [who, letter] of [[mette, 'M'], [amina, 'A'], [rosa, 'R'], [ali, 'L']] as const) {
    await send(world, who, { people: { rename: { member: who.id, name: long(letter), title: long('t') } } });
  }
}

test('names of sixty letters break nothing, on any page and on the screen that goes round', async ({ page, context, server, complaints }) => {
  test.setTimeout(120_000);
  const world = await makeWorld(server.url);
  await longNames(world);
  const faults: string[] = [];
  const look = async (where: string) => faults.push(...(await sticksOut(page)).map((fault) => `${where}: ${fault}`));
  for (const [who, whose] of [[world.amina, 'a guardian'], [world.mette, 'who leads']] as const) {
    await become(context, world, who);
    for (const room of rooms(world)) {
      await load(page, world.url + world.at(room));
      // What is folded away is looked at too.
      await page.evaluate(() => document.querySelectorAll('details').forEach((fold) => (fold.open = true)));
      await look(`${room || 'home'} of ${whose}`);
    }
    for (const path of ['/', '/devices', '/account']) {
      await page.goto(path);
      await look(`${path} of ${whose}`);
    }
  }
  await go(world, 'works');
  await page.goto(`/hand-over?family=${world.family}&dialogue=${world.dialogues.running}`);
  await page.getByLabel('Kode').fill('2580');
  await page.getByRole('button', { name: 'Lås, og giv skærmen videre' }).click();
  await page.getByText('Giv skærmen tilbage til').click();
  await look('whose turn it is');
  await page.getByRole('button', { name: long('L') }).click();
  await expect(page.getByRole('heading', { name: `Din tur, ${long('L')}` })).toBeVisible();
  await look('a turn');
  expect(faults).toEqual([]);
  complaints.length = 0;
});

test('100 kB on a turn, as a name to sign in by and as a password: a kind page, as wide as the phone', async ({ page, context, server, complaints }) => {
  const world = await makeWorld(server.url);
  await become(context, world, world.rosa);
  await choose(page, newName(), MUCH.slice(0, 60));
  await expect(page.getByRole('status')).toContainText('Nu kan du logge ind.');
  const refused = page.getByRole('heading', { name: 'Det var for meget på én gang' });
  for (const [path, label, button] of [['/sign-in', 'Adgangskode', 'Log ind'], ['/join', 'Har du en kode?', 'Kom ind']] as const) {
    await context.clearCookies({ name: 'session' });
    await page.goto(path);
    if (path === '/sign-in') await page.getByLabel('E-mail eller telefonnummer').fill('rosa@example.org');
    await pastes(page, label);
    await page.getByRole('button', { name: button }).click();
    await expect(refused.or(page.getByRole('alert'))).toBeVisible();
    expect(await sticksOut(page), path).toEqual([]);
  }
  await go(world, 'works');
  await become(context, world, world.mette);
  await page.goto(`/hand-over?family=${world.family}&dialogue=${world.dialogues.running}`);
  await page.getByLabel('Kode').fill('2580');
  await page.getByRole('button', { name: 'Lås, og giv skærmen videre' }).click();
  await page.getByRole('button', { name: 'Ali' }).click();
  // Here no script runs that could say so: the field takes what there is room for, and no more.
  await page.getByLabel('Dine egne ord').fill(MUCH);
  await expect(page.getByLabel('Dine egne ord')).toHaveValue(MUCH.slice(0, 2_000));
  await page.getByRole('button', { name: 'Læg kortet frem' }).click();
  await expect(page.getByRole('status')).toContainText('Det er gemt.');
  expect(await sticksOut(page), 'a turn').toEqual([]);
  complaints.length = 0;
});
