// What a guardian does in a family's pages: each kind of command that one of theirs makes, as they make it.
import { type Locator, type Page } from '@playwright/test';
import { WORDS, day, type World } from './world';

export interface Deed {
  /** The command that it makes, as it stands in `app/domain/tests/golden/commands`. */
  kind: string;
  room: (world: World) => string;
  act: (page: Page, world: World) => Promise<unknown>;
  /** What is seen of it at once. */
  seen: (page: Page, world: World) => Locator;
}

const button = (at: Page | Locator, name: string | RegExp) => at.getByRole('button', { name, exact: true });
const ball = (page: Page, id: string) => page.locator(`#step-${id}`);
const more = (at: Locator) => at.locator('summary').filter({ hasText: 'Mere' }).last().click();
/** Opens the fold in which this is. */
const unfolds = (it: Locator) => it.page().locator('main details').filter({ has: it }).last().locator('summary').first().click();
const goal = (page: Page, world: World) => page.locator(`#goal-${world.goal}`);
const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const member = (page: Page, name: string) => page.locator('main li').filter({ hasText: name }).first();
const label = (at: Page | Locator, words: string) => at.locator('label').filter({ hasText: words });
const running = (step: string) => (world: World) => `dialogue/${world.dialogues.running}?step=${step}`;
const at = (room: string) => () => room;
const note = (page: Page, words: string) => page.getByRole('region', { name: 'Det, du har gemt' }).getByRole('listitem').filter({ hasText: words });

const fills = async (field: Locator, words: string, send: string) => (await field.fill(words), button(field.page(), send).click());

/** A thing of one's own is shown to somebody. */
const shows = (words: string): Pick<Deed, 'act' | 'seen'> => ({
  act: async (page) => {
    const it = note(page, words).first();
    await it.getByText('Vis det til nogen').click();
    await label(it, 'Mette').click();
    await button(it, 'Vis det til dem, jeg har valgt').click();
  },
  seen: (page) => note(page, words).first().getByText('Du og Mette ser det.'),
});

/** Balls, and what is agreed. */
const PLAN: Deed[] = [
  { kind: 'plan_accept', room: at(''), act: (page, { steps }) => button(ball(page, steps.offered), 'Den tager jeg').click(), seen: (page, { steps }) => button(ball(page, steps.offered), `Gjort: ${WORDS.offered}`) },
  { kind: 'plan_decline', room: at('plan'), act: (page, { steps }) => button(ball(page, steps.other), 'Ikke mig').click(), seen: (page, { steps }) => ball(page, steps.other).getByText('Hvem tager bolden?').first() },
  { kind: 'plan_tick', room: at('plan'), act: (page) => button(page, `Gjort: ${WORDS.held}`).click(), seen: (page) => button(page, `Ikke gjort alligevel: ${WORDS.held}`) },
  { kind: 'plan_untick', room: at('plan'), act: (page) => button(page, `Ikke gjort alligevel: ${WORDS.held}`).click(), seen: (page) => button(page, `Gjort: ${WORDS.held}`) },
  {
    kind: 'plan_tell',
    room: at('plan'),
    act: async (page, { steps }) => {
      await more(ball(page, steps.held));
      await page.locator(`#news-${steps.held}`).fill('De ringer på fredag');
      await button(ball(page, steps.held), 'Fortæl nyt').click();
    },
    seen: (page) => page.getByText('De ringer på fredag'),
  },
  {
    kind: 'plan_due',
    room: at('plan'),
    act: async (page, { steps }) => {
      await more(ball(page, steps.held));
      await page.locator(`#due-${steps.held}`).fill(day(9));
      await button(ball(page, steps.held), 'Flyt dagen').click();
    },
    seen: (page, { steps }) => ball(page, steps.held),
  },
  {
    kind: 'plan_hand_back',
    room: at('plan'),
    act: async (page, { steps }) => {
      await more(ball(page, steps.late));
      await ball(page, steps.late).getByLabel('Hvad skal de andre vide?').fill('Naboen er rejst');
      await button(ball(page, steps.late), 'Giv bolden tilbage').click();
    },
    seen: (page) => page.getByText('Naboen er rejst'),
  },
  {
    kind: 'plan_offer',
    room: at('plan'),
    act: async (page, { steps }) => {
      await ball(page, steps.late).getByText('Hvem tager bolden?').first().click();
      await ball(page, steps.late).getByLabel('Hvem tager bolden?').selectOption('Rosa');
      await button(ball(page, steps.late), 'Spørg').click();
    },
    seen: (page, { steps }) => ball(page, steps.late).getByText('Rosa', { exact: false }).first(),
  },
  {
    kind: 'plan_add_step',
    room: at('plan'),
    act: async (page, world) => {
      await goal(page, world).getByText('Tilføj et skridt').click();
      await goal(page, world).getByRole('textbox', { name: 'Hvad skal der ske?' }).fill('Låne en bold');
      await goal(page, world).getByLabel('Hvem spørger vi?').selectOption('Rosa');
      await button(goal(page, world), 'Spørg om bolden').click();
    },
    seen: (page) => page.getByText('Låne en bold').first(),
  },
  {
    kind: 'plan_note',
    room: at('plan'),
    act: async (page, world) => {
      await unfolds(page.locator(`#note-${world.goal}`));
      await page.locator(`#note-${world.goal}`).fill('Han spurgte selv');
      await button(goal(page, world), 'Skriv det på').click();
    },
    seen: (page, world) => goal(page, world).getByText('Det skete på vejen').first(),
  },
  { kind: 'plan_how_far', room: at('plan'), act: (page, world) => page.locator(`input[name="far-${world.goal}"][value="6"]`).check({ force: true }), seen: (page, world) => page.locator(`input[name="far-${world.goal}"][value="6"]:checked`) },
  {
    kind: 'plan_reword_goal',
    room: at('plan'),
    act: async (page, world) => {
      await unfolds(page.locator(`#reword-${world.goal}`));
      await page.locator(`#reword-${world.goal}`).fill('Ali leger hver dag');
      await page.keyboard.press('Enter');
    },
    seen: (page, world) => goal(page, world).locator('h2').filter({ hasText: 'Ali leger hver dag' }),
  },
  { kind: 'plan_agree', room: at('plan'), act: (page, world) => button(goal(page, world), 'Ja, det er vi enige om').first().click(), seen: (page, world) => button(goal(page, world), 'Tag mit ja tilbage').first() },
  { kind: 'plan_reopen', room: at('plan'), act: (page, world) => button(goal(page, world), 'Tag mit ja tilbage').first().click(), seen: (page, world) => button(goal(page, world), 'Ja, det er vi enige om').first() },
  {
    kind: 'plan_turn',
    room: at('plan'),
    act: async (page, world) => {
      await unfolds(page.locator(`#turn-${world.goal}`));
      await button(goal(page, world), 'Sat på pause').click();
    },
    seen: (page) => page.getByText('Sat på pause').first(),
  },
  {
    kind: 'plan_set_goal',
    room: at('plan'),
    act: async (page) => {
      await page.getByText('Sæt et mål').click();
      await page.getByRole('textbox', { name: 'Hvad skal blive bedre?' }).fill('Ali sover hele natten');
      await button(page, 'Sæt målet').click();
    },
    seen: (page) => page.getByRole('heading', { name: 'Ali sover hele natten' }),
  },
];

