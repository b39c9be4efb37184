/** Drains on the practice kernel: what was estimated on the way, against what then happened. */
import { describe, expect, test } from 'vitest';
import { estimate } from '../../../src/core/drain/estimate.ts';
import { close } from '../../../src/core/kernel/connect.ts';
import type { Kernel } from '../../../src/core/kernel/state.ts';
import { type Practice, runLine, step } from '../../../src/core/kernel/traffic/practice.ts';
import { runScene } from '../../../src/core/kernel/traffic/start.ts';
import { serviceKey } from '../../../src/core/model/service.ts';
import { address } from '../../app/director.ts';
import { type Bench, bench } from '../kernel/bench.ts';
import { listed, secondsLeft, Watch, watchToEnd } from './drains.ts';

const vip = '10.1.0.200:80';
const web = (options = ''): Bench =>
  bench([
    `-A -t ${vip} -s rr${options}`,
    `-a -t ${vip} -r 10.0.0.11:80 -m`,
    `-a -t ${vip} -r 10.0.0.12:80 -m`,
  ]);
const drained = (made: Bench): Watch => {
  made.run(`-e -t ${vip} -r 10.0.0.11:80 -m -w 0`);
  return new Watch(`tcp:${vip}`, '10.0.0.11');
};

/** How many times the true time was said to be left, at each look that gave a time; those near the end left out. */
const ratios = (seconds: number, estimates: ReturnType<typeof watchToEnd>['estimates']): readonly number[] =>
  estimates.flatMap((found, second) => {
    const said = secondsLeft(found);
    return said === undefined || seconds - second < 15 ? [] : [said / (seconds - second)];
  });

const quantile = (sorted: readonly number[], part: number): number =>
  sorted[Math.floor(part * (sorted.length - 1))] ?? Number.NaN;

const begun = new Map<number, Practice>();

/** The busy scene of a seed: it never changes, and making it takes a while. */
const busy = (seed: number): Practice => {
  const made = begun.get(seed) ?? runScene('busy', seed);
  begun.set(seed, made);
  return made;
};

/** A scene in which only the clients of one service move: of the others nobody looks. */
const alone = (kernel: Kernel, begun: Practice, service: string): Practice => {
  const { scene } = begun;
  const at = scene?.loads.findIndex(load => serviceKey(load.service) === service) ?? -1;
  const load = scene?.loads[at];
  const flows = begun.flows[at];
  if (scene === undefined || load === undefined || flows === undefined)
    throw new Error(`no load of ${service}`);
  return { ...begun, kernel, flows: [flows], scene: { ...scene, loads: [load], operatorBeat: 0 } };
};

describe('a scene with real traffic', () => {
  const scene = (service: string, server: string, line: string, seed: number) => {
    const begun = busy(seed);
    let practice = alone(runLine(begun.kernel, line), begun, service);
    const watch = new Watch(service, server);
    const start = practice.kernel.now;
    const estimates = [];
    for (let look = 0; look < 2500; look++) {
      practice = step(practice, start + look * 2000);
      const found = estimate(watch.look(practice.kernel));
      estimates.push(found);
      if (found.kind === 'drained') break;
    }
    const seconds = estimates.length;
    return estimates.flatMap((found, look) => {
      const said = secondsLeft(found);
      return said === undefined || seconds - look < 8 ? [] : [said / 2 / (seconds - look)];
    });
  };

  test.each([
    ['web behind DR', 'tcp:10.1.0.80:80', '10.0.0.11', '-e -t 10.1.0.80:80 -r 10.0.0.11 -g -w 0', 0.8, 1.3],
    [
      'an API behind NAT',
      'tcp:10.1.0.82:443',
      '10.0.0.41',
      '-e -t 10.1.0.82:443 -r 10.0.0.41:8443 -m -w 0',
      0.8,
      1.3,
    ],
    [
      'downloads through tunnels',
      'tcp:10.1.0.84:443',
      '198.51.100.11',
      '-e -t 10.1.0.84:443 -r 198.51.100.11 -i -w 0',
      0.4,
      2,
    ],
    [
      'push connections of minutes',
      'tcp:10.1.0.86:443',
      '10.0.0.72',
      '-e -t 10.1.0.86:443 -r 10.0.0.72 -g -w 0',
      0.3,
      4,
    ],
    ['UDP', 'udp:10.1.0.87:1812', '10.0.0.91', '-e -u 10.1.0.87:1812 -r 10.0.0.91:1812 -m -w 0', 0.8, 1.3],
  ])('%s', (_, service, server, line, least, most) => {
    const all = [1, 2, 3].flatMap(seed => scene(service, server, line, seed)).sort((a, b) => a - b);
    expect(all.length).toBeGreaterThan(20);
    expect(quantile(all, 0.5)).toBeGreaterThan(0.6);
    expect(quantile(all, 0.5)).toBeLessThan(1.7);
    expect(quantile(all, 0.1)).toBeGreaterThan(least);
    expect(quantile(all, 0.9)).toBeLessThan(most);
  });

  test('a basket that persistence keeps in one place goes on while its clients come back', () => {
    const begun = busy(1);
    let practice = alone(runLine(begun.kernel, '-e -f 1 -r 10.0.0.21 -g -w 0'), begun, 'fwm:1');
    const watch = new Watch('fwm:1', '10.0.0.21');
    for (let second = 0; second < 90; second += 2) {
      practice = step(practice, begun.kernel.now + second * 1000);
      watch.look(practice.kernel);
    }
    expect(estimate(watch.look(practice.kernel))).toMatchObject({ kind: 'coming' });
  });
});

