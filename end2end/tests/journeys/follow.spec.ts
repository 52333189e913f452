import { expect, test as base } from '../../fixture';
import { begun, found, join, shares, type Person, type Place } from '../../people';
import { forgiveLost, layLine, type Line } from '../../line';
import { startServer, type Server } from '../../server';

/** `serve` starts a server of the test's own, perhaps on what another has left behind. */
const test = base.extend<{ serve: (before?: Server) => Promise<Server> }>({
  serve: async ({}, use) => {
    const servers: Server[] = [];
    await use(async (before) => {
      const server = await startServer({}, before);
      servers.unshift(server);
      return server;
    });
    for (const server of servers) await server.stop();
  },
});

/** Three in the circle; the first leads. */
async function circle(person: (name: string, device: 'tablet' | 'phone') => Promise<Person>): Promise<[Place, Person, Person, Person]> {
  const [mette, amina, bodil] = await Promise.all([person('Mette', 'tablet'), person('Amina', 'phone'), person('Bodil', 'phone')]);
  const place = await found(mette, 'professional', { name: 'Ali', born: new Date().getFullYear() - 8 });
  await join(amina, mette, place.family, 'guardian');
  await join(bodil, mette, place.family, 'network');
  await shares(amina, place.family);
  return [place, mette, amina, bodil];
}

const WORKS = 'Hvad virker allerede for Ali?';
const RULER = 'Hvordan går det for Ali lige nu?';
const ONE_UP = 'Hvad ville I se, hvis det lå ét trin højere?';

test('whoever comes late is where the others are, and sees what happened', async ({ person }) => {
  const [place, mette, amina, bodil] = await circle(person);
  const dialogue = await begun(mette, place, 'works');
  const address = `/f/${place.family}/dialogue/${dialogue}`;
  await Promise.all([mette.open(address), amina.open(address)]);
  await amina.write(amina.field('Noget, der virker'), 'Han sover, når vi læser højt');
  await amina.tap(amina.button('Læg kortet frem'));
  await expect(mette.text('Han sover, når vi læser højt')).toBeVisible();

  await bodil.open(`/f/${place.family}`);
  await bodil.tap(bodil.link('Gå ind'));
  await expect(bodil.heading(WORKS)).toBeVisible();
  await expect(bodil.text('Han sover, når vi læser højt')).toBeVisible();
  await expect(mette.page.getByRole('list', { name: 'Her er nu' }).getByRole('listitem')).toHaveText(['Mette', 'Amina', 'Bodil'].map((name) => RegExp(name)));
  await mette.tap(mette.button('Videre: Lineal'));
  await expect(bodil.title(RULER)).toBeVisible();
});

test('somebody looks back at an earlier step and returns to the others', async ({ person }) => {
  const [place, mette, amina] = await circle(person);
  const dialogue = await begun(mette, place, 'works');
  const address = `/f/${place.family}/dialogue/${dialogue}`;
  await Promise.all([mette.open(address), amina.open(address)]);
  await amina.tap(amina.page.locator('summary', { hasText: 'Alle ni trin' }));
  await amina.tap(amina.page.getByRole('list', { name: 'Alle ni trin' }).getByRole('link', { name: /^Tjek ind/ }));
  await expect(amina.heading('Hvordan har du det lige nu?')).toBeVisible();
  await expect(amina.text('Du kigger tilbage. De andre er ved »Det, der virker«.')).toBeVisible();
  await expect(mette.page.getByRole('listitem').filter({ hasText: 'Amina' })).toContainText('ser på »Tjek ind«');
  // The others go on; she stays where she looks, and is told where they are.
  await mette.tap(mette.button('Videre: Lineal'));
  await expect(amina.text('De andre er ved »Lineal«.')).toBeVisible();
  await expect(amina.heading('Hvordan har du det lige nu?')).toBeVisible();
  await amina.tap(amina.link('Gå til hvor I er'));
  await expect(amina.title(RULER)).toBeVisible();
  await expect(mette.text('ser på »Tjek ind«')).toBeHidden();
  // And from here she follows again.
  await mette.tap(mette.button('Videre: Ét trin op'));
  await expect(amina.heading(ONE_UP)).toBeVisible();
});

