// A page that is older than what it is told. Nobody should ever notice.
import { expect, test } from '../../fixture';
import { day, found } from '../../people';

// [S23]
test('a page that cannot read a message comes back for a new copy, and what waits goes out', async ({ person }) => {
  const mette = await person('Mette', 'phone');
  const place = await found(mette, 'professional', { name: 'Ali' });
  const hellos: number[] = [];
  let say = (_: string): void => undefined;
  await mette.page.routeWebSocket(/\/live\?as=/, (line) => {
    const server = line.connectToServer();
    say = (words) => line.send(words);
    line.onMessage((words) => {
      const hello = JSON.parse(words.toString()).hello;
      if (hello) hellos.push(hello.seq);
      server.send(words);
    });
  });
  await mette.page.goto(`/f/${place.family}/plan`);
  await expect.poll(() => hellos.length).toBe(1);
  expect(hellos[0]).toBeGreaterThan(0);
  await expect(mette.text('Gemt', { exact: true })).toBeVisible();
  say(JSON.stringify({ news: { news: { seq: 99, events: [{ seq: 99, at: `${day(0)}T12:00:00Z`, by: place.child, event: { choir: { sung: {} } } }] } } }));
  await expect.poll(() => hellos, { timeout: 15_000 }).toEqual([hellos[0], 0]);
  const goal = { id: crypto.randomUUID(), about: place.child, text: 'Ali synger i kor', sign: '', dream: null, dialogue: null, on: day(0) };
  await mette.does({ plan: { set_goal: goal } }, place.family);
  await expect(mette.heading('Ali synger i kor')).toBeVisible();
});
