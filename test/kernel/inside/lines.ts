/**
 * A guest's ipvsadm without a process for every command: to start one costs node some 0.1 s in User-Mode Linux, a
 * hundred times what the command itself takes. One `ipvsadm -R` stays, for it takes any command line, and each answer
 * ends at the mark that a listing of the timeouts makes. The kernel and the tool are the real ones; only the exit code is
 * inferred: 255 where a command said something, which on success it never does.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { success } from '../../../src/core/model/failure.ts';
import type { Host, RunResult } from '../../../src/host/host.ts';
import { localHost } from '../../../src/host/local.ts';

/** What ipvsadm said to some lines; `ended`: it came to its end at one of them, with this exit code. */
interface Said {
  readonly text: string;
  readonly ended?: number;
}

const question = '-Ln --timeout\n';
const mark = /^Timeout \(tcp tcpfin udp\): .*\n/gm;

/** One `ipvsadm -R`, started when it is needed, that takes lines (each with its line end) and says what they print. */
export const lineTool = (): { readonly ask: (lines: string) => Promise<Said>; readonly end: () => void } => {
  let child: ChildProcessWithoutNullStreams | undefined;
  const start = (): ChildProcessWithoutNullStreams => {
    // Both outputs in one pipe, each line as it comes, so that what is said before the mark stands before the mark.
    const started = spawn('sh', ['-c', 'exec stdbuf -oL ipvsadm -R 2>&1']);
    started.stdout.setEncoding('utf8');
    started.stdin.on('error', () => undefined);
    return started;
  };
  const askOne = (lines: string): Promise<Said> =>
    new Promise(resolve => {
      child ??= start();
      const { stdin, stdout } = child;
      // The lines themselves may list the timeouts.
      const marks = lines.split('\n').filter(line => `${line}\n` === question).length + 1;
      let text = '';
      const take = (piece: string): void => {
        text += piece;
        if ((text.match(mark)?.length ?? 0) < marks) return;
        done({ text: text.slice(0, text.lastIndexOf('Timeout (')) });
      };
      const end = (exit: number | null): void => {
        child = undefined;
        done({ text, ended: exit ?? 255 });
      };
      const done = (said: Said): void => {
        stdout.off('data', take);
        of.off('close', end);
        resolve(said);
      };
      const of = child;
      stdout.on('data', take);
      of.on('close', end);
      stdin.write(`${lines}${question}`);
    });
  let last: Promise<unknown> = Promise.resolve();
  return {
    ask(lines) {
      const next = last.then(() => askOne(lines));
      last = next;
      return next;
    },
    end: () => void child?.stdin.end(),
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