test('what is being typed stays when news arrive and when the others go on', async ({ person }) => {
  const [place, mette, amina, bodil] = await circle(person);
  const dialogue = await begun(mette, place, 'works');
  const address = `/f/${place.family}/dialogue/${dialogue}`;
  await Promise.all([mette, amina, bodil].map((who) => who.open(address)));
  const field = amina.field('Noget, der virker');
  await amina.tap(field);
  await field.pressSequentially('Han griner, ');
  await bodil.write(bodil.field('Noget, der virker'), 'Vi bager om fredagen');
  await bodil.tap(bodil.button('Læg kortet frem'));
  await expect(amina.text('Vi bager om fredagen')).toBeVisible();
  await expect(field).toBeFocused();
  await field.pressSequentially('når ');
  await mette.tap(mette.button('Videre: Lineal'));
  await expect(bodil.title(RULER)).toBeVisible();
  await expect(amina.text('De andre er ved »Lineal«. Skriv bare færdig.')).toBeVisible();
  await field.pressSequentially('vi leger');
  await expect(field).toHaveValue('Han griner, når vi leger');
  // Once it is sent she comes along by herself.
  await amina.tap(amina.button('Læg kortet frem'));
  await expect(amina.title(RULER)).toBeVisible();
  await expect.poll(async () => Object.values((await bodil.copy()).family.talk.cards).map((card) => card.text)).toContain('Han griner, når vi leger');
});

test('half a sentence is still there after a reload', async ({ person }) => {
  const [place, mette, amina] = await circle(person);
  const dialogue = await begun(mette, place, 'works');
  await amina.open(`/f/${place.family}/dialogue/${dialogue}`);
  await amina.write(amina.field('Noget, der virker'), 'Han hjælper sin lille');
  await amina.alive(() => amina.page.reload());
  await expect(amina.field('Noget, der virker')).toHaveValue('Han hjælper sin lille');
});

test('whoever loses the connection writes on, and comes back where the others are', async ({ person, server, complaints }) => {
  const line = await layLine(server.url);
  const [mette, amina] = await Promise.all([person('Mette', 'tablet'), person('Amina', 'phone', line.url)]);
  const place = await found(mette, 'professional', { name: 'Ali', born: new Date().getFullYear() - 8 });
  await join(amina, mette, place.family, 'guardian');
  const dialogue = await begun(mette, place, 'works');
  const address = `/f/${place.family}/dialogue/${dialogue}`;
  await Promise.all([mette.open(address), amina.open(address)]);
  line.cut();
  await expect(amina.text('Der er ingen forbindelse lige nu. Skriv bare videre.')).toBeVisible();
  await amina.write(amina.field('Noget, der virker'), 'Skrevet i en tunnel');
  await amina.tap(amina.button('Læg kortet frem'));
  await expect(amina.text('Skrevet i en tunnel')).toBeVisible();
  await expect(amina.text('1 ændring venter')).toBeVisible();
  await expect(mette.page.getByRole('list', { name: 'Her er nu' }).getByRole('listitem')).toHaveText([/Mette/]);
  await mette.tap(mette.button('Videre: Lineal'));
  await expect(mette.title(RULER)).toBeVisible();

  line.mend();
  await expect(amina.title(RULER)).toBeVisible({ timeout: 15_000 });
  await expect(amina.text('Gemt', { exact: true })).toBeVisible();
  await mette.tap(mette.button('Tilbage'));
  for (const who of [mette, amina]) {
    await expect(who.title(WORKS)).toBeVisible();
    await expect(who.text('Skrevet i en tunnel')).toHaveCount(1);
  }
  await hangUp(line, mette, amina);
  forgiveLost(complaints);
});

test('a server that is killed loses nothing, and all find each other again', async ({ person, serve, complaints }) => {
  const killed = await serve();
  const line = await layLine(killed.url);
  const [mette, amina] = await Promise.all([person('Mette', 'tablet', line.url), person('Amina', 'phone', line.url)]);
  const place = await found(mette, 'professional', { name: 'Ali', born: new Date().getFullYear() - 8 });
  await join(amina, mette, place.family, 'guardian');
  const dialogue = await begun(mette, place, 'works');
  const address = `/f/${place.family}/dialogue/${dialogue}`;
  await Promise.all([mette.open(address), amina.open(address)]);
  await amina.write(amina.field('Noget, der virker'), 'Sagt lige før');
  await amina.tap(amina.button('Læg kortet frem'));
  await expect(mette.text('Sagt lige før')).toBeVisible();
  await killed.kill();
  await amina.write(amina.field('Noget, der virker'), 'Sagt imens');
  await amina.tap(amina.button('Læg kortet frem'));
  await expect(amina.text('1 ændring venter')).toBeVisible();
  const risen = await serve(killed);
  line.mend(risen.url);
  for (const words of ['Sagt lige før', 'Sagt imens']) {
    await expect(mette.text(words)).toHaveCount(1, { timeout: 15_000 });
    await expect(amina.text(words)).toHaveCount(1);
  }
  await mette.tap(mette.button('Videre: Lineal'));
  await expect(amina.title(RULER)).toBeVisible();
  await hangUp(line, mette, amina);
  forgiveLost(complaints);
});

/** Everybody leaves before the line goes, so that nobody complains of it. */
async function hangUp(line: Line, ...people: Person[]): Promise<void> {
  await Promise.all(people.map((person) => person.context.close()));
  line.close();
}
