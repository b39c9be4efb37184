/** What stands in each column's cell: for a service, for a server, for the totals. */
import { cells } from '../app/cells.ts';
import type { ColumnId } from '../app/columns.ts';
import { factsOf, isFull, shareOf } from '../app/facts.ts';
import { type Meaning, type Piece, piece, type Rich } from '../app/rich.ts';
import type { Survey } from '../app/survey.ts';
import { methodWord, serverSettings, serviceSettings, shortSettings } from '../app/words/settings.ts';
import type { SeenServer, SeenService } from '../core/model/snapshot.ts';
import { serviceLabel } from '../core/words/labels.ts';
import { short } from '../core/words/numbers.ts';
import { cutLine } from './draw.ts';
import { bar } from './spark.ts';

/** What a cell is drawn from. */
export interface CellContext {
  readonly service: SeenService;
  readonly server?: SeenServer;
  readonly open: boolean;
  /** How many of the service's servers the filter left. */
  readonly fitting: number;
  readonly width: number;
  /** Cells of the column that follows, where it may be written over. */
  readonly spill: number;
  /** The former weight of a server whose weight is 0. */
  readonly former: number | undefined;
  /** The weight that was asked for and is not set yet. */
  readonly asked: number | undefined;
  readonly trend: (width: number) => string;
  readonly problem: boolean;
}

const none: Rich = [piece('–', 'muted')];
const unknown: Rich = [piece('?', 'muted')];

/** A number, quiet when it is zero, with `?` for unknown. */
export const number = (value: number | undefined, meaning?: Meaning): Rich =>
  value === undefined ? unknown : [piece(short(value), value === 0 ? 'zero' : meaning)];

const isUdp = (service: SeenService): boolean => service.key.startsWith('udp:');

/** Answers do not pass the director. */
const answersDirectly = (server: SeenServer): boolean => server.method === 'dr' || server.method === 'tun';

const noAnswers = ({ service, server }: CellContext): boolean =>
  server === undefined
    ? service.servers.length > 0 && service.servers.every(answersDirectly)
    : answersDirectly(server);

const rate = (context: CellContext, key: 'cps' | 'inPps' | 'outPps' | 'inBps' | 'outBps'): Rich => {
  if ((key === 'outPps' || key === 'outBps') && noAnswers(context)) return none;
  return number((context.server ?? context.service).rates?.[key]);
};

const weightCell = ({ server, former, asked }: CellContext): Rich => {
  if (server === undefined) return [];
  if (server.weight === undefined) return unknown;
  if (asked !== undefined) return [piece(`${short(server.weight)}→`, 'muted'), piece(short(asked), 'flash')];
  if (server.weight > 0) return [piece(short(server.weight))];
  return former === undefined
    ? [piece('0', 'warn')]
    : [piece('0', 'warn'), piece(`·${short(former)}`, 'muted')];
};

const shareCell = (context: CellContext): Rich => {
  const { service, server, width } = context;
  if (server === undefined) return serversWord(context);
  const share = shareOf(service, server);
  if (share === undefined) return unknown;
  if (isFull(server)) return [piece('full', 'warn')];
  if (server.weight === 0 && !(share !== null && share > 0)) {
    const left = (server.active ?? 0) + (server.inactive ?? 0);
    return [piece(left > 0 ? `${short(left)} left` : 'drained', 'warn')];
  }
  if (share === null) return [piece('idle', 'muted')];
  const percent = `${Math.round(share * 100)}%`;
  return [piece(`${percent.padStart(4)} `), piece(bar(share, width - 5), 'bar')];
};

const serversWord = ({ service, fitting, problem }: CellContext): Rich => {
  const all = service.servers.length;
  const { usable } = factsOf(service);
  if (fitting < all) return [piece(`${fitting} of ${all}`, 'muted')];
  if (service.servers.some(({ weight }) => weight === undefined))
    return [piece(`${short(all)} srv`, 'muted')];
  const meaning = problem || usable === 0 ? 'bad' : usable < all ? 'warn' : 'muted';
  return [piece(`${short(usable)}/${short(all)} on`, meaning)];
};

const methodCell = ({ service, server, spill }: CellContext): Rich => {
  if (server !== undefined)
    return server.method === undefined ? unknown : [piece(methodWord(server.method), 'muted')];
  const scheduler = service.scheduler ?? '?';
  const rest = spill > 0 ? shortSettings(service) : '';
  return rest === '' ? [piece(scheduler)] : [piece(scheduler), piece(` ${rest}`, 'muted')];
};

const activeCell = ({ service, server }: CellContext): Rich => {
  if (service.ops === true || isUdp(service)) return none;
  return number(server === undefined ? factsOf(service).active : server.active);
};

const inactiveCell = ({ service, server }: CellContext): Rich => {
  if (service.ops === true) return none;
  return number(server === undefined ? factsOf(service).inactive : server.inactive);
};

const templatesCell = ({ service, server }: CellContext): Rich => {
  if (service.persistence === null) return none;
  return number(server === undefined ? factsOf(service).persistent : server.persistent);
};

const nameCell = ({ service, server, problem }: CellContext): Rich =>
  server === undefined
    ? [piece(serviceLabel(service.key), problem ? 'bad' : 'service')]
    : [piece('  '), piece(server.key, 'server')];

/** The cells of services and servers. */
export const cellOf: Readonly<Record<ColumnId, (context: CellContext) => Rich>> = {
  name: nameCell,
  method: methodCell,
  weight: weightCell,
  active: activeCell,
  inactive: inactiveCell,
  templates: templatesCell,
  cps: context => rate(context, 'cps'),
  inPps: context => rate(context, 'inPps'),
  outPps: context => rate(context, 'outPps'),
  in: context => rate(context, 'inBps'),
  out: context => rate(context, 'outBps'),
  share: shareCell,
  trend: ({ trend, width }) => [piece(trend(width), 'trend')],
  flags: ({ service, server }) => [
    piece(server === undefined ? serviceSettings(service) : serverSettings(server), 'muted'),
  ],
};

/** The cells of the totals. */
export const totalOf: Partial<Readonly<Record<ColumnId, (sums: Survey) => number | undefined>>> = {
  active: sums => sums.active,
  inactive: sums => sums.inactive,
  templates: sums => sums.templates,
  cps: sums => sums.rates?.cps,
  inPps: sums => sums.rates?.inPps,
  outPps: sums => sums.rates?.outPps,
  in: sums => sums.rates?.inBps,
  out: sums => sums.rates?.outBps,
};

/** A cell brought to its width: padded on the side that its column is not aligned to. */
export const fitted = (cell: Rich, width: number, align: 'left' | 'right'): readonly Piece[] => {
  let used = 0;
  for (const { text } of cell) used += cells(text);
  if (used > width) return cutLine(cell, width);
  const pad = piece(' '.repeat(Math.max(0, width - used)));
  return align === 'left' ? [...cell, pad] : [pad, ...cell];
};
