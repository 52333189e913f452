// Starts the real server on a free port with an empty data folder, and ends it.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
const binary = process.env.FAMILIEDIALOG_BIN ?? join(target, 'debug', 'familiedialog');

export interface Server {
  url: string;
  data: string;
  /** Everything that the server has printed. */
  log: () => string;
  stop: () => Promise<void>;
  /** As when the power fails. The data stays, for the server that comes after. */
  kill: () => Promise<void>;
}

/** `command`: `run` enters the demo's families too, and prints a way in for each of its people. */
export async function startServer(env: Record<string, string> = {}, before?: Server, command: 'serve' | 'run' = 'serve'): Promise<Server> {
  const data = before?.data ?? (await mkdtemp(join(tmpdir(), 'familiedialog-')));
  const child = spawn(binary, [command, '--addr', '127.0.0.1:0', '--data', data], {
    cwd: root,
    env: { ...process.env, RUST_LOG: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  outlivesNobody(child, data);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (words: Buffer) => (printed += words.toString()));
  child.stderr.pipe(process.stderr, { end: false });
  const stop = async () => {
    await end(child);
    await rm(data, { recursive: true, force: true });
  };
  try {
    const url = await address(child);
    await answers(`${url}/healthz`);
    return { url, data, stop, kill: () => end(child, 'SIGKILL'), log: () => printed };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Ends with the process that runs the tests, however that ends: after a failed test, too, nobody stops what the test had started.
 * What it waits for is the end of a pipe, which the system closes for whoever can no longer do it.
 */
function outlivesNobody(child: ChildProcess, data: string): void {
  const after = 'cat; kill -9 "$0"; rm -rf "$1"';
  const watch = spawn('sh', ['-c', after, String(child.pid), data], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  child.once('exit', () => watch.kill('SIGKILL'));
  watch.unref();
}

/** The server takes port 0 and prints the address it got. */
function address(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    child.once('error', failed);
    child.once('exit', (code) => failed(new Error(`the server ended at once with ${code}`)));
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const match = /http:\/\/127\.0\.0\.1:\d+/.exec(line);
      if (match) found(match[0]);
    });
  });
}

async function answers(url: string): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (Date.now() < deadline) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((next) => setTimeout(next, 25));
  }
  throw new Error(`${url} did not answer`);
}

function end(child: ChildProcess, how: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((ended) => {
    const force = setTimeout(() => child.kill('SIGKILL'), 3_000);
    child.once('exit', () => {
      clearTimeout(force);
      ended();
    });
    child.kill(how);
  });
}
