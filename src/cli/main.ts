/** From the words after `lvsh` to a screen or a text, and an exit code. */
import { setTimeout as wait } from 'node:timers/promises';
import { readText } from '../core/ipvsadm/read/recognise.ts';
import { openDirector } from '../host/director.ts';
import { fileDirector } from '../host/filedirector.ts';
import type { Host } from '../host/host.ts';
import { localHost } from '../host/local.ts';
import { readTextSource, shortName } from '../host/textsource.ts';
import { type Capabilities, capabilities } from '../terminal/capabilities.ts';
import type { Opened } from '../terminal/interpreter.ts';
import { type Invocation, numberOption, readArguments } from './arguments.ts';
import type { Out } from './out.ts';
import { exits, verbs } from './verbs.ts';
import type { World } from './world.ts';

/** When practice begins as text: always the same moment, so that the same seed prints the same bytes. */
const practiceEpoch = Date.UTC(2026, 0, 1);

/** A reader that has gone (`| head`) is no error: there is nothing more to do. */
const onGone = (error: NodeJS.ErrnoException): void => {
  if (error.code === 'EPIPE') process.exit(exits.ok);
  throw error;
};

/** Standard output and standard error as text. */
const standardOut = (colour: boolean, ascii: boolean): Out => {
  for (const stream of [process.stdout, process.stderr]) stream.off('error', onGone).on('error', onGone);
  return {
    write: text => void process.stdout.write(text),
    warn: text => void process.stderr.write(text),
    colour,
    ascii,
  };
};

/**
 * Waits between two looks; Ctrl-C and SIGTERM end it well, also in the middle of one. `cut`: the exit code of who is
 * asked twice.
 */
const pauses = (cut: number): ((ms: number) => Promise<boolean>) => {
  const ending = new AbortController();
  const end = (): void => {
    // Asked twice, it does not wait for a read that hangs.
    if (ending.signal.aborted) process.exit(cut);
    ending.abort();
  };
  process.on('SIGINT', end).on('SIGTERM', end);
  return ms => wait(ms, true, { signal: ending.signal }).catch(() => false);
};

