/**
 * The practice shell: ipvsadm in front of a practice director, a line at a time. A line changes a state and says
 * what it prints; files come and go through what the caller brings, so everything here is pure. Practice time
 * stands still but for `sleep`: the same lines give the same bytes.
 */
import type { Names } from '../core/ipvsadm/names.ts';
import { emptyKernel } from '../core/kernel/state.ts';
import { machineFile, machineNames, machineRun } from '../core/kernel/traffic/machine.ts';
import { type Practice, quietPractice, step } from '../core/kernel/traffic/practice.ts';
import type { SceneName } from '../core/kernel/traffic/scene.ts';
import { runScene } from '../core/kernel/traffic/start.ts';
import { runConnect } from './practice-shell-connect.ts';
import { splitLine } from './practice-shell-words.ts';

/** The shell between two lines. */
export interface ShellState {
  readonly practice: Practice;
  readonly names: Names;
  /** `-x`: print each line before it runs, and its exit code after. */
  readonly trace: boolean;
  /** Files that `>` has made: `cat` shows these and the machine's own, nothing else. */
  readonly made: ReadonlySet<string>;
  /** Connections made so far from rising ports. */
  readonly portsUsed: number;
  /** Exit code of the last line. */
  readonly exit: number;
  /** `exit` was typed. */
  readonly ended: boolean;
}

/** The files around the shell; undefined when there is none of this name or it cannot be read. */
export interface Files {
  read(name: string): string | undefined;
}

/** What a line leaves. `write` is a file that the line names and whose content it makes. */
export interface LineRun {
  readonly state: ShellState;
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
  readonly write?: { readonly name: string; readonly text: string; readonly append: boolean };
}

/** A shell on an empty practice director, or on a scene at its opening. */
export const startShell = (
  options: { readonly scene?: SceneName; readonly seed?: number; readonly trace?: boolean } = {},
): ShellState => {
  const { scene, seed = 1, trace = false } = options;
  const practice = scene === undefined ? quietPractice(emptyKernel({ seed }), seed) : runScene(scene, seed);
  const names = machineNames(practice.scene?.names ?? {});
  return { practice, names, trace, made: new Set(), portsUsed: 0, exit: 0, ended: false };
};

/** What the shell says of itself. */
const shellHelp = `A practice director: nothing here touches this machine.
  ipvsadm ...              as on a real director; ipvsadm -h lists what it takes
  ipvsadm-save [-n]        print the table as commands;  ipvsadm-save -n > rules.txt
  ipvsadm-restore < FILE   replace the table by FILE;    ipvsadm -R < FILE adds to it
  cat FILE...              /proc/net/ip_vs, ip_vs_conn, ip_vs_stats, ... and files made here with > or >>
  connect [-n N] [--hold] [--from CIP[:PORT]] tcp|udp VIP:PORT
  connect [-n N] [--hold] [--from CIP[:PORT]] [tcp|udp] mark N DST:PORT
                           open connections and print who takes each: a real server, refused or timeout;
                           from 10.1.0.1 (fd00:1::1), ports 40000 and up; --hold leaves them open
  sleep SECONDS            let practice time pass (it stands still otherwise)
  help, exit [CODE]
Real servers live in 10.0.0.0/24 (eth0 10.0.0.254), clients in 10.1.0.0/24 (eth1 10.1.0.254). Try:
  ipvsadm -A -t 10.1.0.200:80 -s wrr
  ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 -m -w 2
  connect -n 3 tcp 10.1.0.200:80
`;

interface Effect {
  readonly state: ShellState;
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
}

const printable = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '?').slice(0, 100);

const says = (state: ShellState, exit: number, stderr: string): Effect => ({
  state,
  stdout: '',
  stderr,
  exit,
});

const cat = (state: ShellState, words: readonly string[], files: Files, stdin: string): Effect => {
  if (words.length === 0) return { state, stdout: stdin, stderr: '', exit: 0 };
  let stdout = '';
  let stderr = '';
  for (const name of words) {
    const text =
      machineFile(state.practice.kernel, name) ?? (state.made.has(name) ? files.read(name) : undefined);
    if (text === undefined) stderr += `cat: ${printable(name)}: No such file or directory\n`;
    else stdout += text;
  }
  return { state, stdout, stderr, exit: stderr === '' ? 0 : 1 };
};

/** More than a day of practice time at once is a typing mistake, and would take a while. */
const longestSleep = 86_400;

