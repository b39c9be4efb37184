/**
 * Bytes of a terminal to keys. Pure: a decoder is a value that holds what is not yet complete (half a UTF-8
 * character, half an escape sequence, an open paste). A lone ESC is only known to be the Esc key when nothing
 * follows it; whoever reads the terminal says so with `settle` after `escapeDelay` milliseconds.
 */

/** How long a lone ESC may be the beginning of a sequence; long enough for an ssh link that splits one. */
export const escapeDelay = 50;

/** What the bytes mean. */
export type Input =
  | { readonly type: 'key'; readonly key: string }
  | { readonly type: 'paste'; readonly text: string };

/** What is not complete yet. */
export interface Decoder {
  /** Bytes that wait for more. */
  readonly rest: readonly number[];
  /** The text of an open bracketed paste, as bytes. */
  readonly paste?: readonly number[];
}

/** A decoder that waits for nothing. */
export const newDecoder: Decoder = { rest: [] };

/** Whether `settle` must be called if nothing else comes. */
export const isWaiting = (decoder: Decoder): boolean =>
  decoder.paste === undefined && decoder.rest.length > 0;

const esc = 0x1b;
/** Sequences longer than this are noise; longest known: an SGR mouse report. */
const longestSequence = 64;
/** A paste beyond this is cut: nobody's filter text is longer, and memory must not follow a stuck paste. */
const longestPaste = 1 << 16;

/** Final letters after `ESC [` and `ESC O` (application mode), all terminals. */
const letters: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  E: 'begin',
  F: 'end',
  H: 'home',
  M: 'enter',
  P: 'f1',
  Q: 'f2',
  R: 'f3',
  S: 'f4',
  Z: 'shift-tab',
};

/** rxvt's arrows with a modifier: `ESC [ a` is shift, `ESC O a` is ctrl. */
const rxvtArrows: Readonly<Record<string, string>> = { a: 'up', b: 'down', c: 'right', d: 'left' };

/** Numbers before `~`: vt220, xterm, rxvt. */
const tildes: Readonly<Record<number, string>> = {
  1: 'home',
  2: 'insert',
  3: 'delete',
  4: 'end',
  5: 'pgup',
  6: 'pgdn',
  7: 'home',
  8: 'end',
  11: 'f1',
  12: 'f2',
  13: 'f3',
  14: 'f4',
  15: 'f5',
  17: 'f6',
  18: 'f7',
  19: 'f8',
  20: 'f9',
  21: 'f10',
  23: 'f11',
  24: 'f12',
};

/** `ESC O` letters of a keypad in application mode. */
const keypad: Readonly<Record<string, string>> = {
  j: '*',
  k: '+',
  l: ',',
  m: '-',
  n: '.',
  o: '/',
  p: '0',
  q: '1',
  r: '2',
  s: '3',
  t: '4',
  u: '5',
  v: '6',
  w: '7',
  x: '8',
  y: '9',
  X: '=',
  ' ': 'space',
  I: 'tab',
};

/** xterm's modifier parameter: 1 + shift 1 + alt 2 + ctrl 4 (8: meta). */
const withModifiers = (name: string, modifier: number): string => {
  const bits = Math.max(0, modifier - 1);
  const prefix = `${(bits & 4) !== 0 ? 'ctrl-' : ''}${(bits & 10) !== 0 ? 'alt-' : ''}`;
  const shift = (bits & 1) !== 0 && !name.startsWith('shift-') ? 'shift-' : '';
  return prefix + shift + name;
};

/** A key by its code point, as a plain character arrives. */
const plainKey = (code: number): string | undefined => {
  if (code === 0x0d || code === 0x0a) return 'enter';
  if (code === 0x09) return 'tab';
  if (code === 0x7f || code === 0x08) return 'backspace';
  if (code === 0x20) return 'space';
  if (code === 0x00) return 'ctrl-space';
  if (code < 0x1b) return `ctrl-${String.fromCharCode(code + 0x60)}`;
  if (code === esc) return 'esc';
  if (code < 0x20) return `ctrl-${String.fromCharCode(code + 0x40)}`;
  if (code < 0x7f) return String.fromCharCode(code);
  if (code < 0xa0 || (code >= 0xd800 && code < 0xe000)) return undefined;
  return String.fromCodePoint(code);
};

/** `ESC [ 27 ; modifier ; code ~` and `ESC [ code ; modifier u`: what terminals send that tell all keys apart. */
const codedKey = (code: number, modifier: number): string | undefined => {
  const name = code <= 0x10ffff ? plainKey(code) : undefined;
  if (name === undefined) return undefined;
  const shifted = name.length === 1 ? (modifier - 1) & ~1 : modifier - 1;
  return withModifiers(name, shifted + 1);
};

