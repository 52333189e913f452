// Everything can be read where no script runs.
import { expect, test } from '../../fixture';
import { WORDS, become, day, makeWorld, newId, send } from '../../world';

test.use({ javaScriptEnabled: false });

// Without a script nobody uses what was fetched for it, and a refused form comes with a status of its own: the browser notes both.
test.afterEach(({ complaints }) => {
  const other = complaints.splice(0).filter((words) => !/was preloaded using link preload|a status of 4\d\d/.test(words));
  expect(other).toEqual([]);
});

test('the plan tells goals, signs, steps, balls, news and who said yes', async ({ page, server }) => {
  const world = await makeWorld(server.url);
  await become(page.context(), world, world.rosa);
  await page.goto(world.at('plan'));
  const { goal, sign, held, late, loose, offered, rosas, handedBack, news } = WORDS;
  const main = page.getByRole('main');
  for (const words of [goal, sign, held, late, loose, offered, rosas, handedBack, news]) await expect(main).toContainText(words);
  for (const words of ['Aftalt', 'Amina har sagt ja.', 'Amina er spurgt', 'Amina gav bolden tilbage', '3 af 10', 'rundbold']) {
    await expect(main).toContainText(words);
  }
});

test('the ruler tells who sees what, in numbers and words', async ({ page, server }) => {
  const world = await makeWorld(server.url);
  await become(page.context(), world, world.rosa);
  await page.goto(world.at('ruler?setting=school'));
  const main = page.getByRole('main');
  for (const words of ['Amina', 'Mette', 'i mistrivsel', 'opmærksomhed', WORDS.because, WORDS.works]) {
    await expect(main.getByText(words).first()).toBeVisible();
  }
  await expect(main).not.toContainText(WORDS.kept);
});

test('the minutes tell the whole meeting', async ({ page, server }) => {
  const world = await makeWorld(server.url);
  await become(page.context(), world, world.rosa);
  await page.goto(world.at(`dialogue/${world.dialogues.ended}/minutes`));
  const { place, because, works, wish, worry, oneUp, goal, sign, held, rosas, nextTime } = WORDS;
  const main = page.getByRole('main');
  for (const words of [place, because, works, wish, worry, oneUp, goal, sign, held, rosas, nextTime]) await expect(main).toContainText(words);
  for (const words of ['Mette', 'Amina', 'Rosa', 'Ali', 'melder pas', 'Ja fra Amina']) await expect(main).toContainText(words);
});

test('the dreams stand in a list', async ({ page, server }) => {
  const world = await makeWorld(server.url);
  await become(page.context(), world, world.ali);
  await page.goto(world.at('dreams'));
  const list = page.getByRole('region', { name: 'Drømmene på en liste' });
  for (const words of [WORDS.dream, WORDS.dreamWords, 'en tegning', 'Nu', 'Snart', 'En dag']) await expect(list).toContainText(words);
});

test('a child is not told of themselves by name', async ({ page, server }) => {
  const world = await makeWorld(server.url);
  await become(page.context(), world, world.ali);
  await page.goto(world.at());
  const main = page.getByRole('main');
  for (const words of ['I taler om dig nu.', 'Om dig ·', 'Hvordan går det for dig?']) await expect(main).toContainText(words);
  await expect(main.getByText('Ali')).toHaveText(['Hej Ali']);
  await page.goto(world.at('ruler?setting=school'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hvordan går det for dig i skolen?');
  await expect(page.getByText('Hvordan går det for dig i skolen lige nu?')).toBeVisible();
  await page.goto(world.at('consent'));
  await expect(main.getByText('Du sagde: Det er fint')).toBeVisible();
  // From fifteen they give themselves.
  await send(world, world.amina, { people: { born: { member: world.ali.id, year: new Date().getFullYear() - 15 } } });
  await send(world, world.ali, { consent: { give: { to: world.rosa.id, of: world.ali.id, sections: ['ruler'], purpose: 'at hun ved det', until: day(9), heard: 'own' } } });
  await page.goto(world.at('consent'));
  for (const words of ['Om dig', 'Du har selv valgt det']) await expect(main.getByText(words).first()).toBeVisible();
  await expect(main.getByText(/Ali|Barnet/)).toHaveCount(0);
});

test('while a dialogue runs, going in is the one main thing to do', async ({ page, server }) => {
  const world = await makeWorld(server.url);
  const later = { id: newId(), about: world.ali.id, when: `${day(40)}T15:00:00`, place: '', held: false };
  await send(world, world.mette, { dialogue: { plan: later } });
  const filled = page.locator('main .button:not(.button--quiet, .button--plain):visible');
  for (const who of [world.mette, world.rosa]) {
    await become(page.context(), world, who);
    await page.goto(world.at('dialogue'));
    await expect(filled).toHaveText(['Gå ind']);
  }
  await send(world, world.mette, { dialogue: { end: { id: world.dialogues.running } } });
  for (const [who, main] of [[world.mette, 'Begynd'], [world.rosa, 'Forbered dig']] as const) {
    await become(page.context(), world, who);
    await page.goto(world.at('dialogue'));
    await expect(filled).toHaveText([main]);
  }
});

test.describe('with a keyboard', () => {
  test.use({ isMobile: false, hasTouch: false });

  test('nobody is told of a key that does nothing', async ({ page, server }) => {
    const world = await makeWorld(server.url);
    await become(page.context(), world, world.amina);
    await page.goto(world.at('people'));
    await expect(page.getByRole('link', { name: 'Gå væk herfra' })).toBeVisible();
    await expect(page.getByText('Tryk Escape tre gange')).toBeHidden();
  });
});

test('no page offers what only a script could do', async ({ page, server }) => {
  const world = await makeWorld(server.url);
  await become(page.context(), world, world.mette);
  const dead: string[] = [];
  for (const room of ['', 'plan', 'ruler', 'dialogue', 'people', 'dreams', `dialogue/${world.dialogues.ended}/minutes`, `dialogue/${world.dialogues.running}`]) {
    await page.goto(world.at(room));
    const buttons = page.locator('button:visible:not([disabled])');
    for (const button of await buttons.all()) {
      const works = await button.evaluate((it) => it instanceof HTMLButtonElement && it.type === 'submit' && it.form?.getAttribute('method') !== null);
      if (!works) dead.push(`${room || 'home'}: ${(await button.getAttribute('aria-label')) ?? (await button.innerText())}`);
    }
  }
  expect(dead).toEqual([]);
});
