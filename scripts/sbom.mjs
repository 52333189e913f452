#!/usr/bin/env node
// Writes down every library in the program that is handed over, server and browser, as CycloneDX: name, number, licence, checksum.
// What only builds or tests it stands in the lock files and not here.
// Usage: scripts/sbom.mjs > familiedialog.cdx.json
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('..', import.meta.url));
const run = (...args) => execFileSync('cargo', args, { cwd: top, maxBuffer: 1 << 28 }).toString('utf8');

const lock = readFileSync(join(top, 'Cargo.lock'), 'utf8');
const sums = new Map(
  [...lock.matchAll(/name = "(.*)"\nversion = "(.*)"\nsource = ".*"\nchecksum = "(.*)"/g)].map((it) => [`${it[1]}@${it[2]}`, it[3]]),
);
const packages = new Map();
/** What each needs where it runs: no dependencies of builds, none of tests. */
const needed = new Map();

function goes(into, platform) {
  const meta = JSON.parse(run('metadata', '--format-version', '1', '--locked', '--filter-platform', platform));
  for (const it of meta.packages) packages.set(it.id, it);
  const nodes = new Map(meta.resolve.nodes.map((it) => [it.id, it]));
  const seen = new Set();
  const waiting = meta.packages.filter((it) => it.name === into).map((it) => it.id);
  while (waiting.length > 0) {
    const id = waiting.pop();
    if (seen.has(id)) continue;
    seen.add(id);
    const deps = nodes.get(id).deps.filter((dep) => dep.dep_kinds.some((it) => it.kind === null)).map((dep) => dep.pkg);
    needed.set(id, new Set([...(needed.get(id) ?? []), ...deps]));
    waiting.push(...deps);
  }
  return meta.packages.find((it) => it.name === into).version;
}

const host = execFileSync('rustc', ['-vV']).toString('utf8').match(/^host: (.*)$/m)[1];
const version = goes('server', host);
goes('app', 'wasm32-unknown-unknown');

const purl = (it) => `pkg:cargo/${it.name}@${it.version}`;
const libraries = [...needed.keys()].map((id) => packages.get(id)).filter((it) => it.source !== null);
libraries.sort((a, b) => purl(a).localeCompare(purl(b), 'en'));
const component = (it) => {
  const sum = sums.get(`${it.name}@${it.version}`);
  if (sum === undefined) throw new Error(`${it.name} ${it.version} has no checksum`);
  return {
    type: 'library',
    'bom-ref': purl(it),
    name: it.name,
    version: it.version,
    purl: purl(it),
    hashes: [{ alg: 'SHA-256', content: sum }],
    licenses: it.license ? [{ expression: it.license.replaceAll('/', ' OR ') }] : [],
  };
};
const needs = (it) => ({
  ref: purl(it),
  dependsOn: [...needed.get(it.id)].map((id) => purl(packages.get(id))).sort(),
});
const bom = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  version: 1,
  metadata: { component: { type: 'application', 'bom-ref': 'familiedialog', name: 'familiedialog', version } },
  components: libraries.map(component),
  dependencies: libraries.map(needs),
};
console.log(JSON.stringify(bom, null, 1));
