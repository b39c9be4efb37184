/** Servers that are being drained: how far each is, how long it may take, and what can be done with the one under the cursor. */
import { persistenceSentences, removalSentence } from '../../core/drain/advice.ts';
import type { Estimate } from '../../core/drain/drain.types.ts';
import { estimate } from '../../core/drain/estimate.ts';
import type { Tally } from '../../core/drain/tally.ts';
import { estimateCell, estimateSentence, paceCell } from '../../core/drain/words.ts';
import { serviceLabel } from '../../core/words/labels.ts';
import { clock, count, duration, short } from '../../core/words/numbers.ts';
import { cells, cutTo, left, right } from '../cells.ts';
import { type DrainRow, drainFacts, drainHere, drainsOf, kernelSetting } from '../drains.ts';
import { viewRows } from '../frame.ts';
import { type Meaning, piece, type Rich, wrap } from '../rich.ts';
import { type State, topView } from '../state.ts';

const estimateMeaning: Readonly<Record<Estimate['kind'], Meaning>> = {
  drained: 'good',
  unknown: 'muted',
  falling: 'accent',
  closing: 'accent',
  still: 'warn',
  coming: 'warn',
  held: 'warn',
  silence: 'accent',
  sending: 'warn',
};

/** Columns with their cells; before each stands a blank. On narrow screens those with a level give way, the highest first. */
const figures = [
  { title: 'WAS', cells: 5, level: 2 },
  { title: 'ACTIVE', cells: 6, level: 0 },
  { title: 'INACT', cells: 5, level: 0 },
  { title: 'HELD', cells: 5, level: 0 },
  { title: 'PACE', cells: 6, level: 1 },
] as const;
const estimateCells = 15;
/** The least that is left of names: an IPv4 server in full, and a service that can be told from others. */
const leastServer = 21;
const leastService = { cut: 13, whole: 18 } as const;

interface Widths {
  readonly server: number;
  /** 0: there is no room for it; what the cursor is on is named in full below. */
  readonly service: number;
  readonly level: number;
}

const widthsOf = (rows: readonly DrainRow[], columns: number): Widths => {
  const longest = (texts: readonly string[]): number => Math.max(...texts.map(cells));
  const server = longest(['SERVER', ...rows.map(({ seen }) => seen.key)]);
  const service = longest(['SERVICE', ...rows.map(({ of }) => serviceLabel(of.key))]);
  const room = (level: number): number =>
    columns -
    1 -
    3 -
    2 -
    estimateCells -
    figures.reduce((sum, one) => (one.level <= level ? sum + 1 + one.cells : sum), 0);
  for (const level of [2, 1, 0]) {
    const names = room(level) - 2;
    const own = Math.min(server, Math.max(leastServer, names - service));
    if (names - own >= Math.min(service, level > 0 ? leastService.whole : leastService.cut))
      return { server: own, service: Math.min(service, names - own), level };
  }
  return { server: Math.min(server, room(0)), service: 0, level: 0 };
};

const line = (
  mark: string,
  names: readonly [server: string, service: string],
  numbers: readonly string[],
  widths: Widths,
  meaning?: Meaning,
): Rich => [
  piece(` ${mark} `, 'accent'),
  piece(left(names[0], widths.server), meaning ?? 'server'),
  ...(widths.service === 0 ? [] : [piece(`  ${left(names[1], widths.service)}`, meaning ?? 'muted')]),
  ...figures.flatMap((figure, index) =>
    figure.level <= widths.level
      ? [
          piece(
            ` ${right(numbers[index] ?? '', figure.cells)}`,
            meaning ?? (figure.level > 0 ? 'muted' : undefined),
          ),
        ]
      : [],
  ),
  piece('  '),
];

const number = (value: number | undefined): string => (value === undefined ? '?' : short(value));

const rowLine = (state: State, row: DrainRow, here: boolean, widths: Widths): Rich => {
  const { of, seen, former } = row;
  const found = estimate(drainFacts(state, row));
  const udp = of.id?.kind === 'address' && of.id.protocol === 'udp';
  return [
    ...line(
      here ? '>' : ' ',
      [seen.key, serviceLabel(of.key)],
      [
        former === undefined ? '?' : short(former),
        udp || of.ops === true ? '–' : number(seen.active),
        of.ops === true ? '–' : number(seen.inactive),
        of.persistence === null ? '–' : number(seen.persistent),
        paceCell(found),
      ],
      widths,
    ),
    piece(estimateCell(found), estimateMeaning[found.kind]),
  ];
};

