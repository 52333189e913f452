import type { Locator } from '@playwright/test';
import { expect, test } from '../../fixture';
import { found, join, newId, type Person, type Place, type Point } from '../../people';

async function two(person: (name: string, device: 'phone' | 'laptop') => Promise<Person>): Promise<[Place, Person, Person]> {
  const [mette, amina] = await Promise.all([person('Mette', 'laptop'), person('Amina', 'phone')]);
  const place = await found(mette, 'professional', { name: 'Ali' });
  await join(amina, mette, place.family, 'guardian');
  return [place, mette, amina];
}

/** A dream that lies there, made by the API. Gives its id. */
async function dream(by: Person, { family, child }: Place, text: string, zone: string, x = 100, y = 100): Promise<string> {
  const id = newId();
  const add = { id, whose: child, text, picture: 'none', place: { zone, x, y }, dialogue: null };
  await by.does({ dreams: { add } }, family);
  return id;
}

/** The zones of the map, by their headings. */
const zone = (who: Person, name: string) =>
  who.page.getByRole('region', { name: 'Drømmekort' }).getByRole('region', { name, exact: true });
const card = (where: Locator, words: string | RegExp) => where.getByRole('button', { name: words });
const list = (who: Person, name: string) => who.page.getByRole('region', { name: 'Drømmene på en liste' }).getByRole('list', { name, exact: true });
/** How much somebody was told, out of the number on the wire. */
const told = (seq: number) => Math.floor(seq / 1_000_000);
const status = (who: Person, words: string) => who.page.getByRole('status').filter({ hasText: words }).first();

async function middle(of: Locator, down = 0.5): Promise<Point> {
  const box = (await of.boundingBox())!;
  return { x: box.x + box.width / 2, y: box.y + box.height * down };
}

