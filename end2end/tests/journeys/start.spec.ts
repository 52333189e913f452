import { expect, test } from '../../fixture';
import { found } from '../../people';

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the front page is whole', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByRole('heading', { name: 'Ét sted, hvor alle kan se, hvordan det går' })).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Har du en kode?' })).toBeVisible();
    await page.getByRole('link', { name: 'Lav et sted til en familie' }).click();
    await expect(page.getByRole('heading', { name: 'Et nyt sted til en familie' })).toBeVisible();
  });
});

test('the browser takes the server’s page over and does not draw it again', async ({ person }) => {
  const mette = await person('Mette', 'laptop');
  const { family } = await found(mette, 'professional', { name: 'Ali' });
  await mette.page.addInitScript(() => {
    // Before any of our own scripts runs.
    document.addEventListener('readystatechange', () => {
      if (document.readyState === 'interactive') document.querySelector('h1')?.setAttribute('data-from', 'server');
    });
  });
  await mette.open(`/f/${family}`);
  await expect(mette.title('Hej Mette')).toHaveAttribute('data-from', 'server');
  // It lives: a link leads on without loading a page.
  await mette.tap(mette.place('Plan'));
  await expect(mette.title('Det, vi har aftalt')).toBeVisible();
  await mette.page.goBack();
  await expect(mette.title('Hej Mette')).toBeVisible();
});

test('only our own code may run', async ({ page }) => {
  const answer = await page.goto('/');
  const policy = (await answer?.headerValue('content-security-policy')) ?? '';
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
  expect(nonce).toBeTruthy();
  expect(policy).not.toContain("'unsafe-inline'");
  const scripts = (await answer!.text()).match(/<script(?![^>]*\ssrc=)[^>]*>/g) ?? [];
  for (const script of scripts.filter((script) => !script.includes('application/json'))) {
    expect(script).toContain(`nonce="${nonce}"`);
  }
});

test('built files are sent small and kept for ever', async ({ person, request }) => {
  const mette = await person('Mette', 'laptop');
  const { family } = await found(mette, 'professional', { name: 'Ali' });
  const html = await (await mette.page.request.get(`/f/${family}`)).text();
  const wasm = /href="(\/pkg\/[^"]+\.wasm)"/.exec(html)?.[1];
  const answer = await request.get(wasm!, { headers: { 'accept-encoding': 'br' } });
  expect(answer.headers()['content-encoding']).toBe('br');
  expect(answer.headers()['content-type']).toBe('application/wasm');
  expect(answer.headers()['cache-control']).toContain('immutable');
});
