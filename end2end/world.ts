// A family's place, made through the public API in a few milliseconds: what most specs begin with.
//
// Mette, the teacher, leads. Amina is the mother, Rosa the grandmother, Ali the child; all four are in. One dialogue has ended,
// one is running, one is to come. Every name is a rare word, so that a spec can look for it where it must not stand.
import { type BrowserContext } from '@playwright/test';
import { addPasskey } from './profession';

export type Json = Record<string, unknown>;

/** Somebody who is in, with a session of their own. */
export interface Person {
  id: string;
  name: string;
  token: string;
}

export interface World {
  url: string;
  family: string;
  /** The address of a page of this place: `home('plan')`. */
  at: (room?: string) => string;
  mette: Person;
  amina: Person;
  rosa: Person;
  ali: Person;
  goal: string;
  /** Steps by how their ball lies. All but `rosas` are Amina's. */
  steps: { held: string; offered: string; other: string; late: string; loose: string; rosas: string };
  dreams: { football: string; words: string; drawing: string };
  dialogues: { ended: string; running: string; next: string };
  /** A placement that Amina keeps to herself. */
  kept: string;
}

export const STEPS = ['check_in', 'since_last', 'works', 'ruler', 'one_up', 'dream', 'plan', 'read_back', 'useful'] as const;
export type Step = (typeof STEPS)[number];

/** What people wrote. A spec looks for these words on pages, on paper and in logs. */
export const WORDS = {
  family: 'Familien Kvædebo',
  place: 'Biblioteket på Vibevej',
  because: 'Han sidder alene i hvert frikvarter.',
  works: 'Makkeren Storm i matematik hjælper.',
  wish: 'At han siger ja til en leg.',
  worry: 'Maven gør ondt hver mandag.',
  oneUp: 'Han tager selv tøjet på.',
  goal: 'Ali er med i mindst én leg hver dag',
  sign: 'Han fortæller om en leg, når han kommer hjem.',
  held: 'Ringe til svømmeklubben',
  offered: 'Skrive til SFO om legegruppen',
  other: 'Finde fodboldstøvlerne på loftet',
  late: 'Spørge naboen om en cykel',
  loose: 'Bestille tid hos sundhedsplejersken',
  rosas: 'Hente Ali om torsdagen',
  dream: 'Gå til fodbold med Storm',
  dreamWords: 'En aften uden tårer',
  nextTime: 'Lad Ali vælge musikken.',
  handedBack: 'Min telefon er gået i stykker.',
  kept: 'Det her siger jeg ikke højt endnu.',
  news: 'De har plads om onsdagen.',
} as const;

let count = 0;