const sleep = (state: ShellState, words: readonly string[]): Effect => {
  const [word] = words;
  const seconds = word !== undefined && /^(\d+(\.\d*)?|\.\d+)$/.test(word) ? Number(word) : Number.NaN;
  if (words.length !== 1 || !(seconds <= longestSleep)) {
    return says(state, 1, `sleep: takes a number of seconds from 0 to ${longestSleep}\n`);
  }
  const { practice } = state;
  const slept = step(practice, practice.kernel.now + Math.round(seconds * 1000));
  return { state: { ...state, practice: slept }, stdout: '', stderr: '', exit: 0 };
};

const connectLine = (state: ShellState, words: readonly string[]): Effect => {
  const { practice } = state;
  const silent = new Set<string>(practice.scene?.silent ?? []);
  const ran = runConnect(practice.kernel, words, state.portsUsed, ({ address }) =>
    silent.has(address) ? 'silence' : 'accept',
  );
  return {
    state: {
      ...state,
      practice: { ...practice, kernel: ran.kernel },
      portsUsed: state.portsUsed + ran.portsUsed,
    },
    stdout: ran.stdout,
    stderr: ran.stderr,
    exit: ran.exit,
  };
};

const leave = (state: ShellState, words: readonly string[]): Effect => {
  const [word] = words;
  if (word !== undefined && !/^\d{1,3}$/.test(word)) {
    return says(state, 2, `exit: takes a number from 0 to 255, not ${printable(word)}\n`);
  }
  const exit = word === undefined ? state.exit : Number(word) & 255;
  return { state: { ...state, ended: true }, stdout: '', stderr: '', exit };
};

const unknown = (state: ShellState, program: string): Effect => {
  const hint = program === 'sudo' ? 'not needed, you are root here' : 'type help for what this shell knows';
  return says(state, 127, `${printable(program)}: not found (${hint})\n`);
};

const execute = (state: ShellState, words: readonly string[], files: Files, stdin: string): Effect => {
  const [name = '', ...args] = words;
  const program = name.replace(/^(?:\/usr)?\/s?bin\//, '');
  switch (program) {
    case 'cat':
      return cat(state, args, files, stdin);
    case 'sleep':
      return sleep(state, args);
    case 'connect':
      return connectLine(state, args);
    case 'help':
      return { state, stdout: shellHelp, stderr: '', exit: 0 };
    case 'exit':
      return leave(state, args);
  }
  const ran = machineRun(state.practice.kernel, program, args, { names: state.names, stdin });
  if (ran === undefined) return unknown(state, name);
  const { kernel, stdout, stderr, exit } = ran;
  return { state: { ...state, practice: { ...state.practice, kernel } }, stdout, stderr, exit };
};

/** The machine's own files first: nothing of the real /proc or /sys is ever read. */
const readInput = (state: ShellState, name: string, files: Files): string | undefined => {
  if (/^\/(proc|sys)(\/|$)/.test(name)) return machineFile(state.practice.kernel, name);
  return files.read(name);
};

const redirected = (state: ShellState, text: string, files: Files): Omit<LineRun, 'state'> & Effect => {
  const split = splitLine(text);
  if (!split.ok) return says(state, 2, `lvsh practice sh: ${split.message}\n`);
  const { words, input, output } = split.line;
  const stdin = input === undefined ? '' : readInput(state, input, files);
  if (stdin === undefined) return says(state, 2, `cannot open ${printable(input ?? '')}: No such file\n`);
  if (output !== undefined && /^\/(proc|sys|dev)(\/|$)/.test(output.name)) {
    return says(state, 2, `cannot create ${printable(output.name)}: Permission denied\n`);
  }
  const effect = execute(state, words, files, stdin);
  if (output === undefined) return effect;
  const made = new Set(state.made).add(output.name);
  return {
    ...effect,
    state: { ...effect.state, made },
    stdout: '',
    write: { name: output.name, text: effect.stdout, append: output.append },
  };
};

/** Whether a line is blank or a comment: such lines do nothing, not even to the exit code. */
const isIdle = (line: string): boolean => /^\s*(#|$)/.test(line);

/**
 * Runs a line. Exit codes: the program's own; 127 for a program that is not there; 2 for a line that this shell
 * does not understand or a file that it cannot open.
 */
export const runLine = (state: ShellState, line: string, files: Files): LineRun => {
  if (isIdle(line)) return { state, stdout: '', stderr: '', exit: state.exit };
  const ran = redirected(state, line.trim(), files);
  const { exit } = ran;
  const stdout = state.trace ? `+ ${line.trim()}\n${ran.stdout}= ${exit}\n` : ran.stdout;
  return { ...ran, state: { ...ran.state, exit }, stdout };
};
