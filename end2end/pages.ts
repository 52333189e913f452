// Every page there is, each as somebody would come to it: what the specs that hold for all pages go through.
import { choose, leads, newName, setUp, signIn } from './account';
import { corners, turns } from './corners';
import { expect, type BrowserContext, type Page } from '@playwright/test';
import { tunnels } from './tunnels';
import { STEPS, become, go, invite, nadia, newId, send, type Person, type World } from './world';

export interface Visit {
  name: string;
  /** Goes there, and waits until the page is what it is. */
  open: (page: Page) => Promise<void>;
  /** Puts back what was otherwise meanwhile. */
  leave?: (page: Page) => Promise<unknown>;
  /** Comes with this status of its own. */
  status?: number;
  /** Without a net, which the browser says itself. */
  cut?: boolean;
}

/** A visitor of all pages: everything that a visit needs is made beforehand, so that a visit only looks. */
export async function visits(world: World, context: BrowserContext): Promise<Visit[]> {
  const { mette, amina } = world;
  const { ended, running, next } = world.dialogues;
  const { link } = await invite(world, mette);
  const path = new URL(link).pathname;
  const nobody = { token: '' };
  const as = (who: Pick<Person, 'token'>, name: string, address: string, then?: (page: Page) => Promise<void>): Visit => ({
    name,
    open: async (page) => {
      await become(context, world, who);
      await load(page, world.url + address);
      await then?.(page);
    },
  });
  const steps = STEPS.map((step) => {
    const visit = as(mette, `dialogue ${step}`, world.at(`dialogue/${running}`));
    return {
      ...visit,
      open: async (page: Page) => {
        await begins(world, step);
        await visit.open(page);
      },
    };
  });
  // Whoever leads is in on two devices: on the one that goes round they lead nothing.
  let twice: [Person, Person];
  return [
    as(nobody, 'welcome', '/'),
    as(amina, 'welcome with places', '/'),
    as(amina, 'devices', '/devices'),
    as(nobody, 'passkey', '/passkey'),
    as(amina, 'passkeys', '/passkey'),
    { ...as(nobody, 'sign in wrongly', '/sign-in', (page) => signIn(page, newName())), status: 422 },
    as(mette, 'account of a professional', '/account'),
    as(amina, 'step up with nothing', '/step-up'),
    as(world.rosa, 'account with a password', '/account', (page) => choose(page, newName())),
    as(world.rosa, 'step up', '/step-up'),
    as(world.rosa, 'setting up an app', '/account', (page) => page.getByRole('button', { name: 'Sæt en app op' }).click()),
    as(world.ali, 'recovery codes', '/account', async (page) => void (await setUp(page))),
    as(nobody, 'new', '/new'),
    as(nobody, 'code', '/join'),
    as(nobody, 'join', path),
    { ...as(nobody, 'signed out', world.at()), status: 401 },
    { ...as(amina, 'not found', world.at('nothing')), status: 404 },
    as(amina, 'home', world.at()),
    as(mette, 'home of whoever leads', world.at()),
    as(world.rosa, 'home of a guest', world.at()),
    as(world.ali, 'home of a child', world.at()),
    as(amina, 'ruler', world.at('ruler')),
    as(amina, 'dialogues', world.at('dialogue')),
    as(mette, 'dialogues to lead', world.at('dialogue')),
    as(amina, 'minutes', world.at(`dialogue/${ended}/minutes`)),
    as(world.rosa, 'prepare', world.at(`dialogue/${next}/prepare`)),
    as(amina, 'prepared', world.at(`dialogue/${next}/prepare`)),
    as(amina, 'plan', world.at('plan')),
    as(amina, 'dreams', world.at('dreams')),
    as(amina, 'dreams adding', world.at('dreams'), async (page) => {
      await page.getByRole('button', { name: 'Ny drøm' }).click({ timeout: 5_000 });
      await expect(page.getByRole('dialog')).toBeVisible();
    }),
    as(mette, 'people', world.at('people')),
    as(amina, 'people for a guardian', world.at('people'), async (page) => {
      await page.getByText('Tag ud af kredsen').first().click({ timeout: 5_000 });
      await page.getByText('Hold pause, eller slut').click({ timeout: 5_000 });
      await page.getByText('Skriv adresse, telefon eller skole').first().click({ timeout: 5_000 });
    }),
    as(amina, 'consent', world.at('consent')),
    as(amina, 'consent giving', world.at('consent'), async (page) => {
      await page.getByText('Lad Rosa se mere').click({ timeout: 5_000 });
    }),
    as(mette, 'consent for a guest', world.at('consent')),
    as(amina, 'own room', world.at('mine')),
    as(world.ali, 'own room of a child', world.at('mine')),
    as(world.ali, 'people for a child', world.at('people')),
    as(world.ali, 'consent for a child', world.at('consent')),
    as(amina, 'looked', world.at('looked')),
    as(mette, 'looked by a guest', world.at('looked')),
    as(mette, 'people inviting', world.at('people'), async (page) => {
      await page.getByRole('button', { name: 'Én person, gælder en uge' }).click({ timeout: 5_000 });
      await expect(page.locator('.code')).toBeVisible();
    }),
    ...steps,
    ...tunnels(world, context),
    ...corners(world, context),
    // Last: the screen stays locked.
    as(mette, 'hand over', `/hand-over?family=${world.family}&dialogue=${running}`),
    {
      name: 'hand over whose turn',
      open: async (page) => {
        await begins(world, 'works');
        const [screen, leader] = (twice = await nadia(world, undefined, 'guardian'));
        await leads(world, leader);
        await become(context, world, screen);
        await load(page, `${world.url}/hand-over?family=${world.family}&dialogue=${running}`);
        await page.getByLabel('Kode').fill('2580');
        await page.getByRole('button', { name: 'Lås, og giv skærmen videre' }).click();
        await page.getByText('Giv skærmen tilbage til Nadia').click();
      },
    },
    {
      name: 'hand over a turn',
      open: async (page) => {
        await load(page, `${world.url}/hand-over`);
        await page.getByRole('button', { name: 'Ali' }).click();
        await expect(page.getByRole('heading', { name: 'Din tur, Ali' })).toBeVisible();
      },
    },
    ...turns(world, context, () => twice[1]),
  ];
}

