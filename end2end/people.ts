// Somebody with a window of their own: what they tap, what they see, and what their copy of the family holds.
import { expect, type Browser, type BrowserContext, type CDPSession, type Locator, type Page } from '@playwright/test';
import { randomBytes } from 'node:crypto';
import { addPasskey } from './profession';

/** The devices of the people around the table. */
const devices = {
  tablet: { viewport: { width: 1024, height: 768 }, hasTouch: true },
  phone: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
  laptop: { viewport: { width: 1280, height: 800 } },
};
export type Device = keyof typeof devices;

/** A point on the screen. */
export interface Point {
  x: number;
  y: number;
}

/** In so many steps a finger goes from one point to another. */
const STEPS = 8;

/** So many pictures a finger stands still before it is lifted: else it flings, and the browser takes the next tap for a stop. */
const FRAMES = 6;

async function stands(frames: number): Promise<void> {
  for (let frame = 0; frame < frames; frame += 1) await new Promise(requestAnimationFrame);
}

/** The worker that keeps our files is looked for again whenever a page comes, also while a line is cut. That it works is proved in offline.spec. */
const LOOKED_FOR_THE_WORKER = /An unknown error occurred when fetching the script/;

/** What the browser complains about goes into the list. */
export function watch(page: Page, whose: string, complaints: string[]): void {
  page.on('console', (message) => {
    if (LOOKED_FOR_THE_WORKER.test(message.text())) return;
    if (['error', 'warning'].includes(message.type())) complaints.push(`${whose}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${whose}: ${error}`));
}

export class Person {
  /** How often they tapped. Typing into the field that was tapped is no tap. */
  taps = 0;
  private heard = 0;
  private hand?: CDPSession;
  /** Every word that the server has sent while the pages lived. */
  private readonly told: string[] = [];

  private constructor(
    readonly name: string,
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly touch: boolean,
  ) {
    // The first word of the server says that the page has come to life and follows the others.
    page.on('websocket', (socket) => {
      socket.once('framereceived', () => (this.heard += 1));
      socket.on('framereceived', ({ payload }) => this.told.push(payload.toString()));
    });
  }

  static async sitDown(browser: Browser, name: string, device: Device, baseURL: string, complaints: string[]): Promise<Person> {
    const context = await browser.newContext({ ...devices[device], baseURL });
    const page = await context.newPage();
    watch(page, name, complaints);
    return new Person(name, context, page, 'hasTouch' in devices[device]);
  }

  /** Taps with a finger, clicks where there is a mouse. */
  async tap(target: Locator): Promise<void> {
    this.taps += 1;
    await (this.touch ? target.tap() : target.click());
  }

  /** Taps a field and writes into it. */
  async write(field: Locator, words: string): Promise<void> {
    await this.tap(field);
    await field.fill(words);
  }

  /** A finger that rests at one point, goes to another and is lifted. `rests` ends
   * when it has rested long enough, `meanwhile` happens before it is lifted. */
  async finger(from: Point, to: Point, how: { rests?: () => Promise<void>; meanwhile?: () => Promise<void> } = {}): Promise<void> {
    const hand = (this.hand ??= await this.context.newCDPSession(this.page));
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: Point[]) =>
      hand.send('Input.dispatchTouchEvent', { type, touchPoints });
    await touch('touchStart', from);
    await how.rests?.();
    for (let step = 1; step <= STEPS; step += 1) {
      const along = (a: number, b: number) => a + ((b - a) * step) / STEPS;
      await touch('touchMove', { x: along(from.x, to.x), y: along(from.y, to.y) });
    }
    await how.meanwhile?.();
    await this.page.evaluate(stands, FRAMES);
    await touch('touchEnd');
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  link(name: string | RegExp): Locator {
    return this.page.getByRole('link', { name, exact: true });
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { name, exact: true });
  }

  /** The heading of the whole page. */
  title(name: string): Locator {
    return this.page.getByRole('heading', { name, level: 1, exact: true });
  }

  field(label: string | RegExp): Locator {
    return this.page.getByRole('textbox', { name: label, exact: true });
  }

  /** Words that can be seen. */
  text(words: string | RegExp, how: { exact?: boolean } = {}): Locator {
    return this.page.getByText(words, how).filter({ visible: true });
  }

  /** Something to choose: a person taps its words, not the little ring. */
  choice(name: string | RegExp): Locator {
    return this.page.locator('label').filter({ has: this.page.getByRole('radio', { name, exact: true }) });
  }

  /** A position of the ruler. The guide beside it has radios that begin with a number too: "3–5 år". */
  position(level: number): Locator {
    return this.choice(new RegExp(`^${level}(?![\\d–])`));
  }

  /** One of the five places of the bar. */
  place(name: string): Locator {
    return this.page.getByRole('navigation', { name: /^(Steder|Places)$/ }).getByRole('link', { name, exact: true });
  }

  /** Something folded away, by the words on its fold. */
  fold(words: string | RegExp): Locator {
    return this.page.locator('summary').filter({ hasText: words });
  }

  /** Opens an address, or the same page again, and waits until it has come to life. */
  async open(path: string): Promise<void> {
    await this.alive(() => this.page.goto(path));
  }

  /** Does what loads a page of a family, and waits until it has come to life. */
  async alive(load: () => Promise<unknown>): Promise<void> {
    const before = this.heard;
    await load();
    await expect.poll(() => this.heard, { message: `${this.name}: the page comes to life` }).toBeGreaterThan(before);
  }

  /** The id of the family in the address. */
  get family(): string {
    const family = /\/f\/([0-9a-f-]{36})/.exec(this.page.url())?.[1];
    if (!family) throw new Error(`${this.name} is not in a family's place: ${this.page.url()}`);
    return family;
  }

  /** This person's copy of the family, as the server gives it out. */
  async copy(family = this.family): Promise<Copy> {
    const answer = await this.page.request.get(`/api/v1/families/${family}`);
    expect(answer.ok(), `${this.name} reads their copy`).toBe(true);
    return answer.json();
  }

  /** Everything of the family that has reached this person: the page as it stands, as it is sent, and the copy. */
  async everything(): Promise<string> {
    const sent = await this.page.request.get(this.page.url());
    const family = this.family;
    return [await this.page.content(), await sent.text(), JSON.stringify(await this.copy(family))].join('\n');
  }

  /** The same, and all that was ever told to this person's window, whether it was shown or not. */
  async everythingEver(): Promise<string> {
    return [await this.everything(), ...this.told].join('\n');
  }

  /** Sends a command as other programs do. Gives the answer. */
  async send(command: object, family = this.family): Promise<Answer> {
    const answer = await this.page.request.post(`/api/v1/families/${family}/commands`, {
      data: { id: newId(), command },
    });
    expect(answer.ok(), `${this.name} sends ${JSON.stringify(command)}: ${await answer.text()}`).toBe(true);
    return answer.json();
  }

  /** The same, and it has to be done. */
  async does(command: object, family = this.family): Promise<void> {
    const { outcome } = await this.send(command, family);
    expect(outcome, JSON.stringify(command)).toHaveProperty('done');
  }
}

