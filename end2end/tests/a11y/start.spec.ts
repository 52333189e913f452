import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../../fixture';

test('the start page has no fault that axe knows', async ({ page }) => {
  await page.goto('/');
  const found = await new AxeBuilder({ page }).analyze();
  expect(found.violations.map((fault) => `${fault.id}: ${fault.help}`)).toEqual([]);
});
