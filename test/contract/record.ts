/** `npx tsx test/contract/record.ts [NAME...]`: plays the scripts on the real kernel and writes what they did. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { umlAvailable } from '../kernel/uml.ts';
import { essence } from './compare.ts';
import { type Outcome, playOnKernel } from './guest.ts';
import { allScripts } from './script.ts';

const availability = umlAvailable();
if (!availability.ok) throw new Error(`no real kernel here: ${availability.reason}; ${availability.install}`);

const recorded = join(import.meta.dirname, 'recorded');
mkdirSync(recorded, { recursive: true });
const asked = process.argv.slice(2);
const scripts = allScripts().filter(
  script => asked.length === 0 || asked.some(name => script.name.startsWith(name)),
);
const keep = (outcome: Outcome): Outcome => ({ ...outcome, stdout: essence(outcome.stdout) });
for (const recording of await playOnKernel(scripts)) {
  const kept = { ...recording, lines: recording.lines.map(keep) };
  writeFileSync(join(recorded, `${recording.script}.json`), `${JSON.stringify(kept, null, 1)}\n`);
}
const names = new Set(allScripts().map(script => `${script.name}.json`));
for (const file of readdirSync(recorded)) if (!names.has(file)) rmSync(join(recorded, file));
process.stdout.write(`${scripts.length} scripts recorded\n`);