/** The key of a complete `ESC [ … final`; undefined: not a key (an answer, a report, a mouse, focus). */
const csiKey = (parameters: string, final: string): string | undefined => {
  if (/^[<=>?]/.test(parameters)) return undefined;
  // The Linux console's F1 to F5: ESC [ [ A .. E.
  if (parameters === '[') return /^[A-E]$/.test(final) ? `f${final.charCodeAt(0) - 64}` : undefined;
  const numbers = parameters.split(/[;:]/).map(text => (text === '' ? 0 : Number(text)));
  const [first = 0, second = 1, third = 0] = numbers;
  if (final === '~') {
    if (first === 27) return codedKey(third, second);
    const name = tildes[first];
    return name === undefined ? undefined : withModifiers(name, second);
  }
  if (final === 'u') return codedKey(first, second);
  // rxvt: `$` is shift, `^` is ctrl, `@` is both.
  if (final === '$' || final === '^' || final === '@') {
    const name = tildes[first];
    return name === undefined ? undefined : withModifiers(name, final === '$' ? 2 : final === '^' ? 5 : 6);
  }
  const rxvt = rxvtArrows[final];
  if (rxvt !== undefined) return parameters === '' ? `shift-${rxvt}` : undefined;
  // `ESC [ 1 ; 5 R` is ctrl-F3, any other `R` the answer to a cursor report; `I` and `O` are focus in and out.
  if (final === 'R' && first !== 1) return undefined;
  if (final === 'M') return undefined;
  const name = letters[final];
  return name === undefined ? undefined : withModifiers(name, numbers.length > 1 ? second : 1);
};

const ss3Key = (modifier: number, final: string): string | undefined => {
  const name = letters[final];
  if (name !== undefined) return withModifiers(name, modifier);
  const rxvt = rxvtArrows[final];
  return rxvt === undefined ? keypad[final] : `ctrl-${rxvt}`;
};

/** One complete thing at the head of the bytes: how many it takes and what it is; undefined: more must come. */
interface Taken {
  readonly used: number;
  readonly key?: string | undefined;
  readonly pasteBegins?: boolean;
}

const utf8Length = (lead: number): number => (lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 1);

const takeCharacter = (bytes: readonly number[], at: number): Taken | undefined => {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return { used: 1, key: plainKey(lead) };
  if (lead < 0xc2 || lead > 0xf4) return { used: 1 };
  const length = utf8Length(lead);
  let code = lead & (0x7f >> length);
  for (let index = 1; index < length; index++) {
    const byte = bytes[at + index];
    if (byte === undefined) return undefined;
    if ((byte & 0xc0) !== 0x80) return { used: index };
    code = (code << 6) | (byte & 0x3f);
  }
  return { used: length, key: code <= 0x10ffff ? plainKey(code) : undefined };
};

/** ESC [ … : parameters 0x30-0x3f, intermediates 0x20-0x2f, a final byte. */
const takeCsi = (bytes: readonly number[], at: number): Taken | undefined => {
  let index = at + 2;
  // `ESC [ [ A` would end at its second bracket.
  if (bytes[index] === 0x5b) {
    const final = bytes[index + 1];
    return final === undefined ? undefined : { used: 4, key: csiKey('[', String.fromCharCode(final)) };
  }
  for (;;) {
    const byte = bytes[index];
    if (byte === undefined) return index - at > longestSequence ? { used: index - at } : undefined;
    // rxvt ends shifted keys in `$`, which elsewhere is an intermediate byte.
    const rxvtShift = byte === 0x24 && index > at + 2 && bytes[index + 1] !== 0x79;
    if ((byte >= 0x40 && byte <= 0x7e) || rxvtShift) break;
    // Not part of any sequence: what was begun is dropped, and the byte is read again.
    if (byte < 0x20 || byte > 0x7e) return { used: index - at };
    index++;
  }
  const parameters = String.fromCharCode(...bytes.slice(at + 2, index));
  const final = String.fromCharCode(bytes[index] ?? 0);
  const used = index + 1 - at;
  // X10 mouse: three raw bytes follow.
  if (final === 'M' && parameters === '')
    return bytes.length - at < used + 3 ? undefined : { used: used + 3 };
  if (final === '~' && parameters === '200') return { used, pasteBegins: true };
  return { used, key: csiKey(parameters, final) };
};

/** ESC ] … and its like (answers of the terminal) up to BEL or ESC \. */
const takeString = (bytes: readonly number[], at: number): Taken | undefined => {
  for (let index = at + 2; index < bytes.length; index++) {
    if (bytes[index] === 0x07) return { used: index + 1 - at };
    if (bytes[index] === esc) {
      if (bytes[index + 1] === undefined) return undefined;
      return { used: bytes[index + 1] === 0x5c ? index + 2 - at : index - at };
    }
    if (index - at > 4096) return { used: index - at };
  }
  return undefined;
};