/** As much of a copy as the journeys read. */
export interface Copy {
  seq: number;
  me: string;
  family: {
    people: {
      members: Record<string, { id: string; name: string; role: string; language: string; joined: boolean }>;
      invitations: Record<string, { id: string; until: string; revoked: boolean }>;
    };
    dialogue: { all: Record<string, { id: string; step: string; stage: string }> };
    talk: { cards: Record<string, { text: string; by: string; shared: boolean }> };
    ruler: {
      placements: Record<string, { id: string; by: string; level: number; shared: boolean }>;
      rounds: Record<string, { laid: string[]; revealed: boolean }>;
    };
    dreams: { dreams: Record<string, { id: string; text: string; place: { zone: string; x: number; y: number } }> };
  };
}

export interface Answer {
  outcome: { done?: { seq: number }; refused?: { refusal: unknown } };
}

/** A new id (UUIDv7): ids grow with time. */
export function newId(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** A day as forms write it, so many days from now. */
export function day(from_now: number): string {
  return new Date(Date.now() + from_now * 86_400_000).toISOString().slice(0, 10);
}

export type Role = 'guardian' | 'child' | 'network' | 'professional';

/** Sets up two things in this window, as a professional must before a place opens. */
export async function byProfession(person: Person): Promise<void> {
  const url = new URL((await person.page.request.get('/healthz')).url()).origin;
  await addPasskey(url, async (path, data) => {
    const answer = await person.page.request.post(path, { data: JSON.stringify(data), headers: { 'content-type': 'application/json' } });
    return { status: answer.status(), json: () => answer.json() };
  });
}

/** Makes a family's place by the API, and opens it. For journeys that are about something else. Gives the family's id. */
export async function found(person: Person, role: Role, child: { name: string; born?: number }): Promise<Place> {
  const [family, me, ali] = [newId(), newId(), newId()];
  const member = (id: string, name: string, role: Role) => ({ id, name, role, title: '', born: null, language: 'da', joined: false });
  const command = {
    people: {
      found: {
        family,
        name: 'Familien Yildiz',
        note: '',
        founder: member(me, person.name, role),
        children: [{ ...member(ali, child.name, 'child'), born: child.born ?? null }],
      },
    },
  };
  const answer = await person.page.request.post('/api/v1/families', { data: { id: newId(), command } });
  expect(answer.ok(), await answer.text()).toBe(true);
  if (role === 'professional') await byProfession(person);
  return { family, child: ali };
}

export interface Place {
  family: string;
  /** The member id of the child it is about. */
  child: string;
}

/** An open way in, made by the API. Gives its id, link and code. */
export async function invite(by: Person, family: string, role: Role, how: { usage?: 'single' | 'table'; until?: Date } = {}): Promise<Key> {
  const id = newId();
  const until = how.until ?? new Date(Date.now() + 3_600_000);
  await by.does({ people: { invite: { id, role, who: null, usage: how.usage ?? 'single', until: until.toISOString() } } }, family);
  const answer = await by.page.request.post(`/api/v1/families/${family}/invitations/${id}/key`);
  expect(answer.ok(), await answer.text()).toBe(true);
  return { id, ...(await answer.json()) };
}

export interface Key {
  id: string;
  link: string;
  code: string;
}

/** Comes in by the API, invited by somebody who may. Gives the new member's id. */
export async function join(person: Person, by: Person, family: string, role: Role): Promise<string> {
  const { link } = await invite(by, family, role);
  const member = newId();
  const answer = await person.page.request.post('/api/v1/join', {
    data: { key: link, id: newId(), member, name: person.name, title: '', language: 'da' },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  for (const guardian of role === 'guardian' ? [person] : [by]) await shares(guardian, family);
  return member;
}

/** On the page of consent: a guardian lets somebody see all of it. */
export async function letsSee(guardian: Person, who: string): Promise<void> {
  const card = guardian.page.getByRole('region', { name: who, exact: true });
  await expect(card.getByText(`${who} ser kun sine egne ord og sine egne bolde.`)).toBeVisible();
  await guardian.tap(card.locator('summary'));
  await guardian.tap(card.locator('label').filter({ hasText: 'Det er fint' }));
  await guardian.tap(card.getByRole('button', { name: `Lad ${who} se det hele` }));
  await expect(card.getByRole('listitem').filter({ hasText: 'Planen' })).toBeVisible();
}

/** What a guardian lets everybody of the circle see, by the API: all of it. For others nothing happens. */
export async function shares(person: Person, family: string): Promise<void> {
  const { me, family: copy } = await person.copy(family);
  const members = Object.values(copy.people.members);
  if (members.find(({ id }) => id === me)?.role !== 'guardian') return;
  const sections = ['ruler', 'talk', 'dreams', 'plan', 'dialogue', 'minutes'];
  for (const { id } of members.filter(({ role, joined }) => role !== 'guardian' && joined)) {
    const give = { to: id, of: null, sections, purpose: 'at vi kan hjælpes ad', until: day(30), heard: 'fine' };
    await person.does({ consent: { give } }, family);
  }
}

/** A dialogue that has begun and stands at a step. Gives its id. */
export async function begun(leader: Person, { family, child }: Place, step?: string): Promise<string> {
  const id = newId();
  const send = (command: object) => leader.does({ dialogue: command }, family);
  await send({ plan: { id, about: child, when: `${day(0)}T15:00:00`, place: 'På skolen', held: false } });
  await send({ start: { id } });
  if (step) await send({ go: { id, step } });
  return id;
}
