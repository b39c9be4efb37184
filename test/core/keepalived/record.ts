/**
 * `npx tsx test/core/keepalived/record.ts`: records what the real keepalived makes of `cases/all.conf` on a real kernel.
 * `npx tsx test/core/keepalived/record.ts NAME...` only shows what it makes of single cases.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { playKeepalived } from './guest.ts';

const names = process.argv.slice(2);
const made = await playKeepalived(names.length === 0 ? ['all'] : names);
if (names.length > 0) {
  for (const { name, save, log } of made) process.stdout.write(`=== ${name}\n${log}\n${save}`);
} else {
  const folder = join(import.meta.dirname, 'recorded');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'all.json'), `${JSON.stringify(made[0], null, 2)}\n`);
}
