/** `npx tsx test/kernel/run.ts FILE|-`: runs a bash script on the real kernel and gives its output and exit code. */
import { readFileSync } from 'node:fs';
import { runGuest, umlAvailable } from './uml.ts';

const source = process.argv[2];
const availability = umlAvailable();
if (source === undefined) {
  process.stderr.write('usage: npx tsx test/kernel/run.ts FILE|-\n');
  process.exitCode = 2;
} else if (!availability.ok) {
  process.stderr.write(`no real kernel here: ${availability.reason}\nto have it: ${availability.install}\n`);
  process.exitCode = 2;
} else {
  const script = readFileSync(source === '-' ? 0 : source, 'utf8');
  const result = await runGuest({ script, memory: 512, timeoutMs: 300_000 });
  process.stdout.write(result.stdout);
  process.stderr.write(result.stderr);
  process.exitCode = result.exit ?? 125;
  await result.remove();
}
