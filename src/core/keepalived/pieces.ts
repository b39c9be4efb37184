/**
 * A configuration as keepalived takes it apart: files one into the other, comments gone, definitions put in, conditional
 * lines chosen, and each line cut at its braces.
 */
import { Definitions, longestLine } from './definitions.ts';
import { Frames, type NextText } from './frames.ts';
import { isPattern } from './glob.ts';
import { fileFinder, folderOf, includePattern, resolveInclude } from './includes.ts';
import type { Where } from './reading.types.ts';
import { firstBrace, splitWords, trimBlanks } from './text.ts';

/** The words between two braces or line ends, or a brace. */
export interface Piece {
  readonly kind: 'words' | 'open' | 'close';
  /** For a brace, the brace. */
  readonly words: readonly string[];
  readonly text: string;
  readonly where: Where;
}

/** Takes what is wrong with a line. */
export type Report = (where: Where, text: string, reason: string) => void;

/** What the pieces are read from. */
export interface PieceSource {
  readonly files: ReadonlyMap<string, string>;
  readonly main: string;
  /** What `@name` lines and `${_INSTANCE}` go by: the node's name up to its first dot, or keepalived's option -i. */
  readonly configId?: string;
  readonly report: Report;
  /** Takes the resolved pattern of an include for which there is no file. */
  readonly unread: (pattern: string) => void;
}

/** Reads the pieces of a configuration, in order. Time grows with the length of what is read, never faster. */
export function* readPieces(source: PieceSource): Generator<Piece> {
  const { files, main, configId, report } = source;
  const frames = new Frames(files, longestLine);
  const definitions = new Definitions(configId);
  const include = includer(source, frames);
  let last: Where = { file: main, line: 1 };
  frames.open(main);
  for (let next = frames.next(); next !== undefined; next = frames.next()) {
    const { where, fresh, continues } = next;
    last = where;
    if (next.entered) definitions.enter(folderOf(where.file) || '.');
    if (next.cut)
      report(
        where,
        next.text,
        `keepalived takes what stands behind ${longestLine} characters as a line of its own`,
      );
    if (fresh && definitions.isOpen) {
      definitions.extend(next.text, continues);
      continue;
    }
    const text = prepare(next, source, definitions, frames);
    if (text === '') continue;
    const pattern = includePattern(text);
    if (pattern !== undefined) {
      include(pattern, where);
      continue;
    }
    yield* cut(text, where, report, frames);
  }
  if (frames.isExhausted)
    report(last, '', 'includes and definitions repeat themselves without end: not read further');
}

/** Opens the files of include lines. */
const includer = (
  { files, report, unread }: PieceSource,
  frames: Frames,
): ((pattern: string, where: Where) => void) => {
  const find = fileFinder(files);
  return (pattern, where) => {
    const wanted = resolveInclude(where.file, pattern);
    const found = find(wanted);
    if (found.length === 0) {
      unread(wanted);
      if (!isPattern(wanted)) report(where, pattern, 'this file was not read');
    }
    // The file opened last is read first.
    for (const file of [...found].reverse()) {
      if (frames.has(file)) report(where, pattern, 'a file cannot include itself');
      else frames.open(file);
    }
  };
};

/**
 * A text with its condition looked at and its definitions put in; empty when nothing is left of it. Further lines that
 * its definitions bring are put back.
 */
const prepare = (
  { text: given, where, continues }: NextText,
  { configId, report }: PieceSource,
  definitions: Definitions,
  frames: Frames,
): string => {
  let text = given;
  for (let isNew = true; isNew; ) {
    if (text.startsWith('@')) {
      if (configId === undefined)
        report(where, text, 'for one machine only: which one this is, is not known');
      text = configId === undefined ? '' : chosen(text, configId);
    }
    if (definitions.define(text, continues)) return '';
    if (text.startsWith('~')) {
      report(where, text, 'sequence and list blocks (~SEQ, ~LST) are not read');
      return '';
    }
    const expansion = definitions.expand(text);
    if (expansion.remark !== undefined) report(where, text, expansion.remark);
    frames.putBack(expansion.more);
    isNew = expansion.remark === undefined && expansion.text !== text && /^[@$~]/.test(expansion.text);
    text = expansion.text;
  }
  // Outside of definitions a backslash at the end belongs to the last word, even after a comment.
  return continues ? `${text}\\` : text;
};

/** What a conditional line (`@id text`, `@^id text`) says to this machine; empty: nothing. */
const chosen = (text: string, configId: string): string => {
  const [, not, id, rest] = /^@(\^?)([^ \t]*)[ \t]+(.*)$/.exec(text) ?? [];
  return rest !== undefined && (id === configId) !== (not === '^') ? rest : '';
};

/** The piece up to the first brace, or the brace that stands first; the rest is put back, to be looked at like a line. */
function* cut(text: string, where: Where, report: Report, frames: Frames): Generator<Piece> {
  const brace = firstBrace(text);
  if (brace === 0) {
    const sign = text.charAt(0);
    frames.putBack([trimBlanks(text.slice(1))]);
    yield { kind: sign === '{' ? 'open' : 'close', words: [sign], text: sign, where };
    return;
  }
  const head = brace < 0 ? text : text.slice(0, brace);
  if (brace > 0) frames.putBack([text.slice(brace)]);
  const { words, unmatched } = splitWords(head);
  if (unmatched) report(where, head, 'a double quote is not closed: what stands behind it is not read');
  if (words.length > 0) yield { kind: 'words', words, text: trimBlanks(head), where };
}
