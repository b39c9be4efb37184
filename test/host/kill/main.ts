/**
 * Runs as a process of its own and may kill itself (SIGKILL) at the n-th operation on the disk. Takes one JSON argument
 * (`Orders`); prints what happened, and which operations, as JSON. Built and started by start.ts.
 */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { readArgv } from '../../../src/core/plan/action.ts';
import { replaceKept } from '../../../src/host/backups.ts';
import type { DiskCalls } from '../../../src/host/disk/calls.ts';
import { localDisk } from '../../../src/host/disk/make.ts';
import { nodeCalls } from '../../../src/host/disk/nodecalls.ts';
import { openJournal } from '../../../src/host/journal.ts';

/** What the process is to do. */
export interface Orders {
  readonly what: 'replace' | 'save' | 'plan' | 'count' | 'hold';
  /** Where. */
  readonly folder: string;
  /** What is written, or how often. */
  readonly text?: string;
  /** The operation that is its last: it is killed before it. Absent: it lives. */
  readonly fatal?: number;
  /** When the last operation is a write: half of it happens first. */
  readonly half?: boolean;
}

const orders: Orders = JSON.parse(process.argv[2] ?? '{}');
const { what, folder, text = '', fatal, half = false } = orders;

const called: string[] = [];
const die = (): void => {
  process.kill(process.pid, 'SIGKILL');
};
const mortal = Object.fromEntries(
  Object.entries(nodeCalls).map(([name, call]) => [
    name,
    async (...args: readonly unknown[]) => {
      called.push(name);
      if (called.length === fatal) {
        const [fd, bytes] = args;
        if (half && name === 'write' && typeof fd === 'number' && bytes instanceof Uint8Array)
          await nodeCalls.write(fd, bytes.subarray(0, bytes.length / 2));
        die();
      }
      return (call as (...all: readonly unknown[]) => Promise<unknown>)(...args);
    },
  ]),
) as unknown as DiskCalls;

const disk = localDisk(async () => {
  throw new Error('nothing is run here');
}, mortal);
const journal = openJournal(disk, `${folder}/state`, {
  by: { user: 'alice' },
  host: 'lb1',
  now: () => Date.now(),
});
const print = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`);
};

/** A plan whose steps add lines to the file `table`, as ipvsadm would add services to the kernel. */
const runPlan = async (): Promise<object> => {
  const steps = Array.from({ length: 10 }, (_, index) => {
    const [action, inverse] = ['-A', '-D'].map(verb =>
      readArgv(['ipvsadm', verb, '-t', `10.0.0.${index + 1}:80`]),
    );
    if (action === undefined || inverse === undefined) throw new Error('no action');
    return { action, inverse: [inverse], danger: 'undoable' as const, was: '' };
  });
  const held = await journal.lock(5000);
  if (!held.ok) return held;
  const log = await journal.start(
    held.value,
    { title: 'Add 10 services', steps },
    { kind: 'begin', step: 1 },
  );
  if (!log.ok) return log;
  for (let step = 1; step <= steps.length; step++) {
    appendFileSync(`${folder}/table`, `${step}\n`);
    const done = { kind: 'done', step, result: { exit: 0, output: '' } } as const;
    const noted = await log.value.note(
      done,
      step < steps.length
        ? { kind: 'begin', step: step + 1 }
        : { kind: 'end', outcome: 'done', applied: steps.length, differs: [] },
    );
    if (!noted.ok) return noted;
  }
  await held.value.release();
  return { ok: true };
};

/** Adds to a number in a file, which goes wrong as soon as two do it at the same time. */
const addUp = async (): Promise<object> => {
  const path = `${folder}/number`;
  for (let turn = 0; turn < Number(text); turn++) {
    const held = await journal.lock(60_000);
    if (!held.ok) return held;
    const number = Number(readFileSync(path, 'utf8'));
    await new Promise(resolve => setTimeout(resolve, 1));
    writeFileSync(path, String(number + 1));
    await held.value.release();
  }
  return { ok: true };
};

const work = {
  replace: () => disk.replaceFile(`${folder}/rules`, text),
  save: () =>
    replaceKept(disk, `${folder}/state`, `${folder}/rules`, text, { user: 'alice', at: Date.now() }),
  plan: runPlan,
  count: addUp,
  hold: async () => {
    const held = await journal.lock(0);
    print(held.ok ? { ok: true, value: process.pid } : held);
    await new Promise(resolve => process.stdin.once('data', resolve));
    process.stdin.pause();
    return { ok: true, value: 'let go' };
  },
} as const;

print({ ...(await work[what]()), calls: called });
