// A phone's passkey, made without a browser: what somebody who is there by profession sets up before anything of a family is
// shown to them.
import { ownAddress } from './line';
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';

/** Posts to a path of the server, as this person. */
type Ask = (path: string, body: unknown) => Promise<{ status: number; json: () => Promise<unknown> }>;

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** A short text of CBOR, and bytes of up to 255. */
const text = (words: string): Buffer => Buffer.concat([Buffer.from([0x60 + words.length]), Buffer.from(words)]);
const bytes = (all: Uint8Array): Buffer => Buffer.concat([Buffer.from([0x58, all.length]), all]);

/** The key as COSE writes it (ES256). */
function publicKey(): Buffer {
  const { x, y } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
  const number = (coordinate = '') => bytes(Buffer.from(coordinate, 'base64url'));
  const [ec2, es256, p256] = [[0x01, 0x02], [0x03, 0x26], [0x20, 0x01]];
  return Buffer.concat([Buffer.from([0xa5, ...ec2!, ...es256!, ...p256!, 0x21]), number(x), Buffer.from([0x22]), number(y)]);
}

/** There, known by the device, and with a key: the flags of what a phone says. */
const FLAGS = 0x45;

/** Adds one. The answer gives a session of that level. */
export async function addPasskey(url: string, ask: Ask): Promise<void> {
  const begun = await ask('/passkey/add/begin', null);
  if (begun.status !== 200) throw new Error(`a passkey: ${begun.status}`);
  const { publicKey: asked } = (await begun.json()) as { publicKey: { challenge: string; rp: { id: string } } };
  const id = randomBytes(16);
  const hash = createHash('sha256').update(asked.rp.id).digest();
  const said = Buffer.concat([hash, Buffer.from([FLAGS, 0, 0, 0, 1]), Buffer.alloc(16), Buffer.from([0, id.length]), id, publicKey()]);
  const made = Buffer.concat([Buffer.from([0xa3]), text('fmt'), text('none'), text('attStmt'), Buffer.from([0xa0]), text('authData'), bytes(said)]);
  const origin = ownAddress(url).replace('127.0.0.1', 'localhost');
  const client = { type: 'webauthn.create', challenge: asked.challenge, origin, crossOrigin: false };
  const response = { attestationObject: base64(made), clientDataJSON: base64(Buffer.from(JSON.stringify(client))) };
  const added = await ask('/passkey/add', { id: base64(id), rawId: base64(id), type: 'public-key', response });
  if (added.status !== 201) throw new Error(`a passkey: ${added.status}`);
}
