// Another house that knows who somebody is: the npm oidc-provider on this machine, for the tests of the server and the browser.
// It speaks in lines of JSON. First it says its issuer. Then it is told where it may send people back to, and later which evil
// twin of itself it is to be. It ends when nobody tells it anything any more.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';
import { twins } from './twins.mjs';

// Its notices would stand between our lines.
console.info = console.log = console.warn = console.error;

const CLIENT = { id: 'familiedialog', secret: 'en-hemmelighed-til-prøver' };
/** The claim of the Danish standard for how sure a sign-in is. */
const LOA = 'https://data.gov.dk/concept/core/nsis/loa';

const { privateKey } = await generateKeyPair('RS256', { extractable: true });
const key = { ...(await exportJWK(privateKey)), kid: 'one', alg: 'RS256', use: 'sig' };

let answer = (_, response) => response.writeHead(503).end();
const server = createServer((request, response) => answer(request, response));
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const issuer = `http://127.0.0.1:${server.address().port}`;
let twin = twins.good;

/** Somebody signs in as "Substantial/anna": the level, and who. As "/anna" the house does not say how sure it is. */
const account = (id) => ({
  accountId: id,
  claims: () => {
    const [level] = id.split('/');
    return { sub: id, email: 'den.samme@mail.example', email_verified: true, ...(level && { [LOA]: level }) };
  },
});

async function granted(ctx) {
  const { client, session, provider } = ctx.oidc;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid');
  await grant.save();
  return grant;
}

function open(redirects) {
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: encodeURIComponent(CLIENT.secret), redirect_uris: redirects }],
    jwks: { keys: [key] },
    claims: { openid: ['sub', 'email', 'email_verified', LOA] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    findAccount: (_, id) => account(id),
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    loadExistingGrant: granted,
    cookies: { keys: ['only for tests'] },
  });
  provider.use(async (ctx, next) => {
    await next();
    await twin(ctx, { key: privateKey, secret: encodeURIComponent(CLIENT.secret), redirects });
  });
  const callback = provider.callback();
  return (request, response) => {
    // Browsers ask for it, and would complain.
    if (request.url === '/favicon.ico') return response.writeHead(204).end();
    if (request.url.startsWith('/interaction/')) return interact(provider, request, response);
    return callback(request, response);
  };
}

/** The page where one says who one is. */
async function interact(provider, request, response) {
  if (request.method !== 'POST') {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    const form = '<form method="post"><label>Hvem er du? <input name="login"></label><button>Bekræft</button></form>';
    return response.end(`<!DOCTYPE html><html lang="da"><title>Et andet hus</title><h1>Et andet hus</h1>${form}`);
  }
  let body = '';
  for await (const part of request) body += part;
  const accountId = new URLSearchParams(body).get('login');
  const result = accountId === 'stop' ? { error: 'access_denied' } : { login: { accountId } };
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);
say({ issuer, client: CLIENT.id, secret: encodeURIComponent(CLIENT.secret), levels: LOA });
for await (const line of createInterface({ input: process.stdin })) {
  const told = JSON.parse(line);
  if (told.redirects) answer = open(told.redirects);
  if (told.twin) {
    if (!twins[told.twin]) throw new Error(`there is no twin ${told.twin}`);
    twin = twins[told.twin];
  }
  say({ done: true });
}
process.exit(0);
