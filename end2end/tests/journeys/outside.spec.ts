// The forms outside a family's pages, with script on: somebody writes in one, and the server dies. What they wrote goes out once it
// is there again, by one reload, and what it makes it makes once.
import { type Browser, type Page } from '@playwright/test';
import { leads, newName } from '../../account';
import { givesUnproved } from '../../corners';
import { expect, test } from '../../fixture';
import { forgiveLost, layLine } from '../../line';
import { load } from '../../pages';
import { startServer } from '../../server';
import { PASSWORD, become, go, invite, makeWorld, nadia, view, type Person, type World } from '../../world';

test.describe.configure({ timeout: 240_000 });

/** Somebody's form. */
interface Form {
  /** Goes there, and writes until the middle of a word. */
  begin: (page: Page, world: World, leader: () => Promise<Person>) => Promise<unknown>;
  /** The field in which the word ends, and its end. */
  last: [label: string, letters: string];
  /** The button that sends it. */
  send: string;
  /** What has come of it: on the page, and in the family. */
  became: (page: Page, world: World) => Promise<unknown>;
}

/** How often these words stand in what a member may see. */
const stand = async (world: World, by: Person, words: string) => JSON.stringify(await view(world, by)).split(words).length - 1;

const NAME = newName();

const FORMS: Record<string, Form> = {
  'a new place': {
    begin: async (page) => {
      await page.goto('/');
      await page.getByRole('link', { name: 'Lav et sted til en familie' }).click();
      await page.getByLabel('Hvem handler det om?').fill('Ali');
      await page.getByLabel('Hvad skal stedet hedde?').fill('Familien Vibe');
      await page.locator('label').filter({ hasText: 'Forælder' }).click();
      await page.getByLabel('Hvad hedder du?').fill('To');
    },
    last: ['Hvad hedder du?', 've'],
    send: 'Lav stedet',
    became: async (page) => {
      await expect(page.getByRole('heading', { name: 'Hej Tove' })).toBeVisible();
      const places = (await (await page.request.get('/api/v1/families')).json()) as { name: string }[];
      expect(places.map(({ name }) => name)).toEqual(['Familien Vibe']);
    },
  },
  'an invitation': {
    begin: async (page, world) => {
      await page.goto((await invite(world, world.amina)).link);
      await page.getByLabel('Hvem er du for barnet?').fill('fætteren fra Ørsted');
      await page.getByLabel('Hvad hedder du?').fill('Kal');
    },
    last: ['Hvad hedder du?', 'le'],
    send: 'Kom ind',
    became: async (page, world) => {
      await expect(page.getByRole('heading', { name: 'Hej Kalle' })).toBeVisible();
      expect(await stand(world, world.amina, '"name":"Kalle","role":"network","title":"fætteren fra Ørsted"')).toBe(1);
    },
  },
  'the code of an invitation': {
    begin: async (page, world) => {
      const { code } = await invite(world, world.amina);
      await page.goto('/join');
      await page.getByLabel('Har du en kode?').fill(code);
    },
    last: ['Har du en kode?', ' '],
    send: 'Kom ind',
    became: (page) => expect(page.getByLabel('Hvad hedder du?')).toBeVisible(),
  },
  'a name and a password': {
    begin: async (page, world) => {
      await become(page.context(), world, world.rosa);
      await load(page, world.url + world.at());
      await page.goto('/account');
      await page.getByLabel('Ny adgangskode').fill(PASSWORD);
      await page.getByLabel('E-mail eller telefonnummer').fill(NAME.slice(0, -3));
    },
    last: ['E-mail eller telefonnummer', NAME.slice(-3)],
    send: 'Gem',
    became: async (page) => {
      await expect(page.getByRole('status')).toContainText('Nu kan du logge ind.');
      await expect(page.getByText(NAME).first()).toBeVisible();
    },
  },
  'a proof, for what waits': {
    begin: async (page, world) => {
      await givesUnproved(page, world);
      await page.getByRole('link', { name: 'Vis, at det er mig' }).click();
      await page.getByLabel('Adgangskode').fill(PASSWORD.slice(0, -2));
    },
    last: ['Adgangskode', PASSWORD.slice(-2)],
    send: 'Videre',
    became: async (page, world) => {
      await expect(page).toHaveURL(world.url + world.at('consent'));
    },
  },
  'the code of a screen that goes round': {
    begin: async (page, world, leader) => {
      await become(page.context(), world, await leader());
      await page.goto(`/hand-over?family=${world.family}&dialogue=${world.dialogues.running}`);
      await page.getByLabel('Kode').fill('25');
    },
    last: ['Kode', '80'],
    send: 'Lås, og giv skærmen videre',
    became: (page) => expect(page.getByRole('heading', { name: 'Hvem har skærmen?' })).toBeVisible(),
  },
  'a turn at a screen that goes round': {
    begin: async (page, world, leader) => {
      const nadia = await leader();
      await go(world, 'works', nadia);
      await become(page.context(), world, nadia);
      await page.goto(`/hand-over?family=${world.family}&dialogue=${world.dialogues.running}`);
      await page.getByLabel('Kode').fill('2580');
      await page.getByRole('button', { name: 'Lås, og giv skærmen videre' }).click();
      await page.getByRole('button', { name: 'Ali' }).click();
      await page.getByLabel('Dine egne ord').fill('Frikvarteret med Sto');
    },
    last: ['Dine egne ord', 'rm.'],
    send: 'Læg kortet frem',
    became: async (page, world) => {
      await expect(page.getByRole('heading', { name: 'Din tur, Ali' })).toBeVisible();
      expect(await stand(world, world.ali, 'Frikvarteret med Storm.')).toBe(1);
    },
  },
};

