// Another house to come in from, and a server that knows it: the real oidc-provider, started and ended by the spec.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startServer, type Server } from './server';

export interface Town {
  server: Server;
  stop: () => Promise<void>;
}

/** A house called "Kommunens login", for staff. */
export async function town(): Promise<Town> {
  const folder = await mkdtemp(join(tmpdir(), 'familiedialog-house-'));
  // Its end is the end of what it is told: it does not outlive the spec.
  const house = spawn('node', ['oidc/house.mjs'], { cwd: import.meta.dirname, stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = createInterface({ input: house.stdout })[Symbol.asyncIterator]();
  const heard = async () => JSON.parse((await lines.next()).value as string) as Record<string, string>;
  const said = await heard();
  const [file, secret] = [join(folder, 'oidc.toml'), join(folder, 'secret')];
  await writeFile(secret, said.secret!);
  await writeFile(
    file,
    `[[provider]]
id = "kommune"
who = "staff"
name = { da = "Kommunens login", en = "The municipality's sign-in" }
issuer = "${said.issuer}"
client_id = "${said.client}"
secret_file = "${secret}"
[provider.level]
claim = "${said.levels}"
values = { Low = "low", Substantial = "substantial", High = "high" }
`,
  );
  const server = await startServer({ FAMILIEDIALOG_OIDC: file });
  // People come back to the name of this machine, so they begin there too.
  const url = server.url.replace('127.0.0.1', 'localhost');
  house.stdin.write(`${JSON.stringify({ redirects: [`${url}/sign-in/oidc/kommune/back`] })}\n`);
  await heard();
  const stop = async () => {
    house.stdin.end();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { server: { ...server, url }, stop };
}