const RULER: Deed[] = [
  {
    kind: 'ruler_place',
    room: at('ruler?setting=leisure'),
    act: async (page) => {
      await label(page, '3').filter({ has: page.getByRole('radio', { name: /^3(?![\d–])/ }) }).click();
      await label(page, 'Kun mig').click();
      await button(page, 'Læg min placering').click();
    },
    seen: (page) => page.getByText('Kun du ser den.'),
  },
  { kind: 'ruler_share', room: at('ruler?setting=leisure'), act: (page) => button(page, 'Vis den for kredsen').click(), seen: (page) => page.getByText('Kredsen kan se den.') },
  { kind: 'ruler_withdraw', room: at('ruler?setting=leisure'), act: (page) => button(page, 'Tag den tilbage').click(), seen: (page) => page.getByText('Den er taget tilbage.') },
];

const TALK: Deed[] = [
  {
    kind: 'dialogue_check_in',
    room: running('check_in'),
    act: async (page) => {
      await label(page, 'okay').click();
      await button(page, 'Tjek ind').click();
    },
    seen: (page) => page.getByText('Vælg om').first(),
  },
  {
    kind: 'talk_write',
    room: running('works'),
    act: (page) => fills(page.getByRole('textbox', { name: 'Noget, der virker', exact: true }), 'Han ler om morgenen', 'Læg kortet frem'),
    seen: (page) => page.getByText('Han ler om morgenen', { exact: true }),
  },
  {
    kind: 'talk_reword',
    room: running('works'),
    act: async (page) => {
      await button(page, 'Ret').first().click();
      await page.getByLabel('Ret dine ord').fill('Han ler hver morgen');
      await button(page, 'Gem').click();
    },
    seen: (page) => page.getByText('Han ler hver morgen', { exact: true }),
  },
  { kind: 'talk_remove', room: running('works'), act: (page) => button(page, 'Fjern').first().click(), seen: (page) => page.getByText('Kortet er fjernet.') },
  {
    kind: 'dialogue_useful',
    room: running('useful'),
    act: async (page) => {
      await label(page, '4').first().click();
      await button(page, 'Send mit svar').click();
    },
    seen: (page) => page.getByText('Tak. Dit svar er med.'),
  },
  { kind: 'talk_share', room: (world) => `dialogue/${world.dialogues.next}/prepare`, act: (page) => button(page, 'Del').first().click(), seen: (page) => page.locator('main:not(:has(button:text-is("Del")))') },
];