/** Runs lvsh; gives the exit code. `version`: of this program. */
export const main = async (argv: readonly string[], version: string): Promise<number> => {
  // The questions of the wizards are options of `new`; nothing else loads them.
  const more = argv.includes('new') ? { new: (await import('./new-options.ts')).allStepOptions() } : {};
  const understood = readArguments(argv, more);
  const plainOut = standardOut(false, false);
  if (!understood.ok) {
    plainOut.warn(`lvsh: ${understood.message}\nTry lvsh --help.\n`);
    return exits.usage;
  }
  const { invocation } = understood;
  const { options, verb } = invocation;
  if ('help' in options) {
    const { helpText } = await import('./help.ts');
    plainOut.write(helpText(invocation));
    return exits.ok;
  }
  if ('version' in options) {
    plainOut.write(`lvsh ${version}\n`);
    return exits.ok;
  }
  const isTTY = process.stdin.isTTY === true && process.stdout.isTTY === true;
  const flags = { noColour: 'no-color' in options, ascii: 'ascii' in options };
  const able = capabilities(process.env, flags, isTTY);
  const out: Out = {
    ...plainOut,
    colour: process.stdout.isTTY === true && able.colour !== 'none',
    ascii: able.ascii,
    // A terminal that does not know its size says 0.
    ...(process.stdout.isTTY === true && process.stdout.columns >= 40
      ? { columns: process.stdout.columns }
      : {}),
  };
  if (verb?.name === 'schema') return (await import('./run.ts')).printSchema(out);
  if (verb?.name === 'sh') return practiceShell(invocation, out);
  const interval = numberOption(invocation, 'interval', 0.5, 60);
  if (typeof interval === 'string') return refuse(out, interval);
  const asText = verb !== undefined || !able.screen;
  const practice = invocation.practice ? await import('./practice.ts') : undefined;
  const wishes = practice?.practiceWishes(invocation);
  if (typeof wishes === 'string') return refuse(out, wishes);

  if (typeof options.from === 'string') {
    const source = await readTextSource(options.from, process.stdin);
    const { failureLines } = await import('./world.ts');
    if (!source.ok) {
      out.warn(failureLines(source.failure));
      return exits.unread;
    }
    const { name, text, cut } = source.value;
    const reading = readText(text);
    const director = fileDirector(shortName({ name }), reading, source.value.writtenAt ?? Date.now());
    if (!asText) return screen(invocation, { director }, version, able, undefined);
    const whole = () => director.read({ visible: [], intervalMs: 1000 });
    return textForm(invocation, out, { director, whole, now: Date.now, text: { name, reading, cut } });
  }
  if (practice !== undefined && wishes !== undefined) {
    if (!asText) {
      const opened = practice.openPracticeDirector(wishes, Date.now);
      return screen(invocation, opened, version, able, undefined);
    }
    let now = practiceEpoch;
    const opened = practice.openPracticeDirector(wishes, () => now);
    const { director } = opened;
    const pass = (ms: number): void => {
      now += ms;
    };
    return textForm(invocation, out, { ...opened, whole: () => director.whole(), now: () => now, pass });
  }
  const host = localHost();
  const director = openDirector(host, {
    sudo: 'sudo' in options,
    // A verb reads the table and ends: listings that only a next read would show cost seconds on a large one.
    ...(asText ? { defer: () => undefined } : {}),
  });
  const here = async () => (await import('../host/here.ts')).openHere(host, director.tool);
  if (!asText) return screen(invocation, { director, ...(await here()) }, version, able, host);
  const reading = { director, whole: () => director.whole(), now: Date.now };
  return textForm(invocation, out, onlyReads(invocation) ? reading : { ...reading, ...(await here()) });
};

/** Listing a table is what a script does a thousand times: what changes it is not even loaded then. */
const onlyReads = ({ verb }: Invocation): boolean =>
  ['ls', 'show', 'conns', 'settings'].includes(verb?.name ?? 'ls');

const refuse = (out: Out, message: string): number => {
  out.warn(`lvsh: ${message}\nTry lvsh --help.\n`);
  return exits.usage;
};

const practiceShell = async (invocation: Invocation, out: Out): Promise<number> => {
  const { practiceWishes } = await import('./practice.ts');
  const wishes = practiceWishes(invocation);
  if (typeof wishes === 'string') return refuse(out, wishes);
  const { runShell } = await import('./practice-shell-io.ts');
  const { stdin, stdout, stderr } = process;
  return runShell({ ...wishes, trace: 'x' in invocation.options, stdin, stdout, stderr });
};

/** What the text form differs in between this machine, practice and a file. */
interface TextPlan extends Pick<World, 'director' | 'whole' | 'now' | 'text' | 'changer' | 'around'> {
  /** Moves the clock of practice along with the pauses of --watch. */
  readonly pass?: (ms: number) => void;
}

const screen = async (
  invocation: Invocation,
  { director, changer, around }: Omit<Opened, 'source'>,
  version: string,
  able: Capabilities,
  host: Host | undefined,
): Promise<number> => {
  // The screen has its own way with a terminal that has gone.
  for (const stream of [process.stdout, process.stderr]) stream.off('error', onGone);
  const { openScreen } = await import('./screen.ts');
  const { options } = invocation;
  // Without root the kernel shows a part only; the reader says so in detail.
  const restricted = host !== undefined && process.getuid?.() !== 0 && !('sudo' in options);
  const ended = await openScreen({
    invocation,
    director,
    ...(changer === undefined ? {} : { changer }),
    ...(around === undefined ? {} : { around }),
    source: {
      name: director.name,
      kind: director.kind,
      readOnly: restricted,
      ...('read-only' in options ? { locked: 'lvsh was started with --read-only' } : {}),
    },
    ...(host === undefined ? {} : { host }),
    capabilities: able,
    version,
    notices: [],
    async openPractice() {
      const { openPracticeDirector, usualScene } = await import('./practice.ts');
      const opened = openPracticeDirector({ seed: 1 }, Date.now);
      return { ...opened, source: { name: usualScene, kind: 'practice', readOnly: false } };
    },
  });
  if (typeof ended === 'string') return refuse(standardOut(false, false), ended);
  // Reads that are still under way must not keep the program after its screen has gone.
  return process.exit(ended);
};

