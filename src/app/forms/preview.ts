/** The command line that a form would send, for the eye: what is new in it, what is wrong, what is missing. */
import { quote } from '../../core/ipvsadm/print.ts';
import { argvBefore, argvOf, draftGroups } from './argv.ts';
import type { Form, Problem } from './form.types.ts';
import { stops } from './problems.ts';
import { gap } from './writers.ts';

/** A word, or words that belong together, as a shell takes them. */
export interface ShownWords {
  readonly text: string;
  /** `changed`: other than what the director has now. */
  readonly state: 'same' | 'changed' | 'wrong' | 'missing';
}

/** A command line to be shown. */
export interface Preview {
  /** The program and its first words come first: `ipvsadm`. */
  readonly words: readonly ShownWords[];
  /** The words that the changed ones stand in the place of: `-w 3`. */
  readonly was: readonly string[];
}

/** Options with their values; the values of --set each for itself, known by their place. */
const parts = (argv: readonly string[]): readonly { readonly key: string; readonly text: string }[] => {
  const found: { key: string; text: string }[] = [];
  for (const [index, word] of argv.entries()) {
    const last = found.at(-1);
    const plain = argv[0] === '--set' || argv.length === 1;
    if (last === undefined || plain || word.startsWith('-'))
      found.push({ key: plain ? String(index) : word, text: quote(word) });
    else last.text += ` ${quote(word)}`;
  }
  return found;
};

const complete = (argv: readonly string[], before: readonly string[] | undefined): Preview => {
  const now = parts(argv);
  if (before === undefined) return { words: now.map(({ text }) => ({ text, state: 'same' })), was: [] };
  const then = new Map(parts(before).map(({ key, text }) => [key, text]));
  const kept = new Set(now.filter(({ key, text }) => then.get(key) === text).map(({ key }) => key));
  return {
    words: now.map(({ key, text }) => ({ text, state: kept.has(key) ? 'same' : 'changed' })),
    was: [...then].filter(([key]) => !kept.has(key)).map(([, text]) => text),
  };
};

/** The answers as they stand, with what keeps them from being sent. */
const draft = (form: Form, problems: readonly Problem[]): Preview => {
  const wrong = new Set(problems.filter(stops).map(({ field }) => field));
  return {
    words: draftGroups(form).map(({ field, words }): ShownWords => {
      const missing = words.some(word => word.includes(gap));
      const text = words.map(word => (word.includes(gap) ? word : quote(word))).join(' ');
      if (missing) return { text, state: 'missing' };
      return { text, state: field !== undefined && wrong.has(field) ? 'wrong' : 'same' };
    }),
    was: [],
  };
};

/** The line as it would be sent, or as far as it has come. */
export const previewOf = (form: Form, problems: readonly Problem[]): Preview => {
  const able = !problems.some(
    ({ level, field }) => level === 'error' || (level === 'open' && field !== undefined),
  );
  const argv = able ? argvOf(form) : undefined;
  const { words, was: gone } = argv === undefined ? draft(form, problems) : complete(argv, argvBefore(form));
  const was = form.kind === 'value' && gone.length > 0 ? [form.before?.value ?? ''] : gone;
  const program = form.kind === 'value' ? (form.ground.asked?.program ?? '') : 'ipvsadm';
  return { words: [...(program === '' ? [] : [{ text: program, state: 'same' as const }]), ...words], was };
};
