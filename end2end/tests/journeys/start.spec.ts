import { expect, test } from '../../fixture';

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the page is whole', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByRole('heading', { name: 'Familiedialog' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Tæl: 0' })).toBeVisible();
  });
});

test('the page hydrates and the counter counts', async ({ page }) => {
  await page.goto('/');
  await page.evaluate(() => document.querySelector('button')?.setAttribute('data-from', 'server'));
  await expect(async () => {
    await page.getByRole('button').click();
    await expect(page.getByRole('button')).not.toHaveText('Tæl: 0', { timeout: 100 });
  }).toPass();
  // The node of the server is still there: the page was taken over, not drawn again.
  await expect(page.locator('[data-from=server]')).toHaveCount(1);
});

test('only our own code may run', async ({ page }) => {
  const answer = await page.goto('/');
  const policy = (await answer?.headerValue('content-security-policy')) ?? '';
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
  expect(nonce).toBeTruthy();
  expect(policy).not.toContain("'unsafe-inline'");
  const inline = (await answer!.text()).match(/<script(?![^>]*\ssrc=)[^>]*>/g) ?? [];
  for (const script of inline) expect(script).toContain(`nonce="${nonce}"`);
});

test('built files are sent small and kept forever', async ({ page, request }) => {
  await page.goto('/');
  const wasm = await page.locator('link[rel=preload][as=fetch]').getAttribute('href');
  const answer = await request.get(wasm!, { headers: { 'accept-encoding': 'br' } });
  expect(answer.headers()['content-encoding']).toBe('br');
  expect(answer.headers()['content-type']).toBe('application/wasm');
  expect(answer.headers()['cache-control']).toContain('immutable');
});
