/**
 * The words of a typed line. Quotes and backslashes join and protect as a person types them for a shell, but nothing is
 * expanded: lvsh runs no shell, and says so where a line would need one.
 */

/** One word. */
export interface LineWord {
  /** Without its quotes and backslashes. */
  readonly text: string;
  /** Where it stands in the line, quotes included: UTF-16 units, `to` is after its last one. */
  readonly from: number;
  readonly to: number;
  /** Whether quotes or backslashes are part of it. */
  readonly quoted: boolean;
}

/** Something wrong with a part of a line, in words for a person, with what to do. */
export interface Problem {
  /** A sentence without a full stop at its end. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** A line, cut into words. */
export interface Line {
  readonly text: string;
  readonly words: readonly LineWord[];
  /** A quote without its end, or a backslash with nothing after it: more has to come. */
  readonly open?: 'quote';
  /** The first character that only a shell could act on, or that nobody could see. */
  readonly shell?: Problem;
}

/** What a shell would make of a character that stands unprotected. */
const shellMeanings: Readonly<Record<string, string>> = {
  $: 'the value of a variable',
  '`': 'the output of a command',
  ';': 'a second command',
  '&': 'a second command',
  '|': 'a pipe',
  '<': 'a redirection',
  '>': 'a redirection',
  '(': 'a subshell',
};

/** Those that mean something between double quotes too. */
const evenQuoted = new Set(['$', '`']);

const isBlank = (character: string): boolean => /[ \t\r\n]/.test(character);
const isControl = (character: string): boolean => /[\u0000-\u001f\u007f-\u009f]/.test(character);

/** The text with characters that cannot be seen replaced: it quotes what somebody typed or pasted. */
export const printable = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '?');

const objection = (character: string, at: number): Problem | undefined => {
  const meaning = shellMeanings[character];
  if (meaning !== undefined)
    return {
      text: `lvsh runs no shell: ${character} is ${meaning} there and nothing here; put it in single quotes if it is part of a word`,
      from: at,
      to: at + 1,
    };
  if (!isControl(character)) return undefined;
  const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return { text: `A character that cannot be seen (U+${code}) stands here; remove it`, from: at, to: at + 1 };
};

/** Cuts a line into words. Never throws; what is wrong with the line is part of the result. */
export const splitLine = (text: string): Line => {
  const words: LineWord[] = [];
  let shell: Problem | undefined;
  let open = false;
  let at = 0;
  while (at < text.length) {
    if (isBlank(text.charAt(at))) {
      at++;
      continue;
    }
    const from = at;
    let word = '';
    let quote = '';
    let quoted = false;
    while (at < text.length) {
      const character = text.charAt(at);
      if (quote === '' && isBlank(character)) break;
      const next = text.charAt(at + 1);
      if (character === quote) quote = '';
      else if (quote === '' && (character === "'" || character === '"')) {
        quote = character;
        quoted = true;
      } else if (character === '\\' && (quote === '' || (quote === '"' && /["\\$`]/.test(next)))) {
        quoted = true;
        open ||= next === '';
        shell ??= isControl(next) ? objection(next, at + 1) : undefined;
        word += next;
        at++;
      } else {
        if (quote === '' || isControl(character) || (quote === '"' && evenQuoted.has(character)))
          shell ??= objection(character, at);
        word += character;
      }
      at++;
    }
    at = Math.min(at, text.length);
    open ||= quote !== '';
    words.push({ text: word, from, to: at, quoted });
  }
  return { text, words, ...(open ? { open: 'quote' } : {}), ...(shell === undefined ? {} : { shell }) };
};

/** Where the cursor stands: the words around it, and the piece of a word before it. */
export interface Place {
  readonly before: readonly LineWord[];
  /** `text` is what stands before the cursor; `from` and `to` span the whole word, which a completion replaces. */
  readonly piece: LineWord;
  /** The whole word that the cursor stands in or at the end of. */
  readonly word?: LineWord;
  readonly after: readonly LineWord[];
}

/** The place of a cursor; outside the line it counts as at its nearest end. */
export const placeAt = (line: Line, cursor: number): Place => {
  const at = Math.max(0, Math.min(line.text.length, cursor));
  const before = line.words.filter(word => word.to < at);
  const touched = line.words.find(word => word.from < at && at <= word.to);
  const after = line.words.filter(word => word.from >= at);
  if (touched === undefined) return { before, piece: { text: '', from: at, to: at, quoted: false }, after };
  const head = splitLine(line.text.slice(touched.from, at)).words[0];
  return { before, piece: { ...touched, text: head?.text ?? '' }, word: touched, after };
};
