// Trusted types: what is to become markup or a script out of a string is looked at, and what could run is refused.
import { type Page } from '@playwright/test';
import { expect, test } from '../../fixture';
import { load } from '../../pages';
import { become, makeWorld } from '../../world';

const REFUSED = /Trusted|Content Security Policy|Failed to register a ServiceWorker|Failed to load resource/;

/** Says of each string whether the page made markup of it. */
function marked(page: Page, strings: string[]): Promise<boolean[]> {
  return page.evaluate(
    (strings) =>
      strings.map((text) => {
        const room = document.createElement('div');
        try {
          room.innerHTML = text;
          return true;
        } catch {
          return false;
        }
      }),
    strings,
  );
}

/** What becomes of addresses of scripts, of workers, and of words that are to run. */
function ran(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const all: string[] = [];
    const tries = async (what: string, act: () => unknown) => {
      try {
        await act();
        all.push(what);
      } catch {
        // As it has to be.
      }
    };
    const script = () => document.createElement('script');
    for (const src of ['https://evil.example/x.js', '//evil.example/pkg/x.js', '/api/v1/families', '/pkg/../api/x.js', 'data:text/javascript,1', 'blob:x']) {
      await tries(src, () => (script().src = src));
    }
    await tries('words in a script', () => (script().text = 'window.ran = true'));
    await tries('words for later', () => setTimeout('window.ran = true'));
    await tries('a worker', () => new Worker('https://evil.example/x.js'));
    await tries('a service worker', () => navigator.serviceWorker.register('/pkg/../passkey.js'));
    await tries('a frame', () => (document.createElement('iframe').srcdoc = '<script>1</script>'));
    await tries('a document', () => new DOMParser().parseFromString('<script>1</script>', 'text/html'));
    await tries('another policy', () => (window as any).trustedTypes.createPolicy('other', { createHTML: (it: string) => it }));
    await tries('the policy again', () => (window as any).trustedTypes.createPolicy('default', { createHTML: (it: string) => it }));
    return all;
  });
}

const WILD = [
  '<img src=x onerror="window.ran = true">',
  '<p onclick="1">',
  '<p ONCLICK="1">',
  '<p\nonclick="1">',
  '<p/onclick="1">',
  '<p class="a"onclick="1">',
  "<p class='a' onclick='1'>",
  '<p class="a" onclick="1">',
  // A gap for a pattern, and no gap in markup: there the name of the tag goes on to the slash.
  ...['\u00a0', '\u000b', '\u2028', '\ufeff'].map((gap) => `<p${gap}title="/onclick=window.ran=true//">`),
  '<script>window.ran = true</script>',
  '<SCRIPT src="/x.js"></SCRIPT>',
  '<<b>script>1</script>',
  '<svg><script>1</script></svg>',
  '<svg><animate attributeName="href" values="javascript:1"/></svg>',
  '<svg><set attributeName="href" to="javascript:1"/></svg>',
  '<a href="javascript:1">a</a>',
  '<a href="&#106;avascript:1">a</a>',
  '<a href=" javascript:1">a</a>',
  '<a href="//evil.example">a</a>',
  '<a href="/\t/evil.example">a</a>',
  '<iframe src="/"></iframe>',
  '<iframe srcdoc="&lt;script&gt;">',
  '<object data="/x"></object>',
  '<embed src="/x">',
  '<base href="/x/">',
  '<meta http-equiv="refresh" content="0">',
  '<link rel="stylesheet" href="/x.css">',
  '<style>p { color: red }</style>',
  '<p style="color: red">',
  '<form action="https://evil.example"></form>',
  '<form action="/&#47;evil.example"></form>',
  '<button formaction="/x">a</button>',
  '<math><mi>a</mi></math>',
  '<template><p></p></template>',
  '<!--><img src=x onerror=1>-->',
  '<!-- <p> -->',
  '<p title="<img src=x onerror=1>">',
  '<p title="a',
];

const TAME = [
  'words & > and "more"',
  '<p class="lead">words<!></p><!---->',
  '<svg viewBox="0 0 37 37" aria-hidden="true"><use href="/icons.svg#home"></use><path d="M1 1h2"/></svg>',
  '<a class="button" href="/join" target="_blank" rel="noopener">a</a><a href="tel:112">b</a><a href="#main">c</a>',
  '<form method="post" action="/language"><input type="hidden" name="on" value="2026-01-01" required><br/></form>',
];

test('a page of the application makes markup only of what cannot run', async ({ page, server, complaints }) => {
  const world = await makeWorld(server.url);
  await become(page.context(), world, world.amina);
  await load(page, world.at('plan'));
  const made = await marked(page, WILD);
  expect(WILD.filter((_, index) => made[index])).toEqual([]);
  expect(await marked(page, TAME)).toEqual(TAME.map(() => true));
  expect(await ran(page)).toEqual([]);
  expect(await page.evaluate(() => (window as { ran?: boolean }).ran)).toBeUndefined();
  forgive(complaints);
});

test('a page that stands still makes none at all', async ({ page, complaints }) => {
  await page.goto('/sign-in');
  expect(await marked(page, [...WILD, ...TAME])).toEqual([...WILD, ...TAME].map(() => false));
  expect(await ran(page)).toEqual([]);
  forgive(complaints);
});

test('a new view and the square code of an invitation come through', async ({ page, server }) => {
  const world = await makeWorld(server.url);
  await become(page.context(), world, world.mette);
  await load(page, world.at());
  for (const place of ['Dialog', 'Plan', 'Kort', 'Os']) {
    await page.getByRole('navigation', { name: 'Steder' }).getByRole('link', { name: place, exact: true }).click();
    await expect(page.getByRole('navigation', { name: 'Steder' }).getByRole('link', { name: place, exact: true })).toHaveAttribute('aria-current', 'page');
  }
  await page.getByRole('button', { name: 'Én person, gælder en uge' }).click();
  await expect(page.locator('.qr svg path').first()).toBeAttached();
});

/** Each refusal is told, and nothing else is. */
function forgive(complaints: string[]): void {
  const other = complaints.splice(0).filter((words) => !REFUSED.test(words));
  expect(other).toEqual([]);
}
