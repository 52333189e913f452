import { expect, test } from '../../fixture';
import { day, found, join, newId, type Person, type Place } from '../../people';

async function two(person: (name: string, device: 'tablet' | 'phone' | 'laptop') => Promise<Person>, born = 8): Promise<[Place, Person, Person]> {
  const [mette, amina] = await Promise.all([person('Mette', 'laptop'), person('Amina', 'phone')]);
  const place = await found(mette, 'professional', { name: 'Ali', born: new Date().getFullYear() - born });
  await join(amina, mette, place.family, 'guardian');
  return [place, mette, amina];
}

const now = (who: Person, level: string) =>
  who.page.getByRole('region', { name: 'Sådan ser vi det nu' }).getByRole('list', { name: level, exact: true });

test('one places by a tap, by the arrow keys, and by sliding a finger along', async ({ person }) => {
  const [{ family }, mette, amina] = await two(person);
  await Promise.all([mette.open(`/f/${family}/ruler`), amina.open(`/f/${family}/ruler`)]);
  const chosen = (who: Person, level: number) => expect(who.position(level).getByRole('radio')).toBeChecked();

  await amina.tap(amina.position(2));
  await chosen(amina, 2);
  await expect(amina.field('Hvad ser du, der gør det til 2?')).toBeVisible();

  await mette.position(3).getByRole('radio').focus();
  await mette.page.keyboard.press('Space');
  await mette.page.keyboard.press('ArrowRight');
  await chosen(mette, 4);
  await mette.page.keyboard.press('ArrowLeft');
  await mette.page.keyboard.press('ArrowLeft');
  await chosen(mette, 2);
  await expect(mette.field('Hvad ser du, der gør det til 2?')).toBeVisible();

  const from = (await mette.position(2).boundingBox())!;
  const to = (await mette.position(5).boundingBox())!;
  await mette.page.mouse.move(from.x + from.width / 2, from.y + 20);
  await mette.page.mouse.down();
  await mette.page.mouse.move(to.x + to.width / 2, to.y + 20, { steps: 8 });
  await mette.page.mouse.up();
  await chosen(mette, 5);
  await expect(mette.field('Hvad skal blive ved, så det holder?')).toBeVisible();

  await slide(amina, 2, 4);
  await chosen(amina, 4);
  await expect(amina.field('Hvad ser du, der gør det til 4?')).toBeVisible();
});

test('a placement for the circle is seen by all at once, with its words', async ({ person }) => {
  const [{ family }, mette, amina] = await two(person);
  await Promise.all([mette.open(`/f/${family}/ruler`), amina.open(`/f/${family}/ruler`)]);
  await amina.tap(amina.position(3));
  await amina.write(amina.field('Hvad ser du, der gør det til 3?'), 'Han sover urolig');
  await amina.write(amina.field('Hvad gør, at det er 3 og ikke 2?'), 'Fodbold om tirsdagen');
  await amina.tap(amina.button('Læg min placering'));
  await expect(now(mette, '3 udsat')).toContainText('Amina');
  await expect(mette.text('Han sover urolig')).toBeVisible();
  await expect(mette.text('Fodbold om tirsdagen')).toBeVisible();
});

test('a draft is one’s own until one shows it; it can be changed and taken back', async ({ person }) => {
  const [{ family }, mette, amina] = await two(person);
  await Promise.all([mette.open(`/f/${family}/ruler`), amina.open(`/f/${family}/ruler`)]);
  await amina.tap(amina.position(2));
  await amina.write(amina.field('Hvad ser du, der gør det til 2?'), 'Det siger jeg kun til mig selv');
  await amina.tap(amina.choice(/^Kun mig/));
  await amina.tap(amina.button('Læg min placering'));
  await expect(amina.text('Du har lagt 2 i mistrivsel')).toBeVisible();
  await expect(amina.text('Kun du ser den.')).toBeVisible();
  await expect(amina.text('Gemt', { exact: true })).toBeVisible();
  expect((await mette.copy()).family.ruler.placements).toEqual({});
  expect(await mette.everythingEver()).not.toContain('Det siger jeg kun til mig selv');

  await amina.tap(amina.button('Ret den'));
  await expect(amina.field('Hvad ser du, der gør det til 2?')).toHaveValue('Det siger jeg kun til mig selv');
  await amina.tap(amina.position(3));
  await amina.tap(amina.button('Læg min placering'));
  await expect(amina.text('Du har lagt 3 udsat')).toBeVisible();
  await expect(amina.text('Gemt', { exact: true })).toBeVisible();
  expect((await mette.copy()).family.ruler.placements).toEqual({});

  await amina.tap(amina.button('Vis den for kredsen'));
  await expect(amina.text('Kredsen kan se den.')).toBeVisible();
  await expect(now(mette, '3 udsat')).toContainText('Amina');
  await expect(mette.text('Det siger jeg kun til mig selv')).toBeVisible();

  // Changed once it is shown, it is one view and not two.
  await amina.tap(amina.button('Ret den'));
  await amina.tap(amina.position(4));
  await amina.tap(amina.choice(/^Kredsen/));
  await amina.tap(amina.button('Læg min placering'));
  await expect(now(mette, '4 opmærksomhed')).toContainText('Amina');
  await expect(mette.page.getByRole('region', { name: 'Sådan ser vi det nu' }).getByText('Det siger jeg kun til mig selv')).toHaveCount(1);

  await amina.tap(amina.button('Tag den tilbage'));
  await expect(amina.text('Den er taget tilbage. Dine ord står her stadig.')).toBeVisible();
  await expect(amina.field(/^Hvad ser du, der gør det til/)).toHaveValue('Det siger jeg kun til mig selv');
  await expect(mette.heading('Ingen har vist noget her endnu')).toBeVisible();
  expect(await mette.everything()).not.toContain('Det siger jeg kun til mig selv');
});

