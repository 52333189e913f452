// The log tells how the house does, and nothing of who lives in it.
import { expect, test } from '../../fixture';
import { load, rooms } from '../../pages';
import { startServer } from '../../server';
import { WORDS, become, makeWorld, tries } from '../../world';

test('nobody’s words, names or keys stand in the log, even where all is logged', async ({ page, context, request }) => {
  const server = await startServer({ RUST_LOG: 'trace' });
  try {
    const world = await makeWorld(server.url);
    const headers = { cookie: `session=${world.amina.token}` };
    for (const room of rooms(world)) await request.get(server.url + world.at(room), { headers });
    await become(context, world, world.amina);
    await load(page, server.url + world.at('plan'));
    await page.locator(`#step-${world.steps.held}`).getByRole('button', { name: /^Gjort/ }).click();
    await expect(page.getByText('Gemt', { exact: true })).toBeVisible();
    // What goes wrong is told most; so much goes wrong.
    await tries(world, world.amina, { plan: { hemmelig: { text: WORDS.goal } } });
    await tries(world, world.rosa, { plan: { tick: { id: world.steps.held, on: '2026-01-01' } } });
    await request.post(`${server.url}${world.at('plan')}`, { headers, form: { act: 'tell', text: WORDS.goal } });
    await request.post(`${server.url}${world.at('plan')}`, { headers, data: Buffer.from(`{"${WORDS.goal}`) });
    await request.post(`${server.url}/join`, { form: { code: WORDS.family } });
    await request.get(`${server.url}/${encodeURIComponent(WORDS.goal)}`);

    const log = server.log();
    expect(log.length).toBeGreaterThan(100);
    const { amina, rosa, mette, ali } = world;
    const people = [amina, rosa, mette, ali];
    const personal = [...Object.values(WORDS), 'Kvædebo', 'Amina', 'Rosa', 'Mette', ...people.map((person) => person.token)];
    expect(personal.filter((words) => log.includes(words) || log.includes(encodeURIComponent(words)))).toEqual([]);
  } finally {
    await page.goto('about:blank');
    await server.stop();
  }
});
