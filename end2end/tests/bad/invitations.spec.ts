// Ways in that do not open: told kindly, and never more than that.
import { expect, test } from '../../fixture';
import { WORDS, found, invite, join, newId, send } from '../../world';

test.afterEach(({ complaints }) => {
  // A page that comes with a status of its own makes the browser say so.
  const other = complaints.splice(0).filter((words) => !/status of 4\d\d/.test(words));
  expect(other).toEqual([]);
});

test('a link that nobody made opens nothing', async ({ page }) => {
  const answer = await page.goto('/join/AAAAAAAAAAAAAAAAAAAAAA');
  expect(answer?.status()).toBe(404);
  await expect(page.getByText('Linket eller koden åbner ikke noget.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Jeg har en kode' })).toBeVisible();
});

test('what is no link at all is answered in the same way', async ({ request }) => {
  const texts = ['/join/x', '/join/AAAAAAAAAAAAAAAAAAAAAA', `/join/${'a'.repeat(3000)}`, '/join/%F0%9F%98%80'].map(async (path) => {
    const answer = await request.get(path);
    return [answer.status(), plain(await answer.text(), path)];
  });
  const [first, ...others] = await Promise.all(texts);
  for (const other of others) expect(other).toEqual(first);
});

test('a used link says that it is used, and keeps the guest out', async ({ page, server }) => {
  const place = await found(server.url);
  const { link } = await invite(place, place.mette);
  await join(server.url, link, newId(), 'Rosa');
  await page.goto(link);
  await expect(page.getByText(/brugt/)).toBeVisible();
  expect(await page.content()).not.toMatch(new RegExp(`Rosa|${WORDS.family}`));
});

test('a link that was taken back opens nothing, in the page and in the API', async ({ page, server, request }) => {
  const place = await found(server.url);
  const { id, link, code } = await invite(place, place.mette);
  await send(place, place.mette, { people: { revoke: { id } } });
  const answer = await page.goto(link);
  expect(answer?.status()).toBe(410);
  await expect(page.getByRole('alert')).toBeVisible();
  expect(await page.content()).not.toContain(WORDS.family);
  for (const key of [link, code]) {
    const tried = await request.post('/api/v1/join', { data: { key, id: newId(), member: newId(), name: 'Ubuden', title: '', language: 'da' } });
    expect(tried.status()).toBe(422);
    expect(await tried.json()).toMatchObject({ refusal: 'invitation_over' });
  }
});

test('somebody who only holds a link is told the place and nothing of the people', async ({ page, server }) => {
  const place = await found(server.url, { family: WORDS.family, founder: 'Hemmelindis', child: 'Skjulius' });
  const { link } = await invite(place, place.mette);
  await page.goto(link);
  await expect(page.getByRole('heading', { name: `Velkommen til ${WORDS.family}` })).toBeVisible();
  expect(await page.content()).not.toMatch(/Hemmelindis|Skjulius/);
});

test('six letters cannot be guessed at', async ({ request }) => {
  const statuses = new Set<number>();
  for (let tries = 0; tries < 30; tries++) {
    const answer = await request.post('/join', { form: { code: 'KATMUS' }, maxRedirects: 0 });
    statuses.add(answer.status());
    if (answer.status() === 429) expect(Number(answer.headers()['retry-after'])).toBeGreaterThan(0);
  }
  expect([...statuses]).toEqual([404, 429]);
});

/** A page without what changes from one asking to the next. */
function plain(html: string, path: string): string {
  return html.replaceAll(path, '').replace(/nonce="[^"]*"/g, '').replace(/"\d{4}-\d\d-\d\dT[^"]*"/g, '');
}
