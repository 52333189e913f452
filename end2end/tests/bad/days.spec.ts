// What is told as happened lies not ahead, and what is planned lies not behind.
import { expect, test } from '../../fixture';
import { become, day, makeWorld, newId, tries, view, type World } from '../../world';

const refused = (refusal: string) => ({ outcome: { refused: { refusal } } });

function placing(world: World, on: string) {
  const words = { because: '', works: '', one_up: '' };
  return { ruler: { place: { id: newId(), child: world.ali.id, setting: 'school', level: 3, on, seen: 'circle', ...words } } };
}

test('a dialogue is not planned for a day that has gone, unless it was held', async ({ server }) => {
  const world = await makeWorld(server.url);
  const plan = (when: string, held: boolean) => ({ dialogue: { plan: { id: newId(), about: world.ali.id, when: `${when}T15:00:00`, place: '', held } } });
  expect((await tries(world, world.mette, plan(day(-5), false))).body).toMatchObject(refused('in_the_past'));
  expect((await tries(world, world.mette, plan(day(5), true))).body).toMatchObject(refused('in_the_future'));
  expect((await tries(world, world.mette, plan(day(-5), true))).body).toMatchObject({ outcome: { done: {} } });
});

test('a step is not asked for by a day that has gone', async ({ server }) => {
  const world = await makeWorld(server.url);
  const step = { id: newId(), goal: null, what: 'Køre', holder: world.rosa.id, due: day(-5), help: '', dialogue: null, on: day(0) };
  expect((await tries(world, world.mette, { plan: { add_step: step } })).body).toMatchObject(refused('in_the_past'));
  expect((await tries(world, world.amina, { plan: { due: { id: world.steps.held, due: day(-5) } } })).body).toMatchObject(refused('in_the_past'));
});

test('nobody places, ticks or tells on a day to come', async ({ server }) => {
  const world = await makeWorld(server.url);
  const held = world.steps.held;
  for (const command of [
    placing(world, day(5)),
    { plan: { tick: { id: held, on: day(5) } } },
    { plan: { tell: { id: held, text: 'Nyt', on: day(5) } } },
    { plan: { how_far: { id: world.goal, value: 5, on: day(5) } } },
  ]) {
    expect((await tries(world, world.amina, command)).body, JSON.stringify(command)).toMatchObject(refused('in_the_future'));
  }
});

test('days that no calendar has are not understood', async ({ server }) => {
  const world = await makeWorld(server.url);
  for (const on of ['2026-02-30', '2026-13-01', 'i går', '', '99999-01-01']) {
    expect((await tries(world, world.amina, placing(world, on))).status, on).toBe(422);
  }
});

test('a form with a day to come is refused in kind words', async ({ page, context, server, complaints }) => {
  const world = await makeWorld(server.url);
  await become(context, world, world.amina);
  const before = JSON.stringify((await view(world, world.amina)).ruler);
  const form = { child: world.ali.id, setting: 'school', level: '4', seen: 'circle', on: day(5), because: 'Han sang.', back: world.at('ruler?setting=school') };
  const answer = await page.request.post(world.at('ruler'), { form });
  expect(answer.status()).toBe(422);
  await page.setContent((await answer.text()).replace(/<script[\s\S]*?<\/script>/g, ''));
  await expect(page.getByRole('alert')).toContainText('Den dag');
  await expect(page.locator('textarea[name=because]')).toHaveValue('Han sang.');
  expect(JSON.stringify((await view(world, world.amina)).ruler)).toBe(before);
  complaints.length = 0;
});