describe('a server by hand', () => {
  /** Sixty clients on each server; those of the drained one close one after the other, `gap` seconds apart. */
  const closingOneByOne = (gap: number) => {
    const made = web();
    const mine: number[] = [];
    for (let client = 0; client < 120; client++) {
      const port = 40_000 + client;
      if (made.connect(vip, { port, hold: true }) === '10.0.0.11:80') mine.push(port);
    }
    const watch = drained(made);
    const ends = watchToEnd(made, watch, 1000, second => {
      if (second === 0 || second % gap !== 0) return;
      const clientPort = mine.shift();
      if (clientPort === undefined) return;
      made.kernel = close(made.kernel, {
        protocol: 'tcp',
        client: address('10.1.0.1'),
        clientPort,
        virtual: address('10.1.0.200'),
        virtualPort: 80,
      });
    });
    return { ...ends, said: ratios(ends.seconds, ends.estimates) };
  };

  test('connections that end at one pace, and the kernel’s two minutes after them', () => {
    const { seconds, estimates, said } = closingOneByOne(2);
    expect(seconds).toBe(60 * 2 + 120);
    expect(Math.min(...said)).toBeGreaterThan(0.8);
    expect(Math.max(...said)).toBeLessThan(3.5);
    // That they end one after the other is only known when a good many have ended.
    const late = said.slice(Math.floor(said.length / 2));
    expect(Math.max(...late)).toBeLessThan(1.2);
    // While closed connections fill the list as fast as others leave it, nobody is told that it stands still.
    expect(estimates.some(({ kind }) => kind === 'still')).toBe(false);
  });

  test('once all are closed, the end is known to the second', () => {
    const made = web();
    for (let client = 0; client < 6; client++) made.connect(vip, { hold: client < 4 });
    const watch = drained(made);
    const ports = [40_000, 40_001, 40_002, 40_003];
    const { seconds, estimates } = watchToEnd(made, watch, 400, second => {
      if (second !== 30) return;
      for (const clientPort of ports)
        made.kernel = close(made.kernel, {
          protocol: 'tcp',
          client: address('10.1.0.1'),
          clientPort,
          virtual: address('10.1.0.200'),
          virtualPort: 80,
        });
    });
    expect(seconds).toBe(150);
    for (let second = 31; second < seconds; second++) {
      expect(estimates[second]).toMatchObject({ kind: 'closing' });
      expect(secondsLeft(estimates[second] ?? { kind: 'unknown' })).toBeCloseTo(seconds - second, 5);
    }
  });

  test('a connection that stays open stands still; the list says when it would be forgotten', () => {
    const made = web();
    for (let client = 0; client < 2; client++) made.connect(vip, { hold: true });
    const watch = drained(made);
    for (let second = 0; second < 100; second++) {
      watch.look(made.kernel);
      made.sleep(1);
    }
    const tally = listed(made, '10.0.0.11');
    expect(tally).toMatchObject({
      open: { count: 1, longest: 799 },
      states: [{ state: 'ESTABLISHED', count: 1 }],
    });
    expect(estimate(watch.look(made.kernel, { tally }))).toEqual({
      kind: 'still',
      forMs: 100_000,
      silentMs: 799_000,
    });
    // It is right: the kernel forgets it then, and not before.
    const { seconds } = watchToEnd(made, watch, 1000);
    expect(seconds).toBe(800);
  });
});

