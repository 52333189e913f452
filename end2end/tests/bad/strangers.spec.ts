// Somebody else's family is not there: the same answer, to the letter, as for one that nobody made.
import { type APIRequestContext } from '@playwright/test';
import { expect, test } from '../../fixture';
import { WORDS, become, found, makeWorld, newId, type World } from '../../world';

/** Every route that names a family. */
function routes(world: World): { method: 'GET' | 'POST'; path: string; body?: object; form?: Record<string, string> }[] {
  const { ended } = world.dialogues;
  const command = { id: newId(), command: { people: { speak: { language: 'en' } } } };
  const pages = ['', '/ruler', '/dialogue', `/dialogue/${ended}`, `/dialogue/${ended}/minutes`, `/dialogue/${ended}/prepare`, '/plan', '/dreams', '/people', '/nothing'];
  const api = `/api/v1/families/${world.family}`;
  return [
    ...pages.map((page) => ({ method: 'GET' as const, path: `/f/${world.family}${page}` })),
    { method: 'POST', path: `/f/${world.family}/plan`, form: { act: 'tick', step: world.steps.held } },
    { method: 'POST', path: `/f/${world.family}/ruler`, form: { child: world.ali.id, setting: 'school', level: '1' } },
    { method: 'POST', path: `/f/${world.family}/dialogue/${ended}`, form: { act: 'end' } },
    { method: 'GET', path: api },
    { method: 'GET', path: `${api}/events?since=0` },
    { method: 'GET', path: `${api}/live` },
    { method: 'POST', path: `${api}/commands`, body: command },
    { method: 'POST', path: `${api}/commands`, body: [command] },
    { method: 'POST', path: `${api}/invitations/${newId()}/key`, body: {} },
  ];
}

/** When the page was made. */
const MOMENT = /"\d{4}-\d\d-\d\dT[^"]*"/g;

async function answer(request: APIRequestContext, route: ReturnType<typeof routes>[number], token: string): Promise<[number, string]> {
  const headers = { authorization: `Bearer ${token}`, 'accept-language': 'da' };
  const { method, path, body, form } = route;
  const answer = await request.fetch(path, { method, headers, data: body, form, maxRedirects: 0 });
  const text = await answer.text();
  return [answer.status(), text.replace(/nonce="[^"]*"/g, '').replace(MOMENT, '')];
}

test('every route answers a stranger as if the family did not exist', async ({ request, server }) => {
  const world = await makeWorld(server.url);
  const stranger = await found(server.url, { family: 'En anden', founder: 'Fremmed', child: 'Nogen' });
  const none = newId();
  for (const route of routes(world)) {
    const theirs = await answer(request, route, stranger.mette.token);
    const nobodys = await answer(request, { ...route, path: route.path.replace(world.family, none) }, stranger.mette.token);
    const [status, body] = theirs;
    expect(status, route.path).toBeGreaterThanOrEqual(400);
    expect([status, body.replaceAll(world.family, none)], `${route.method} ${route.path}`).toEqual(nobodys);
    expect(body, route.path).not.toContain(WORDS.family);
  }
  // And nothing happened.
  const ours = await answer(request, { method: 'GET', path: `/api/v1/families/${world.family}` }, world.amina.token);
  expect(ours[0]).toBe(200);
  expect(ours[1]).not.toContain('Fremmed');
});

test('every route tells the signed out so, whether the family exists or not', async ({ request, server }) => {
  const world = await makeWorld(server.url);
  const none = newId();
  for (const route of routes(world)) {
    const [status, body] = await answer(request, route, 'not-a-token');
    const nobodys = await answer(request, { ...route, path: route.path.replace(world.family, none) }, 'not-a-token');
    expect([status, body.replaceAll(world.family, none)], `${route.method} ${route.path}`).toEqual(nobodys);
    expect([401, 404], route.path).toContain(status);
  }
});

test('a session that was tampered with leads to the way in, and nothing is lost', async ({ page, context, server, complaints }) => {
  const world = await makeWorld(server.url);
  const last = world.amina.token.at(-1) === 'A' ? 'B' : 'A';
  await become(context, world, { token: world.amina.token.slice(0, -1) + last });
  const answer = await page.goto(world.at('plan'));
  expect(answer?.status()).toBe(401);
  await expect(page.getByRole('heading', { name: 'Du er ikke inde' })).toBeVisible();
  await expect(page.getByText('Intet er gået tabt.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Jeg har en kode' })).toBeVisible();
  expect(await page.content()).not.toContain(WORDS.goal);
  complaints.length = 0;
});

test('a session that ended on this device opens nothing any more', async ({ request, server }) => {
  const world = await makeWorld(server.url);
  const headers = { authorization: `Bearer ${world.rosa.token}` };
  expect((await request.delete('/api/v1/session', { headers })).status()).toBe(204);
  expect((await request.get(`/api/v1/families/${world.family}`, { headers })).status()).toBe(401);
});

test('what one member keeps does not reach another', async ({ request, server }) => {
  const world = await makeWorld(server.url);
  for (const other of [world.mette, world.rosa, world.ali]) {
    const headers = { authorization: `Bearer ${other.token}` };
    const api = `/api/v1/families/${world.family}`;
    for (const path of [api, `${api}/events?since=0`, world.at(), world.at('ruler?setting=home'), world.at(`dialogue/${world.dialogues.next}/prepare`)]) {
      expect(await (await request.get(path, { headers })).text(), `${other.name} ${path}`).not.toContain(WORDS.kept);
    }
  }
});
