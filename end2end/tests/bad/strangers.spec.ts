// A session that is not whole, or has ended, opens nothing; and what one keeps reaches nobody. That another's family is not there,
// by any route, is held by server/tests/server/strangers.rs.
import { expect, test } from '../../fixture';
import { WORDS, become, makeWorld } from '../../world';

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
