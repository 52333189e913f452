#!/usr/bin/env node
// Holds every library that we build with against RustSec's list of holes (what cargo-audit reads, too), by the times of docs/repairs.md.
// Fails where a hole, or a library that nobody keeps any more, does not stand in that document, where what stands there was to be gone
// by today, and where it is gone already.
// Usage: scripts/audit.mjs [FOLDER of github.com/rustsec/advisory-db; without one it is fetched]
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LIST = 'https://github.com/rustsec/advisory-db';
const LOCKS = ['Cargo.lock', 'app/bundle/Cargo.lock'];
const top = fileURLToPath(new URL('..', import.meta.url));
const read = (path) => readFileSync(join(top, path), 'utf8');

/** A string, and a list of strings, of TOML as these files write it. */
const text = (toml, key) => toml.match(new RegExp(`^${key}\\s*=\\s*"([^"]*)"`, 'm'))?.[1];
const list = (toml, key) => {
  const found = toml.match(new RegExp(`^${key}\\s*=\\s*\\[([^\\]]*)\\]`, 'm'))?.[1] ?? '';
  return [...found.matchAll(/"([^"]*)"/g)].map((it) => it[1]);
};

/** 1.2.3-rc.4: its numbers, and what comes before them being out. */
const version = (word) => {
  const [core, before] = word.split('+')[0].split(/-(.*)/s);
  const numbers = core.split('.').map(Number);
  return { numbers: [...numbers, 0, 0].slice(0, 3), before: before ?? null };
};
const order = (a, b) => {
  for (const at of [0, 1, 2]) if (a.numbers[at] !== b.numbers[at]) return a.numbers[at] - b.numbers[at];
  if (a.before === b.before) return 0;
  if (a.before === null || b.before === null) return a.before === null ? 1 : -1;
  return a.before.localeCompare(b.before, 'en', { numeric: true });
};
const fits = (rule, is) => {
  const [, sign, word] = rule.trim().match(/^(>=|<=|>|<|=|\^|~)?\s*(.+)$/);
  const to = version(word);
  const by = order(is, to);
  const same = (until) => by >= 0 && is.numbers.slice(0, until).join() === to.numbers.slice(0, until).join();
  const said = word.split('.').length;
  const first = Math.max(0, to.numbers.slice(0, said - 1).findIndex((it) => it !== 0));
  const leading = to.numbers.slice(0, said - 1).every((it) => it === 0) ? said - 1 : first;
  return { '>=': by >= 0, '<=': by <= 0, '>': by > 0, '<': by < 0, '=': by === 0, '~': same(Math.min(2, said)), '^': same(leading + 1) }[sign ?? '^'];
};
const among = (rules, is) => rules.some((rule) => rule.split(',').every((one) => fits(one, is)));

/** All holes of a crate that is in `lock`. */
function holes(folder, name, number) {
  let files = [];
  try {
    files = readdirSync(join(folder, 'crates', name));
  } catch {
    return [];
  }
  const advisories = files.filter((it) => it.endsWith('.md')).map((it) => readFileSync(join(folder, 'crates', name, it), 'utf8'));
  const open = advisories.filter((it) => {
    const toml = it.split('```')[1];
    const safe = [...list(toml, 'patched'), ...list(toml, 'unaffected')];
    return text(toml, 'withdrawn') === undefined && !among(safe, version(number));
  });
  return open.map((it) => ({ id: text(it.split('```')[1], 'id'), what: it.match(/^# (.*)$/m)?.[1] ?? '' }));
}

/** What docs/repairs.md knows of: `| RUSTSEC-2024-0436 | 2027-01-01 | why |`. */
const known = new Map([...read('docs/repairs.md').matchAll(/^\| (RUSTSEC-[\d-]+) \| ([\d-]{10}) \|/gm)].map((it) => [it[1], it[2]]));

const fetched = process.argv[2] === undefined ? mkdtempSync(join(tmpdir(), 'advisories-')) : null;
if (fetched) execFileSync('git', ['clone', '--quiet', '--depth', '1', LIST, fetched]);
const folder = fetched ?? process.argv[2];
if (readdirSync(join(folder, 'crates')).length < 100) throw new Error(`${folder} is not RustSec's list`);

const today = new Date().toISOString().slice(0, 10);
const wrong = new Set();
const met = new Set();
let crates = 0;
for (const lock of LOCKS) {
  for (const [, entry] of read(lock).matchAll(/\[\[package\]\]\n((?:.+\n?)+)/g)) {
    crates += 1;
    for (const { id, what } of holes(folder, text(entry, 'name'), text(entry, 'version'))) {
      met.add(id);
      const until = known.get(id);
      const where = `${id}: ${text(entry, 'name')} ${text(entry, 'version')} (${lock}): ${what}`;
      if (until === undefined) wrong.add(`${where}. It does not stand in docs/repairs.md.`);
      else if (until < today) wrong.add(`${where}. It was to be gone by ${until}.`);
    }
  }
}
for (const id of known.keys()) if (!met.has(id)) wrong.add(`${id} is gone: take it out of docs/repairs.md.`);
if (fetched) rmSync(fetched, { recursive: true });
for (const it of wrong) console.error(it);
console.log(`${crates} libraries, ${[...met].filter((it) => known.has(it)).length} holes known and with a day, ${wrong.size} wrong`);
process.exit(wrong.size === 0 ? 0 : 1);
