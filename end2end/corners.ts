// Pages as they are seldom met: a choice to make, a question that waits, a place where nothing is yet, everything about to go.
// Each brings it about, and `leave` puts it back as it was.
import { choose, newName, unproved } from './account';
import { expect, type BrowserContext, type Page } from '@playwright/test';
import { OUTBOX, put } from './offline';
import { begins, load, type Visit } from './pages';
import { WORDS, become, day, found, makeWorld, newId, send, type Json, type Person, type World } from './world';

export function corners(world: World, context: BrowserContext): Visit[] {
  const { mette, amina, rosa, ali } = world;
  const as = (who: Person, name: string, address: string, then?: (page: Page) => Promise<unknown>): Visit => ({
    name,
    open: async (page) => {
      await become(context, world, who);
      await load(page, world.url + address);
      await then?.(page);
    },
  });
  /** While something is so in the family. */
  const when = (by: Person, so: Json, again: Json, visit: Visit): Visit => ({
    ...visit,
    open: async (page) => {
      await send(world, by, so);
      await visit.open(page);
    },
    leave: () => send(world, by, again),
  });
  const people = (act: string, more: Json = {}): Json => ({ people: { [act]: more } });
  const erases = (visit: Visit) => when(amina, people('erase', { name: WORDS.family }), people('keep'), visit);
  return [
    twoVersions(world, as(amina, 'two versions', world.at('plan'))),
    as(amina, 'the first position', world.at('ruler?setting=school'), async (page) => {
      await page.locator('label.ruler__position').first().click();
      await expect(page.getByRole('link', { name: /112/ })).toBeVisible();
    }),
    as(mette, 'among whom', world.at(`dialogue/${world.dialogues.next}`), (page) => page.getByText('Vælg, hvem den er for').click()),
    as(ali, 'a diary', world.at('mine'), async (page) => {
      const note = { about: ali.id, column: 'wish', notices: '', dialogue: null, shared: false };
      for (const [text, back] of [['Storm ventede på mig ved porten.', 0], ['Jeg gad ikke spise. Maven gjorde ondt hele dagen.', -3]] as const) {
        await send(world, ali, { talk: { write: { ...note, id: newId(), text, on: day(back) } } });
        await expect(page.getByText(text)).toBeVisible();
      }
      await page.getByText('Vis det til nogen').first().click();
      await page.getByText('Fortæl det til en voksen').click();
    }),
    when(mette, people('offer_baton', { to: amina.id }), people('offer_baton', { to: null }), as(amina, 'asked to lead', world.at())),
    when(
      amina,
      people('ask_another', { ask: true, because: 'Vi vil gerne have en, der kender os.' }),
      people('ask_another', { ask: false, because: '' }),
      as(mette, 'another is asked for', world.at('people'), (page) => page.getByText('Giv tovholderrollen videre').click()),
    ),
    as(amina, 'kept words', world.at('people'), async (page) => {
      const kept = { id: newId(), about: ali.id, kind: 'school', text: 'Storkeskolen', words: ['Storken'], known_to: [mette.id], kept_from: [rosa.id] };
      await send(world, amina, { shield: { set: kept } });
      await expect(page.getByText('Skjult for Rosa')).toBeVisible();
    }),
    as(amina, 'copy and erasing', world.at('people'), async (page) => {
      await page.getByText('Slet alt om jer').click();
      await page.getByText('Hent en kopi', { exact: true }).click();
    }),
    erases(as(rosa, 'counting down', world.at())),
    erases(as(amina, 'counting down for a guardian', world.at('people'))),
    ...nothingYet(world, context),
    // Nadia comes, on two devices: from here on there are two guardians.
    { name: 'waiting for a proof', open: (page) => givesUnproved(page, world) },
    { name: 'several devices', open: (page) => load(page, `${world.url}/devices`) },
    { name: 'a device that was not mine', open: (page) => load(page, `${world.url}/devices?strange`) },
    erases(as(amina, 'erasing waits for another', world.at('people'))),
    { ...as(amina, 'a password too short', '/account', (page) => choose(page, newName(), 'kort')), status: 422 },
    soonOut(as(amina, 'soon signed out', world.at('plan'))),
    ...elsewhere(world, context),
  ];
}

