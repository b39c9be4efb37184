/** Lines of a drawing: pieces of plain text, some of which are what just changed. */

/** A piece of a line. */
export interface DrawnPiece {
  readonly text: string;
  /** It is different from what it was on the link before. */
  readonly changed: boolean;
}

/** A line; its pieces hold only characters that are one cell wide. */
export type DrawnLine = readonly DrawnPiece[];

/** Text that is as it was. */
export const same = (text: string): DrawnPiece => ({ text, changed: false });

/** The cells that a line takes. */
export const widthOf = (line: DrawnLine): number => line.reduce((sum, { text }) => sum + text.length, 0);

/** A text in lines of at most `columns` cells, broken at blanks where it can be; the first begins with `lead`. */
export const filled = (text: string, columns: number, lead: string): readonly DrawnLine[] => {
  const room = Math.max(1, columns - lead.length);
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + 1 + word.length > room) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines
    .flatMap(line => line.match(new RegExp(`.{1,${room}}`, 'g')) ?? [])
    .map((line, index) => [same((index === 0 ? lead : ' '.repeat(lead.length)) + line)]);
};

/** A line broken wherever it would be wider than `columns`; what follows is indented. */
export const folded = (line: DrawnLine, columns: number, indent: number): readonly DrawnLine[] => {
  const lines: DrawnPiece[][] = [[]];
  let room = columns;
  for (const { text, changed } of line) {
    for (let rest = text; rest !== ''; ) {
      if (room === 0) {
        lines.push([same(' '.repeat(indent))]);
        room = columns - indent;
      }
      const head = rest.slice(0, room);
      lines.at(-1)?.push({ text: head, changed });
      room -= head.length;
      rest = rest.slice(head.length);
    }
  }
  return lines;
};
