import { expect, test } from '../../fixture';
import { found, invite, type Person } from '../../people';

const LINK_USED = 'Invitationen er brugt. Bed om en ny.';
const LINK_OVER = 'Invitationen er udløbet. Bed om en ny.';

/** A refused form is answered with the status that says so, and the browser notes it. */
function expectRefusals(complaints: string[], ...statuses: number[]): void {
  const told = complaints.map((complaint) => Number(/status of (\d+)/.exec(complaint)?.[1]));
  expect(told).toEqual(statuses);
  complaints.length = 0;
}

async function comeIn(who: Person, link: string): Promise<void> {
  await who.page.goto(link);
  await who.write(who.field('Hvad hedder du?'), who.name);
  await who.alive(() => who.tap(who.button('Kom ind')));
  await expect(who.heading(`Hej ${who.name}`)).toBeVisible();
}

test('an invitation for one lets one in, and takes them back in when they use it again', async ({ person, complaints }) => {
  const [mette, amina, stranger] = await Promise.all([person('Mette', 'laptop'), person('Amina', 'phone'), person('Fremmed', 'phone')]);
  const { family } = await found(mette, 'professional', { name: 'Ali' });
  const { link, code } = await invite(mette, family, 'guardian');
  await comeIn(amina, link);
  await amina.alive(() => amina.page.goto(link));
  await expect(amina.heading('Hej Amina')).toBeVisible();

  await stranger.page.goto(link);
  await expect(stranger.page.getByRole('alert')).toContainText(LINK_USED);
  await stranger.page.goto('/');
  await stranger.write(stranger.field('Har du en kode?'), code);
  await stranger.tap(stranger.button('Kom ind'));
  await expect(stranger.page.getByRole('alert')).toContainText(LINK_USED);
  expect((await stranger.page.request.get(`/api/v1/families/${family}`)).status()).toBe(401);
  expectRefusals(complaints, 410, 410);
});

test('the code of an invitation stands in one line on every screen, whichever letters it has', async ({ person }) => {
  const mette = await person('Mette', 'tablet');
  const { family } = await found(mette, 'professional', { name: 'Ali' });
  await mette.open(`/f/${family}/people`);
  await mette.tap(mette.button('Én person, gælder en uge'));
  const code = mette.page.locator('.code span');
  await expect(code).toHaveCount(2);
  // None are wider.
  await code.evaluateAll((halves) => halves.forEach((half) => (half.textContent = 'WMW')));
  for (const [width, height] of [[1024, 768], [768, 1024], [600, 900], [360, 740]] as const) {
    await mette.page.setViewportSize({ width, height });
    const tops = await code.evaluateAll((halves) => halves.map((half) => Math.round(half.getBoundingClientRect().top)));
    expect(tops[1], `at ${width}`).toBe(tops[0]);
    const size = await code.first().evaluate((half) => parseFloat(getComputedStyle(half).fontSize));
    expect(size, `read across a table, at ${width}`).toBeGreaterThanOrEqual(32);
  }
});

test('two who use an invitation for one at the same time: one is in, the other keeps what was typed', async ({ person, complaints }) => {
  const [mette, amina, murat] = await Promise.all([person('Mette', 'laptop'), person('Amina', 'phone'), person('Murat', 'phone')]);
  const { family } = await found(mette, 'professional', { name: 'Ali' });
  const { link } = await invite(mette, family, 'guardian');
  await Promise.all([amina.page.goto(link), murat.page.goto(link)]);
  await murat.write(murat.field('Hvad hedder du?'), 'Murat');
  await murat.write(murat.field('Hvem er du for barnet?'), 'far');
  await murat.page.getByLabel('Sprog').selectOption('English');
  await comeIn(amina, link);
  await murat.tap(murat.button('Kom ind'));
  await expect(murat.page.getByRole('alert')).toContainText(LINK_USED);
  await expect(murat.text('Du skrev: Murat, far.')).toBeVisible();
  expectRefusals(complaints, 422);
});