test('a dream is laid with words, with a pictogram, and drawn with a finger and a mouse', async ({ person }) => {
  const [{ family }, mette, amina] = await two(person);
  await Promise.all([mette.open(`/f/${family}/dreams`), amina.open(`/f/${family}/dreams`)]);
  const sheet = (who: Person) => who.page.getByRole('dialog');

  await amina.tap(amina.button('Læg den første drøm'));
  await amina.write(sheet(amina).getByRole('textbox', { name: 'Hvad er drømmen?' }), 'Et rigtigt hold');
  await amina.tap(amina.choice('En dag'));
  await amina.tap(amina.button('Læg drømmen på kortet'));
  await expect(card(zone(mette, 'En dag'), /^Et rigtigt hold/)).toBeVisible();

  await mette.tap(zone(mette, 'Nu').getByRole('button', { name: 'Læg en drøm her' }));
  await mette.tap(mette.choice('Billede'));
  await mette.tap(mette.choice('hund'));
  await mette.tap(mette.button('Læg drømmen på kortet'));
  await expect(card(zone(amina, 'Nu'), /^hund/)).toBeVisible();
  await expect(card(zone(amina, 'Nu'), /^hund/).locator('svg use')).toHaveAttribute('href', /#dog$/);

  await amina.tap(zone(amina, 'Snart').getByRole('button', { name: 'Læg en drøm her' }));
  await amina.tap(amina.choice('Tegn selv'));
  const pad = sheet(amina).getByRole('img', { name: /^Tegneplade/ });
  await pad.scrollIntoViewIfNeeded();
  await amina.finger(await middle(pad, 0.2), await middle(pad, 0.8));
  await expect(amina.button('Fortryd streg')).toBeEnabled();
  await amina.tap(amina.button('Læg drømmen på kortet'));
  await expect(card(zone(mette, 'Snart'), /^en tegning/)).toBeVisible();

  await mette.tap(zone(mette, 'Snart').getByRole('button', { name: 'Læg en drøm her' }));
  await mette.tap(mette.choice('Tegn selv'));
  const paper = sheet(mette).getByRole('img', { name: /^Tegneplade/ });
  const from = await middle(paper, 0.3);
  await mette.page.mouse.move(from.x, from.y);
  await mette.page.mouse.down();
  await mette.page.mouse.move(from.x + 40, from.y + 60, { steps: 6 });
  await mette.page.mouse.up();
  await mette.tap(mette.button('Læg drømmen på kortet'));
  await expect(card(zone(amina, 'Snart'), /^en tegning/)).toHaveCount(2);
  for (const drawing of await card(zone(amina, 'Snart'), /^en tegning/).all()) {
    await expect(drawing.locator('svg path').first()).toHaveAttribute('d', /^M\d+ \d+[LQ]/);
  }
});

test('a card is moved with the mouse, and the other window sees it on its way and where it is laid', async ({ person }) => {
  const [place, mette, amina] = await two(person);
  await dream(mette, place, 'Svømme i havet', 'now');
  await Promise.all([mette.open(`/f/${place.family}/dreams`), amina.open(`/f/${place.family}/dreams`)]);
  const from = await middle(card(zone(mette, 'Nu'), /^Svømme/));
  const to = await middle(zone(mette, 'En dag').getByRole('list'));
  await mette.page.mouse.move(from.x, from.y);
  await mette.page.mouse.down();
  await mette.page.mouse.move(to.x, to.y, { steps: 15 });
  // Not laid yet: hers says who holds it, and where.
  await expect(card(zone(amina, 'En dag'), /Svømme i havet/)).toContainText('Mette flytter');
  expect(Object.values((await amina.copy()).family.dreams.dreams)[0]!.place.zone).toBe('now');
  await mette.page.mouse.up();
  await expect(status(mette, 'Kortet ligger nu under En dag.')).toBeAttached();
  await expect(amina.text('Mette flytter')).toBeHidden();
  await expect(card(zone(amina, 'En dag'), /^Svømme/)).toBeVisible();
  await expect.poll(async () => Object.values((await amina.copy()).family.dreams.dreams)[0]!.place.zone).toBe('some_day');

  await mette.tap(mette.button('Fortryd'));
  await expect(card(zone(amina, 'Nu'), /^Svømme/)).toBeVisible();
});

test('a card that is dragged for two seconds is told up to ten times a second, and moves through many places on the other screen', async ({ person }) => {
  const [place, mette, amina] = await two(person);
  const id = await dream(mette, place, 'Svømme i havet', 'now');
  let told = 0;
  mette.page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => (told += Number(payload.toString().includes('"dragging"')))));
  await Promise.all([mette.open(`/f/${place.family}/dreams`), amina.open(`/f/${place.family}/dreams`)]);
  await amina.page.evaluate((id) => {
    const seen = new Set<string>();
    const look = () => {
      const { x, y } = document.getElementById(`dream-${id}`)?.getBoundingClientRect() ?? { x: 0, y: 0 };
      seen.add(`${Math.round(x)} ${Math.round(y)}`);
      requestAnimationFrame(look);
    };
    look();
    Object.assign(window, { seen });
  }, id);
  const places = () => amina.page.evaluate(() => (window as unknown as { seen: Set<string> }).seen.size);
  const from = await middle(card(zone(mette, 'Nu'), /^Svømme/));
  const to = await middle(zone(mette, 'En dag').getByRole('list'));
  const most: number[] = [];
  // A machine that is busy drops pictures: then it is dragged back, and once more.
  await expect(async () => {
    await mette.page.mouse.move(from.x, from.y);
    await mette.page.mouse.down();
    [told] = [0, await amina.page.evaluate(() => (window as unknown as { seen: Set<string> }).seen.clear())];
    const began = Date.now();
    for (let along = 0; along < 1; along = Math.min(1, (Date.now() - began) / 2_000)) {
      await mette.page.mouse.move(from.x + (to.x - from.x) * along, from.y + (to.y - from.y) * along);
    }
    const took = (Date.now() - began) / 1_000;
    most.push(told - Math.ceil(took * 10));
    const smooth = told >= took * 6 && (await expect.poll(places, { timeout: 2_000 }).toBeGreaterThanOrEqual(10).then(() => true, () => false));
    if (!smooth) {
      await mette.page.mouse.move(from.x, from.y, { steps: 5 });
      await mette.page.mouse.up();
    }
    expect(smooth, `told ${told} times in ${took} seconds`).toBe(true);
  }).toPass({ timeout: 45_000 });
  expect(Math.max(...most)).toBeLessThanOrEqual(1);
  await mette.page.mouse.up();
  await expect(card(zone(amina, 'En dag'), /^Svømme/)).toBeVisible();
});

