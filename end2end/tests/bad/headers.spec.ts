// What every answer says to the browser, and what it never says to the world.
import { expect, test } from '../../fixture';
import { rooms } from '../../pages';
import { WORDS, found, invite, makeWorld } from '../../world';

test('pages run our own code only, are framed by nobody and sniffed by nobody', async ({ request, server }) => {
  const world = await makeWorld(server.url);
  const headers = { authorization: `Bearer ${world.amina.token}` };
  for (const path of ['/', '/new', '/join', '/nothing', world.at(), world.at('plan'), world.at('nothing')]) {
    const sent = (await request.get(path, { headers })).headers();
    const policy = sent['content-security-policy'] ?? '';
    for (const part of ["default-src 'self'", "frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'", "form-action 'self'"]) {
      expect(policy, path).toContain(part);
    }
    expect(policy, path).not.toMatch(/unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|\*/);
    expect(sent['x-content-type-options'], path).toBe('nosniff');
    expect(sent['referrer-policy'], path).toMatch(/same-origin|no-referrer/);
    expect(sent['cache-control'], path).toMatch(path.startsWith('/f/') ? /^no-store$/ : /no-cache|no-store/);
  }
});

test('what the API answers is kept by nobody', async ({ request, server }) => {
  const world = await makeWorld(server.url);
  const headers = { authorization: `Bearer ${world.amina.token}` };
  for (const path of [`/api/v1/families`, `/api/v1/families/${world.family}`, `/api/v1/families/${world.family}/events?since=0`]) {
    const sent = (await request.get(path, { headers })).headers();
    expect(sent['cache-control'], path).toBe('no-store');
    expect(sent['x-content-type-options'], path).toBe('nosniff');
  }
});

test('no script reads the session, and no other site sends it', async ({ page, context, server }) => {
  const place = await found(server.url);
  const { link } = await invite(place, place.mette);
  await page.goto(link);
  await page.getByLabel('Hvad hedder du?').fill('Rosa');
  await page.getByRole('button', { name: 'Kom ind' }).click();
  await expect(page.getByRole('heading', { name: 'Hej Rosa' })).toBeVisible();
  const session = (await context.cookies()).find((cookie) => cookie.name === 'session');
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  expect(session!.value.length).toBeGreaterThanOrEqual(22);
  expect(await page.evaluate(() => document.cookie)).not.toContain('session');
});

test('another site cannot act in a person’s name', async ({ request, server }) => {
  const world = await makeWorld(server.url);
  const cookie = `session=${world.amina.token}`;
  for (const headers of [{ cookie, origin: 'https://evil.example' }, { cookie, 'sec-fetch-site': 'cross-site' }]) {
    const form = { act: 'tick', step: world.steps.held };
    expect((await request.post(world.at('plan'), { headers, form })).status()).toBe(403);
    expect((await request.post('/language', { headers, form: { language: 'en', back: '/' } })).status()).toBe(403);
  }
});

test('a language form leads to no other site', async ({ request }) => {
  for (const back of ['//evil.example', 'https://evil.example', '/\\evil.example', '/f\r\nset-cookie: a=b']) {
    const answer = await request.post('/language', { form: { language: 'da', back }, maxRedirects: 0 });
    expect(answer.headers().location, back).toBe('/');
  }
});

test('no title and no address tells anything of anybody', async ({ request, server }) => {
  const world = await makeWorld(server.url);
  const personal = new RegExp(['Kvædebo', '\\bAli\\b', 'Amina', 'Rosa', 'Mette', WORDS.goal, WORDS.place].join('|'), 'i');
  const headers = { authorization: `Bearer ${world.mette.token}` };
  for (const path of ['/', ...rooms(world).map(world.at)]) {
    const html = await (await request.get(path, { headers })).text();
    const title = /<title>([^<]*)<\/title>/.exec(html)?.[1];
    expect(title, path).toBeTruthy();
    const addresses = [...html.matchAll(/\b(?:href|action|src)="([^"]*)"/g)].map((match) => decodeURIComponent(match[1]!));
    expect([title!, ...addresses].filter((words) => personal.test(words)), path).toEqual([]);
  }
});
