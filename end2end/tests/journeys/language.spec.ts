import { expect, test } from '../../fixture';
import { found, invite, join, shares } from '../../people';

test('the first screen speaks the language of the browser, and another at one tap', async ({ person, browser, baseURL }) => {
  const context = await browser.newContext({ locale: 'en-GB', baseURL });
  const page = await context.newPage();
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'One place where everyone can see how it is going' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await context.close();

  const amina = await person('Amina', 'phone');
  await amina.page.goto('/');
  await expect(amina.heading('Ét sted, hvor alle kan se, hvordan det går')).toBeVisible();
  await amina.tap(amina.button('English'));
  await expect(amina.heading('One place where everyone can see how it is going')).toBeVisible();
  await amina.tap(amina.button('Dansk'));
  await expect(amina.heading('Ét sted, hvor alle kan se, hvordan det går')).toBeVisible();
});

test('a mother who speaks English is spoken to in English from her invitation on', async ({ person }) => {
  const [mette, amina] = await Promise.all([person('Mette', 'tablet'), person('Amina', 'phone')]);
  const { family } = await found(mette, 'professional', { name: 'Ali', born: new Date().getFullYear() - 8 });
  const { link } = await invite(mette, family, 'guardian');
  await amina.page.goto(link);
  await amina.tap(amina.button('English'));
  await expect(amina.heading('Welcome to Familien Yildiz')).toBeVisible();
  await expect(amina.page.getByLabel('Language')).toHaveValue('en');
  await amina.write(amina.field('What is your name?'), 'Amina');
  await amina.alive(() => amina.tap(amina.button('Come in')));
  await expect(amina.heading('Hello Amina')).toBeVisible();
  await amina.tap(amina.link(/^How is it going for Ali\?/));
  await amina.tap(amina.position(2));
  await amina.tap(amina.button('Place it'));
  await expect(amina.text(/^You placed 2 /)).toBeVisible();

  // The teacher reads the same in Danish, once she may.
  await shares(amina, family);
  await mette.open(`/f/${family}/ruler`);
  await expect(mette.page.getByRole('list', { name: '2 i mistrivsel', exact: true })).toContainText('Amina');
  const { family: copy } = await mette.copy();
  const languages = Object.values(copy.people.members).map(({ name, language }) => `${name} ${language}`);
  expect(languages).toEqual(expect.arrayContaining(['Mette da', 'Amina en']));
});

test('each has a language of their own, on every device of theirs', async ({ person }) => {
  const [mette, amina] = await Promise.all([person('Mette', 'tablet'), person('Amina', 'phone')]);
  const { family } = await found(mette, 'professional', { name: 'Ali' });
  await join(amina, mette, family, 'guardian');
  await Promise.all([mette.open(`/f/${family}/plan`), amina.open(`/f/${family}/plan`)]);
  await amina.alive(() => amina.tap(amina.button('English')));
  await expect(amina.heading('What we have agreed')).toBeVisible();
  await expect(amina.place('Home')).toBeVisible();
  await mette.alive(() => mette.page.reload());
  await expect(mette.heading('Det, vi har aftalt')).toBeVisible();

  // The choice is hers, not her phone's.
  await amina.context.clearCookies({ name: 'language' });
  await amina.alive(() => amina.page.reload());
  await expect(amina.heading('What we have agreed')).toBeVisible();
  await amina.alive(() => amina.tap(amina.button('Dansk')));
  await expect(amina.heading('Det, vi har aftalt')).toBeVisible();
});

test('changing the language leads back to the page one was on', async ({ person }) => {
  const mette = await person('Mette', 'tablet');
  const { family } = await found(mette, 'professional', { name: 'Ali' });
  await mette.open(`/f/${family}`);
  await mette.tap(mette.place('Os'));
  await expect(mette.heading('Os')).toBeVisible();
  await mette.alive(() => mette.tap(mette.button('English')));
  await expect(mette.heading('Us')).toBeVisible();
});
