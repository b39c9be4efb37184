/**
 * `npx tsx test/core/machine/record.ts`: records recorded/* anew: one network of a real kernel, as `ip` prints it in
 * JSON and in text (record.sh says which). With BUSYBOX=/path/to/busybox, what its `ip` prints, too.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { runGuest, umlAvailable } from '../../kernel/uml.ts';

const availability = umlAvailable();
if (!availability.ok) {
  process.stderr.write(`no real kernel here: ${availability.reason}\nto have it: ${availability.install}\n`);
  process.exitCode = 2;
} else {
  const script = readFileSync(new URL('record.sh', import.meta.url), 'utf8');
  const busybox = (process.env.BUSYBOX ?? '').replaceAll("'", "'\\''");
  const result = await runGuest({ script: `BUSYBOX='${busybox}'\n${script}`, timeoutMs: 120_000 });
  await result.remove();
  process.stderr.write(result.stderr);
  if (result.exit !== 0) throw new Error(`the guest's script ended with ${result.exit}`);
  mkdirSync(new URL('recorded/', import.meta.url), { recursive: true });
  for (const part of result.stdout.split(/^=== /m).slice(1)) {
    const end = part.indexOf('\n');
    writeFileSync(new URL(`recorded/${part.slice(0, end)}`, import.meta.url), part.slice(end + 1));
    process.stdout.write(`${part.slice(0, end)}: ${part.split('\n').length - 2} lines\n`);
  }
}
