/** A packet's way as a drawing: who it passes, which addresses it has on every link, and what was done to it. */
import type { Hop } from './hop.types.ts';
import { linkLines, listIndent, type Shape } from './links.ts';
import { picture } from './picture.ts';
import { type DrawnLine, filled, folded, same, widthOf } from './pieces.ts';

/** How it is drawn. */
export interface DrawOptions {
  /** Only ASCII characters. */
  readonly ascii?: boolean;
}

/** The characters that are not in ASCII, and what stands for them. */
const signs = {
  plain: { arrow: '→', dash: '─', dot: '·' },
  ascii: { arrow: '->', dash: '-', dot: '*' },
} as const;

/** Who answers the client, and what follows from that. */
const closing = (hops: readonly Hop[]): string => {
  const answers = hops.filter(({ direction }) => direction === 'back');
  if (answers[0]?.from === 'director') return 'The director answers the client: it is the server, too.';
  if (!answers.some(({ from }) => from === 'director'))
    return 'The real server answers the client itself; the director sees the requests only.';
  return answers[0]?.inner.to === hops[0]?.inner.from
    ? 'The director answers the client: every answer must come back to it, so it is the gateway of the real server.'
    : 'The director answers the client. The real server takes it for the client, so any gateway will do that leads back to it.';
};

/**
 * The drawing, in lines of at most `columns` cells (20 or more): the stations in two lines where they fit, then each link
 * with its number, whose MAC addresses the frame has, and the addresses of the packet, with what happened in between. No
 * line for no hops.
 */
export const drawPath = (
  hops: readonly Hop[],
  columns: number,
  options: DrawOptions = {},
): readonly DrawnLine[] => {
  if (hops.length === 0) return [];
  const { arrow, dash, dot } = options.ascii === true ? signs.ascii : signs.plain;
  const frame =
    listIndent + 4 + arrow.length + Math.max(...hops.map(({ from, to }) => from.length + to.length));
  const drawn = (shape: Shape): readonly (readonly DrawnLine[])[] =>
    hops.map((hop, index) => {
      const before = hops[index - 1];
      const known = before?.direction === hop.direction ? before : undefined;
      return linkLines(index + 1, hop, known, { shape, frame, arrow });
    });
  const shapes = (['beside', 'below'] as const).map(shape => ({ shape, links: drawn(shape) }));
  const { shape, links } = shapes.find(({ links: lines }) =>
    lines.flat().every(line => widthOf(line) <= columns),
  ) ?? {
    shape: 'apart',
    links: drawn('apart').map(lines => lines.flatMap(line => folded(line, columns, listIndent))),
  };
  const stations = picture(hops, columns, dash).map(text => [same(text)]);
  const happened = (text: string): readonly DrawnLine[] =>
    text === '' ? [] : filled(text, columns, `${' '.repeat(listIndent)}${dot} `);
  return [
    ...stations,
    ...(stations.length > 0 ? [[]] : []),
    ...(shape === 'beside'
      ? [
          [
            same(
              `${' '.repeat(listIndent)}${'MAC addresses'.padEnd(frame - listIndent)}IP addresses and ports`,
            ),
          ],
        ]
      : []),
    ...hops.flatMap((hop, index) => [
      ...happened(index === 0 ? 'the client called the VIP' : hop.changed),
      ...(links[index] ?? []),
    ]),
    [],
    ...filled(closing(hops), columns, ' '),
  ];
};