test('an invitation that was closed opens nothing, neither by link nor by code', async ({ person, complaints }) => {
  const [mette, stranger] = await Promise.all([person('Mette', 'tablet'), person('Fremmed', 'phone')]);
  const { family } = await found(mette, 'professional', { name: 'Ali' });
  const { link, code } = await invite(mette, family, 'network');
  await mette.open(`/f/${family}/people`);
  await mette.tap(mette.page.getByRole('region', { name: 'Åbne invitationer' }).getByRole('button', { name: 'Luk' }));
  await expect(mette.heading('Åbne invitationer')).toBeHidden();
  await expect(mette.text('Gemt', { exact: true })).toBeVisible();
  await expect.poll(async () => Object.values((await mette.copy()).family.people.invitations).map((it) => it.revoked)).toEqual([true]);

  await stranger.page.goto(link);
  await expect(stranger.page.getByRole('alert')).toContainText(LINK_OVER);
  await stranger.page.goto('/join');
  await stranger.write(stranger.field('Har du en kode?'), code);
  await stranger.tap(stranger.button('Kom ind'));
  await expect(stranger.page.getByRole('alert')).toContainText(LINK_OVER);
  expectRefusals(complaints, 410, 410);
});

test('an invitation runs out while somebody writes their name', async ({ person, complaints }) => {
  const [mette, bodil] = await Promise.all([person('Mette', 'laptop'), person('Bodil', 'phone')]);
  const { family } = await found(mette, 'professional', { name: 'Ali' });
  const until = new Date(Date.now() + 3_000);
  const { link } = await invite(mette, family, 'network', { usage: 'table', until });
  await bodil.page.goto(link);
  await expect(bodil.heading('Velkommen til Familien Yildiz')).toBeVisible();
  await bodil.write(bodil.field('Hvad hedder du?'), 'Bodil');
  await expect.poll(() => Date.now(), { timeout: 10_000 }).toBeGreaterThan(until.getTime());
  await bodil.tap(bodil.button('Kom ind'));
  await expect(bodil.page.getByRole('alert')).toContainText(LINK_OVER);
  await expect(bodil.text('Du skrev: Bodil.')).toBeVisible();
  expectRefusals(complaints, 422);
});

test('a wrong code is said kindly, and stays in the field', async ({ person, complaints }) => {
  const stranger = await person('Fremmed', 'phone');
  await stranger.page.goto('/');
  await stranger.write(stranger.field('Har du en kode?'), 'katmus');
  await stranger.tap(stranger.button('Kom ind'));
  await expect(stranger.page.getByRole('alert')).toContainText('Linket eller koden åbner ikke noget. Se efter, eller bed om en ny.');
  await expect(stranger.field('Har du en kode?')).toHaveValue('katmus');
  expectRefusals(complaints, 404);
});

test('a refused form keeps everything that was typed', async ({ person, complaints }) => {
  const mette = await person('Mette', 'laptop');
  await mette.page.goto('/new');
  await mette.write(mette.field('Hvem handler det om?'), 'Ali');
  await mette.page.getByLabel('Barnets fødselsår').fill('1208');
  await mette.write(mette.field('Hvad skal stedet hedde?'), 'Familien Yildiz');
  await mette.write(mette.field('Hvad hedder du?'), 'Mette');
  await mette.tap(mette.choice(/^Familie, ven eller nabo/));
  await mette.write(mette.field('Hvem er du for barnet?'), 'nabo');
  await mette.tap(mette.button('Lav stedet'));
  await expect(mette.page.getByRole('alert')).toContainText('Det, du skrev, står her stadig.');
  await expect(mette.field('Hvem handler det om?')).toHaveValue('Ali');
  await expect(mette.page.getByLabel('Barnets fødselsår')).toHaveValue('1208');
  await expect(mette.field('Hvad skal stedet hedde?')).toHaveValue('Familien Yildiz');
  await expect(mette.field('Hvad hedder du?')).toHaveValue('Mette');
  await expect(mette.field('Hvem er du for barnet?')).toHaveValue('nabo');
  await expect(mette.page.getByRole('radio', { name: /^Familie, ven eller nabo/ })).toBeChecked();
  expectRefusals(complaints, 422);
});

test('somebody else’s place is not found, and a stranger is told how to come in', async ({ person, complaints }) => {
  const [mette, lise, stranger] = await Promise.all([person('Mette', 'laptop'), person('Lise', 'laptop'), person('Fremmed', 'phone')]);
  const { family } = await found(mette, 'professional', { name: 'Ali' });
  await found(lise, 'professional', { name: 'Sofie' });
  await lise.page.goto(`/f/${family}`);
  await expect(lise.heading('Her er ikke noget')).toBeVisible();
  await stranger.page.goto(`/f/${family}`);
  await expect(stranger.heading('Du er ikke inde')).toBeVisible();
  await stranger.tap(stranger.link('Jeg har en kode'));
  await expect(stranger.field('Har du en kode?')).toBeVisible();
  expectRefusals(complaints, 404, 401);
});
