// The fields in which somebody of a family writes: found by walking the pages, not listed.
import { expect, type Page } from '@playwright/test';
import { load, rooms } from './pages';
import { STEPS, type World } from './world';

export interface Place {
  room: string;
  then?: (page: Page) => Promise<unknown>;
}

/** Where somebody writes: every room, every step of a dialogue, and the sheets of the map. */
export function places(world: World): Place[] {
  const steps = STEPS.map((step) => `dialogue/${world.dialogues.running}?step=${step}`);
  const dream = (page: Page) => page.locator(`#dream-${world.dreams.words}`).getByRole('button').first().click();
  return [
    ...[...rooms(world), ...steps].map((room) => ({ room })),
    { room: 'dreams', then: (page) => page.getByRole('button', { name: 'Ny drøm' }).click() },
    { room: 'dreams', then: dream },
  ];
}

/** They are seen once the page is opened: see `open`. */
export const FIELDS = 'main :is(textarea, input:not([type=hidden], [type=radio], [type=checkbox], [type=range], [type=submit]))';

/** Goes there, and unfolds everything. */
export async function open(page: Page, world: World, { room, then }: Place): Promise<void> {
  await load(page, world.url + world.at(room));
  await then?.(page);
  for (const change of await page.getByRole('button', { name: 'Ret', exact: true }).all()) await change.click({ timeout: 5_000 }).catch(() => undefined);
  // Of those with a name one is open at a time, and nobody writes in them.
  const folded = page.locator('main details:not([open], [name])');
  // What is inside comes with the opening, and may hold more to open.
  await expect(async () => {
    await folded.evaluateAll((all) => all.forEach((it) => it.setAttribute('open', '')));
    await expect(folded).toHaveCount(0, { timeout: 1 });
  }).toPass({ timeout: 10_000 });
}
