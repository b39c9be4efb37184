/** The first line: where am I, is it real, how fresh is it, how big. */
import { type Piece, piece, type Rich } from '../app/rich.ts';
import { type State, shown } from '../app/state.ts';
import { surveyOf } from '../app/survey-of.ts';
import { clock, count, duration, short } from '../core/words/numbers.ts';
import { between, lineCells } from './draw.ts';

/** Parts with how soon they give way (0 never). */
interface Part {
  readonly keep: number;
  readonly pieces: Rich;
}

const badge = (state: State): Rich => {
  const { kind, name, readOnly, locked } = state.source;
  if (kind === 'practice')
    return [piece(' PRACTICE ', 'practice'), ...(name === 'practice' ? [] : [piece(` ${name}`, 'title')])];
  if (kind === 'file') return [piece(' FILE ', 'practice'), piece(` ${name}`, 'title')];
  return [
    piece(` ${name}`, 'title'),
    ...(state.reading.snapshot === undefined ? [piece('  not read', 'bad')] : []),
    ...(state.reading.snapshot !== undefined && state.freeze === undefined ? [piece('  live', 'live')] : []),
    ...(readOnly || locked !== undefined ? [piece(' read-only', 'warn')] : []),
  ];
};

/** How old the picture is, when it is older than it should be; otherwise how often it is read. */
const freshness = (state: State): Rich => {
  const { reading, source } = state;
  const snapshot = shown(state);
  if (state.freeze !== undefined && snapshot !== undefined) {
    const ago = Math.round((state.now - snapshot.at) / 1000);
    return [
      piece(` FROZEN ${clock(snapshot.at, state.offsetMinutes)} `, 'frozen'),
      piece(` ${duration(ago)} ago`, 'muted'),
    ];
  }
  if (source.kind === 'file' || reading.report === undefined) return [];
  const { beatMs, failure } = reading.report;
  const age = state.now - reading.goodAt;
  const broken = reading.failure ?? failure;
  if (broken !== undefined) return [piece(` NOT READ for ${duration(age / 1000)} `, 'frozen')];
  if (age > 2.5 * Math.max(beatMs, 1000) + 1000) return [piece(`${duration(age / 1000)} old`, 'warn')];
  const slow = beatMs > state.preferences.intervalMs * 1.4;
  const every = beatMs < 1000 ? `${beatMs}ms` : duration(beatMs / 1000);
  return [piece(slow ? `slowed to ${every}` : every, slow ? 'warn' : 'muted')];
};

const parts = (state: State): readonly Part[] => {
  const snapshot = shown(state);
  const sums = surveyOf(state);
  if (snapshot === undefined || sums === undefined) return [];
  const { version, tableSize } = snapshot;
  const size = tableSize === undefined ? '' : ` (${tableSize})`;
  return [
    ...(state.source.kind === 'practice'
      ? [{ keep: 8, pieces: [piece('not a real director', 'warn')] }]
      : []),
    ...(version === undefined ? [] : [{ keep: 6, pieces: [piece(`IPVS ${version}`, 'muted')] }]),
    ...(size === '' || version === undefined ? [] : [{ keep: 7, pieces: [piece(size.trim(), 'muted')] }]),
    { keep: 3, pieces: [piece(count(sums.services, 'service'))] },
    { keep: 4, pieces: [piece(count(sums.servers, 'server'))] },
    { keep: 2, pieces: [piece(sums.active === undefined ? '? active' : `${short(sums.active)} active`)] },
    { keep: 5, pieces: [piece(sums.rates === undefined ? 'in ?' : `in ${short(sums.rates.inBps)}B/s`)] },
    ...(sums.problemCount === 0
      ? []
      : [{ keep: 1, pieces: [piece(` ${count(sums.problemCount, 'problem')} `, 'bad')] }]),
  ];
};

/** The first line. */
export const header = (state: State): Rich => {
  const time = piece(` ${clock(state.now, state.offsetMinutes)} `, 'muted');
  const start: Rich = [...badge(state), piece('  '), ...freshness(state)];
  let list = parts(state);
  const width = (): number =>
    lineCells(start) + list.reduce((sum, { pieces }) => sum + 2 + lineCells(pieces), 0) + 10;
  while (list.length > 0 && width() > state.columns) {
    const worst = Math.max(...list.map(({ keep }) => keep));
    list = list.filter(({ keep }) => keep !== worst);
  }
  const line: Piece[] = [...start];
  for (const { pieces } of list) line.push(piece('  '), ...pieces);
  return between(line, [time], state.columns);
};
