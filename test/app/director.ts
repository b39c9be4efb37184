/** Snapshots for tests: a small believable director, and large ones, moving by a rule and not by chance. */
import type { DirectorReading } from '../../src/core/director/reading.ts';
import { type Address, parseAddress } from '../../src/core/model/address.ts';
import type { Counters, Rates } from '../../src/core/model/observe.ts';
import type { Method, ServiceId } from '../../src/core/model/service.ts';
import { serverKey, serviceKey } from '../../src/core/model/service.ts';
import type { SeenServer, SeenService, Snapshot } from '../../src/core/model/snapshot.ts';

/** An address that must be one. */
export const address = (text: string): Address => {
  const found = parseAddress(text);
  if (found === undefined) throw new Error(`${text} is no address`);
  return found;
};

/** 20 Nov 2026, 12:04:31 UTC. */
export const noon = Date.UTC(2026, 10, 20, 12, 4, 31);

const rates = (cps: number, inPps: number, outPps: number, inBps: number, outBps: number): Rates => ({
  cps,
  inPps,
  outPps,
  inBps,
  outBps,
});

/** A server with everything known; change what the test is about. */
export const server = (
  rip: string,
  port: number,
  method: Method,
  weight: number,
  load: {
    readonly active?: number;
    readonly inactive?: number;
    readonly persistent?: number;
    readonly cps?: number;
  } = {},
  change: Partial<SeenServer> = {},
): SeenServer => {
  const { active = 0, inactive = 0, persistent = 0, cps = 0 } = load;
  const id = { address: address(rip), port };
  const answers = method === 'nat' ? 1 : 0;
  return {
    key: serverKey(id),
    id,
    method,
    weight,
    upper: 0,
    lower: 0,
    active,
    inactive,
    persistent,
    counters: {
      conns: cps * 3600,
      inPkts: cps * 43_200,
      outPkts: cps * 36_000 * answers,
      inBytes: cps * 3_600_000,
      outBytes: cps * 36_000_000 * answers,
    },
    rates: rates(cps, cps * 12, cps * 10 * answers, cps * 1017, cps * 14_200 * answers),
    ...change,
  };
};

/** A service with its servers' sums. */
export const service = (
  id: ServiceId,
  servers: readonly SeenServer[],
  change: Partial<SeenService> = {},
): SeenService => {
  const sum = (key: keyof Rates): number =>
    servers.reduce((total, one) => total + (one.rates?.[key] ?? 0), 0);
  const total = (key: keyof Counters): number =>
    servers.reduce((all, one) => all + (one.counters?.[key] ?? 0), 0);
  return {
    key: serviceKey(id),
    id,
    scheduler: 'wrr',
    persistence: null,
    pe: null,
    ops: false,
    flags: [],
    servers,
    rates: rates(sum('cps'), sum('inPps'), sum('outPps'), sum('inBps'), sum('outBps')),
    counters: {
      conns: total('conns'),
      inPkts: total('inPkts'),
      outPkts: total('outPkts'),
      inBytes: total('inBytes'),
      outBytes: total('outBytes'),
    },
    ...change,
  };
};

/** The identity of a service on an address. */
export const at = (protocol: 'tcp' | 'udp' | 'sctp', vip: string, port: number): ServiceId => ({
  kind: 'address',
  protocol,
  address: address(vip),
  port,
});

/** The director of the sketches: DR, NAT and a mark, one server draining, one service that nobody serves. */
export const smallDirector = (beat = 0): Snapshot => {
  const wave = (base: number, phase: number): number =>
    Math.max(
      0,
      Math.round(base * (1 + 0.4 * Math.sin((beat + phase) / 7) + 0.15 * Math.sin((beat + phase) / 2.3))),
    );
  return {
    at: noon + beat * 1000,
    version: '1.2.1',
    tableSize: 4096,
    services: [
      service(
        at('tcp', '10.0.0.200', 80),
        [
          server('10.0.0.7', 80, 'dr', 3, {
            active: wave(290, 0),
            inactive: wave(1240, 3),
            persistent: 61,
            cps: wave(60, 1),
          }),
          server('10.0.0.14', 80, 'dr', 1, {
            active: wave(122, 5),
            inactive: wave(700, 9),
            persistent: 22,
            cps: wave(28, 4),
          }),
          server('10.0.0.21', 80, 'dr', 0, { active: 4, persistent: 3 }),
        ],
        { persistence: { timeout: 360, mask: address('255.255.255.255') } },
      ),
      service(at('tcp', '10.0.0.200', 443), [
        server('10.0.0.7', 443, 'dr', 0, { active: 2 }),
        server('10.0.0.14', 443, 'dr', 0),
      ]),
      service(
        at('tcp', '10.0.0.201', 8080),
        [
          server('192.168.7.31', 8080, 'nat', 2, {
            active: wave(51, 2),
            inactive: wave(310, 2),
            cps: wave(19, 2),
          }),
          server(
            '192.168.7.32',
            8080,
            'nat',
            2,
            { active: wave(48, 8), inactive: wave(290, 8), cps: wave(18, 8) },
            { upper: 100, lower: 75 },
          ),
        ],
        { scheduler: 'wlc' },
      ),
      service(
        at('udp', '10.0.0.200', 53),
        [
          server('10.0.0.53', 53, 'nat', 1, { cps: wave(160, 11) }),
          server('10.0.0.54', 53, 'nat', 1, { cps: wave(150, 4) }),
        ],
        { scheduler: 'rr', ops: true },
      ),
      service(
        { kind: 'fwmark', mark: 17, family: 4 },
        [
          server('10.0.0.7', 0, 'dr', 1, { active: wave(31, 1), inactive: wave(210, 4), cps: wave(4, 0) }),
          server(
            '10.0.0.14',
            0,
            'tun',
            1,
            { active: wave(24, 1), inactive: wave(150, 4), cps: wave(3, 0) },
            { tunnel: { type: 'ipip', port: 0, checksum: 'none' } },
          ),
        ],
        { scheduler: 'sh', flags: ['flag-1', 'flag-2'] },
      ),
    ],
  };
};

/** A large director: `services` x `servers`, all NAT, numbers moving with the beat. */
export const largeDirector = (services: number, servers: number, beat = 0): Snapshot => ({
  at: noon + beat * 1000,
  version: '1.2.1',
  tableSize: 4096,
  services: Array.from({ length: services }, (_, s) =>
    service(
      at('tcp', `10.${100 + (s >> 16)}.${(s >> 8) & 255}.${s & 255}`, 80),
      Array.from({ length: servers }, (_, r) =>
        server(`192.168.${(s * 7 + r) & 255}.${1 + ((s + r * 13) % 250)}`, 80, 'nat', 1 + (r % 3), {
          active: (s * 31 + r * 17 + beat * (1 + (r % 2))) % 900,
          inactive: (s * 13 + r * 7) % 3000,
          cps: (s * 3 + r * 5 + beat) % 200,
        }),
      ),
    ),
  ),
});

/** A reading of a snapshot by a reader that is content. */
export const reading = (
  snapshot: Snapshot,
  change: Partial<DirectorReading['report']> = {},
): DirectorReading => ({
  snapshot,
  report: { beatMs: 1000, countersBeatMs: 2000, countersOf: 'all', costPercent: 0.4, notes: [], ...change },
});
