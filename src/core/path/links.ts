/** One link of a packet's way in a drawing: whose MAC addresses the frame has, and the addresses of the packet in it. */
import type { Header, Hop } from './hop.types.ts';
import { type DrawnLine, type DrawnPiece, same, widthOf } from './pieces.ts';

/**
 * Where the packet stands: beside the frame, below it in one line for each header, or below it in a line for each end.
 */
export type Shape = 'beside' | 'below' | 'apart';

/** Where everything below a number begins. */
export const listIndent = 4;

/** The address and the port of one end: a piece each, for one may change without the other. */
const endPieces = (
  [address, port]: readonly [Header['from'], Header['fromPort']],
  before: readonly [Header['from'], Header['fromPort']] | undefined,
): readonly DrawnPiece[] => {
  const text = address ?? 'the DIP';
  return [
    {
      text: port !== undefined && text.includes(':') ? `[${text}]` : text,
      changed: before !== undefined && before[0] !== address,
    },
    ...(port === undefined
      ? []
      : [{ text: `:${port}`, changed: before !== undefined && before[1] !== port }]),
  ];
};

interface Row {
  readonly label: string;
  readonly from: readonly DrawnPiece[];
  readonly to: readonly DrawnPiece[];
}

const row = (label: string, header: Header, before: Header | undefined): Row => ({
  label,
  from: endPieces([header.from, header.fromPort], before && [before.from, before.fromPort]),
  to: endPieces([header.to, header.toPort], before && [before.to, before.toPort]),
});

/** Every piece of a header that was not there before. */
const fresh = ({ label, from, to }: Row): Row => {
  const changed = (pieces: readonly DrawnPiece[]) => pieces.map(piece => ({ ...piece, changed: true }));
  return { label, from: changed(from), to: changed(to) };
};

/** One header, or an outer and an inner one. */
const rowsOf = (hop: Hop, before: Hop | undefined): readonly Row[] => {
  if (hop.outer === undefined) return [row('', hop.inner, before?.inner)];
  const outer = row('outer ', hop.outer, before?.outer);
  const wrapped = before !== undefined && before.outer === undefined;
  return [wrapped ? fresh(outer) : outer, row('inner ', hop.inner, before?.inner)];
};

/** Whether the director sent on what it got with nothing but other MAC addresses. */
const onlyFrame = (hop: Hop, before: Hop | undefined): boolean =>
  before !== undefined &&
  hop.from === 'director' &&
  rowsOf(hop, before).every(({ from, to }) => [...from, ...to].every(({ changed }) => !changed));

/** The lines of one link. `before`: the link before it in the same direction; `frame`: where a packet beside it begins. */
export const linkLines = (
  number: number,
  hop: Hop,
  before: Hop | undefined,
  { shape, frame, arrow }: { readonly shape: Shape; readonly frame: number; readonly arrow: string },
): readonly DrawnLine[] => {
  const changed = onlyFrame(hop, before);
  const macs: DrawnLine = [
    same(`${String(number).padStart(listIndent - 2)}  `),
    { text: hop.from, changed },
    same(` ${arrow} `),
    { text: hop.to, changed },
  ];
  const rows = rowsOf(hop, before);
  const indent = (cells: number) => same(' '.repeat(cells));
  const flat = ({ label, from, to }: Row): DrawnLine => [same(label), ...from, same(` ${arrow} `), ...to];
  switch (shape) {
    case 'beside':
      return rows.map((one, index) =>
        index === 0 ? [...macs, indent(frame - widthOf(macs)), ...flat(one)] : [indent(frame), ...flat(one)],
      );
    case 'below':
      return [macs, ...rows.map(one => [indent(listIndent), ...flat(one)])];
    case 'apart':
      return [
        macs,
        ...rows.flatMap(({ label, from, to }) => [
          [indent(listIndent), same(`${label}from `), ...from],
          [indent(listIndent), same(`${label}to   `), ...to],
        ]),
      ];
  }
};
