// A telephone line between a browser and the server, that can be cut and mended. Nothing of what goes over it is looked at.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';

export interface Line {
  /** Where a browser finds the server through this line. */
  url: string;
  /** As in a tunnel: what is open breaks off, and nothing gets through. */
  cut: () => void;
  /** As where a net dies without a word: nothing closes, and nothing gets through. What was open then stays dead for ever. */
  swallow: () => void;
  /** What is asked gets through, and no answer comes back. Ends once the server has answered a form. */
  deafen: () => Promise<void>;
  /** Gets through again, perhaps to a server that has moved. */
  mend: (to?: string) => void;
  close: () => void;
}

/** What lies behind the lines that were laid, by what a browser takes for the server's address. */
const behind = new Map<string, string>();

/** The address at which the server knows itself. */
export const ownAddress = (url: string): string => behind.get(url) ?? url;

export async function layLine(to: string): Promise<Line> {
  let [whole, swallows] = [true, false];
  const open = new Set<Socket>();
  const pairs = new Set<readonly [near: Socket, far: Socket]>();
  let answered: (() => void) | undefined;
  const deaf = ([near, far]: readonly [Socket, Socket]) => {
    far.unpipe(near).resume();
    near.on('data', (words: Buffer) => words.toString('latin1').startsWith('POST ') && far.once('data', () => answered?.()));
  };
  const exchange = createServer((near) => {
    if (!whole) return near.destroy();
    if (swallows) return void near.on('error', () => {}).resume();
    const far = connect(Number(new URL(to).port), '127.0.0.1');
    const pair = [near, far] as const;
    pairs.add(pair);
    near.on('close', () => pairs.delete(pair));
    for (const [end, other] of [[near, far], [far, near]] as const) {
      open.add(end);
      end.pipe(other);
      // Whatever ends one side ends the other; why does not matter here.
      end.on('error', () => {}).on('close', () => (open.delete(end), other.destroy()));
    }
    if (answered) deaf(pair);
  });
  exchange.listen(0, '127.0.0.1');
  await once(exchange, 'listening');
  const cut = () => {
    whole = false;
    open.forEach((socket) => socket.destroy());
  };
  const swallow = () => {
    swallows = true;
    open.forEach((end) => end.unpipe().removeAllListeners('close').resume());
  };
  const deafen = () =>
    new Promise<void>((done) => {
      answered = done;
      pairs.forEach(deaf);
    });
  const url = `http://127.0.0.1:${(exchange.address() as AddressInfo).port}`;
  behind.set(url, to);
  return {
    url,
    cut,
    swallow,
    deafen,
    mend: (elsewhere = to) => ([to, whole, swallows, answered] = [elsewhere, true, false, undefined]),
    // Its address may soon be another's.
    close: () => (cut(), exchange.close(), behind.delete(url)),
  };
}

/** What a browser says while it cannot get through: also of what it was fetching ahead just then. */
const LOST = /WebSocket connection|net::ERR_|Failed to fetch|compilation aborted|was preloaded using link preload|a status of 5\d\d/;

/** Takes the complaints away that belong to a line that was cut. */
export function forgiveLost(complaints: string[]): void {
  complaints.splice(0, complaints.length, ...complaints.filter((complaint) => !LOST.test(complaint)));
}
