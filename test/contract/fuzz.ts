/**
 * `npx tsx test/contract/fuzz.ts [--seed N] [--scripts N] [--kind commands|lists|restore|tables|picks] [--batch N] [--shrink N] [--all]`
 *
 * Writes random scripts from a seed, plays them on the real kernel and on the practice director, and where the two
 * differ prints the least script that still shows it. Exit code 1 when anything differs.
 */
import { parseArgs } from 'node:util';
import { type Difference, describeDifferences, differences } from './compare.ts';
import { kinds, scriptOf } from './fuzz/kinds.ts';
import { seeded } from './fuzz/random.ts';
import { playOnKernel, type Recording } from './guest.ts';
import { playOnPractice } from './practice.ts';
import type { Script } from './script.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    scripts: { type: 'string', default: '40' },
    kind: { type: 'string' },
    all: { type: 'boolean', default: false },
    batch: { type: 'string', default: '60' },
    shrink: { type: 'string', default: '8' },
  },
});
const [seed, total, batch, shrunkAtMost] = [values.seed, values.scripts, values.batch, values.shrink].map(
  Number,
) as [number, number, number, number];
const kind = values.kind ?? '';
if (kind !== '' && !kinds.includes(kind)) throw new Error(`--kind is one of ${kinds.join(', ')}`);

interface Failure {
  readonly script: Script;
  readonly found: readonly Difference[];
}

const inBatches = function* <T>(list: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < list.length; start += batch) yield list.slice(start, start + batch);
};

/** Whether the real machine was so slow that its estimator ticked once more than practice time says. */
const isLate = ({ lines, after }: Recording, { line }: Difference): boolean =>
  /stats|rate/.test(line) && [...lines, ...after].some(one => one.line === line && (one.late ?? 0) >= 1);

/** Plays a batch; a batch that the guest did not survive is played in two halves. */
const played = async (scripts: readonly Script[]): Promise<readonly Recording[]> => {
  try {
    return await playOnKernel(scripts);
  } catch (error) {
    process.stderr.write(`${scripts[0]?.name} and ${scripts.length - 1} more: ${error}\n`);
    if (scripts.length === 1) return [];
    const half = Math.ceil(scripts.length / 2);
    return [...(await played(scripts.slice(0, half))), ...(await played(scripts.slice(half)))];
  }
};

/** The scripts on which the two differ. */
const failures = async (scripts: readonly Script[]): Promise<readonly Failure[]> => {
  const failed: Failure[] = [];
  for (const part of inBatches(scripts)) {
    for (const recording of await played(part)) {
      const script = part.find(({ name }) => name === recording.script);
      if (script === undefined) continue;
      try {
        const found = differences(recording, playOnPractice(script)).filter(one => !isLate(recording, one));
        if (found.length > 0) failed.push({ script, found });
      } catch (error) {
        const actual = error instanceof Error ? (error.stack ?? error.message) : String(error);
        failed.push({
          script,
          found: [{ script: script.name, line: '(all)', what: 'missing', expected: 'no exception', actual }],
        });
      }
    }
  }
  return failed;
};

/** A shrinking script: its parts of `size` lines are left out one after the other. */
interface Shrinking {
  failure: Failure;
  size: number;
}

/** Practice time begins with the first connection: a sleep before it would fall anywhere between two ticks. */
const isFair = (lines: readonly string[]): boolean => {
  const sleep = lines.findIndex(line => line.startsWith('sleep'));
  return sleep < 0 || lines.slice(0, sleep).some(line => line.startsWith('connect'));
};

/** Every `<` file must be there on the real machine. */
const isComplete = ({ lines, files }: Script): boolean => {
  const there = new Set(Object.keys(files));
  return lines.every(line => {
    const input = /< (\S+)$/.exec(line)?.[1] ?? /^cat ([^/\s]+)$/.exec(line)?.[1];
    if (input !== undefined && !there.has(input)) return false;
    const output = /> (\S+)$/.exec(line)?.[1];
    if (output !== undefined) there.add(output);
    return true;
  });
};

/** What is left without some of the units: a unit is a line of the script or of a restore file. */
const units = (script: Script): readonly { line?: number; file?: string; row?: number }[] => [
  ...script.lines.map((_, line) => ({ line })),
  ...Object.entries(script.files).flatMap(([file, text]) =>
    text.split('\n').map((_, row) => ({ file, row })),
  ),
];

const without = (script: Script, name: string, gone: ReadonlySet<number>): Script => {
  const all = units(script);
  const left = all.filter((_, index) => !gone.has(index));
  const files: Record<string, string> = {};
  for (const [file, text] of Object.entries(script.files)) {
    const rows = new Set(left.filter(unit => unit.file === file).map(unit => unit.row));
    files[file] = text
      .split('\n')
      .filter((_, row) => rows.has(row))
      .join('\n');
  }
  const kept = new Set(left.map(unit => unit.line));
  return { name, lines: script.lines.filter((_, line) => kept.has(line)), files };
};

