import { expect, test } from '../../fixture';
import { found, invite } from '../../people';

test('from her link to her first placement a mother needs few taps', async ({ person }) => {
  const [mette, amina] = await Promise.all([person('Mette', 'laptop'), person('Amina', 'phone')]);
  const { family } = await found(mette, 'professional', { name: 'Ali', born: new Date().getFullYear() - 8 });
  const { link } = await invite(mette, family, 'guardian');
  const before = Date.now();
  await amina.page.goto(link);
  await amina.write(amina.field('Hvad hedder du?'), 'Amina');
  await amina.alive(() => amina.tap(amina.button('Kom ind')));
  await amina.tap(amina.link(/^Hvordan går det for Ali\?/));
  await amina.tap(amina.position(4));
  await amina.tap(amina.button('Læg min placering'));
  await expect(amina.text('Du har lagt 4 opmærksomhed')).toBeVisible();
  await expect(amina.text('Gemt', { exact: true })).toBeVisible();
  console.log(`link to first placement: ${amina.taps} taps, ${((Date.now() - before) / 1000).toFixed(1)} seconds`);
  expect(amina.taps).toBeLessThanOrEqual(5);
});