test('a card is moved with a finger that rests on it first; a sweep over it scrolls the page', async ({ person }) => {
  const [place, mette, amina] = await two(person);
  await dream(mette, place, 'Cykle til skole', 'now', 100, 500);
  await Promise.all([mette.open(`/f/${place.family}/dreams`), amina.open(`/f/${place.family}/dreams`)]);
  const hers = card(zone(amina, 'Nu'), /^Cykle/);
  await hers.scrollIntoViewIfNeeded();
  const before = await middle(hers);
  await amina.finger(before, { x: before.x, y: before.y - 120 });
  await expect.poll(() => amina.page.evaluate(() => window.scrollY)).toBeGreaterThan(0);
  expect(Object.values((await mette.copy()).family.dreams.dreams)[0]!.place).toMatchObject({ zone: 'now', x: 100, y: 500 });

  // The next zone is further down: held near the edge of the screen, the page comes along.
  await amina.page.evaluate(() => window.scrollTo(0, 0));
  const soon = zone(amina, 'Snart').getByRole('list');
  const from = await middle(hers);
  await amina.finger(from, { x: from.x + 30, y: 655 }, {
    rests: () => expect(hers.locator('xpath=ancestor::li')).toHaveClass(/lifted/),
    meanwhile: () => expect.poll(async () => (await soon.boundingBox())!.y, { intervals: [50], timeout: 15_000 }).toBeLessThan(560),
  });
  await expect(card(zone(mette, 'Snart'), /^Cykle/)).toBeVisible();
  await expect(amina.page.getByRole('dialog')).toBeHidden();
});

test('a card is moved with the keys: many presses are one move, and one undo', async ({ person }) => {
  const [place, mette, amina] = await two(person);
  const id = await dream(mette, place, 'En hund', 'soon', 200, 200);
  await Promise.all([mette.open(`/f/${place.family}/dreams`), amina.open(`/f/${place.family}/dreams`)]);
  const at = async () => (await amina.copy()).family.dreams.dreams[id]!.place;
  const { seq } = await amina.copy();
  await card(zone(mette, 'Snart'), /^En hund/).focus();
  // All in one moment: a machine that is busy may let more time pass between two presses than a hand does.
  await mette.page.evaluate((keys) => {
    for (const key of keys) document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  }, ['ArrowRight', 'ArrowRight', 'ArrowDown']);
  await expect.poll(at).toEqual({ zone: 'soon', x: 300, y: 250 });
  expect(told((await amina.copy()).seq), 'three presses are one move').toBe(told(seq) + 1);
  await mette.page.keyboard.press('PageDown');
  await expect(card(zone(amina, 'En dag'), /^En hund/)).toBeVisible();
  await expect(card(zone(mette, 'En dag'), /^En hund/)).toBeFocused();
  await mette.page.keyboard.press('Control+z');
  await expect.poll(at).toEqual({ zone: 'soon', x: 300, y: 250 });
  await mette.page.keyboard.press('Control+z');
  await expect.poll(at).toEqual({ zone: 'soon', x: 200, y: 200 });
  await card(zone(mette, 'Snart'), /^En hund/).focus();
  await mette.page.keyboard.press('Delete');
  await expect(mette.text('Drømmen er taget af kortet.')).toBeVisible();
  await expect(amina.page.getByRole('region', { name: 'Drømmekort' }).getByText('En hund')).toBeHidden();
});