/** Why nothing may be changed; undefined where it may. */
const lockedBy = (
  name: string,
  { options }: Invocation,
  readOnlyHosts: () => readonly string[],
): string | undefined => {
  if ('read-only' in options) return 'lvsh was started with --read-only';
  return readOnlyHosts().includes(name)
    ? 'it was locked on the screen: lvsh, then :read-only off'
    : undefined;
};

/** Asks a person on the terminal. */
const ask = async (question: string): Promise<string> => {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question);
  } catch {
    // Ctrl-C and the end of input are a no.
    return '';
  } finally {
    lines.close();
  }
};

/** Gives a text to the clipboard through the terminal that standard output or standard error is. */
const copyTo =
  (
    stream: NodeJS.WritableStream,
    { copySequence, longestCopy }: typeof import('../terminal/clipboard.ts'),
  ): NonNullable<World['copy']> =>
  text => {
    if (Buffer.byteLength(text) > longestCopy) return 'it is too long for the clipboard of a terminal';
    stream.write(copySequence(text, process.env.TMUX !== undefined));
    return undefined;
  };

/** What only verbs that build something need of a terminal. */
const building = async ({ verb }: Invocation): Promise<Pick<World, 'talk' | 'copy'>> => {
  if (verb?.name !== 'new' && verb?.name !== 'script') return {};
  const { stdin, stdout, stderr } = process;
  const terminal = stdout.isTTY ? stdout : stderr.isTTY ? stderr : undefined;
  const { openTalk } = await import('./prompts-terminal.ts');
  return {
    ...(stdin.isTTY && stderr.isTTY ? { talk: () => openTalk(stdin, stderr, process) } : {}),
    ...(terminal === undefined ? {} : { copy: copyTo(terminal, await import('../terminal/clipboard.ts')) }),
  };
};

const textForm = async (invocation: Invocation, out: Out, plan: TextPlan): Promise<number> => {
  const { runVerb } = await import('./run.ts');
  const verb = invocation.verb ?? verbs[0];
  const run = runVerb[verb?.name ?? ''];
  if (run === undefined) throw new Error(`the verb ${verb?.name ?? ''} has no code`);
  const { options } = invocation;
  const pause =
    'watch' in options
      ? pauses(exits.ok)
      : 'wait' in options || 'remove' in options
        ? pauses(exits.partly)
        : async () => false;
  const { pass, ...given } = plan;
  const { configFolder, readPreferencesFile } = await import('../host/userfiles.ts');
  const { readPreferences } = await import('../app/preferences.ts');
  const locked = lockedBy(
    given.director.name,
    invocation,
    () =>
      readPreferences(readPreferencesFile(configFolder(process.env), true).json).preferences.readOnlyHosts,
  );
  return run(
    {
      out,
      ...given,
      ...(locked === undefined ? {} : { locked }),
      ...(process.stdin.isTTY === true && process.stderr.isTTY === true ? { ask } : {}),
      ...(await building(invocation)),
      ...(process.stdout.isTTY === true ? { columns: () => process.stdout.columns } : {}),
      folder: process.cwd(),
      offsetMinutes: pass === undefined ? -new Date().getTimezoneOffset() : 0,
      async pause(ms) {
        const goOn = await pause(ms);
        if (goOn) pass?.(ms);
        return goOn;
      },
    },
    invocation,
  );
};
