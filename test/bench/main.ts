/** `npm run bench [NAME...]`: how fast lvsh is, as ratios measured in one run. Nothing here fails a test. */

import { kernelRows } from './kernel.ts';
import { keyToFrame } from './keys.ts';
import { readers } from './readers.ts';
import { restoreRows } from './restore.ts';
import type { Row } from './row.ts';
import { bytesPerSecond, coldStart, memory } from './terminal.ts';

const benches: Readonly<Record<string, () => Promise<Row | readonly Row[]>>> = {
  start: coldStart,
  keys: keyToFrame,
  bytes: bytesPerSecond,
  memory,
  readers,
  kernel: kernelRows,
  restore: restoreRows,
};

const heads = ['what', 'goal', 'measured', 'ratio', 'holds'] as const;
const asked = process.argv.slice(2);
const unknown = asked.filter(name => benches[name] === undefined);
if (unknown.length > 0) {
  process.stderr.write(`no bench ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}\n`);
  process.exit(2);
}

process.stdout.write(`| ${heads.join(' | ')} |\n| ${heads.map(() => '---').join(' | ')} |\n`);
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const rows = [await bench()].flat();
  for (const row of rows) {
    const cells = [row.what, row.goal, row.measured, row.ratio, row.holds ? 'yes' : 'NO'];
    process.stdout.write(`| ${cells.join(' | ')} |\n`);
  }
}