/** In another place, where what is over stays over: a seat opened anew, and nobody who leads. */
function elsewhere({ url }: World, context: BrowserContext): Visit[] {
  let place: Promise<World> | undefined;
  const as = (name: string, room: string, then?: (page: Page, world: World) => Promise<unknown>): Visit => ({
    name,
    open: async (page) => {
      const other = await (place ??= makeWorld(url));
      await become(context, other, other.amina);
      await load(page, other.url + other.at(room));
      await then?.(page, other);
    },
  });
  return [
    as('the year of birth', 'people', (page) => page.getByText('Født i').first().click()),
    { ...as('given back', 'plan', givenBack), leave: (page) => page.getByRole('button', { name: 'Læg det væk' }).click() },
    ...young(() => place!, context),
    as('a new way in', 'people', async (page) => {
      await page.getByText('Giv en ny vej ind', { exact: true }).click();
      await page.getByRole('button', { name: 'Luk pladsen, og giv Rosa en ny vej ind' }).click();
      await expect(page.locator('.code')).toBeVisible();
    }),
    as('a new way in on a page of its own', 'people', async (page, { url, at, amina, family }) => {
      const headers = { authorization: `Bearer ${amina.token}` };
      const view = (await (await fetch(`${url}/api/v1/families/${family}`, { headers })).json()) as { family: { people: { renewed: Record<string, { way: string }> } } };
      await page.goto(at(`way/${Object.values(view.family.people.renewed)[0]!.way}`));
    }),
    as('nobody leads', '', async (page, other) => {
      await send(other, other.amina, { people: { remove: { member: other.mette.id, lead: 'not_yet' } } });
      await expect(page.getByText('I har ingen tovholder lige nu').first()).toBeVisible();
    }),
    as('nobody leads, on the page of the circle', 'people'),
  ];
}

/** Amina laid it where there was no net, for a day that has not come: the server says no. */
async function givenBack(page: Page, { url, family, at, amina, ali }: World): Promise<void> {
  const place = { id: newId(), child: ali.id, setting: 'school', level: 4, on: day(9), seen: 'circle', because: '', works: '', one_up: '' };
  await put(page, OUTBOX, `${family}/${amina.id}`, JSON.stringify({ version: 5, words: [], sent: { id: newId(), command: { ruler: { place } } } }));
  await load(page, url + at());
  await expect(page.getByRole('alert').filter({ hasText: 'Det blev ikke gemt' })).toBeVisible();
}

/** Ali, of an age where he begins to decide. */
function young(place: () => Promise<World>, context: BrowserContext): Visit[] {
  const as = (name: string, room: string, before?: (world: World) => Promise<unknown>, then?: (page: Page) => Promise<unknown>): Visit => ({
    name,
    open: async (page) => {
      const world = await place();
      await before?.(world);
      await become(context, world, world.ali);
      await load(page, world.url + world.at(room));
      await then?.(page);
    },
  });
  const tells = (world: World, by: Person) => send(world, by, { people: { born: { member: world.ali.id, year: new Date().getFullYear() - 15 } } });
  return [
    as('asked for ones year', '', (world) => tells(world, world.amina)),
    as('putting ones year right', '', undefined, (page) => page.getByText('Nej, ret det').click()),
    as('a young person gives', 'consent', (world) => tells(world, world.ali), (page) => page.getByText('Lad Rosa se mere').click()),
  ];
}

/** Nobody waits for three months: only how long it lasts is told otherwise than it is. */
function soonOut(visit: Visit): Visit {
  const session = '**/api/v1/session';
  return {
    ...visit,
    open: async (page) => {
      await page.route(session, (route) => route.fulfill({ json: { ends_in: 119 } }));
      await visit.open(page);
      await expect(page.getByText('Du bliver snart logget ud.')).toBeVisible();
    },
    leave: (page) => page.unroute(session),
  };
}

