/** Will this machine come back with its table? One answer out of what was found. */
import type { Finding } from '../../core/machine/boot.types.ts';
import { count } from '../../core/words/numbers.ts';

/** The answer. */
export interface BootVerdict {
  readonly answer: 'yes' | 'no' | 'not whole' | 'not known';
  /** A sentence that begins with the answer. */
  readonly text: string;
}

/** What leaves the machine without its table, where the finding is `bad`. The others leave a part of it away. */
const everything: ReadonlySet<string> = new Set([
  'boot-maker',
  'boot-loader',
  'boot-enabled',
  'boot-auto',
  'boot-failed',
  'boot-file',
]);

/** What leaves the question open, where the finding is a warning: these could not be looked at. */
const open: ReadonlySet<string> = new Set(['boot-maker', 'boot-loader', 'boot-enabled', 'boot-file']);

const lower = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

/**
 * The answer. `unsaved`: how many changes that run are not in the rules file; undefined where that is not known, or
 * counts for nothing.
 */
export const bootVerdict = (findings: readonly Finding[], unsaved: number | undefined): BootVerdict => {
  const bad = findings.filter(({ level }) => level === 'bad');
  const [gone] = bad.filter(({ id }) => everything.has(id));
  if (gone !== undefined) return { answer: 'no', text: `No: ${lower(gone.title)}.` };
  const [part] = bad;
  if (part !== undefined) return { answer: 'not whole', text: `Not whole: ${lower(part.title)}.` };
  const [unknown] = findings.filter(({ id, level }) => level === 'warn' && open.has(id));
  if (unknown !== undefined) return { answer: 'not known', text: `Not known: ${lower(unknown.title)}.` };
  const [made] = findings.filter(({ id }) => id === 'boot-maker');
  if (made !== undefined) return { answer: 'yes', text: `Yes: ${lower(made.title)}.` };
  if (!findings.some(({ id }) => id === 'boot-enabled'))
    return { answer: 'not known', text: 'Not known: nothing tells what this machine starts at boot.' };
  if (unsaved !== undefined && unsaved > 0)
    return {
      answer: 'not whole',
      text: `Not as it runs: it comes back as the file has it, and ${count(unsaved, 'change')} ${unsaved === 1 ? 'is' : 'are'} not saved.`,
    };
  return { answer: 'yes', text: 'Yes: the rules file is loaded at boot.' };
};