/** Every room of the place, for what only reads: as the end of an address. */
export function rooms(world: World): string[] {
  const { ended, running, next } = world.dialogues;
  const dialogues = [`dialogue/${running}`, `dialogue/${ended}`, `dialogue/${next}`, `dialogue/${next}/prepare`, `dialogue/${ended}/minutes`];
  return ['', 'ruler', 'ruler?setting=school', 'dialogue', ...dialogues, 'plan', 'dreams', 'people', 'consent', 'mine', 'looked'];
}

/** Brings the running dialogue to a step, with something in it. */
export async function begins(world: World, step: (typeof STEPS)[number], leader = world.mette): Promise<void> {
  const { family } = (await (
    await fetch(`${world.url}/api/v1/families/${world.family}`, { headers: { authorization: `Bearer ${leader.token}` } })
  ).json()) as { family: { dialogue: { all: Record<string, { step: string }> }; ruler: { rounds: Record<string, { dialogue: string }> } } };
  if (family.dialogue.all[world.dialogues.running]?.step !== step) await go(world, step, leader);
  const begun = Object.values(family.ruler.rounds).some((round) => round.dialogue === world.dialogues.running);
  if (step !== 'ruler' || begun) return;
  const round = newId();
  const on = new Date().toISOString().slice(0, 10);
  const setting = 'friends';
  const laid = { id: newId(), child: world.ali.id, setting, level: 3, on, because: '', works: '', one_up: '', seen: { round } };
  await send(world, leader, { ruler: { open: { round, child: world.ali.id, setting, dialogue: world.dialogues.running, on } } });
  await send(world, world.amina, { ruler: { place: laid } });
}

/** Opens an address and waits until the page has come to life, where it belongs to a family. */
export async function load(page: Page, address: string): Promise<void> {
  const socket = new Promise<void>((heard) => {
    // The first may be refused, and another comes.
    page.on('websocket', (socket) => socket.once('framereceived', () => heard()));
  });
  await page.goto(address);
  const inside = await page.locator('nav.nav').count();
  if (inside) await socket;
  await page.evaluate(() => document.fonts.ready);
}
