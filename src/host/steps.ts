/** Carries out single actions: a program with an argument array, or a file replaced. No shell, ever. */
import { readFailure } from '../core/ipvsadm/errors.ts';
import { type Failure, failed, type Result, success } from '../core/model/failure.ts';
import { type Action, actionArgv, actionLine, objection } from '../core/plan/action.ts';
import { type Occasion, replaceKept } from './backups.ts';
import type { Disk } from './disk.ts';
import type { Host } from './host.ts';
import { runAs } from './rights.ts';
import type { Tool } from './tool.ts';

/** What steps are carried out with. */
export interface Hands {
  readonly host: Host;
  readonly tool: Tool;
  readonly disk: Disk;
  /** The state folder: where former texts of files are kept. */
  readonly folder: string;
  readonly occasion: () => Occasion;
}

/** What a program said. */
export interface Said {
  readonly exit: number;
  readonly output: string;
}

/** A step that did not happen: why, and what the program said. */
export interface Refused {
  readonly failure: Failure;
  readonly said: Said;
}

const timeoutMs = 30_000;
const quiet: Said = { exit: 0, output: '' };

const refused = (failure: Failure, exit = 255): { readonly ok: false; readonly refused: Refused } => ({
  ok: false,
  refused: { failure, said: { exit, output: failure.output ?? failure.what } },
});

/** Whether a step was carried out. */
export type StepResult =
  | { readonly ok: true; readonly said: Said }
  | { readonly ok: false; readonly refused: Refused };

const runProgram = async ({ host, tool }: Hands, argv: readonly string[]): Promise<StepResult> => {
  const [program = '', ...args] = argv;
  if (program === 'ipvsadm') {
    const ran = await tool.run(args, { timeoutMs });
    return ran.ok ? { ok: true, said: quiet } : refused(ran.failure);
  }
  const ran = await runAs(host, tool.access() === 'sudo', argv, { timeoutMs });
  if (!ran.ok) return refused(ran.failure);
  const { exit, stderr } = ran.value;
  if (exit === 0) return { ok: true, said: quiet };
  const first = stderr.trim().split('\n')[0] ?? '';
  return refused(
    {
      kind: /denied|not permitted|must be root/i.test(stderr) ? 'no-permission' : 'other',
      what: `${program} failed`,
      why: first === '' ? `exit code ${exit}` : first,
      output: stderr,
    },
    exit,
  );
};

const writeFile = async (hands: Hands, path: string, text: string | undefined): Promise<StepResult> => {
  const { disk, folder } = hands;
  const written: Result<unknown> =
    text === undefined
      ? await disk.removeFile(path)
      : await replaceKept(disk, folder, path, text, { ...hands.occasion(), mode: 0o600 });
  return written.ok ? { ok: true, said: quiet } : refused(written.failure);
};

/** Carries out one action. The last gate is passed here once more, whoever made the plan. */
export const runAction = async (hands: Hands, action: Action): Promise<StepResult> => {
  const why = objection(action);
  if (why !== undefined) return refused({ kind: 'value', what: `${actionLine(action)} was not run: ${why}` });
  if (action.kind === 'file') return writeFile(hands, action.path, action.text);
  return runProgram(hands, actionArgv(action) ?? []);
};

/**
 * The line of an action for `ipvsadm -R`; undefined where it cannot be one. `-R` splits at blanks and knows no quotes.
 * A sync daemon has a process of its own: started and stopped within one `-R`, ipvsadm hung in 8 of 9 tries on a real
 * kernel (Linux 6.1), while one process each took 1 to 3 s.
 */
export const batchLine = (action: Action): string | undefined => {
  if (action.kind !== 'ipvsadm' || objection(action) !== undefined) return undefined;
  if (action.change.name === 'start-daemon' || action.change.name === 'stop-daemon') return undefined;
  const words = (actionArgv(action) ?? []).slice(1);
  return words.every(word => /^[^\s]+$/.test(word) && word !== 'ipvsadm') ? words.join(' ') : undefined;
};

/**
 * Carries out many lines through one `ipvsadm -R`: a process a line costs 2 ms, and 30 ms on a slow machine. The tool
 * goes on after what the kernel refuses and does not say which line it was; success means that it said nothing at all.
 */
export const runBatch = async ({ tool }: Hands, lines: readonly string[]): Promise<Result<Said>> => {
  const stdin = lines.map(line => `${line}\n`).join('');
  const ran = await tool.run(['-R'], { timeoutMs: 120_000, stdin });
  if (!ran.ok) return ran;
  const { stderr } = ran.value;
  return stderr === '' ? success(quiet) : failed({ ...readFailure(stderr, 255), output: stderr });
};
