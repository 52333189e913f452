// A net that dies without a word: nothing closes, and nothing gets through. What is not saved is never said to be.
import { type Page } from '@playwright/test';
import { expect, test } from '../../fixture';
import { forgiveLost, layLine, type Line } from '../../line';
import { VIEWS, lies } from '../../offline';
import { load } from '../../pages';
import { become, go, makeWorld, view, type World } from '../../world';

const AWAY = 'Der er ingen forbindelse lige nu.';
const saved = (page: Page) => page.getByText('Gemt', { exact: true });

async function layCard(page: Page, words: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Noget, der virker', exact: true }).fill(words);
  await page.getByRole('button', { name: 'Læg kortet frem' }).click();
}

/** Amina in a dialogue, at the end of a line; the clock of her page can be turned. */
async function sits(page: Page, url: string) {
  const line = await layLine(url);
  const world = await makeWorld(line.url);
  await go(world, 'works');
  await become(page.context(), world, world.amina);
  await page.clock.install();
  await load(page, world.url + world.at(`dialogue/${world.dialogues.running}`));
  // The server has been heard.
  await expect.poll(() => lies(page, VIEWS)).toBe(1);
  await expect(saved(page)).toBeVisible();
  // Past the line, for what has to be asked meanwhile.
  return { line, world: { ...world, url } as World };
}

/** Before the line is taken away: what a page still fetches ahead would come to nothing. */
async function leave(page: Page, line: Line, complaints: string[]): Promise<void> {
  await page.goto('about:blank');
  forgiveLost(complaints);
  line.close();
}

// [S33] [S12] [S7]
test('what is done on a dead line waits after three seconds, and comes through on the next line, once', async ({ page, server, complaints }) => {
  const { line, world } = await sits(page, server.url);
  line.swallow();
  await layCard(page, 'Ind i ingenting');
  await expect(page.getByText('Gemmer …')).toBeVisible();
  await page.clock.fastForward(3_000);
  await expect(page.getByText('1 ændring venter')).toBeVisible();
  // It may still come; only where nothing comes at all the line is let go.
  await expect(page.getByText(AWAY)).toHaveCount(0);
  await page.clock.fastForward(10_500);
  await expect(page.getByText(AWAY)).toBeVisible();
  await expect(page.getByText('1 ændring venter')).toBeVisible();
  line.mend();
  await page.clock.fastForward(60_000);
  await expect(saved(page)).toBeVisible();
  expect(JSON.stringify(await view(world, world.mette)).split('Ind i ingenting')).toHaveLength(2);
  await leave(page, line, complaints);
});

// [S33]
test('an idle page asks whether the line lives, and says so where it does not', async ({ page, server, complaints }) => {
  const { line, world } = await sits(page, server.url);
  for (let asked = 0; asked < 2; asked += 1) {
    await page.clock.fastForward(30_000);
    // What comes after the answer to the knock tells that it came.
    await go(world, asked ? 'works' : 'ruler');
    await expect(page.getByRole('button', { name: 'Læg kortet frem' })).toHaveCount(asked ? 1 : 0);
    await page.clock.fastForward(3_000);
    await expect(saved(page)).toBeVisible();
  }
  line.swallow();
  await page.clock.fastForward(30_000);
  await expect(saved(page)).toBeVisible();
  await page.clock.fastForward(3_000);
  await expect(page.getByText(AWAY)).toBeVisible();
  line.mend();
  await page.clock.fastForward(10_500);
  await page.clock.fastForward(60_000);
  await expect(saved(page)).toBeVisible();
  await expect(page.getByText(AWAY)).toHaveCount(0);
  await leave(page, line, complaints);
});

// [S33]
test('a page that is looked at again asks at once', async ({ page, server, complaints }) => {
  const { line } = await sits(page, server.url);
  line.swallow();
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await page.clock.fastForward(3_000);
  await expect(page.getByText(AWAY)).toBeVisible();
  await leave(page, line, complaints);
});
