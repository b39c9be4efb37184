/** Runs inside a guest: `lvsh config` on the table of its namespace. */
import { readArguments } from '../../../src/cli/arguments.ts';
import { config } from '../../../src/cli/verbs-config.ts';
import { openDirector } from '../../../src/host/director.ts';
import { openHere } from '../../../src/host/here.ts';
import { localHost } from '../../../src/host/local.ts';

const understood = readArguments(['config', ...process.argv.slice(2)]);
if (!understood.ok) throw new Error(understood.message);
const host = localHost();
const director = openDirector(host, { defer: () => undefined });
process.exitCode = await config(
  {
    out: {
      write: text => void process.stdout.write(text),
      warn: text => void process.stderr.write(text),
      colour: false,
      ascii: true,
    },
    director,
    whole: () => director.whole(),
    ...openHere(host, director.tool),
    folder: process.cwd(),
    now: Date.now,
    offsetMinutes: 0,
    pause: async () => false,
  },
  understood.invocation,
);
