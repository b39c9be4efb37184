/** Plays contract scripts on the real kernel: one guest, one fresh network namespace per script. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { servicesFile } from '../../src/core/ipvsadm/names.ts';
import { runGuest } from '../kernel/uml.ts';
import { afterLines, type Script, splitLine } from './script.ts';

/** One line's outcome, to the byte. */
export interface Outcome {
  readonly line: string;
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  /**
   * Whole seconds by which the real machine was behind practice time, at most, up to this line: what its commands
   * took. Absent when less than one.
   */
  readonly late?: number;
}

/** What a script did, and the table that it left. */
export interface Recording {
  readonly script: string;
  readonly lines: readonly Outcome[];
  readonly after: readonly Outcome[];
}

const encode = (text: string): string =>
  [...Buffer.from(text, 'utf8')]
    .map(byte =>
      byte > 32 && byte < 127 && byte !== 37
        ? String.fromCharCode(byte)
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .join('');

const decode = (text: string): string =>
  Buffer.from(
    text.replace(/%([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

/** `connect [-n N] [--hold] [--from CIP[:PORT]] [tcp|udp] [mark N] DST:PORT` as the fields of a plan's step. */
const connectFields = (words: readonly string[]): string[] => {
  let [count, hold, from, protocol, mark, target] = ['1', '0', '', 'tcp', '0', ''];
  for (let index = 1; index < words.length; index++) {
    const word = words[index] ?? '';
    if (word === '-n') count = words[++index] ?? '';
    else if (word === '--hold') hold = '1';
    else if (word === '--from') from = words[++index] ?? '';
    else if (word === 'tcp' || word === 'udp') protocol = word;
    else if (word === 'mark') mark = words[++index] ?? '';
    else target = word;
  }
  const [virtual = '', virtualPort = ''] = splitEndpoint(target);
  const fallback = virtual.includes(':') ? 'fd00:1::1' : '10.1.0.1';
  const [client = '', port = ''] = from === '' ? [fallback, ''] : splitEndpoint(from);
  if (virtualPort === '' || !/^\d+$/.test(count)) throw new Error(`not understood: ${words.join(' ')}`);
  return ['connect', count, hold, client, port, protocol, mark, virtual, virtualPort];
};

const splitEndpoint = (text: string): string[] => {
  const match = /^(?:\[(.+)\]|([^:]+))(?::(\d+))?$/.exec(text);
  return match === null ? [text, ''] : [match[1] ?? match[2] ?? '', match[3] ?? ''];
};

const step = (line: string): string => {
  const { words, stdin, stdout } = splitLine(line);
  const fields =
    words[0] === 'sleep'
      ? ['sleep', words[1] ?? '']
      : words[0] === 'connect'
        ? connectFields(words)
        : ['run', stdin, stdout, ...words];
  return fields.map(encode).join('\t');
};

const outcomes = (lines: readonly string[], results: readonly string[]): Outcome[] =>
  lines.map((line, index) => {
    const [exit = '', stdout = '', stderr = '', seconds = ''] = (results[index] ?? '').split('\t');
    if (exit === '') throw new Error(`the guest did not run: ${line}`);
    const late = Math.floor(Number(seconds));
    const outcome = { line, exit: Number(exit), stdout: decode(stdout), stderr: decode(stderr) };
    return late > 0 ? { ...outcome, late } : outcome;
  });

/** A script as played, and by how many seconds at most the machine was late. */
interface Played {
  readonly recording: Recording;
  readonly late: number;
}

/** More would be on the wrong side of a tick of the estimator, which comes every 2 s (see guest/driver.pl). */
const mostLate = 1.3;

const isSleep = (line: string): boolean => line.startsWith('sleep');
const sleeps = (script: Script): boolean => script.lines.some(isSleep);

/** Whether a play is worth nothing: the machine was so busy that a sleep was over before its time came. */
const isSpoiled = ({ late, recording }: Played): boolean =>
  late > mostLate && recording.lines.some(({ line }) => isSleep(line));

/**
 * Plays the scripts and gives what each did. What was spoiled is played again, and so is what has no result because
 * a program never ended (stopping a sync daemon right after its start hangs now and then). What that does not help
 * either is left out. Throws when the guest or its driver fails.
 */
export const playWhatCan = async (scripts: readonly Script[]): Promise<readonly Recording[]> => {
  const good = new Map<string, Recording>();
  for (const sideBySide of [4, 2, 1, 1]) {
    const wanted = scripts.filter(({ name }) => !good.has(name));
    if (wanted.length === 0) break;
    // Two guests, one for each of two processors: one mostly waits, the other works.
    const plays = [wanted.filter(sleeps), wanted.filter(script => !sleeps(script))]
      .filter(some => some.length > 0)
      .map(some => playOnce(some, sideBySide));
    for (const [name, played] of (await Promise.all(plays)).flatMap(some => [...some])) {
      if (!isSpoiled(played)) good.set(name, played.recording);
    }
  }
  return scripts.flatMap(({ name }) => good.get(name) ?? []);
};

/** The same; throws where one could not be played. */
export const playOnKernel = async (scripts: readonly Script[]): Promise<readonly Recording[]> => {
  const played = await playWhatCan(scripts);
  const names = new Set(played.map(({ script }) => script));
  const missing = scripts.find(({ name }) => !names.has(name));
  if (missing !== undefined) throw new Error(`the guest could not play ${missing.name} in time`);
  return played;
};

const playOnce = async (
  scripts: readonly Script[],
  sideBySide: number,
): Promise<ReadonlyMap<string, Played>> => {
  const files: Record<string, string> = { services: servicesFile() };
  for (const name of ['driver.pl', 'Wire.pm']) {
    files[name] = readFileSync(join(import.meta.dirname, 'guest', name), 'utf8');
  }
  for (const script of scripts) {
    files[`plans/${script.name}`] = `${[...script.lines, ...afterLines].map(step).join('\n')}\n`;
    for (const [name, content] of Object.entries(script.files))
      files[`inputs/${script.name}/${name}`] = content;
  }
  const guest = await runGuest({
    script: `mkdir -p results inputs; exec perl driver.pl /run/job/plans /run/job/results ${sideBySide}`,
    files,
    memory: 384,
    timeoutMs: 400_000,
  });
  try {
    if (guest.exit !== 0) throw new Error(`the guest's driver failed (${guest.exit}): ${guest.stderr}`);
    const recordings = new Map<string, Played>();
    for (const script of scripts) {
      const text = await guest.file(`results/${script.name}`);
      if (text.startsWith('!')) {
        process.stderr.write(`${script.name}: ${text.slice(2)}`);
        continue;
      }
      const results = text.split('\n');
      const recording = {
        script: script.name,
        lines: outcomes(script.lines, results),
        after: outcomes(afterLines, results.slice(script.lines.length)),
      };
      recordings.set(script.name, {
        recording,
        late: Number(results[script.lines.length - 1]?.split('\t')[3]),
      });
      if (process.env.CONTRACT_TIMES) {
        process.stderr.write(`${script.name} ${results.at(-2)} late ${results.at(-3)?.split('\t')[3]}\n`);
      }
    }
    return recordings;
  } finally {
    await guest.remove();
  }
};
