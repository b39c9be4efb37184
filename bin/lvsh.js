#!/usr/bin/env node
// Checks what the program itself cannot check (it would not even parse), then starts it.
import { existsSync } from 'node:fs';

const least = 20;
const program = new URL('../dist/lvsh.js', import.meta.url);

if (Number(process.versions.node.split('.')[0]) < least) {
  process.stderr.write(
    `lvsh needs Node.js ${least} or newer; this is ${process.version} (${process.execPath}).\n`,
  );
  process.exitCode = 1;
} else if (!existsSync(program)) {
  process.stderr.write('lvsh is not built yet. In its folder, run: npm run build\n');
  process.exitCode = 1;
} else {
  await import(program.href);
}