test('position 1 shows the way to help, and sends nothing to anybody', async ({ person }) => {
  const [{ family }, , amina] = await two(person);
  await amina.open(`/f/${family}/ruler`);
  const form = amina.page.getByRole('region', { name: 'Læg din egen' });
  await expect(form.getByText('Hjælp nu')).toBeHidden();
  const before = (await amina.copy()).seq;
  await amina.tap(amina.position(1));
  await expect(form.getByText('Hjælp nu')).toBeVisible();
  await expect(form.getByRole('link', { name: 'Ring 112' })).toHaveAttribute('href', 'tel:112');
  await amina.tap(form.getByText('Pligten til at underrette'));
  await expect(form.getByText(/underret/).nth(1)).toBeVisible();
  await amina.tap(amina.position(2));
  await expect(form.getByText('Hjælp nu')).toBeHidden();
  expect((await amina.copy()).seq).toBe(before);
});

test('the way is a curve and a table, and one can look back at each day', async ({ person }) => {
  const [{ family, child }, mette, amina] = await two(person);
  const lay = (who: Person, level: number, ago: number) =>
    who.does({ ruler: { place: { id: newId(), child, setting: 'school', level, on: day(-ago), seen: 'circle' } } }, family);
  await lay(amina, 2, 28);
  await lay(mette, 3, 28);
  await lay(amina, 3, 14);
  await lay(amina, 2, 7);
  await mette.open(`/f/${family}/ruler?child=${child}&setting=school`);
  await expect(now(mette, '2 i mistrivsel')).toContainText('Amina');
  await mette.tap(mette.fold('Vis som tabel'));
  await expect(mette.page.getByRole('table').getByRole('row')).toHaveCount(5);

  const slider = mette.page.getByRole('slider', { name: 'Se tilbage' });
  await slider.focus();
  await mette.page.keyboard.press('ArrowLeft');
  const then = mette.page.getByRole('region', { name: /^Sådan så vi det/ });
  await expect(then.getByRole('list', { name: '3 udsat', exact: true }).getByRole('listitem')).toHaveText(['Mette', 'Amina']);
  await mette.page.keyboard.press('Home');
  await expect(then.getByRole('list', { name: '2 i mistrivsel', exact: true })).toContainText('Amina');
  await mette.tap(mette.button('Til nu'));
  await expect(now(mette, '2 i mistrivsel')).toContainText('Amina');

  // A pulse from elsewhere comes onto the table.
  await lay(amina, 4, 0);
  await expect(now(mette, '4 opmærksomhed')).toContainText('Amina');
  await expect(mette.page.getByRole('table').getByRole('row')).toHaveCount(6);
});

for (const [age, band, setting] of [
  [1, '0–2 år', 'I dagtilbud'],
  [8, '6–9 år', 'I skolen'],
  [15, '13–17 år', 'I skolen'],
] as const) {
  test(`at the age of ${age} the guide shows the signs of ${band}`, async ({ person }) => {
    const [{ family }, mette] = await two(person, age);
    await mette.open(`/f/${family}/ruler`);
    await expect(mette.link(setting)).toBeVisible();
    const guide = mette.page.getByRole('region', { name: 'Hvad plejer at hjælpe?' });
    await mette.tap(mette.position(4));
    await expect(guide.getByRole('heading', { name: `Det kan I se, ${band}` })).toBeVisible();
    const signs = guide.getByRole('list').filter({ visible: true }).first();
    const before = await signs.innerText();
    await mette.tap(mette.choice('3–5 år'));
    await expect(guide.getByRole('heading', { name: 'Det kan I se, 3–5 år' })).toBeVisible();
    await expect(signs).not.toHaveText(before);
  });
}

/** A finger that slides from one position to another. */
async function slide(who: Person, from: number, to: number): Promise<void> {
  const middle = async (level: number) => {
    const box = (await who.position(level).boundingBox())!;
    return { x: box.x + box.width / 2, y: box.y + 20 };
  };
  await who.finger(await middle(from), await middle(to));
}
