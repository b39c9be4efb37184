/**
 * Runs inside a guest: the built program again and again in one process (to start one takes seconds there), each time
 * loaded anew with its own command line and environment. Writes down what it printed, and what is on the disk.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Case, Printed, Told } from './case.types.ts';

const [, , program = '', state = ''] = process.argv;
const { cases }: { readonly cases: readonly Case[] } = JSON.parse(
  readFileSync('/run/job/cases.json', 'utf8'),
);
const usual = { ...process.env };

const printedBy = async ({ argv, env = {} }: Case, number: number): Promise<Printed> => {
  const texts = { stdout: '', stderr: '' };
  const catching = (name: keyof typeof texts) => {
    const stream = process[name];
    const { write } = stream;
    stream.write = (piece: string | Uint8Array) => {
      texts[name] += typeof piece === 'string' ? piece : Buffer.from(piece).toString('latin1');
      return true;
    };
    return () => {
      stream.write = write;
    };
  };
  for (const name of Object.keys(process.env)) delete process.env[name];
  for (const [name, value] of Object.entries({ ...usual, ...env }))
    if (value !== null) process.env[name] = value;
  process.argv.splice(2, Number.POSITIVE_INFINITY, ...argv);
  process.exitCode = undefined;
  const restore = [catching('stdout'), catching('stderr')];
  try {
    await import(`${pathToFileURL(program).href}?${number}`);
  } finally {
    for (const one of restore) one();
  }
  return { exit: Number(process.exitCode ?? 0), ...texts };
};

const pathsIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(path => `${folder}/${path}`);

const printed: Printed[] = [];
for (const [number, one] of cases.entries()) printed.push(await printedBy(one, number));
process.exitCode = 0;
const told: Told = {
  printed,
  journal: readFileSync(`${state}/journal.jsonl`, 'utf8'),
  paths: [...pathsIn(process.cwd()), ...pathsIn(state)],
};
writeFileSync('/run/job/told.json', JSON.stringify(told));