test('everything can be done from the list: move, open, reword, take off, put back', async ({ person }) => {
  const [place, mette, amina] = await two(person);
  await dream(mette, place, 'Bo ved skoven', 'soon');
  await Promise.all([mette.open(`/f/${place.family}/dreams`), amina.open(`/f/${place.family}/dreams`)]);
  await amina.page.getByLabel('Hvor hører den til?: Bo ved skoven').selectOption('En dag');
  await expect(list(mette, 'En dag')).toContainText('Bo ved skoven');
  await amina.tap(amina.button('Åbn: Bo ved skoven'));
  const sheet = amina.page.getByRole('dialog');
  await amina.tap(sheet.getByText('Ret ordene'));
  await amina.write(sheet.getByRole('textbox', { name: 'Hvad er drømmen?' }), 'Bo ved vandet');
  await amina.tap(sheet.getByRole('button', { name: 'Gem', exact: true }));
  await expect(list(mette, 'En dag')).toContainText('Bo ved vandet');
  await amina.tap(amina.button('Tag den af kortet: Bo ved vandet'));
  await expect(mette.fold('Taget af kortet (1)')).toBeVisible();
  await mette.tap(mette.fold('Taget af kortet (1)'));
  await expect(mette.button('Læg den tilbage: Bo ved vandet'), 'the words are hers by now').toBeHidden();
  await amina.tap(amina.fold('Taget af kortet (1)'));
  await amina.tap(amina.button('Læg den tilbage: Bo ved vandet'));
  await expect(list(amina, 'En dag')).toContainText('Bo ved vandet');
  await expect(card(zone(amina, 'En dag'), /^Bo ved vandet/)).toBeVisible();
});

test('a dream becomes a goal and the goal a step, and the way leads back to the dream', async ({ person }) => {
  const [place, mette, amina] = await two(person);
  await dream(mette, place, 'Spille på et hold', 'some_day');
  await Promise.all([mette.open(`/f/${place.family}/dreams`), amina.open(`/f/${place.family}/dreams`)]);
  await mette.tap(card(zone(mette, 'En dag'), /^Spille/));
  const sheet = mette.page.getByRole('dialog');
  await mette.tap(sheet.getByText('Lad den blive et mål'));
  await mette.write(sheet.getByRole('textbox', { name: 'Hvad skal blive bedre?' }), 'Ali spiller med andre');
  await mette.write(sheet.getByRole('textbox', { name: 'Hvordan ser I, at det er på vej?' }), 'Han tager bolden med ud');
  await mette.tap(sheet.getByRole('button', { name: 'Sæt målet' }));
  await expect(mette.text('Drømmen er blevet til et mål.')).toBeVisible();
  await expect(card(zone(amina, 'En dag'), /^Spille/)).toContainText('er blevet til et mål');

  await mette.tap(mette.link('Se målet'));
  await expect(mette.title('Det, vi har aftalt')).toBeVisible();
  const goal = mette.page.getByRole('article').filter({ has: mette.heading('Ali spiller med andre') });
  await mette.tap(goal.getByText('Tilføj et skridt'));
  await mette.write(goal.getByRole('textbox', { name: 'Hvad skal der ske?' }), 'Ringe til klubben');
  await goal.getByLabel('Hvem spørger vi?').selectOption('Amina');
  await mette.tap(goal.getByRole('button', { name: 'Spørg om bolden' }));
  await amina.tap(amina.place('Hjem'));
  await amina.tap(amina.button('Den tager jeg'));
  await expect(amina.heading('Det, du har bolden på')).toBeVisible();

  await mette.tap(goal.getByRole('link', { name: 'Vokset ud af en drøm' }));
  await expect(mette.title('Drømmekort')).toBeVisible();
  await expect(card(zone(mette, 'En dag'), /^Spille/)).toBeFocused();
  await mette.tap(list(mette, 'En dag').getByRole('link', { name: 'Ali spiller med andre' }));
  await expect(mette.title('Det, vi har aftalt')).toBeVisible();
  await expect(goal.getByText('Ringe til klubben').first()).toBeVisible();
});