/** What the browser says where nobody answers, and of a form that is answered with a status of its own. */
test.afterEach(({ complaints }) => {
  forgiveLost(complaints);
  complaints.splice(0, complaints.length, ...complaints.filter((it) => !/a status of 4\d\d/.test(it)));
});

const AWAY = 'chrome-error://chromewebdata/';

/** Each form half filled in, on a page and in a browser of its own. */
async function begun(browser: Browser, world: World, baseURL: string) {
  // Nadia leads, and is in on two devices. Of those before her some need that Mette does.
  let devices: Person[] | undefined;
  const leader = async () => {
    if (!devices) await leads(world, (devices = await nadia(world, undefined, 'guardian'))[0]!);
    return devices.shift()!;
  };
  const all: { name: string; form: Form; page: Page }[] = [];
  for (const [name, form] of Object.entries(FORMS)) {
    const page = await (await browser.newContext({ baseURL, locale: 'da-DK' })).newPage();
    await form.begin(page, world, leader);
    await page.getByLabel(form.last[0], { exact: true }).press('ControlOrMeta+End');
    all.push({ name, form, page });
  }
  return all;
}

const send = (page: Page, form: Form) => page.getByRole('button', { name: form.send }).click({ noWaitAfter: true });

// [S7]
test('a server that is killed while somebody fills in a form outside takes no word with it', async ({ browser }) => {
  const killed = await startServer();
  const line = await layLine(killed.url);
  const world = await makeWorld(line.url);
  const all = await begun(browser, world, line.url);
  const dies = killed.kill();
  for (const { form, page } of all) await page.keyboard.type(form.last[1]);
  await dies;
  for (const { name, form, page } of all) {
    await send(page, form);
    await expect.poll(() => page.url(), name).toBe(AWAY);
    // Somebody is impatient.
    await page.reload().catch(() => undefined);
    expect(page.url(), name).toBe(AWAY);
  }
  const risen = await startServer({}, killed);
  line.mend(risen.url);
  // Somebody goes back: that leads past the form, whose place the browser's message has taken. The way forward asks, and sends.
  const [{ page }] = all as [(typeof all)[0]];
  await page.goBack();
  await expect(page).toHaveURL(`${line.url}/`);
  await page.goForward().catch(() => undefined);
  await expect(page.getByText('ERR_CACHE_MISS')).toBeVisible();
  for (const { name, form, page } of all) {
    await test.step(name, async () => {
      await page.reload();
      await form.became(page, world);
      await page.reload();
      await form.became(page, world);
    });
  }
  for (const { page } of all) await page.context().close();
  line.close();
  await risen.stop();
});

// [S7]
test('where only the answer is lost, a form outside that is sent again does nothing twice', async ({ browser, server }) => {
  const line = await layLine(server.url);
  const world = await makeWorld(server.url);
  const all = await begun(browser, { ...world, url: line.url }, line.url);
  for (const { name, form, page } of all) {
    await test.step(name, async () => {
      await page.keyboard.type(form.last[1]);
      await page.waitForLoadState('networkidle');
      const answered = line.deafen();
      await send(page, form);
      await answered;
      line.cut();
      await expect.poll(() => page.url()).toBe(AWAY);
      line.mend();
      await page.reload();
      await form.became(page, { ...world, url: line.url });
    });
  }
  for (const { page } of all) await page.context().close();
  line.close();
});
