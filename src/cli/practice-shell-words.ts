/** Words of a practice shell line, split as a POSIX shell splits them (XCU 2.2), without expansion of any kind. */

/** A line taken apart. */
export interface Line {
  readonly words: readonly string[];
  /** `< name`. */
  readonly input?: string;
  /** `> name` or `>> name`. */
  readonly output?: { readonly name: string; readonly append: boolean };
}

/** The line, or what in it is not understood here. */
export type SplitLine =
  | { readonly ok: true; readonly line: Line }
  | { readonly ok: false; readonly message: string };

const unknownSigns: Readonly<Record<string, string>> = {
  $: 'variables',
  '`': 'command substitution',
  '|': 'pipes',
  ';': 'several commands on a line',
  '&': 'lists and background jobs',
  '(': 'subshells',
  ')': 'subshells',
};

const refuse = (message: string): SplitLine => ({ ok: false, message });

const notHere = (sign: string): SplitLine =>
  refuse(
    `this shell does not know ${unknownSigns[sign] ?? 'that'}: put ${sign} between single quotes, or give one plain command a line`,
  );

type Token = { readonly kind: 'word'; readonly text: string } | { readonly kind: '<' | '>' | '>>' };

/** One token from `start`, and where it ends; a string says what is wrong. */
const readWord = (
  text: string,
  start: number,
): { readonly word: string; readonly end: number } | SplitLine => {
  let word = '';
  let at = start;
  while (at < text.length) {
    const sign = text[at] ?? '';
    if (/[\s<>]/.test(sign)) break;
    if (sign === "'") {
      const close = text.indexOf("'", at + 1);
      if (close < 0) return refuse("a ' is not closed");
      word += text.slice(at + 1, close);
      at = close + 1;
    } else if (sign === '"') {
      at += 1;
      for (; text[at] !== '"'; at++) {
        const inner = text[at];
        if (inner === undefined) return refuse('a " is not closed');
        if (inner === '$' || inner === '`') return notHere(inner);
        const escaped = inner === '\\' && /[\\"$`]/.test(text[at + 1] ?? '');
        if (escaped) at += 1;
        word += text[at] ?? '';
      }
      at += 1;
    } else if (sign === '\\') {
      const next = text[at + 1];
      if (next === undefined) return refuse('a line does not go on after \\ here');
      word += next;
      at += 2;
    } else if (Object.hasOwn(unknownSigns, sign)) {
      return notHere(sign);
    } else {
      word += sign;
      at += 1;
    }
  }
  return { word, end: at };
};

const tokensOf = (text: string): readonly Token[] | SplitLine => {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const sign = text[at] ?? '';
    if (/\s/.test(sign)) at += 1;
    else if (sign === '#') break;
    else if (text.startsWith('>>', at)) {
      tokens.push({ kind: '>>' });
      at += 2;
    } else if (text.startsWith('<<', at))
      return refuse('this shell does not know here-documents: write a file and use < file');
    else if (/^\d+[<>]/.test(text.slice(at)))
      return refuse('this shell redirects standard input and output only');
    else if (sign === '<' || sign === '>') {
      tokens.push({ kind: sign });
      at += 1;
    } else {
      const read = readWord(text, at);
      if (!('word' in read)) return read;
      tokens.push({ kind: 'word', text: read.word });
      at = read.end;
    }
  }
  return tokens;
};

/** Takes a line apart; words stay empty for a blank line or a comment. */
export const splitLine = (text: string): SplitLine => {
  const tokens = tokensOf(text);
  if ('ok' in tokens) return tokens;
  const words: string[] = [];
  let input: string | undefined;
  let output: Line['output'];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined) continue;
    if (token.kind === 'word') {
      words.push(token.text);
      continue;
    }
    const name = tokens[++at];
    if (name?.kind !== 'word' || name.text === '')
      return refuse(`a file name is missing after ${token.kind}`);
    if (token.kind === '<') input = name.text;
    else output = { name: name.text, append: token.kind === '>>' };
  }
  if (words.length === 0 && (input !== undefined || output !== undefined))
    return refuse('a command is missing');
  return {
    ok: true,
    line: { words, ...(input === undefined ? {} : { input }), ...(output === undefined ? {} : { output }) },
  };
};
