/**
 * A guest's ipvsadm without a process for every command: to start one costs node some 0.1 s in User-Mode Linux, a
 * hundred times what the command itself takes. One `ipvsadm -R` stays, for it takes any command line, and each answer
 * ends at the mark that a listing of the timeouts makes. The kernel and the tool are the real ones; only the exit code is
 * inferred: 255 where a command said something, which on success it never does. Only sync
 * daemons are started and stopped by a process each: within one `-R` that may hang (src/host/steps.ts).
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { fstatSync, ftruncateSync, openSync, readSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { success } from '../../../src/core/model/failure.ts';
import type { Host, RunResult } from '../../../src/host/host.ts';
import { localHost } from '../../../src/host/local.ts';

/** What ipvsadm said to some lines; `ended`: it came to its end at one of them, with this exit code. */
interface Said {
  readonly text: string;
  readonly ended?: number;
}

/** How long is waited between two looks at what was said, and how many looks are taken in a row. */
const lookMs = 1;
const looks = 20;
const never = new Int32Array(new SharedArrayBuffer(4));

const question = '-Ln --timeout\n';
const mark = /^Timeout \(tcp tcpfin udp\): .*\n/gm;

const ofDaemon = /^--(?:start|stop)-daemon /;

/** Lines in their order, those of sync daemons each by itself. */
const runsOf = (lines: string): readonly string[] => {
  const runs: string[] = [];
  let open = false;
  for (const line of lines.match(/.*\n/g) ?? []) {
    const daemon = ofDaemon.test(line);
    if (open && !daemon) runs.push(`${runs.pop()}${line}`);
    else runs.push(line);
    open = !daemon;
  }
  return runs;
};

/** One line, carried out by a process of its own. */
const alone = async (line: string): Promise<Said> => {
  const ran = await localHost().run('ipvsadm', line.trim().split(' '));
  if (!ran.ok) throw new Error(`${line}: ${ran.failure.what}`);
  const { stdout, stderr, exit } = ran.value;
  return { text: stdout + stderr, ended: exit };
};

/**
 * One `ipvsadm -R`, started when it is needed, that takes lines (each with its line end) and says what they print. It
 * writes to a file that is looked at again and again: through a pipe every line that it writes would wake node.
 */
export const lineTool = (): { readonly ask: (lines: string) => Promise<Said>; readonly end: () => void } => {
  const file = openSync(`/run/said-${process.pid}`, 'a+');
  let child: ChildProcess | undefined;
  const start = (): ChildProcess => {
    // Both outputs in one file, each line as it comes, so that what is said before the mark stands before the mark.
    const started = spawn('stdbuf', ['-oL', 'ipvsadm', '-R'], { stdio: ['pipe', file, file] });
    started.stdin?.on('error', () => undefined);
    return started;
  };
  const said = (): string => {
    const bytes = Buffer.alloc(fstatSync(file).size);
    readSync(file, bytes, 0, bytes.length, 0);
    return bytes.toString();
  };
  const askOne = async (lines: string): Promise<Said> => {
    child ??= start();
    ftruncateSync(file, 0);
    child.stdin?.write(`${lines}${question}`);
    // The lines themselves may list the timeouts.
    const marks = lines.split('\n').filter(line => `${line}\n` === question).length + 1;
    for (let look = 1; ; look++) {
      const ended = child.exitCode;
      const text = said();
      if (ended !== null) {
        child = undefined;
        return { text, ended };
      }
      if ((text.match(mark)?.length ?? 0) >= marks)
        return { text: text.slice(0, text.lastIndexOf('Timeout (')) };
      // Timers of node are ten times as coarse as this, and the end of a process is only seen between them.
      if (look % looks === 0) await wait(1);
      else Atomics.wait(never, 0, 0, lookMs);
    }
  };
  const askAll = async (lines: string): Promise<Said> => {
    let said: Said = { text: '' };
    for (const run of runsOf(lines)) {
      const { text, ...end } = await (ofDaemon.test(run) ? alone(run) : askOne(run));
      said = { text: said.text + text, ...end };
    }
    return said;
  };
  let last: Promise<unknown> = Promise.resolve();
  return {
    ask(lines) {
      const next = last.then(() => askAll(lines));
      last = next;
      return next;
    },
    end: () => void child?.stdin?.end(),
  };
};

/** Asks for lines of ipvsadm. */
export type Ask = ReturnType<typeof lineTool>['ask'];

const isListing = (line: string): boolean => line === '' || /^-[LS]/.test(line);

const resultOf = (listing: boolean, { text, ended }: Said): RunResult => {
  const whole = { stdout: '', stderr: '', cpuMs: 1 };
  if (ended !== undefined) {
    // A listing of what is not there: what was listed before it, then the complaint.
    const [, before = '', complaint = ''] = /^([\s\S]*?)([^\n]*\n)$/.exec(text) ?? [];
    return listing && ended !== 0
      ? { ...whole, stdout: before, stderr: complaint, exit: ended }
      : { ...whole, stderr: text, exit: ended };
  }
  return listing
    ? { ...whole, stdout: text, exit: 0 }
    : { ...whole, stderr: text, exit: text === '' ? 0 : 255 };
};

/** The machine, with ipvsadm through `ask`; every other program is started as usual. */
export const lineHost = (ask: Ask): Host => {
  const local = localHost();
  return {
    ...local,
    async run(name, args, limits = {}) {
      const batch = args.length === 1 && args[0] === '-R';
      const lines = batch ? (limits.stdin ?? '') : `${args.join(' ')}\n`;
      if (name !== 'ipvsadm' || args.some(word => /\s/.test(word))) return local.run(name, args, limits);
      const listing = lines.split('\n').every(isListing);
      const result = resultOf(listing, await ask(lines));
      // The exit code of -R is that of its last line; what a line said tells more, and lvsh looks at that.
      return success(batch && !listing && result.exit === 255 ? { ...result, exit: 0 } : result);
    },
  };
};

/** All that a table is, in ipvsadm's own words: what must be equal to the byte. */
export const picture = async (ask: Ask): Promise<string> =>
  (await ask('-Sn\n-Ln --thresholds\n-Ln --timeout\n-Ln --daemon\n')).text;