describe('persistence', () => {
  const sticky = (timeout = 60) => {
    const made = web(` -p ${timeout}`);
    for (const from of ['10.1.0.1', '10.1.0.2', '10.1.0.3', '10.1.0.4']) made.connect(vip, { from });
    const watch = drained(made);
    return { made, watch };
  };

  test('clients that stay away: free when the kernel’s time is over, never later than was said', () => {
    const { made, watch } = sticky();
    const { seconds, estimates } = watchToEnd(made, watch, 400);
    // Closed ones for two minutes; meanwhile their templates, of one minute, are set to one more, and may be once more.
    expect(seconds).toBeGreaterThanOrEqual(120);
    expect(seconds).toBeLessThanOrEqual(181);
    estimates.forEach((found, second) => {
      const late = (secondsLeft(found) ?? 0) - (seconds - second);
      expect(late).toBeGreaterThanOrEqual(0);
      expect(late).toBeLessThanOrEqual(61);
    });
  });

  test('a template that outlives its last connections, by the list', () => {
    const { made, watch } = sticky(5);
    made.sleep(100);
    const tally = listed(made, '10.0.0.11');
    expect([tally.ending.longest, tally.templates.longest]).toEqual([19, 24]);
    expect(estimate(watch.look(made.kernel, { tally }))).toEqual({ kind: 'closing', leftMs: 24_000 });
  });

  test('a client that comes back keeps it from ending, and that is said', () => {
    const { made, watch } = sticky();
    const kinds = new Set<string>();
    const { seconds } = watchToEnd(made, watch, 600, second => {
      if (second % 50 === 49) kinds.add(made.connect(vip, { from: '10.1.0.2' }));
    });
    expect(seconds).toBe(Number.POSITIVE_INFINITY);
    expect(kinds).toEqual(new Set(['10.0.0.11:80']));
    expect(estimate(watch.look(made.kernel))).toMatchObject({ kind: 'coming' });
  });

  test('with expire_quiescent_template=1 it goes elsewhere, and templates are not waited for', () => {
    const { made, watch } = sticky();
    made.sysctl('expire_quiescent_template', '1');
    const { seconds, estimates } = watchToEnd(made, watch, 600, second => {
      if (second % 50 === 49) expect(made.connect(vip, { from: '10.1.0.2' })).toBe('10.0.0.12:80');
    });
    expect(seconds).toBe(120);
    expect(secondsLeft(estimates[60] ?? { kind: 'unknown' })).toBeCloseTo(60, 5);
  });

  test('templates alone: when the last one ends, with the list of connections and without', () => {
    const { made, watch } = sticky(300);
    made.sleep(130);
    const known = watch.look(made.kernel);
    expect([known.samples.at(-1), known.held?.templates]).toMatchObject([{ active: 0, inactive: 0 }, 2]);
    // Watched from now on only, the latest connection may have come just before.
    expect(estimate(known)).toEqual({ kind: 'held', leftMs: 300_000 });
    const tally = listed(made, '10.0.0.11');
    expect(estimate({ ...known, tally })).toEqual({ kind: 'held', leftMs: 169_000 });
    expect(watchToEnd(made, watch, 400).seconds).toBe(170);
  });
});

describe('datagrams', () => {
  const dns = (options = '') =>
    bench([
      `-A -u 10.1.0.200:53 -s rr${options}`,
      '-a -u 10.1.0.200:53 -r 10.0.0.11:53 -m',
      '-a -u 10.1.0.200:53 -r 10.0.0.12:53 -m',
    ]);
  const drain = (made: Bench): Watch => {
    made.run('-e -u 10.1.0.200:53 -r 10.0.0.11:53 -m -w 0');
    return new Watch('udp:10.1.0.200:53', '10.0.0.11');
  };
  const ask = (made: Bench, port: number): string => made.connect('10.1.0.200:53', { udp: true, port });

  test('clients that fall silent are gone after the timeout of UDP', () => {
    const made = dns();
    for (let port = 1; port <= 6; port++) ask(made, port);
    const { seconds, estimates } = watchToEnd(made, drain(made), 400);
    expect(seconds).toBe(300);
    expect(secondsLeft(estimates[100] ?? { kind: 'unknown' })).toBeCloseTo(200, 5);
  });

  test('one that goes on sending from its port stays, and that is said', () => {
    const made = dns();
    const stays = [1, 2].find(port => ask(made, port) === '10.0.0.11:53') ?? 0;
    const watch = drain(made);
    const { seconds, estimates } = watchToEnd(made, watch, 400, second => {
      if (second % 20 === 0) expect(ask(made, stays)).toBe('10.0.0.11:53');
    });
    expect(seconds).toBe(Number.POSITIVE_INFINITY);
    expect(estimates.at(-1)).toEqual({ kind: 'sending' });
    // With the list it is known at once, not after five minutes.
    const early = new Watch('udp:10.1.0.200:53', '10.0.0.11');
    early.look(made.kernel);
    made.sleep(60);
    ask(made, stays);
    expect(estimate(early.look(made.kernel, { tally: listed(made, '10.0.0.11') }))).toEqual({
      kind: 'sending',
    });
  });

  test('one-packet scheduling holds nobody: drained at once', () => {
    const made = dns(' -o');
    for (let port = 1; port <= 6; port++) ask(made, port);
    expect(watchToEnd(made, drain(made), 10).seconds).toBe(0);
  });
});
