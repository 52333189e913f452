// The evil twins of a house. Each does one thing wrong, and everything else as the real one.
import { generateKeyPairSync, sign } from 'node:crypto';
import { SignJWT, UnsecuredJWT, decodeJwt, decodeProtectedHeader, generateKeyPair } from 'jose';

const NOW = () => Math.floor(Date.now() / 1000);

/** Alters the token that we are given, with a signature that is right. */
const claims = (change) => async (ctx, { key }) => {
  if (!ctx.body?.id_token) return;
  const token = decodeJwt(ctx.body.id_token);
  change(token);
  ctx.body.id_token = await new SignJWT(token).setProtectedHeader(decodeProtectedHeader(ctx.body.id_token)).sign(key);
};

/** Signs the same words in another way. */
const signed = (sign) => async (ctx, house) => {
  if (ctx.body?.id_token) ctx.body.id_token = await sign(decodeJwt(ctx.body.id_token), house);
};

/** Alters the address that somebody comes back by. */
const back = (change) => (ctx, { redirects }) => {
  const location = ctx.response.get('location') ?? '';
  if (!redirects.some((redirect) => location.startsWith(redirect))) return;
  const address = new URL(location);
  change(address.searchParams);
  ctx.set('location', address.href);
};

/** Alters what the house says of itself. */
const said = (change) => (ctx) => {
  if (ctx.path === '/.well-known/openid-configuration') change(ctx.body);
};

const other = await generateKeyPair('RS256');
const short = generateKeyPairSync('rsa', { modulusLength: 1024 });

export const twins = {
  good: () => {},
  // Tokens
  nonce: claims((token) => (token.nonce = 'another')),
  no_nonce: claims((token) => delete token.nonce),
  audience: claims((token) => (token.aud = 'somebody-else')),
  two_audiences: claims((token) => (token.aud = [token.aud, 'somebody-else'])),
  issuer: claims((token) => (token.iss = 'https://elsewhere.example')),
  expired: claims((token) => (token.exp = NOW() - 1)),
  old: claims((token) => (token.iat = NOW() - 3_600)),
  known: claims((token) => (token.auth_time = NOW() - 3_600)),
  known_too_long: claims((token) => (token.auth_time = NOW() - 13 * 3_600)),
  no_time: claims((token) => delete token.auth_time),
  no_subject: claims((token) => delete token.sub),
  // Signatures
  other_key: signed((token) => new SignJWT(token).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(other.privateKey)),
  // A key that can be taken apart: the house says that it is its own, and all it signs is right.
  short_key: async (ctx) => {
    if (Array.isArray(ctx.body?.keys)) ctx.body.keys = [{ ...short.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }];
    if (!ctx.body?.id_token) return;
    const words = ctx.body.id_token.split('.').slice(0, 2).join('.');
    ctx.body.id_token = `${words}.${sign('RSA-SHA256', Buffer.from(words), short.privateKey).toString('base64url')}`;
  },
  other_kid: signed((token) => new SignJWT(token).setProtectedHeader({ alg: 'RS256', kid: 'two' }).sign(other.privateKey)),
  no_signature: signed((token) => new UnsecuredJWT(token).encode()),
  our_secret: signed((token, { secret }) => new SignJWT(token).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret))),
  one_letter: (ctx) => {
    if (!ctx.body?.id_token) return;
    const [head, body, signature] = ctx.body.id_token.split('.');
    const first = signature[0] === 'A' ? 'B' : 'A';
    ctx.body.id_token = [head, body, first + signature.slice(1)].join('.');
  },
  no_token: (ctx) => {
    if (ctx.body?.id_token) delete ctx.body.id_token;
  },
  // The way back
  other_house: back((query) => query.set('iss', 'https://elsewhere.example')),
  no_house: back((query) => query.delete('iss')),
  other_code: back((query) => query.set('code', 'another')),
  other_state: back((query) => query.set('state', 'another')),
  no_state: back((query) => query.delete('state')),
  // The description
  disguised: said((of_itself) => (of_itself.issuer = 'https://elsewhere.example')),
  plain: said((of_itself) => (of_itself.token_endpoint = 'http://elsewhere.example/token')),
};