const MINE: Deed[] = [
  { kind: 'talk_write', room: at('mine'), act: (page) => fills(page.getByLabel('Skriv noget for dig selv'), 'Jeg sov dårligt', 'Gem det hos mig'), seen: (page) => note(page, 'Jeg sov dårligt') },
  { kind: 'talk_show', room: at('mine'), ...shows('Jeg sov dårligt') },
  { kind: 'ruler_show', room: at('mine'), ...shows(WORDS.kept) },
];

const sheet = (page: Page) => page.getByRole('dialog');
const DREAMS: Deed[] = [
  {
    kind: 'dreams_add',
    room: at('dreams'),
    act: async (page) => {
      await button(page, 'Ny drøm').click();
      await sheet(page).getByRole('textbox', { name: 'Hvad er drømmen?' }).fill('En hund');
      await button(sheet(page), 'Læg drømmen på kortet').click();
    },
    seen: (page) => button(page, 'Åbn: En hund'),
  },
  { kind: 'dreams_move', room: at('dreams'), act: (page) => page.getByLabel('Hvor hører den til?: En hund').selectOption('Nu'), seen: (page) => button(page, 'Åbn: En hund') },
  {
    kind: 'dreams_reword',
    room: at('dreams'),
    act: async (page) => {
      await button(page, 'Åbn: En hund').click();
      await sheet(page).getByText('Ret ordene').click();
      await sheet(page).getByRole('textbox', { name: 'Hvad er drømmen?' }).fill('En kat');
      await button(sheet(page), 'Gem').click();
    },
    seen: (page) => page.getByText('En kat').first(),
  },
  {
    kind: 'dreams_picture',
    room: at('dreams'),
    act: async (page) => {
      await button(page, 'Åbn: En kat').click();
      await sheet(page).getByText('Skift billede').click();
      await sheet(page).getByRole('radio', { name: 'Tegn selv' }).check();
      const pad = (await sheet(page).locator('.dream-pad').boundingBox())!;
      await page.mouse.move(pad.x + 30, pad.y + 30);
      await page.mouse.down();
      await page.mouse.move(pad.x + 90, pad.y + 60, { steps: 4 });
      await page.mouse.up();
      await button(sheet(page), 'Gem').last().click();
    },
    seen: (page) => page.getByText('Det er gemt.'),
  },
  { kind: 'dreams_remove', room: at('dreams'), act: (page) => button(page, 'Tag den af kortet: En kat').click(), seen: (page) => page.getByText('Taget af kortet (1)') },
  {
    kind: 'dreams_restore',
    room: at('dreams'),
    act: async (page) => {
      await page.getByText('Taget af kortet (1)').click();
      await button(page, 'Læg den tilbage: En kat').click();
    },
    seen: (page) => button(page, 'Åbn: En kat'),
  },
];

const MEETINGS: Deed[] = [
  {
    kind: 'dialogue_among',
    room: (world) => `dialogue/${world.dialogues.next}`,
    act: async (page) => {
      const among = page.getByRole('region', { name: 'Hvem er dialogen for?' });
      await among.getByText('Vælg, hvem den er for').click();
      for (const name of ['Ali', 'Mette']) await label(among, name).click();
      await button(among, 'Kun os, jeg har valgt').click();
    },
    seen: (page) => page.getByText(/ser den og det, I siger i den/).first(),
  },
];

