/** A director made of numbers, for programs that need a large table at once. */
import type { DirectorReading } from '../../src/core/director/reading.ts';
import { ipv4FromBits } from '../../src/core/model/address.ts';
import { success } from '../../src/core/model/failure.ts';
import { serverKey, serviceKey } from '../../src/core/model/service.ts';
import type { SeenServer, SeenService } from '../../src/core/model/snapshot.ts';
import type { Director } from '../../src/host/director.types.ts';

/** Numerical Recipes' generator: the same numbers in every run. */
const numbers = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
};

const makeServer = (service: number, server: number): SeenServer => {
  const id = { address: ipv4FromBits(0x0a010000 + ((service * 16 + server) & 0xffff)), port: 8080 };
  const packets = 1000 + ((service * 31 + server * 7) % 900);
  return {
    key: serverKey(id),
    id,
    method: server % 3 === 0 ? 'nat' : 'dr',
    weight: 1 + (server % 10),
    active: (service + server * 13) % 300,
    inactive: (service * 7 + server) % 900,
    counters: {
      conns: 10 * packets,
      inPkts: 100 * packets,
      outPkts: 90 * packets,
      inBytes: 9000 * packets,
      outBytes: 90000 * packets,
    },
    rates: {
      cps: packets / 100,
      inPps: packets,
      outPps: packets,
      inBps: packets * 90,
      outBps: packets * 900,
    },
  };
};

const makeService = (index: number, servers: number): SeenService => {
  const id = {
    kind: 'address' as const,
    protocol: index % 5 === 0 ? ('udp' as const) : ('tcp' as const),
    address: ipv4FromBits(0x0a000000 + 256 + index),
    port: index % 2 === 0 ? 80 : 443,
  };
  return {
    key: serviceKey(id),
    id,
    scheduler: 'wlc',
    persistence: null,
    pe: null,
    ops: false,
    flags: [],
    servers: Array.from({ length: servers }, (_, server) => makeServer(index, server)),
    counters: { conns: 1000, inPkts: 1000, outPkts: 900, inBytes: 90000, outBytes: 900000 },
    rates: { cps: 10, inPps: 100, outPps: 90, inBps: 9000, outBps: 90000 },
  };
};

const moved = (server: SeenServer, by: number): SeenServer => ({
  ...server,
  active: Math.round((server.active ?? 0) * (0.9 + by / 5)),
  rates: {
    cps: (server.rates?.cps ?? 0) * (0.9 + by / 5),
    inPps: (server.rates?.inPps ?? 0) * (0.9 + by / 5),
    outPps: (server.rates?.outPps ?? 0) * (0.9 + by / 5),
    inBps: (server.rates?.inBps ?? 0) * (0.9 + by / 5),
    outBps: (server.rates?.outBps ?? 0) * (0.9 + by / 5),
  },
});

/** A director with so many services and servers each; at each read this share of its servers has other numbers. */
export const madeDirector = (
  services: number,
  servers: number,
  share: number,
  now: () => number,
  onRead: () => void = () => {},
): Director => {
  const next = numbers(1);
  let table = Array.from({ length: services }, (_, index) => makeService(index, servers));
  const report: DirectorReading['report'] = { beatMs: 1000, countersOf: 'all', costPercent: 1, notes: [] };
  return {
    name: 'made',
    kind: 'local',
    read() {
      onRead();
      table = table.map(service =>
        next() < share * servers
          ? {
              ...service,
              servers: service.servers.map(server => (next() < share ? moved(server, next()) : server)),
            }
          : service,
      );
      return Promise.resolve(success({ snapshot: { at: now(), services: table }, report }));
    },
    connections: () => Promise.resolve(success({ rows: [], complete: true, tookMs: 0 })),
    settings: () => Promise.resolve(success({ sysctls: [], schedulers: [], notes: [] })),
  };
};
