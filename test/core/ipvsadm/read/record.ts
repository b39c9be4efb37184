/**
 * `npx tsx test/core/ipvsadm/read/record.ts`: records fixtures/real/* anew: one rich table of a real kernel with
 * real traffic, in every form in which ipvsadm and /proc/net show it (record.sh says which).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { runGuest, umlAvailable } from '../../../kernel/uml.ts';

const availability = umlAvailable();
if (!availability.ok) {
  process.stderr.write(`no real kernel here: ${availability.reason}\nto have it: ${availability.install}\n`);
  process.exitCode = 2;
} else {
  const script = readFileSync(new URL('record.sh', import.meta.url), 'utf8');
  const result = await runGuest({ script, memory: 512, timeoutMs: 300_000 });
  await result.remove();
  process.stderr.write(result.stderr);
  if (result.exit !== 0) throw new Error(`the guest's script ended with ${result.exit}`);
  mkdirSync(new URL('fixtures/real/', import.meta.url), { recursive: true });
  for (const part of result.stdout.split(/^=== /m).slice(1)) {
    const end = part.indexOf('\n');
    writeFileSync(new URL(`fixtures/real/${part.slice(0, end)}`, import.meta.url), part.slice(end + 1));
    process.stdout.write(`${part.slice(0, end)}: ${part.split('\n').length - 2} lines\n`);
  }
}