const take = (bytes: readonly number[], at: number): Taken | undefined => {
  if (bytes[at] !== esc) return takeCharacter(bytes, at);
  const second = bytes[at + 1];
  if (second === undefined) return undefined;
  if (second === 0x5b) return takeCsi(bytes, at);
  if (second === 0x4f) {
    // ESC O, perhaps with a modifier digit (old xterm: ESC O 5 P).
    const third = bytes[at + 2];
    if (third === undefined) return undefined;
    const digit = third >= 0x31 && third <= 0x38;
    const final = digit ? bytes[at + 3] : third;
    if (final === undefined) return undefined;
    const key = ss3Key(digit ? third - 0x30 : 1, String.fromCharCode(final));
    // Alt-O, then something else: both are keys.
    return key === undefined && !digit ? { used: 2, key: 'alt-O' } : { used: digit ? 4 : 3, key };
  }
  if (second === 0x5d || second === 0x50 || second === 0x5f || second === 0x5e) return takeString(bytes, at);
  if (second === esc) {
    // Two: the first is the Esc key, unless a sequence follows, which then has Alt (rxvt).
    if (bytes[at + 2] === esc) return { used: 1, key: 'esc' };
    const next = take(bytes, at + 1);
    if (next === undefined) return bytes[at + 2] === undefined ? { used: 1, key: 'esc' } : undefined;
    if (next.used === 1) return { used: 1, key: 'esc' };
    return { used: next.used + 1, key: next.key === undefined ? undefined : `alt-${next.key}` };
  }
  const next = takeCharacter(bytes, at + 1);
  if (next === undefined) return undefined;
  return { used: next.used + 1, key: next.key === undefined ? undefined : `alt-${next.key}` };
};

const pasteEnd = [esc, 0x5b, 0x32, 0x30, 0x31, 0x7e];
const findPasteEnd = (bytes: readonly number[]): number => {
  for (let at = bytes.indexOf(esc); at >= 0; at = bytes.indexOf(esc, at + 1)) {
    if (pasteEnd.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
};

const utf8 = new TextDecoder();

/** Reads bytes: what they mean, in order, and the decoder for the bytes after them. */
export const decode = (
  decoder: Decoder,
  input: Uint8Array,
): { readonly decoder: Decoder; readonly inputs: readonly Input[] } => {
  const inputs: Input[] = [];
  let bytes: readonly number[] = [...(decoder.paste ?? decoder.rest), ...input];
  let inPaste = decoder.paste !== undefined;
  for (;;) {
    if (inPaste) {
      const end = findPasteEnd(bytes);
      if (end < 0) {
        // The last bytes may be the beginning of the end marker, so they are kept whatever the length.
        const marker = 1 - pasteEnd.length;
        const cut = bytes.length - pasteEnd.length > longestPaste;
        const paste = cut ? [...bytes.slice(0, longestPaste), ...bytes.slice(marker)] : bytes;
        return { decoder: { rest: [], paste }, inputs };
      }
      const text = utf8.decode(Uint8Array.from(bytes.slice(0, end))).replace(/\r\n?/g, '\n');
      inputs.push({ type: 'paste', text });
      bytes = bytes.slice(end + pasteEnd.length);
      inPaste = false;
    }
    let at = 0;
    while (at < bytes.length) {
      const taken = take(bytes, at);
      if (taken === undefined) return { decoder: { rest: bytes.slice(at) }, inputs };
      at += taken.used;
      if (taken.key !== undefined) inputs.push({ type: 'key', key: taken.key });
      if (taken.pasteBegins === true) {
        inPaste = true;
        break;
      }
    }
    bytes = bytes.slice(at);
    if (!inPaste) return { decoder: newDecoder, inputs };
  }
};

/** Nothing came for a while: a lone ESC is the Esc key, `ESC [` and `ESC O` are Alt with a letter, the rest is dropped. */
export const settle = (
  decoder: Decoder,
): { readonly decoder: Decoder; readonly inputs: readonly Input[] } => {
  if (decoder.paste !== undefined) return { decoder, inputs: [] };
  const [first, second, third] = decoder.rest;
  const key =
    first !== esc
      ? undefined
      : second === undefined
        ? 'esc'
        : third === undefined && second !== esc && second < 0x7f
          ? `alt-${String.fromCharCode(second)}`
          : undefined;
  return { decoder: newDecoder, inputs: key === undefined ? [] : [{ type: 'key', key }] };
};