const CIRCLE: Deed[] = [
  { kind: 'consent_withdraw', room: at('consent'), act: (page) => button(card(page, 'Rosa'), 'Tag tilbage: Børnelinealen').click(), seen: (page) => card(page, 'Rosa').getByText('Lad Rosa se mere') },
  {
    kind: 'consent_give',
    room: at('consent'),
    act: async (page) => {
      const rosa = card(page, 'Rosa');
      await rosa.getByText('Lad Rosa se mere').click();
      await label(rosa, 'Børnelinealen').click();
      await label(rosa, 'Det er fint').click();
      await button(rosa, 'Lad Rosa se det, der er valgt').click();
    },
    seen: (page) => button(card(page, 'Rosa'), 'Tag tilbage: Børnelinealen'),
  },
  {
    kind: 'people_name',
    room: at('people'),
    act: async (page) => {
      await page.getByText('Skriv en på, der ikke selv er inde').click();
      const form = page.locator('form').filter({ has: button(page, 'Skriv på') });
      await form.getByLabel('Navn').fill('Farfar');
      await button(form, 'Skriv på').click();
    },
    seen: (page) => member(page, 'Farfar'),
  },
  {
    kind: 'people_rename',
    room: at('people'),
    act: async (page) => {
      await page.getByText('Ret dit navn').click();
      const form = page.locator('form').filter({ has: page.getByLabel('Hvad vil du kaldes?') });
      await form.getByLabel('Hvem er du for barnet?').fill('mor til Ali');
      await button(form, 'Gem').click();
    },
    seen: (page) => page.getByText('mor til Ali').first(),
  },
  {
    kind: 'people_born',
    room: at('people'),
    act: async (page) => {
      await page.getByText('Født i').first().click();
      await page.getByLabel('Hvilket år?').fill(String(new Date().getFullYear() - 10));
      await page.keyboard.press('Enter');
    },
    seen: (page) => page.getByText(`Født i ${new Date().getFullYear() - 10}`).first(),
  },
  {
    kind: 'shield_set',
    room: at('people'),
    act: async (page) => {
      await page.getByText('Skriv adresse, telefon eller skole').first().click();
      const form = page.locator('form').filter({ has: page.getByLabel('Skriv det her') }).first();
      await form.getByLabel('Hvad er det?').selectOption('Telefon');
      await form.getByLabel('Skriv det her').fill('20 30 40 50');
      await button(form, 'Gem').click();
    },
    seen: (page) => page.getByText('20 30 40 50').first(),
  },
  {
    kind: 'shield_remove',
    room: at('people'),
    act: async (page) => {
      await page.getByText('Ret', { exact: true }).first().click();
      await button(page, 'Slet').first().click();
    },
    seen: (page) => page.locator('main:not(:has-text("20 30 40 50"))'),
  },
  {
    kind: 'people_ask_another',
    room: at('people'),
    act: async (page) => {
      await page.getByText('Bed om en anden tovholder').click();
      await page.locator('#another-because').fill('Vi kender en anden');
      await button(page, 'Bed om en anden').click();
    },
    seen: (page) => page.getByText('beder om en anden tovholder').first(),
  },
  { kind: 'people_invite', room: at('people'), act: (page) => button(page, 'Én person, gælder en uge').click(), seen: (page) => page.getByRole('heading', { name: 'Åbne invitationer' }) },
  { kind: 'people_revoke', room: at('people'), act: (page) => button(page.getByRole('region', { name: 'Åbne invitationer' }), 'Luk').first().click(), seen: (page) => page.getByText('Os').first() },
  {
    kind: 'people_remove',
    room: at('people'),
    act: async (page) => {
      const row = page.locator('li').filter({ hasText: 'Rosa' });
      await row.getByText('Tag ud af kredsen').click();
      await button(row, 'Tag Rosa ud nu').click();
    },
    seen: (page) => page.getByText('Os').first(),
  },
  {
    kind: 'people_renew',
    room: at('people'),
    act: async (page) => {
      await page.getByText('Giv en ny vej ind', { exact: true }).click();
      await button(page, 'Luk pladsen, og giv Ali en ny vej ind').click();
    },
    seen: (page) => page.getByText('Gemmer …').last(),
  },
];

/** In this order: what one makes the next takes up. */
export const DEEDS: Deed[] = [...PLAN, ...RULER, ...TALK, ...MINE, ...DREAMS, ...MEETINGS, ...CIRCLE];

/** Where no dialogue is going on. */
export const REST: Deed[] = [
  {
    kind: 'people_pause',
    room: at('people'),
    act: async (page) => {
      await page.getByText('Hold pause, eller slut').click();
      await button(page, 'Hold pause').click();
    },
    seen: (page) => button(page, 'Sæt i gang igen').first(),
  },
  { kind: 'people_resume', room: at('people'), act: (page) => button(page, 'Sæt i gang igen').first().click(), seen: (page) => button(page, 'Hold pause') },
  {
    kind: 'people_erase',
    room: at('people'),
    act: async (page) => {
      await page.getByText('Slet alt om jer').click();
      await page.getByLabel(`Skriv familiens navn: ${WORDS.family}`).fill(WORDS.family);
      await button(page, 'Ja, slet det hele').click();
    },
    seen: (page) => page.locator('.banner').filter({ hasText: 'Alt her slettes den' }),
  },
  { kind: 'people_keep', room: at('people'), act: (page) => button(page, 'Nej, behold det').click(), seen: (page) => page.locator('body:not(:has(.banner:has-text("slettes")))') },
  { kind: 'people_close', room: at('people'), act: (page) => button(page, 'Slut forløbet').click(), seen: (page) => button(page, 'Sæt i gang igen') },
];
