/** The table as text: services with their real servers under them. */
import { factsOf, shareOf } from '../app/facts.ts';
import { methodWord, serverSettings, serviceSettings } from '../app/words/settings.ts';
import type { Rates } from '../core/model/observe.ts';
import type { SeenServer, SeenService, Snapshot } from '../core/model/snapshot.ts';
import { serviceLabel } from '../core/words/labels.ts';
import { short } from '../core/words/numbers.ts';
import { plain, type TextColumn, textTable } from './out.ts';

/** What of a service is listed. */
export interface Listed {
  readonly service: SeenService;
  readonly servers: readonly SeenServer[];
}

/** What was counted, as columns: what happens each second or, where a text knows only that, in all. */
interface Traffic {
  readonly titles: readonly string[];
  readonly of: (seen: SeenService | SeenServer, answersPass: boolean) => readonly string[];
}

const perSecond: Traffic = {
  titles: ['CONN/S', 'IN/S', 'OUT/S'],
  of: ({ rates }, answersPass) => [
    rate(rates, 'cps'),
    bytes(rates, 'inBps'),
    answersPass ? bytes(rates, 'outBps') : none,
  ],
};

const inAll: Traffic = {
  titles: ['CONNS', 'INPKTS', 'OUTPKTS', 'INBYTES', 'OUTBYTES'],
  of: ({ counters }) =>
    counters === undefined
      ? Array.from(inAll.titles, () => unknown)
      : [counters.conns, counters.inPkts, counters.outPkts, counters.inBytes, counters.outBytes].map(short),
};

/** Rates where there are any; totals where the source has nothing else (a mailed `--stats` listing). */
const trafficOf = (listed: readonly Listed[]): Traffic => {
  const seen = listed.flatMap(({ service, servers }) => [service, ...servers]);
  const onlyTotals =
    seen.every(({ rates }) => rates === undefined) && seen.some(({ counters }) => counters !== undefined);
  return onlyTotals ? inAll : perSecond;
};

const columnsWith = ({ titles }: Traffic): readonly TextColumn[] => [
  { title: 'SERVICE / SERVER' },
  { title: 'SCHED/FWD' },
  ...['WEIGHT', 'ACTIVE', 'INACT', ...titles, 'SHARE'].map(title => ({ title, right: true })),
  { title: 'SETTINGS' },
];

const unknown = '?';
const none = '-';

const number = (value: number | undefined): string => (value === undefined ? unknown : String(value));
const rate = (rates: Rates | undefined, name: keyof Rates): string =>
  rates === undefined ? unknown : short(rates[name]);
const bytes = (rates: Rates | undefined, name: 'inBps' | 'outBps'): string =>
  rates === undefined ? unknown : `${short(rates[name])}B`;

/** With DR and TUN the answers do not pass the director: nothing can be counted. */
const answersPass = (servers: readonly SeenServer[]): boolean =>
  servers.length === 0 || servers.some(({ method }) => method !== 'dr' && method !== 'tun');

const weightText = (server: SeenServer): string => {
  if (server.weight !== 0) return number(server.weight);
  return (server.active ?? 0) + (server.inactive ?? 0) > 0 ? '0 drain' : '0';
};

const serviceRow = (service: SeenService, traffic: Traffic): readonly string[] => {
  const facts = factsOf(service);
  const ops = service.ops === true;
  return [
    plain(serviceLabel(service.key)),
    plain(service.scheduler ?? unknown),
    number(facts.weight),
    ops ? none : number(facts.active),
    ops ? none : number(facts.inactive),
    ...traffic.of(service, answersPass(service.servers)),
    '',
    plain(serviceSettings(service)),
  ];
};

const serverRow = (service: SeenService, server: SeenServer, traffic: Traffic): readonly string[] => {
  const share = shareOf(service, server);
  const ops = service.ops === true;
  return [
    `  ${plain(server.key)}`,
    server.method === undefined ? unknown : methodWord(server.method),
    weightText(server),
    ops ? none : number(server.active),
    ops ? none : number(server.inactive),
    ...traffic.of(server, answersPass([server])),
    share === undefined ? unknown : share === null ? none : `${Math.round(share * 100)}%`,
    plain(serverSettings(server)),
  ];
};

/** Lines of the table; services first, then their servers indented. The first line holds the titles. */
export const tableLines = (listed: readonly Listed[]): readonly string[] => {
  const traffic = trafficOf(listed);
  return textTable(
    columnsWith(traffic),
    listed.flatMap(({ service, servers }) => [
      serviceRow(service, traffic),
      ...servers.map(server => serverRow(service, server, traffic)),
    ]),
  );
};

/** `3 services  8 servers  412 active  1.9MB/s in  88 conn/s`: of what is listed, with the totals of the director. */
export const summaryLine = (listed: readonly Listed[], { rates }: Pick<Snapshot, 'rates'>): string => {
  let servers = 0;
  let active: number | undefined = 0;
  for (const item of listed) {
    servers += item.servers.length;
    for (const server of item.servers)
      active = active === undefined || server.active === undefined ? undefined : active + server.active;
  }
  const words = [
    `${listed.length} service${listed.length === 1 ? '' : 's'}`,
    `${servers} server${servers === 1 ? '' : 's'}`,
    `${active ?? unknown} active`,
  ];
  if (rates !== undefined)
    words.push(
      `director ${short(rates.cps)} conn/s, in ${short(rates.inBps)}B/s, out ${short(rates.outBps)}B/s`,
    );
  return words.join('  ');
};