/** A UUIDv7; later ones are greater, also within a millisecond. */
export function newId(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  const order = (count++ % 0x1000).toString(16).padStart(3, '0');
  const rest = crypto.randomUUID().slice(19);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${order}-${rest}`;
}

/** The day so many days from today, as it goes over the wire. */
export function day(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

async function post(url: string, body: unknown, token?: string): Promise<Response> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (token) headers.authorization = `Bearer ${token}`;
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** Sends commands in one person's name. Fails where one is refused, with its place in the list. */
export async function send(world: Pick<World, 'url' | 'family'>, by: Pick<Person, 'token'>, ...commands: Json[]): Promise<void> {
  const list = commands.map((command) => ({ id: newId(), command }));
  const answer = await post(`${world.url}/api/v1/families/${world.family}/commands`, list, by.token);
  if (!answer.ok) throw new Error(`commands: ${answer.status} ${await answer.text()}`);
  const outcomes = (await answer.json()) as { outcome: { refused?: unknown } }[];
  outcomes.forEach(({ outcome }, index) => {
    if (outcome.refused) throw new Error(`${JSON.stringify(commands[index])}: ${JSON.stringify(outcome.refused)}`);
  });
}

/** Sends one command and gives back how it was answered. */
export async function tries(world: World, by: Person, command: unknown): Promise<{ status: number; body: Json }> {
  const answer = await post(`${world.url}/api/v1/families/${world.family}/commands`, { id: newId(), command }, by.token);
  return { status: answer.status, body: (await answer.json()) as Json };
}

/** One member's copy of the family. */
export async function view(world: World, by: Person): Promise<Json> {
  const answer = await fetch(`${world.url}/api/v1/families/${world.family}`, { headers: { authorization: `Bearer ${by.token}` } });
  return ((await answer.json()) as { family: Json }).family;
}

function member(id: string, name: string, role: string, more: Json = {}): Json {
  return { id, name, role, title: '', born: null, language: 'da', joined: false, ...more };
}

/** Makes an open invitation and shows its link and code. */
export async function invite(
  world: Pick<World, 'url' | 'family'>,
  by: Pick<Person, 'token'>,
  invitation: Json = {},
): Promise<{ id: string; link: string; code: string }> {
  const id = newId();
  const until = new Date(Date.now() + 3_600_000).toISOString();
  await send(world, by, { people: { invite: { id, role: 'network', who: null, usage: 'single', until, ...invitation } } });
  const key = await post(`${world.url}/api/v1/families/${world.family}/invitations/${id}/key`, {}, by.token);
  return { id, ...((await key.json()) as { link: string; code: string }) };
}

/** Comes in with a link, in a session of one's own. */
export async function join(url: string, key: string, id: string, name: string, title = ''): Promise<Person> {
  const answer = await post(`${url}/api/v1/join`, { key, id: newId(), member: id, name, title, language: 'da' });
  if (!answer.ok) throw new Error(`join: ${answer.status} ${await answer.text()}`);
  return { id, name, token: ((await answer.json()) as { token: string }).token };
}

/** Sets up two things, as a professional must; gives the token of the session that this opens. */
export async function byProfession(url: string, token: string): Promise<string> {
  let session: string | undefined;
  await addPasskey(url, async (path, body) => {
    const answer = await post(url + path, body, token);
    session = answer.headers.getSetCookie().join(';').match(/session=([^;]+)/)?.[1];
    return answer;
  });
  if (!session) throw new Error('a passkey gave no session');
  return session;
}

/** A browser becomes this person: as if they had come in on it. */
export async function become(context: BrowserContext, world: Pick<World, 'url'>, who: Pick<Person, 'token'>): Promise<void> {
  await context.clearCookies({ name: 'session' });
  const expires = Math.round(Date.now() / 1000) + 86_400;
  await context.addCookies([{ name: 'session', value: who.token, url: world.url, httpOnly: true, sameSite: 'Lax', expires }]);
}

export const PASSWORD = 'krukke saks paraply';

/** Nadia, the aunt, in on two devices: on one by her invitation, on the other by the password that she chose there. */
export async function nadia(world: World, [phone, laptop] = ['node', 'node'], role: 'network' | 'guardian' = 'network'): Promise<[Person, Person]> {
  const { link } = await invite(world, role === 'guardian' ? world.amina : world.mette, { role });
  const [id, name] = [newId(), `${newId()}@example.org`];
  const put = (path: string, agent: string, body: string | URLSearchParams, token = '') => {
    const headers: Record<string, string> = { 'user-agent': agent, cookie: `session=${token}` };
    if (typeof body === 'string') headers['content-type'] = 'application/json';
    return fetch(world.url + path, { method: 'POST', redirect: 'manual', headers, body });
  };
  const joining = JSON.stringify({ key: link, id: newId(), member: id, name: 'Nadia', title: 'moster', language: 'da' });
  const { token } = (await (await put('/api/v1/join', phone, joining)).json()) as { token: string };
  await put('/account', phone, new URLSearchParams({ act: 'keep', name, password: PASSWORD }), token);
  const signedIn = await put('/sign-in', laptop, new URLSearchParams({ name, password: PASSWORD, code: '' }));
  const second = signedIn.headers.getSetCookie().find((it) => it.startsWith('session='))?.slice('session='.length).split(';')[0];
  if (!second) throw new Error(`signing in: ${signedIn.status}`);
  if (role === 'network') await send(world, world.amina, gives(id));
  return [token, second].map((token) => ({ id, name: 'Nadia', token })) as [Person, Person];
}

/** Takes the running dialogue to a step. */
export async function go(world: World, step: Step, leader = world.mette): Promise<void> {
  const answer = await tries(world, leader, { dialogue: { go: { id: world.dialogues.running, step } } });
  if (answer.status !== 200) throw new Error(`go: ${answer.status}`);
}

/** A new place with only its founder and Ali, who is not in. */
export async function found(url: string, names = { family: WORDS.family as string, founder: 'Mette', child: 'Ali' }) {
  const [family, mette, ali] = [newId(), newId(), newId()];
  const founder = member(mette, names.founder, 'professional', { title: 'lærer' });
  const children = [member(ali, names.child, 'child', { born: new Date().getFullYear() - 9 })];
  const command = { people: { found: { family, name: names.family, note: '', founder, children } } };
  const answer = await post(`${url}/api/v1/families`, { id: newId(), command });
  if (!answer.ok) throw new Error(`found: ${answer.status} ${await answer.text()}`);
  const { token } = (await answer.json()) as { token: string };
  return { url, family, ali, mette: { id: mette, name: names.founder, token: await byProfession(url, token) } };
}

export async function makeWorld(url: string): Promise<World> {
  const place = await found(url);
  const { family, mette } = place;
  const comes = async (id: string, name: string, title: string, role: string, host = mette) => {
    if (id !== place.ali) await send(place, mette, { people: { name: { member: member(id, name, role, { title }) } } });
    const { link } = await invite(place, host, { role, who: id });
    return join(url, link, id, name, title);
  };
  const amina = await comes(newId(), 'Amina', 'mor', 'guardian');
  const rosa = await comes(newId(), 'Rosa', 'mormor', 'network');
  const ali = await comes(place.ali, 'Ali', '', 'child', amina);
  const world: World = {
    url,
    family,
    at: (room = '') => `/f/${family}${room && `/${room}`}`,
    mette,
    amina,
    rosa,
    ali,
    goal: newId(),
    steps: { held: newId(), offered: newId(), other: newId(), late: newId(), loose: newId(), rosas: newId() },
    dreams: { football: newId(), words: newId(), drawing: newId() },
    dialogues: { ended: newId(), running: newId(), next: newId() },
    kept: newId(),
  };
  await send(world, amina, ...[mette, rosa, ali].map((to) => gives(to.id)));
  await before(world);
  await meets(world);
  await between(world);
  return world;
}

/** A guardian lets somebody see sections for a while; all of them where none is named. */
export function gives(to: string, sections = ['ruler', 'talk', 'dreams', 'plan', 'dialogue', 'minutes'], days = 90): Json {
  return { consent: { give: { to, of: null, sections, purpose: 'at vi kan hjælpes ad', until: day(days), heard: 'fine' } } };
}

function placing(world: World, level: number, on: number, more: Json = {}): Json {
  const words = { because: '', works: '', one_up: '' };
  return { ruler: { place: { id: newId(), child: world.ali.id, setting: 'school', level, on: day(on), seen: 'circle', ...words, ...more } } };
}

function dreaming(id: string, whose: Person, text: string, picture: unknown, place: Json): Json {
  return { dreams: { add: { id, whose: whose.id, text, picture, place, dialogue: null } } };
}

/** How it looked, and what they dreamt of. */
async function before(world: World): Promise<void> {
  const { mette, amina, ali, dreams } = world;
  await send(world, mette, placing(world, 2, -60, { because: WORDS.because }), placing(world, 3, -30));
  await send(world, amina, placing(world, 2, -45), placing(world, 4, -40, { setting: 'home' }));
  const curve = Array.from({ length: 24 }, (_, n) => [10 + n * 10, 128 + Math.round(80 * Math.sin(n / 3))]);
  await send(
    world,
    ali,
    dreaming(dreams.football, ali, WORDS.dream, { pictogram: { name: 'football' } }, { zone: 'soon', x: 100, y: 100 }),
    dreaming(dreams.drawing, ali, '', { drawing: { strokes: [curve] } }, { zone: 'some_day', x: 300, y: 200 }),
  );
  await send(world, amina, dreaming(dreams.words, amina, WORDS.dreamWords, 'none', { zone: 'now', x: 200, y: 500 }));
}

function writes(world: World, column: string, text: string, more: Json = {}): Json {
  const card = { id: newId(), about: world.ali.id, column, text, notices: '', dialogue: world.dialogues.ended, on: day(-14), shared: true };
  return { talk: { write: { ...card, ...more } } };
}

function asks(world: World, id: string, what: string, holder: Person, more: Json = {}): Json {
  const { goal, dialogues } = world;
  const step = { id, goal, what, holder: holder.id, due: null, help: '', dialogue: dialogues.ended, on: day(-14) };
  return { plan: { add_step: { ...step, ...more } } };
}

/** The dialogue that has ended: everything that minutes can hold. */
async function meets(world: World): Promise<void> {
  const { mette, amina, rosa, ali, goal, steps, dreams } = world;
  const id = world.dialogues.ended;
  const round = newId();
  const dialogue = (act: string, more: Json = {}) => ({ dialogue: { [act]: { id, ...more } } });
  const face = (face: number) => dialogue('check_in', { check_in: { face: { face } } });
  const through = (...steps: Step[]) => steps.map((step) => dialogue('go', { step }));
  const laid = (level: number, more: Json = {}) => placing(world, level, -14, { seen: { round }, ...more });

  await send(world, mette, dialogue('plan', { about: ali.id, when: `${day(-14)}T15:30:00`, place: WORDS.place, held: true }), dialogue('start'), face(4));
  await send(world, amina, face(2), writes(world, 'works', WORDS.works), writes(world, 'worry', WORDS.worry));
  await send(world, rosa, face(5), writes(world, 'wish', WORDS.wish));
  await send(world, ali, dialogue('check_in', { check_in: 'pass' }));
  await send(world, mette, ...through('since_last', 'works', 'ruler'), { ruler: { open: { round, child: ali.id, setting: 'school', dialogue: id, on: day(-14) } } }, laid(2, { because: WORDS.because }));
  await send(world, amina, laid(4, { works: WORDS.works }));
  await send(world, mette, { ruler: { reveal: { round } } }, ...through('one_up'));
  await send(world, amina, writes(world, 'one_up', WORDS.oneUp, { notices: 'Rosa' }));
  await send(
    world,
    mette,
    ...through('dream', 'plan'),
    { plan: { set_goal: { id: goal, about: ali.id, text: WORDS.goal, sign: WORDS.sign, dream: dreams.football, dialogue: id, on: day(-14) } } },
    asks(world, steps.held, WORDS.held, amina, { due: day(7), help: 'Rosa' }),
    asks(world, steps.late, WORDS.late, amina, { due: day(-1) }),
    asks(world, steps.loose, WORDS.loose, amina),
    asks(world, steps.rosas, WORDS.rosas, rosa),
  );
  const accept = (id: string) => ({ plan: { accept: { id } } });
  await send(world, amina, ...[steps.held, steps.late, steps.loose].map(accept), { plan: { how_far: { id: goal, value: 3, on: day(-14) } } });
  await send(world, rosa, accept(steps.rosas));
  await send(world, mette, ...through('read_back'));
  await send(world, amina, { plan: { agree: { item: { goal } } } }, { plan: { agree: { item: { step: steps.held } } } });
  await send(world, mette, ...through('useful'));
  await send(world, amina, dialogue('useful', { useful: { score: 4, next_time: WORDS.nextTime } }));
  await send(world, mette, dialogue('end'));
}

/** Since then: news, balls that moved, a dialogue that runs and one to come. */
async function between(world: World): Promise<void> {
  const { mette, amina, ali, goal, steps, dialogues } = world;
  const planned = (id: string, when: string) => ({ dialogue: { plan: { id, about: ali.id, when, place: WORDS.place, held: false } } });
  const alone = { goal: null, dialogue: null, on: day(-2) };
  await send(
    world,
    mette,
    asks(world, steps.offered, WORDS.offered, amina, { ...alone, due: day(10) }),
    asks(world, steps.other, WORDS.other, amina, alone),
    { plan: { note: { id: goal, way: 'forward', text: 'Han var med i rundbold.', on: day(-3) } } },
    planned(dialogues.running, `${day(0)}T14:00:00`),
    planned(dialogues.next, `${day(28)}T15:00:00`),
    { dialogue: { start: { id: dialogues.running } } },
  );
  await send(
    world,
    amina,
    { plan: { tell: { id: steps.held, text: WORDS.news, on: day(-1) } } },
    { plan: { hand_back: { id: steps.loose, because: WORDS.handedBack } } },
    placing(world, 3, -1, { setting: 'home', seen: 'mine', because: WORDS.kept, id: world.kept }),
    writes(world, 'works', WORDS.kept, { dialogue: dialogues.next, shared: false, on: day(0) }),
  );
}
