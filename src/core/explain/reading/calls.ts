/** From the words of a command to the program that it runs, through what only surrounds it. */
import { invocation } from '../../ipvsadm/script.ts';
import type { ShellPart } from '../../ipvsadm/shell.types.ts';
import { shown } from '../say.ts';
import type { Call } from './piece.types.ts';

/** What surrounds a program: how many words it takes, and what it adds. */
interface Wrapper {
  readonly programs: readonly string[];
  /** How many of the words after it are its own, and a sentence about it. */
  readonly take: (args: readonly string[]) => {
    readonly words: number;
    readonly lead?: string;
    readonly elsewhere?: boolean;
  };
}

/** Options at the head of `args`; those in `valued` take the next word. */
const options = (args: readonly string[], valued: readonly string[] = []): number => {
  let at = 0;
  while (args[at]?.startsWith('-') === true) at += valued.includes(args[at] ?? '') ? 2 : 1;
  return at;
};

const wrappers: readonly Wrapper[] = [
  {
    programs: ['nohup', 'command', 'exec', 'builtin', 'time', 'nice', 'doas', 'setsid'],
    take: args => ({ words: options(args, ['-n', '-u']) }),
  },
  {
    programs: ['env'],
    take: args => {
      let at = options(args);
      while (/^\w+=/.test(args[at] ?? '')) at++;
      return { words: at };
    },
  },
  { programs: ['timeout'], take: args => ({ words: options(args, ['-s', '-k']) + 1 }) },
  {
    programs: ['watch'],
    take: args => ({
      words: options(args, ['-n', '--interval']),
      lead: 'Repeats it and shows it anew until Ctrl-C.',
    }),
  },
  {
    programs: ['ssh'],
    take: args => {
      const at = options(args, ['-p', '-i', '-l', '-o', '-F', '-J']);
      return {
        words: at + 1,
        lead: `Runs on the machine ${shown(args[at] ?? '')}, not here.`,
        elsewhere: true,
      };
    },
  },
  {
    programs: ['ip'],
    take: args =>
      args[0] === 'netns' && args[1] === 'exec' && args.length > 3
        ? {
            words: 3,
            lead: `Runs in the network namespace ${shown(args[2] ?? '')}, which has a network of its own.`,
            elsewhere: true,
          }
        : { words: -1 },
  },
];

/** The programs that only surround others. */
export const wrapperNames: ReadonlySet<string> = new Set(wrappers.flatMap(({ programs }) => programs));

/** A program's name without its folder. */
export const baseName = (program: string): string => program.slice(program.lastIndexOf('/') + 1);

/** The program that a command runs, or undefined where it only sets variables. */
export const readCall = (part: ShellPart): Call | undefined => {
  const { sudo, program: first, args: rest } = invocation(part.words);
  const { redirections, doubt } = part;
  if (first === undefined && redirections.length === 0) return undefined;
  let program = first ?? '';
  let args = rest;
  let root = sudo;
  let lead: string | undefined;
  let elsewhere = false;
  // A few are put one into the other; more than that is nobody's command.
  for (let depth = 0; depth < 4; depth++) {
    const name = baseName(program);
    const wrapper = wrappers.find(row => row.programs.includes(name));
    if (wrapper === undefined) break;
    const taken = wrapper.take(args);
    const within = taken.words < 0 ? [] : args.slice(taken.words);
    const [inner] = within;
    if (inner === undefined) break;
    lead ??= taken.lead;
    elsewhere ||= taken.elsewhere === true;
    // ssh takes a command as one word, too.
    const again = invocation(within.length === 1 ? inner.trim().split(/\s+/) : within);
    if (again.program === undefined) break;
    root ||= again.sudo;
    program = again.program;
    args = again.args;
  }
  if (/\/(?:init|rc)\.d\//.test(program)) {
    args = [baseName(program), ...args];
    program = 'service';
  }
  return { program: baseName(program), args, sudo: root, redirections, doubt, lead, elsewhere };
};
