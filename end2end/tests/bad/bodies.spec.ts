// What cannot be read, is not known, or is far too much: refused whole, told plainly, and nothing changed.
import { expect, test } from '../../fixture';
import { makeWorld, newId, tries, view } from '../../world';

const json = { 'content-type': 'application/json' };

test('a body that cannot be read is answered with a problem and changes nothing', async ({ request, server }) => {
  const world = await makeWorld(server.url);
  const before = await view(world, world.amina);
  const headers = { ...json, authorization: `Bearer ${world.amina.token}` };
  const id = newId();
  const bodies: [string | Buffer, number][] = [
    ['', 400],
    ['{', 400],
    ['nul', 400],
    [Buffer.from([0xff, 0xfe, 0x7b]), 400],
    ['[', 400],
    ['{}', 422],
    ['42', 422],
    [`{"id":"${id}","command":{"hemmelig":{"ord":"Kanariefugl"}}}`, 422],
    [`{"id":"${id}","command":{"plan":{"hemmelig":{}}}}`, 422],
    [`{"id":"ikke-et-id","command":{"people":{"speak":{"language":"da"}}}}`, 422],
    [`{"id":"${id}","command":{"people":{"speak":{"language":"klingon"}}}}`, 422],
    [`[${Array.from({ length: 101 }, () => `{"id":"${newId()}","command":{"people":{"speak":{"language":"da"}}}}`).join()}]`, 413],
    ['x'.repeat(2_000_000), 413],
  ];
  for (const [body, status] of bodies) {
    const called = body.toString().slice(0, 60);
    const answer = await request.post(`/api/v1/families/${world.family}/commands`, { headers, data: Buffer.from(body) });
    expect(answer.status(), called).toBe(status);
    expect(answer.headers()['content-type'], called).toContain('application/problem+json');
    const text = await answer.text();
    expect(JSON.parse(text), called).toMatchObject({ status });
    // What was sent does not come back: it may be somebody's words.
    expect(text).not.toMatch(/Kanariefugl|hemmelig|klingon/);
  }
  expect(await view(world, world.amina)).toEqual(before);
});

test('a list that nests without end does not bring the server down', async ({ request, server }) => {
  const world = await makeWorld(server.url);
  const headers = { ...json, authorization: `Bearer ${world.amina.token}` };
  const answer = await request.post(`/api/v1/families/${world.family}/commands`, { headers, data: Buffer.from('['.repeat(60_000)) });
  expect([400, 413, 422]).toContain(answer.status());
  expect((await request.get('/healthz')).ok()).toBe(true);
});

test('100 kB of text is refused by its size, and a little too much by its length', async ({ server }) => {
  const world = await makeWorld(server.url);
  const card = (text: string) => ({
    talk: { write: { id: newId(), about: world.ali.id, column: 'works', text, notices: '', dialogue: null, on: new Date().toISOString().slice(0, 10), shared: true } },
  });
  expect((await tries(world, world.amina, card('å'.repeat(50_000)))).status).toBe(413);
  expect((await tries(world, world.amina, card('å'.repeat(5_000)))).body).toMatchObject({ outcome: { refused: { refusal: { too_long: {} } } } });
  expect((await tries(world, world.amina, card('å'.repeat(280)))).body).toMatchObject({ outcome: { done: {} } });
});

test('a form of 100 kB is answered with a page that says what to do', async ({ request, server }) => {
  const world = await makeWorld(server.url);
  const headers = { authorization: `Bearer ${world.amina.token}` };
  const form = { act: 'tell', step: world.steps.held, text: 'a'.repeat(100_000) };
  const answer = await request.post(world.at('plan'), { headers, form });
  expect(answer.status()).toBe(413);
  expect(await answer.text()).toContain('Det var for meget på én gang');
});

test('a form that asks for nothing known is refused kindly', async ({ request, server }) => {
  const world = await makeWorld(server.url);
  const headers = { authorization: `Bearer ${world.amina.token}` };
  for (const form of [{}, { act: 'slet_alt' }, { act: 'tick', step: 'x' }, { act: 'tick', step: newId() }] as Record<string, string>[]) {
    const answer = await request.post(world.at('plan'), { headers, form });
    expect(answer.status(), JSON.stringify(form)).toBe(422);
    expect(await answer.text()).toContain('Det blev ikke gemt endnu');
  }
});

test('another way than there is, is not found', async ({ request }) => {
  for (const [method, path] of [['PUT', '/api/v1/families'], ['GET', '/api/v1/nothing'], ['DELETE', '/'], ['POST', '/healthz']] as const) {
    const answer = await request.fetch(path, { method });
    expect([404, 405], `${method} ${path}`).toContain(answer.status());
  }
});
