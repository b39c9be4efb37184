/** Here-documents: the lines that a command reads out of the script itself. */
import type { Redirection } from '../../ipvsadm/shell.types.ts';
import type { BodyLine, Piece } from './piece.types.ts';

/** A longer line ends no document. */
const longestEnd = 80;

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);

/** Finds the ends of documents; each search costs a few steps, however long the text. */
export class Documents {
  readonly #lines: readonly string[];
  /** Where each short line stands, without the tabs before it. */
  #places: Map<string, number[]> | undefined;

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  /** The lines of the document that a redirection asks for, from line `from` (0 for the first) on. */
  take(from: number, { operator, target }: Redirection): readonly BodyLine[] | undefined {
    const end = this.#find(from, target, operator === '<<-');
    return end === undefined
      ? undefined
      : this.#lines
          .slice(from, end)
          .map((line, index) => ({ number: from + index + 1, text: withoutReturn(line) }));
  }

  #find(from: number, end: string, tabs: boolean): number | undefined {
    const places = this.#all().get(end) ?? [];
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[middle] ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    for (let at = low; at < places.length; at++) {
      const place = places[at];
      if (place !== undefined && (tabs || !this.#lines[place]?.startsWith('\t'))) return place;
    }
    return undefined;
  }

  #all(): ReadonlyMap<string, number[]> {
    if (this.#places !== undefined) return this.#places;
    const places = new Map<string, number[]>();
    for (const [index, line] of this.#lines.entries()) {
      if (line.length > longestEnd) continue;
      const end = withoutReturn(line).replace(/^\t+/, '');
      const known = places.get(end);
      if (known === undefined) places.set(end, [index]);
      else known.push(index);
    }
    this.#places = places;
    return places;
  }
}

/** Gives the commands of a piece their documents, which stand from line `from` on; and how many lines these take. */
export const withDocuments = (
  piece: Piece,
  documents: Documents,
  from: number,
): { readonly piece: Piece; readonly lines: number } => {
  if (piece.kind !== 'run') return { piece, lines: 0 };
  let lines = 0;
  const calls = piece.calls.map(call => {
    let { body } = call;
    for (const redirection of call.redirections) {
      if (redirection.operator !== '<<' && redirection.operator !== '<<-') continue;
      const found = documents.take(from + lines, redirection);
      if (found === undefined) continue;
      body = found;
      lines += found.length + 1;
    }
    return body === undefined ? call : { ...call, body };
  });
  return { piece: { ...piece, calls }, lines };
};
