/** Counters and rates of a service that has worked for a while. */
import { type Counters, zeroCounters, zeroRates } from '../../model/observe.ts';
import type { KernelServer, KernelService } from '../state.ts';
import { restless, type Stats } from '../stats.ts';
import type { Load } from './scene.ts';
import { tcpTraffic, type Use } from './uses.ts';

/** What the director counts of one connection of a load from its opening to its end, on average. */
const perConnection = (load: Load, use: Use, server: KernelServer): Omit<Counters, 'conns'> => {
  const header = load.virtual.includes(':') ? 48 : 28;
  const nat = server.method === 'nat';
  if (use.protocol === 'udp') {
    return {
      inPkts: 1,
      inBytes: use.request + header,
      outPkts: nat ? 1 : 0,
      outBytes: nat ? use.answer + header : 0,
    };
  }
  const requests = 1 + (use.asks * use.lasts) / 1000;
  const one = tcpTraffic(load.virtual, server.method, use.request, use.answer);
  return {
    inPkts: 4 + requests * (one.inPkts ?? 0),
    inBytes: 216 + use.greeting.request + requests * (one.inBytes ?? 0),
    outPkts: nat ? 2 + requests * (one.outPkts ?? 0) : 0,
    outBytes: nat ? 112 + use.greeting.answer + requests * (one.outBytes ?? 0) : 0,
  };
};

/** A SYN, sent again three times. */
const unanswered = { inPkts: 4, inBytes: 240, outPkts: 0, outBytes: 0 } as const;

/** Less than one connection in this many seconds is no rate. */
const noticed = 20;

/** Stats as after `lived` milliseconds at `perSecond`, its estimator settled: scaled rates as in stats.ts. */
const settled = (conns: number, each: Omit<Counters, 'conns'>, lived: number): Stats => {
  const counters: Counters = {
    conns: Math.round(conns),
    inPkts: Math.round(conns * each.inPkts),
    outPkts: Math.round(conns * each.outPkts),
    inBytes: Math.round(conns * each.inBytes),
    outBytes: Math.round(conns * each.outBytes),
  };
  const perSecond = lived / 1000;
  return {
    live: counters,
    published: counters,
    zero: zeroCounters,
    scaled:
      conns < perSecond / noticed
        ? zeroRates
        : {
            cps: Math.floor((counters.conns * 1024) / perSecond),
            inPps: Math.floor((counters.inPkts * 1024) / perSecond),
            outPps: Math.floor((counters.outPkts * 1024) / perSecond),
            inBps: Math.floor((counters.inBytes * 32) / perSecond),
            outBps: Math.floor((counters.outBytes * 32) / perSecond),
          },
  };
};

/** The sum of stats: a service's own from those of its servers. */
export const summed = (parts: readonly Stats[]): Stats => {
  const add = (pick: (stats: Stats) => Counters): Counters => {
    let [conns, inPkts, outPkts, inBytes, outBytes] = [0, 0, 0, 0, 0];
    for (const part of parts) {
      const one = pick(part);
      conns += one.conns;
      inPkts += one.inPkts;
      outPkts += one.outPkts;
      inBytes += one.inBytes;
      outBytes += one.outBytes;
    }
    return { conns, inPkts, outPkts, inBytes, outBytes };
  };
  const live = add(stats => stats.live);
  let [cps, inPps, outPps, inBps, outBps] = [0, 0, 0, 0, 0];
  for (const { scaled } of parts) {
    cps += scaled.cps;
    inPps += scaled.inPps;
    outPps += scaled.outPps;
    inBps += scaled.inBps;
    outBps += scaled.outBps;
  }
  const still = cps + inPps + outPps + inBps + outBps === 0;
  const scaled = still ? zeroRates : { cps, inPps, outPps, inBps, outBps };
  return { live, published: live, zero: zeroCounters, scaled };
};

/**
 * The service with counters as after `lived` milliseconds of its load, shared among its servers as `picks` (by uid)
 * says; where nobody was picked, among those with a weight. Silent servers have got SYNs and given nothing.
 */
export const credited = (
  service: KernelService,
  load: Load,
  use: Use,
  lived: number,
  picks: ReadonlyMap<number, number>,
  isSilent: (server: KernelServer) => boolean,
): KernelService => {
  const total = [...picks.values()].reduce((sum, count) => sum + count, 0);
  const able = service.servers.filter(({ weight }) => weight > 0).length;
  const conns = (load.perSecond * lived) / 1000;
  const servers = service.servers.map(server => {
    const even = server.weight > 0 ? 1 / able : 0;
    const share = total > 0 ? (picks.get(server.uid) ?? 0) / total : even;
    return share === 0
      ? server
      : {
          ...server,
          stats: settled(
            conns * share,
            isSilent(server) ? unanswered : perConnection(load, use, server),
            lived,
          ),
        };
  });
  const stats = summed(servers.map(one => one.stats));
  return { ...service, servers, stats, restless: restless(stats) };
};
