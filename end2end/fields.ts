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

/** Goes there, and unfolds everything: what is folded away, and each form behind "Ret". */
export async function open(page: Page, world: World, { room, then }: Place): Promise<void> {
  await load(page, world.url + world.at(room));
  await then?.(page);
  // What is inside comes with the opening, and may hold more to open. Of those with a name one is open at a time, and nobody writes in them.
  const opens = () =>
    page.locator('main').evaluate((main) => {
      const folded = [...main.querySelectorAll('details:not([open], [name])')];
      folded.forEach((it) => it.setAttribute('open', ''));
      // One after the other: behind one there may be a screen of its own, without the others.
      const change = [...main.querySelectorAll('button:not([data-tapped])')].find((it) => it.textContent?.trim() === 'Ret' && it.checkVisibility()) as HTMLElement | undefined;
      change?.setAttribute('data-tapped', '');
      change?.click();
      return folded.length + (change ? 1 : 0);
    });
  await expect.poll(opens, { message: `${room} unfolds`, timeout: 10_000, intervals: [20, 50] }).toBe(0);
}
