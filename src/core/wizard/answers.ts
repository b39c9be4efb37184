/** The file of answers: `key: value` lines, with comments; what a person keeps, edits and gives to `lvsh new`. */
import { shown } from '../explain/say.ts';
import { failed, type Result, success } from '../model/failure.ts';
import { didYouMean, nearestNames } from '../words/nearest.ts';
import { type Answers, type WizardKind, wizardKinds } from './wizard.types.ts';
import { wizardOf, wizards } from './wizards.ts';

/** The line that says which wizard the answers are for. */
const kindKey = 'wizard';

/** More than this is no file of answers. */
const mostCharacters = 1_000_000;

const keys: ReadonlySet<string> = new Set([
  kindKey,
  ...wizards.flatMap(({ steps }) => steps.map(({ id }) => id)),
]);

const at = (line: number, what: string, advice?: string): Result<never> =>
  failed({ kind: 'parse', what: `line ${line}: ${what}`, ...(advice === undefined ? {} : { advice }) });

/** What a file of answers holds. */
export interface AnswersFile {
  /** The wizard that the answers are for, where the file says so. */
  readonly kind?: WizardKind;
  readonly answers: Answers;
}

/** A value: in quotes where it begins or ends with blanks, or a comment sign is part of it. */
const readValue = (text: string): string | undefined => {
  const quoted = /^(["'])(.*)\1\s*(?:#.*)?$/.exec(text);
  if (quoted !== null) return quoted[2] ?? '';
  if (/^["']/.test(text)) return undefined;
  return text.replace(/(^|\s)#.*$/, '').trim();
};

/**
 * Reads a file of answers: a line for each, `key: value`; `#` begins a comment at the start of a line or after a blank; an
 * empty value is an empty answer. Windows line ends and a byte order mark do no harm. The line `wizard` says for which wizard
 * they are. Fails (`parse`) with the number of the line: no such key, a key twice, no colon, control characters.
 */
export const readAnswers = (text: string): Result<AnswersFile> => {
  if (text.length > mostCharacters)
    return failed({ kind: 'parse', what: 'this is too long to be a file of answers' });
  const answers: Record<string, string> = {};
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const line = index + 1;
    const trimmed = raw.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    if (/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(raw))
      return at(line, 'a control character stands in it');
    const [, key, rest] = /^([A-Za-z][A-Za-z0-9-]*)\s*[:=]\s*(.*)$/.exec(trimmed) ?? [];
    if (key === undefined || rest === undefined)
      return at(line, `${shown(trimmed)} is no answer: a key, a colon and the value are one`);
    const name = key.toLowerCase();
    if (!keys.has(name)) {
      const near = nearestNames(name, keys, 2);
      return at(line, `no wizard asks for ${shown(key)}`, near.length === 0 ? undefined : didYouMean(near));
    }
    if (Object.hasOwn(answers, name)) return at(line, `${name} was answered before`);
    const value = readValue(rest);
    if (value === undefined) return at(line, 'the quote that is opened is not closed');
    answers[name] = value;
  }
  const { [kindKey]: named, ...rest } = answers;
  if (named === undefined) return success({ answers: rest });
  const kind = wizardKinds.find(one => one === named.toLowerCase());
  return kind === undefined
    ? failed({
        kind: 'parse',
        what: `there is no wizard ${shown(named)}`,
        advice: `one of: ${wizardKinds.join(', ')}`,
      })
    : success({ kind, answers: rest });
};

const printed = (value: string): string => {
  const plain = value.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
  if (!/^\s|\s$|^["']|(^|\s)#/.test(plain)) return plain;
  return plain.includes('"') ? `'${plain}'` : `"${plain}"`;
};

/**
 * The file of the answers that were given, in the order of the wizard's questions, each with its question as a comment.
 * readAnswers gives the kind and the same answers back.
 */
export const printAnswers = (kind: WizardKind, answers: Answers): string => {
  const { title, steps } = wizardOf(kind);
  const lines = steps.flatMap(({ id, question }) => {
    const value = answers[id];
    return value === undefined ? [] : [`# ${question}`, `${id}: ${printed(value)}`.trimEnd()];
  });
  return `${[`# lvsh: answers for "${title}"`, `${kindKey}: ${kind}`, ...lines].join('\n')}\n`;
};
