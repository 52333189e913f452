// Pages without a net: what waits, the kept view with its date, the page that was not kept, and words that were not taken.
import { expect, type BrowserContext, type Page } from '@playwright/test';
import { layLine, type Line } from './line';
import { ready } from './offline';
import { load, type Visit } from './pages';
import { WORDS, become, go, send, type World } from './world';

/** A visit over a line of its own. What waits when it is over is never sent: nobody comes back to that address. */
function through(world: World, context: BrowserContext, name: string, room: string, then: (page: Page, line: Line) => Promise<void>): Visit {
  let line: Line | undefined;
  return {
    name,
    cut: true,
    open: async (page) => {
      line = await layLine(world.url);
      await become(context, line, world.amina);
      await load(page, line.url + world.at(room));
      await then(page, line);
    },
    leave: async (page) => {
      await page.goto('about:blank');
      line?.close();
    },
  };
}

export function tunnels(world: World, context: BrowserContext): Visit[] {
  const { amina, dreams, dialogues } = world;
  const works = through(world, context, 'changes that wait', `dialogue/${dialogues.running}`, async (page, line) => {
    line.cut();
    const field = page.getByRole('textbox', { name: 'Noget, der virker', exact: true });
    for (const words of ['Vi gik hjem sammen.', 'Han lo i bussen.', 'Storm kom forbi.']) {
      await field.fill(words);
      await page.getByRole('button', { name: 'Læg kortet frem' }).click();
    }
    await expect(page.getByText('3 ændringer venter')).toBeVisible();
    await expect(page.getByText('Der er ingen forbindelse lige nu.')).toBeVisible();
  });
  return [
    {
      ...works,
      open: async (page) => {
        await go(world, 'works');
        await works.open(page);
      },
    },
    through(world, context, 'as it was when there was a net', 'plan', async (page, line) => {
      await ready(page);
      line.cut();
      await page.reload();
      await expect(page.getByText(/Vist som det var i dag kl\./)).toBeVisible();
    }),
    through(world, context, 'a page that was not kept', '', async (page, line) => {
      await ready(page);
      line.cut();
      await page.goto(`${line.url}/devices`);
      await expect(page.getByRole('heading', { name: 'Ingen forbindelse' })).toBeVisible();
    }),
    through(world, context, 'words that were not taken', 'dreams', async (page, line) => {
      await page.getByRole('button', { name: `Åbn: ${WORDS.dreamWords}` }).click();
      const sheet = page.getByRole('dialog');
      await sheet.getByText('Ret ordene').click();
      line.cut();
      await expect(page.getByText('Der er ingen forbindelse lige nu.')).toBeVisible();
      // Each is short enough; together they are not.
      const hers = `${'Vi læser sammen i sofaen. '.repeat(7)}${WORDS.dreamWords}`;
      await sheet.getByRole('textbox', { name: 'Hvad er drømmen?' }).fill(`${WORDS.dreamWords} ${'hvor vi spiser sammen '.repeat(9)}`);
      await sheet.getByRole('button', { name: 'Gem', exact: true }).click();
      // On another device of hers.
      await send(world, amina, { dreams: { reword: { id: dreams.words, from: WORDS.dreamWords, text: hers } } });
      line.mend();
      await expect(page.getByRole('alert').filter({ hasText: 'Dine ord blev ikke gemt' })).toBeVisible({ timeout: 15_000 });
      await send(world, amina, { dreams: { reword: { id: dreams.words, from: hers, text: WORDS.dreamWords } } });
    }),
  ];
}