function twoVersions(world: World, visit: Visit): Visit {
  const theirs = 'Ali leger med nogen i hvert frikvarter';
  const reword = (from: string, text: string) => send(world, world.mette, { plan: { reword_goal: { id: world.goal, from, text } } });
  return {
    ...visit,
    leave: async (page) => {
      await page.getByRole('button', { name: 'Lad det andet stå' }).click();
      await reword(theirs, WORDS.goal);
    },
    open: async (page) => {
      await visit.open(page);
      const card = page.locator(`#goal-${world.goal}`);
      await card.locator('summary').filter({ hasText: 'Mere' }).last().click();
      await reword(WORDS.goal, theirs);
      await expect(card.locator('h2')).toHaveText(theirs);
      await page.locator(`#reword-${world.goal}`).fill('Ali vælger selv to lege om ugen, som han er med i');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('alert').filter({ hasText: 'I skrev det samme sted' })).toBeVisible();
    },
  };
}

/** What asks for a proof first waits, and leads there. */
export async function givesUnproved(page: Page, world: World): Promise<void> {
  await unproved(page, world);
  await load(page, world.url + world.at('consent'));
  const card = page.getByRole('region', { name: 'Rosa', exact: true });
  await card.getByText('Lad Rosa se mere').click();
  await card.locator('label').filter({ hasText: 'Planen' }).click();
  await card.locator('label').filter({ hasText: 'Det er fint' }).click();
  await card.getByRole('button', { name: 'Lad Rosa se det, der er valgt' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Vis først, at det er dig' })).toBeVisible();
}

/** The rooms of a new place. */
function nothingYet({ url }: World, context: BrowserContext): Visit[] {
  const place = found(url);
  return ['', 'dialogue', 'plan', 'dreams', 'ruler', 'mine', 'consent', 'people'].map((room) => ({
    name: `new place ${room || 'home'}`,
    open: async (page) => {
      const { mette, family } = await place;
      await become(context, { url }, mette);
      await load(page, `${url}/f/${family}${room && `/${room}`}`);
    },
  }));
}

/** A screen on its way round the table, in Ali's hands. It stays locked, and the dialogue ends: these come last of all. */
export function turns(world: World, context: BrowserContext, leader: () => Person): Visit[] {
  const address = `${world.url}/hand-over`;
  const turn = (name: string, step: 'check_in' | 'ruler' | 'one_up' | 'since_last'): Visit => ({
    name: `hand over ${name}`,
    open: async (page) => {
      await begins(world, step, leader());
      await page.goto(address);
      await expect(page.getByRole('heading', { name: 'Din tur, Ali' })).toBeVisible();
    },
  });
  return [
    turn('to check in', 'check_in'),
    turn('to place', 'ruler'),
    turn('one step up', 'one_up'),
    turn('with nothing to answer', 'since_last'),
    {
      name: 'hand over by a wrong code',
      status: 422,
      open: async (page) => {
        await page.goto(address);
        await page.getByRole('button', { name: 'Giv videre' }).click();
        await page.getByText('Giv skærmen tilbage til Nadia').click();
        await page.getByLabel('Kode').fill('0000');
        await page.getByRole('button', { name: 'Lås op' }).click();
        await expect(page.getByRole('alert')).toContainText('Koden passer ikke');
      },
    },
    {
      name: 'hand over after the end',
      open: async (page) => {
        await send(world, leader(), { dialogue: { end: { id: world.dialogues.running } } });
        await page.goto(address);
        await expect(page.getByText('Dialogen er slut. Giv skærmen tilbage.')).toBeVisible();
      },
    },
    {
      name: 'looked, on whose screen',
      open: async (page) => {
        await become(context, world, world.ali);
        await load(page, world.url + world.at('looked'));
        await expect(page.getByText('på Nadias skærm').first()).toBeVisible();
      },
    },
    {
      name: 'paused',
      open: async (page) => {
        await send(world, world.amina, { people: { pause: {} } });
        await become(context, world, world.rosa);
        await load(page, world.url + world.at('plan'));
      },
    },
    {
      name: 'ended',
      open: async (page) => {
        await send(world, world.amina, { people: { close: {} } });
        await load(page, world.url + world.at());
        await expect(page.getByText('Forløbet er slut.')).toBeVisible();
      },
    },
  ];
}