const stateWords = ({ states, templates, invalid, complete }: Tally): string => {
  const parts = [
    ...states.map(({ state, count: many, longest }) => `${many} ${state} (to ${duration(longest)})`),
    ...(templates.count === 0
      ? []
      : [`${count(templates.count, 'template')} (to ${duration(templates.longest)})`]),
    ...(invalid === 0 ? [] : [`${count(invalid, 'template')} made invalid, holding nobody`]),
  ];
  const text = parts.length === 0 ? 'no entry' : parts.join(', ');
  return complete ? text : `${text}; that is the head of the list only`;
};

const sentence = (head: string, text: string, columns: number, meaning?: Meaning): readonly Rich[] =>
  wrap([piece(`   ${left(head, 8)}  `, 'muted'), piece(text, meaning)], columns - 1, 13);

const statesLines = (state: State, tally: Tally | undefined): string => {
  if (tally !== undefined) return `${stateWords(tally)}, at ${clock(tally.at, state.offsetMinutes)}`;
  if (state.connections?.pending === true) return 'reading its connections …';
  return 'c counts its connections by state';
};

const key = (name: string, text: string): Rich => [piece(name, 'key'), piece(` ${text}   `, 'muted')];

const keysLine = (state: State, { of, former }: DrainRow): Rich => {
  const quiescent = kernelSetting(state, 'expire_quiescent_template');
  return [
    piece('   '),
    ...key('x', 'remove'),
    ...key('D', former === undefined ? 'resume with weight 1' : `resume with weight ${former}`),
    ...(of.persistence === null || (quiescent !== undefined && quiescent !== '0')
      ? []
      : key('p', 'let persistent clients go')),
    ...key('c', 'count states'),
    ...key('enter', 'connections'),
  ];
};

const aboutLines = (state: State, row: DrainRow): readonly Rich[] => {
  const { columns } = state;
  const facts = drainFacts(state, row);
  const found = estimate(facts);
  const nodest = kernelSetting(state, 'expire_nodest_conn');
  const quiescent = kernelSetting(state, 'expire_quiescent_template');
  const since =
    facts.since === undefined ? '' : `  weight 0 since ${clock(facts.since, state.offsetMinutes)}`;
  return [
    ...wrap(
      [
        piece(` ${row.seen.key}`, 'title'),
        piece(` in ${serviceLabel(row.of.key)}`, 'title'),
        piece(since, 'muted'),
      ],
      columns - 1,
      1,
    ),
    ...sentence('left', estimateSentence(facts, found), columns, estimateMeaning[found.kind]),
    ...wrap(keysLine(state, row), columns - 1, 3),
    ...sentence('removal', removalSentence(facts, nodest), columns),
    ...persistenceSentences(facts, quiescent).flatMap((text, at) =>
      sentence(at === 0 ? 'persists' : '', text, columns),
    ),
    ...sentence('states', statesLines(state, facts.tally), columns),
  ];
};

const emptyLines = (columns: number): readonly Rich[] => [
  [piece(' Draining', 'title')],
  [],
  ...wrap(
    [
      piece('   No server is being drained. ', 'muted'),
      piece('d', 'key'),
      piece(
        ' in the table drains the one under the cursor: its weight becomes 0, and its connections end in their own time.',
        'muted',
      ),
    ],
    columns - 1,
    3,
  ),
];

/** The page: a list with a cursor, and under it what there is to say of the one that the cursor is on. It fits the screen. */
export const drainsPage = (state: State): readonly Rich[] => {
  const { columns } = state;
  const rows = drainsOf(state);
  const here = drainHere(state);
  if (here === undefined) return emptyLines(columns);
  const about = aboutLines(state, here);
  const view = topView(state);
  const at = Math.min(view !== undefined && 'row' in view ? view.row : 0, rows.length - 1);
  const height = viewRows(state);
  const room = Math.min(rows.length, Math.max(Math.min(3, height - 4), height - 3 - about.length));
  const from = Math.max(0, Math.min(at - Math.floor(room / 2), rows.length - room));
  const window = rows.slice(from, from + room);
  const widths = widthsOf(window, columns);
  const titles = line(
    ' ',
    ['SERVER', 'SERVICE'],
    figures.map(({ title }) => title),
    widths,
    'muted',
  );
  const lines: readonly Rich[] = [
    [
      piece(' Draining', 'title'),
      piece(cutTo(`  ${count(rows.length, 'server')} with weight 0`, columns - 10), 'muted'),
    ],
    [...titles, piece('TIME LEFT', 'muted')],
    ...window.map((row, index) => rowLine(state, row, from + index === at, widths)),
    [],
    ...about,
  ];
  return lines.slice(0, height);
};
