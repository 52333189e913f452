// Somebody else sits in the grandmother's seat: on her phone's link, or on a device that she does not know.
import { expect, test } from '../../fixture';
import { found, join } from '../../people';
import { load } from '../../pages';
import { become, makeWorld, nadia } from '../../world';

const PHONE = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36';
const LAPTOP = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36';

test('a mother gives the grandmother a new way in on her phone, and whoever sat there is out at once', async ({ person, complaints }) => {
  const [mette, amina, thief, bodil] = await Promise.all([person('Mette', 'laptop'), person('Amina', 'phone'), person('Bodil', 'phone'), person('Farmor', 'phone')]);
  const { family } = await found(mette, 'professional', { name: 'Ali' });
  await join(amina, mette, family, 'guardian');
  await join(thief, amina, family, 'network');
  await Promise.all([amina.open(`/f/${family}/people`), thief.open(`/f/${family}/people`)]);
  await amina.tap(amina.fold('Giv en ny vej ind'));
  await expect(amina.button('Luk pladsen, og giv Mette en ny vej ind')).toBeVisible();
  await amina.tap(amina.button('Luk pladsen, og giv Bodil en ny vej ind'));
  const link = amina.page.locator('.invite a').first();
  await expect(link).toBeVisible();
  await expect(thief.page.getByText('Amina')).toHaveCount(0, { timeout: 1_000 });
  await expect(thief.title('Du er ikke inde')).toBeVisible();
  await bodil.page.goto((await link.getAttribute('href'))!);
  await bodil.page.getByLabel('Hvad hedder du?').fill('Bodil');
  await bodil.page.getByRole('button', { name: 'Kom ind' }).click();
  await bodil.open(`/f/${family}/people`);
  const row = '.member:has(> div > b:text-is("Bodil"))';
  await expect(bodil.page.locator(row)).toContainText('Ny vej ind fra Amina i dag');
  await expect(amina.page.locator(row)).toContainText('Ny vej ind fra Amina i dag');
  await thief.page.goto(`/f/${family}`);
  await expect(thief.title('Du er ikke inde')).toBeVisible();
  complaints.splice(0, complaints.length, ...complaints.filter((complaint) => !/401|404|no valid credentials/.test(complaint)));
});

test('a device that one does not know is ended by one tap, and the page says what to do next', async ({ browser, page, context, server, complaints }) => {
  const world = await makeWorld(server.url);
  const [phone, laptop] = await nadia(world, [PHONE, LAPTOP]);
  await become(context, world, laptop);
  await load(page, world.url + world.at('plan'));
  const other = await browser.newContext({ baseURL: server.url });
  await become(other, world, phone);
  const desk = await other.newPage();
  await load(desk, `${world.url}/devices`);
  await desk.getByRole('button', { name: 'Det var ikke mig: Windows-pc' }).click();
  await expect(page.getByRole('heading', { name: 'Du er ikke inde' })).toBeVisible({ timeout: 1_000 });
  await expect(desk.getByText('Den er ude nu, også hvor siden stod åben.')).toBeVisible();
  await expect(desk.getByText('Kom du ind med et link? Så bed om en ny vej ind.')).toBeVisible();
  await other.close();
  complaints.splice(0, complaints.length, ...complaints.filter((complaint) => !/401|no valid credentials/.test(complaint)));
});
