// The essential acts are real forms.
import { type Page } from '@playwright/test';
import { expect, test } from '../../fixture';
import { WORDS, become, go, makeWorld, type World } from '../../world';

test.use({ javaScriptEnabled: false });

// Without a script nobody uses what was fetched for it, and a refused form comes with a status of its own: the browser notes both.
test.afterEach(({ complaints }) => {
  const other = complaints.splice(0).filter((words) => !/was preloaded using link preload|a status of 4\d\d/.test(words));
  expect(other).toEqual([]);
});

const begin = async (page: Page, url: string, who: (world: World) => World['amina'], room: (world: World) => string) => {
  const world = await makeWorld(url);
  await become(page.context(), world, who(world));
  await page.goto(world.at(room(world)));
  return world;
};
const amina = (world: World) => world.amina;

/** Not every browser holds people to the length of a field. */
const anyLength = (page: Page) =>
  page.locator('[maxlength]').evaluateAll((fields) => fields.forEach((field) => field.removeAttribute('maxlength')));

test('a placement is laid, and tells its words', async ({ page, server }) => {
  await begin(page, server.url, (world) => world.rosa, () => 'ruler?setting=school');
  await page.locator('label.ruler__position').nth(3).click();
  await page.getByLabel('Hvad ser du?').fill('Hun henter ham, og han synger.');
  await page.getByRole('radio', { name: /Kredsen/ }).check({ force: true });
  await page.getByRole('button', { name: 'Læg min placering' }).click();
  await expect(page).toHaveURL(/ruler\?.*setting=school/);
  await expect(page.getByRole('main').getByText('Hun henter ham, og han synger.').first()).toBeVisible();
});

test('a placement that is too long is refused, and everything stands as it was typed', async ({ page, server }) => {
  await begin(page, server.url, (world) => world.rosa, () => 'ruler?setting=school');
  const long = 'Han synger igen. '.repeat(150);
  await anyLength(page);
  await page.locator('label.ruler__position').nth(1).click();
  await page.getByLabel('Hvad ser du?').fill(long);
  await page.getByLabel('Hvad virker?').fill('Musik.');
  await page.getByRole('radio', { name: /Kun mig/ }).check({ force: true });
  await page.getByRole('button', { name: 'Læg min placering' }).click();
  await expect(page.getByRole('alert')).toContainText('Det, du skrev, står her stadig.');
  await expect(page.locator('textarea[name=because]')).toHaveValue(long);
  await expect(page.locator('textarea[name=works]')).toHaveValue('Musik.');
  await expect(page.locator('input[name=level][value="2"]')).toBeChecked();
  await expect(page.getByRole('radio', { name: /Kun mig/ })).toBeChecked();
});

test('a step is ticked, and unticked again', async ({ page, server }) => {
  await begin(page, server.url, amina, () => 'plan');
  await page.getByRole('button', { name: `Gjort: ${WORDS.held}` }).click();
  const ticked = page.getByRole('button', { name: `Ikke gjort alligevel: ${WORDS.held}` });
  await expect(ticked).toHaveAttribute('aria-pressed', 'true');
  await ticked.click();
  await expect(page.getByRole('button', { name: `Gjort: ${WORDS.held}` })).toHaveAttribute('aria-pressed', 'false');
});

test('one ball is accepted and another declined, from the same place', async ({ page, server }) => {
  const world = await begin(page, server.url, amina, () => '');
  await page.locator(`#step-${world.steps.offered}`).getByRole('button', { name: 'Den tager jeg' }).click();
  await expect(page).toHaveURL(new RegExp(`${world.at()}$`));
  await page.locator(`#step-${world.steps.other}`).getByRole('button', { name: 'Ikke mig' }).click();
  await page.goto(world.at('plan'));
  await expect(page.locator(`#step-${world.steps.other}`)).toContainText('Amina sagde nej tak');
  await expect(page.getByRole('button', { name: `Gjort: ${WORDS.offered}` })).toBeVisible();
});

test('a ball is handed back with a reason, and a reason that is too long stays in sight', async ({ page, server }) => {
  const world = await begin(page, server.url, amina, () => 'plan');
  const step = page.locator(`#step-${world.steps.held}`);
  const why = step.getByLabel('Hvad skal de andre vide?');
  await step.getByText('Mere', { exact: true }).click();
  await anyLength(page);
  await why.fill('x'.repeat(500));
  await step.getByRole('button', { name: 'Giv bolden tilbage' }).click();
  await expect(page.getByRole('alert')).toContainText('Det blev ikke gemt endnu');
  // Where the words stand they can be seen, without looking for them.
  await expect(why).toBeVisible();
  await expect(why).toHaveValue('x'.repeat(500));
  await why.fill('Jeg når det ikke i denne uge.');
  await step.getByRole('button', { name: 'Giv bolden tilbage' }).click();
  await expect(step).toContainText('Amina gav bolden tilbage: Jeg når det ikke i denne uge.');
});

test('what is kept for one form stands in no other', async ({ page, server }) => {
  const world = await begin(page, server.url, amina, () => 'plan');
  const step = page.locator(`#step-${world.steps.held}`);
  await step.getByText('Mere', { exact: true }).click();
  await anyLength(page);
  await step.getByLabel('Hvad skal de andre vide?').fill('x'.repeat(500));
  await step.getByRole('button', { name: 'Giv bolden tilbage' }).click();
  await expect(page.locator(`#step-${world.steps.late} input[name=because]`)).toHaveValue('');
});

test('one checks in, and may pass', async ({ page, server }) => {
  await begin(page, server.url, amina, (world) => `dialogue/${world.dialogues.running}`);
  await page.locator('label').filter({ hasText: 'okay' }).click();
  await page.getByRole('button', { name: 'Tjek ind' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Amina' })).toContainText('okay');
  await page.getByText('Vælg om').click();
  await page.locator('label').filter({ hasText: 'Jeg melder pas' }).click();
  await page.getByRole('button', { name: 'Tjek ind' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Amina' })).toContainText('melder pas');
});

test('the family says yes, and takes it back', async ({ page, server }) => {
  const world = await begin(page, server.url, amina, () => 'plan');
  const goal = page.locator(`#goal-${world.goal}`);
  await goal.getByRole('button', { name: 'Tag mit ja tilbage' }).click();
  await expect(goal).toContainText('Forslag');
  await goal.getByRole('button', { name: 'Ja, det er vi enige om' }).click();
  await expect(goal).toContainText('Amina har sagt ja.');
});

test('one tells whether the dialogue was useful', async ({ page, server }) => {
  const world = await makeWorld(server.url);
  await become(page.context(), world, world.rosa);
  await go(world, 'useful');
  await page.goto(world.at(`dialogue/${world.dialogues.running}`));
  await page.locator('label').filter({ hasText: 'ret nyttigt' }).click();
  await page.getByLabel('Hvad ville gøre den næste bedre?').fill('Kage.');
  await page.getByRole('button', { name: 'Send mit svar' }).click();
  await expect(page.getByText('Tak. Dit svar er med.')).toBeVisible();
});