/** The script up to the first line that differs. */
const cut = ({ script, found }: Failure): Script => {
  const wrong = new Set(found.map(({ line }) => line));
  const last = script.lines.findIndex(line => wrong.has(line));
  return last < 0 ? script : { ...script, lines: script.lines.slice(0, last + 1) };
};

const shrink = async (failed: readonly Failure[]): Promise<readonly Failure[]> => {
  const cuts = await failures(failed.map(cut));
  const states: Shrinking[] = failed.map(failure => {
    const shorter = cuts.find(({ script }) => script.name === failure.script.name) ?? failure;
    return { failure: shorter, size: Math.max(1, Math.ceil(units(shorter.script).length / 4)) };
  });
  for (let round = 0; round < 9; round++) {
    const tries: { state: Shrinking; gone: ReadonlySet<number>; script: Script }[] = [];
    for (const [number, state] of states.entries()) {
      const count = units(state.failure.script).length;
      if (state.size < 1) continue;
      for (let start = 0; start < count; start += state.size) {
        const gone = new Set(Array.from({ length: state.size }, (_, step) => start + step));
        const script = without(state.failure.script, `s${number}-${round}-${start}`, gone);
        if (script.lines.length > 0 && isFair(script.lines) && isComplete(script))
          tries.push({ state, gone, script });
      }
    }
    if (tries.length === 0) break;
    const still = await failures(tries.map(({ script }) => script));
    const unions: { state: Shrinking; fallback: Failure; script: Script }[] = [];
    for (const [number, state] of states.entries()) {
      const fine = tries.filter(
        one => one.state === state && still.some(({ script }) => script.name === one.script.name),
      );
      const first = still.find(({ script }) => script.name === fine[0]?.script.name);
      const wasOne = state.size === 1;
      state.size = state.size > 1 ? Math.ceil(state.size / 2) : fine.length > 0 ? 1 : 0;
      if (wasOne && fine.length <= 1) state.size = 0;
      if (first === undefined) continue;
      const gone = new Set(fine.flatMap(one => [...one.gone]));
      const script = without(state.failure.script, `u${number}-${round}`, gone);
      if (fine.length > 1 && script.lines.length > 0 && isFair(script.lines) && isComplete(script)) {
        unions.push({ state, fallback: first, script });
      } else state.failure = first;
    }
    const joined = unions.length === 0 ? [] : await failures(unions.map(({ script }) => script));
    for (const { state, fallback, script } of unions) {
      state.failure = joined.find(one => one.script.name === script.name) ?? fallback;
    }
  }
  return states.map(({ failure }) => failure);
};

const show = ({ script, found }: Failure): string => {
  const files = Object.entries(script.files).map(([name, text]) => `#< ${name} ${JSON.stringify(text)}\n`);
  return `${files.join('')}${script.lines.join('\n')}\n${describeDifferences(found.slice(0, 2))}\n`;
};

/** What a difference looks like from afar: one script of a sort is enough to shrink. */
const sortOf = ({ found }: Failure): string => {
  const [first] = found;
  if (first === undefined) return '';
  const shape = (text: string): string => text.replace(/\d+/g, '0').slice(0, 60);
  return first.line.startsWith('connect') || first.what === 'stdout'
    ? `${first.line.split(' ').slice(0, 2).join(' ')} ${first.what}`
    : `${first.what} ${shape(first.expected)} ${shape(first.actual)}`;
};

const scripts = Array.from({ length: total }, (_, index) => {
  const one = kind === '' ? (kinds[index % kinds.length] ?? '') : kind;
  return scriptOf(one, `${one}-${seed}-${index}`, seeded(seed * 100_003 + index));
});
const begun = Date.now();
const failed = await failures(scripts);
const lines = scripts.reduce((sum, script) => sum + script.lines.length, 0);
process.stdout.write(
  `${failed.length} of ${total} scripts (${lines} lines) differ, ${Math.round((Date.now() - begun) / 1000)} s\n`,
);
const sorts = new Map<string, Failure>();
for (const failure of failed) if (!sorts.has(sortOf(failure))) sorts.set(sortOf(failure), failure);
for (const [sort, { script }] of sorts) {
  process.stdout.write(
    `  ${failed.filter(one => sortOf(one) === sort).length} like ${script.name}: ${sort}\n`,
  );
}
if (values.all) process.stdout.write(failed.map(show).join('\n----\n'));
const least = [...sorts.values()].slice(0, shrunkAtMost);
if (least.length > 0 && shrunkAtMost > 0) {
  for (const failure of await shrink(least))
    process.stdout.write(`\n---- ${failure.script.name}\n${show(failure)}`);
}
process.exitCode = failed.length > 0 ? 1 : 0;
