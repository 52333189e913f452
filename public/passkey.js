// Asks the device for a passkey, for the page /passkey. Without it the page still lists and removes them.
const find = (name) => document.querySelector(`[data-passkey="${name}"]`);

function say(name) {
  for (const answer of document.querySelectorAll('[data-answer]')) answer.hidden = answer.dataset.answer !== name;
}

/** Bytes go over the wire as base64 for addresses. */
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const ids = (list = []) => list.map((one) => ({ ...one, id: bytes(one.id) }));

class Refused extends Error {
  constructor(status) {
    super();
    this.answer = { 401: 'out', 403: 'wrong', 429: 'wait' }[status] ?? 'away';
  }
}

/** What is held up until it is proved who this is leads there, and back to this page. */
class ProveFirst extends Error {}

async function post(path, body) {
  const answer = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: body && JSON.stringify(body) });
  if (answer.ok) return answer;
  const problem = await answer.json().catch(() => undefined);
  // The page that asks for a proof also says from when somebody can who came in by a way on trial.
  throw ['/problems/step-up', '/problems/on-trial'].includes(problem?.type) ? new ProveFirst() : new Refused(answer.status);
}

async function add() {
  const { publicKey } = await (await post('/passkey/add/begin')).json();
  publicKey.challenge = bytes(publicKey.challenge);
  publicKey.user.id = bytes(publicKey.user.id);
  publicKey.excludeCredentials = ids(publicKey.excludeCredentials);
  const { id, rawId, type, response } = await navigator.credentials.create({ publicKey });
  const { attestationObject, clientDataJSON } = response;
  const made = { attestationObject: text(attestationObject), clientDataJSON: text(clientDataJSON) };
  await post('/passkey/add', { id, rawId: text(rawId), type, response: made });
  location.assign('/passkey');
}

/** What the device signs. */
async function signed() {
  const { publicKey } = await (await post('/passkey/enter/begin')).json();
  publicKey.challenge = bytes(publicKey.challenge);
  publicKey.allowCredentials = ids(publicKey.allowCredentials);
  const { id, rawId, type, response } = await navigator.credentials.get({ publicKey });
  const said = Object.fromEntries(
    ['authenticatorData', 'clientDataJSON', 'signature', 'userHandle'].map((name) => [name, response[name] && text(response[name])]),
  );
  return { id, rawId: text(rawId), type, response: said };
}

async function enter() {
  await post('/passkey/enter', await signed());
  location.assign('/');
}

async function prove() {
  await post('/passkey/prove', await signed());
  find('proved').submit();
}

const WHY = { NotAllowedError: 'cancelled', AbortError: 'cancelled', InvalidStateError: 'known', SecurityError: 'elsewhere' };

function offer(name, act) {
  const button = find(name);
  if (!button) return;
  button.hidden = false;
  button.addEventListener('click', async () => {
    button.disabled = true;
    say();
    try {
      await act();
    } catch (error) {
      if (error instanceof ProveFirst) return location.assign(`/step-up?then=${location.pathname}`);
      say(error.answer ?? WHY[error.name] ?? 'away');
      button.disabled = false;
    }
  });
}

if (window.PublicKeyCredential && navigator.credentials) {
  find('without').hidden = true;
  offer('add', add);
  offer('enter', enter);
  offer('prove', prove);
}
