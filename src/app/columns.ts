/** The table's columns as data: where they stand, when they give way, what they mean, what they sort by. */
import type { SeenServer, SeenService } from '../core/model/snapshot.ts';
import { factsOf, shareOf } from './facts.ts';

/** The columns' ids, in the order of the screen. */
export const columnIds = [
  'name',
  'method',
  'weight',
  'active',
  'inactive',
  'templates',
  'cps',
  'inPps',
  'outPps',
  'in',
  'out',
  'share',
  'trend',
  'flags',
] as const;

/** A column's id. */
export type ColumnId = (typeof columnIds)[number];

/** What a service or a server is sorted by; undefined (unknown) goes last either way. */
export type SortValue = number | string | undefined;

/** One column. */
export interface Column {
  readonly id: ColumnId;
  readonly title: string;
  /** Cells without the gap before it. */
  readonly width: number;
  /** 0 never gives way; the highest number gives way first. */
  readonly priority: number;
  readonly align: 'left' | 'right';
  /** What the column means, for somebody who meets it for the first time. */
  readonly explain: string;
  readonly service: (service: SeenService) => SortValue;
  readonly server: (service: SeenService, server: SeenServer) => SortValue;
}

/** The columns, in the order of the screen. */
export const columns: readonly Column[] = [
  {
    id: 'name',
    title: 'SERVICE / server',
    width: 21,
    priority: 0,
    align: 'left',
    explain:
      'A virtual service is what clients talk to: a protocol with a VIP and port, or a firewall mark (FWM). Under it stand the real servers (RIP and port) that do the work.',
    service: service => service.key,
    server: (_, server) => server.key,
  },
  {
    id: 'method',
    title: 'METHOD',
    width: 6,
    priority: 30,
    align: 'left',
    explain:
      'Of a service: the scheduler that picks a real server for each new connection. Of a real server: how packets reach it. DR by its MAC address, NAT by rewriting addresses, TUN inside another IP packet, local on the director itself.',
    service: service => service.scheduler,
    server: (_, server) => server.method,
  },
  {
    id: 'weight',
    title: 'WEIGHT',
    width: 6,
    priority: 10,
    align: 'right',
    explain:
      'How much of the new connections a real server gets compared with the others. 0 takes no new ones and keeps those it has: that is how a server is drained. 0·3: it is 0 now and was 3 before, as far as lvsh saw it.',
    service: service => factsOf(service).weight,
    server: (_, server) => server.weight,
  },
  {
    id: 'active',
    title: 'ACTIVE',
    width: 6,
    priority: 5,
    align: 'right',
    explain:
      'ActiveConn: connections in state ESTABLISHED, and on newer kernels also those being opened (SYN_SENT, SYN_RECV). UDP never counts here, it is always inactive.',
    service: service => factsOf(service).active,
    server: (_, server) => server.active,
  },
  {
    id: 'inactive',
    title: 'INACT',
    width: 5,
    priority: 40,
    align: 'right',
    explain:
      'InActConn: connections that are over but remembered until a timer ends (60 to 120 s for TCP), and all UDP. Many short connections make a large number: connections per second times that time. It is not a fault.',
    service: service => factsOf(service).inactive,
    server: (_, server) => server.inactive,
  },
  {
    id: 'templates',
    title: 'PERSIST',
    width: 7,
    priority: 120,
    align: 'right',
    explain:
      'Persistence templates: clients (or client networks) that are held on this server. While a template lives the scheduler is not asked, and weight 0 alone does not end it.',
    service: service => factsOf(service).persistent,
    server: (_, server) => server.persistent,
  },
  {
    id: 'cps',
    title: 'CONN/S',
    width: 6,
    priority: 20,
    align: 'right',
    explain:
      'New connections per second, from the kernel’s counters over the time that really passed. With one-packet scheduling (ops) each datagram counts as one.',
    service: service => service.rates?.cps,
    server: (_, server) => server.rates?.cps,
  },
  {
    id: 'inPps',
    title: 'INPKT/S',
    width: 7,
    priority: 100,
    align: 'right',
    explain: 'Packets per second from clients to the real servers, as the director forwarded them.',
    service: service => service.rates?.inPps,
    server: (_, server) => server.rates?.inPps,
  },
  {
    id: 'outPps',
    title: 'OUTPKT/S',
    width: 8,
    priority: 110,
    align: 'right',
    explain:
      'Packets per second from the real servers to clients, as far as they pass the director. Only NAT sends answers back through it: with DR and TUN this is always 0, shown as a dash.',
    service: service => service.rates?.outPps,
    server: (_, server) => server.rates?.outPps,
  },
  {
    id: 'in',
    title: 'IN/S',
    width: 5,
    priority: 25,
    align: 'right',
    explain: 'Bytes per second from clients to the real servers, IP headers included.',
    service: service => service.rates?.inBps,
    server: (_, server) => server.rates?.inBps,
  },
  {
    id: 'out',
    title: 'OUT/S',
    width: 5,
    priority: 60,
    align: 'right',
    explain:
      'Bytes per second from the real servers to clients, as far as they pass the director. With DR and TUN the servers answer the clients themselves and the director sees nothing: a dash.',
    service: service => service.rates?.outBps,
    server: (_, server) => server.rates?.outBps,
  },
  {
    id: 'share',
    title: 'SHARE',
    width: 8,
    priority: 15,
    align: 'left',
    explain:
      'Of a real server: its part of what the service receives now, in bytes. Of a service: how many of its servers take new connections.',
    service: service => factsOf(service).usable,
    server: (service, server) => shareOf(service, server) ?? undefined,
  },
  {
    id: 'trend',
    title: 'TREND',
    width: 6,
    priority: 50,
    align: 'left',
    explain:
      'Bytes in per second over the last minutes, oldest left; where rates cannot be read, active connections. Each line has its own scale: the tallest mark is its own highest value.',
    service: service => service.rates?.inBps ?? factsOf(service).active,
    server: (_, server) => server.rates?.inBps ?? server.active,
  },
  {
    id: 'flags',
    title: 'SETTINGS',
    width: 16,
    priority: 90,
    align: 'left',
    explain:
      'What else was set. Of a service: persistence with its time and mask, one-packet scheduling, scheduler flags. Of a real server: thresholds (upper/lower connections) and the kind of tunnel.',
    service: service => service.persistence?.timeout,
    server: (_, server) => server.upper,
  },
];

const byId = new Map(columns.map(column => [column.id, column]));

/** The column with this id. */
export const columnOf = (id: ColumnId): Column => {
  const column = byId.get(id);
  if (column === undefined) throw new Error(`no column ${id}`);
  return column;
};
