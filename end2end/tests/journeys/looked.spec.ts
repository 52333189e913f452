// Who has looked: the teacher opens the plan, the mother reads it on her phone, and nobody watches the child.
import { expect, test } from '../../fixture';
import { found, join } from '../../people';
import { become, makeWorld } from '../../world';

test('the teacher opens the plan, and the mother reads it on her phone', async ({ person }) => {
  const [mette, amina] = await Promise.all([person('Mette', 'tablet'), person('Amina', 'phone')]);
  const { family } = await found(mette, 'professional', { name: 'Ali' });
  await join(amina, mette, family, 'guardian');
  await mette.open(`/f/${family}/plan`);
  await amina.open(`/f/${family}/people`);
  await amina.alive(() => amina.tap(amina.link('Se, hvem der har set')));
  await expect(amina.title('Hvem har set')).toBeVisible();
  await expect(amina.heading('I dag')).toBeVisible();
  const line = amina.page.getByRole('listitem').filter({ hasText: 'Mette (fagperson)' }).first();
  await expect(line).toContainText(/så planen.* og fulgte med kl\. \d+/);
  await expect(amina.page.getByText('Hvad et barn åbner, ser kun barnet selv.')).toBeVisible();

  // From here she goes on as on any page, and comes back to the same lines.
  await amina.tap(amina.place('Plan'));
  await expect(amina.title('Det, vi har aftalt')).toBeVisible();
  await amina.page.goBack();
  await expect(line).toContainText('så planen');

  // A guest reads their own, and nothing of the mother.
  await mette.open(`/f/${family}/looked`);
  await expect(mette.page.getByRole('listitem').filter({ hasText: 'Du' }).first()).toContainText(/så .*denne side/);
  await expect(mette.page.getByRole('main')).not.toContainText('Amina');
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });
  test.afterEach(({ complaints }) => {
    const other = complaints.splice(0).filter((words) => !/was preloaded using link preload/.test(words));
    expect(other).toEqual([]);
  });

  test('the grandmother reads her own lines, and the child what nobody else reads', async ({ page, server }) => {
    const world = await makeWorld(server.url);
    const main = page.getByRole('main');
    await become(page.context(), world, world.ali);
    await page.goto(world.at('dreams'));
    await page.goto(world.at('people'));
    await page.getByRole('link', { name: 'Se, hvem der har set' }).click();
    await expect(main).toContainText(/så drømmene/);
    await expect(main).toContainText('Kun du kan se, hvad du selv har åbnet.');
    for (const other of [world.amina, world.rosa]) {
      await become(page.context(), world, other);
      await page.goto(world.at('looked'));
      await expect(main).not.toContainText('så drømmene');
      await expect(main).toContainText(/Du .*så .*denne side/);
    }
    await expect(main).toContainText('Her står, hvad du selv har åbnet.');
    await expect(main).not.toContainText('Mette');
  });
});
