import { describe, expect, test } from 'vitest';
import { noNames } from '../../../../src/core/ipvsadm/names.ts';
import { ipvsadm } from '../../../../src/core/kernel/front.ts';
import { procConnections } from '../../../../src/core/kernel/proc.ts';
import { emptyKernel, type Kernel, type KernelServer } from '../../../../src/core/kernel/state.ts';
import { shownCounters } from '../../../../src/core/kernel/stats.ts';
import { allServices } from '../../../../src/core/kernel/table.ts';
import { advance } from '../../../../src/core/kernel/time.ts';
import { type Practice, step } from '../../../../src/core/kernel/traffic/practice.ts';
import { openingTime, type SceneName } from '../../../../src/core/kernel/traffic/scene.ts';
import { isSceneName, scenes } from '../../../../src/core/kernel/traffic/scenes.ts';
import { runScene } from '../../../../src/core/kernel/traffic/start.ts';
import { endpoint } from '../../../../src/core/model/address.ts';
import { serviceKey } from '../../../../src/core/model/service.ts';

const small: readonly SceneName[] = ['calm', 'busy', 'dead', 'drain', 'zero'];

const list = (kernel: Kernel, ...words: string[]): string =>
  ipvsadm(kernel, words, { names: noNames }).stdout;

/** Everything that can be seen of a director. */
const everything = ({ kernel }: Practice): string =>
  [
    list(kernel, '-Ln'),
    list(kernel, '-Ln', '--stats', '--exact'),
    list(kernel, '-Ln', '--rate'),
    list(kernel, '-Ln', '--thresholds'),
    list(kernel, '-Ln', '--persistent-conn'),
    procConnections(kernel),
  ].join('\n');

const serverAt = (kernel: Kernel, address: string): KernelServer => {
  for (const service of allServices(kernel)) {
    const server = service.servers.find(one => one.address === address);
    if (server !== undefined) return server;
  }
  throw new Error(`no server ${address}`);
};

const serviceAt = (kernel: Kernel, key: string) => {
  const service = [...allServices(kernel)].find(one => one.key === key);
  if (service === undefined) throw new Error(`no service ${key}`);
  return service;
};

/** Counts in the servers against the entries of the connection table. */
const countsAgree = (kernel: Kernel): void => {
  const counted = new Map<string, { active: number; inactive: number; persistent: number }>();
  for (const entry of kernel.connections.values()) {
    const key = `${serviceKey(entry.service)} ${entry.serverUid}`;
    const counts = counted.get(key) ?? { active: 0, inactive: 0, persistent: 0 };
    counts[entry.template ? 'persistent' : entry.inactive ? 'inactive' : 'active'] += 1;
    counted.set(key, counts);
  }
  const none = { active: 0, inactive: 0, persistent: 0 };
  for (const service of allServices(kernel)) {
    for (const { uid, address, port, active, inactive, persistent } of service.servers) {
      const where = `${service.key} ${endpoint(address, port)}`;
      expect({ where, active, inactive, persistent }).toEqual({
        where,
        ...(counted.get(`${service.key} ${uid}`) ?? none),
      });
    }
  }
};

describe.each(small)('scene %s', name => {
  const opened = runScene(name, 1);

  test('every line of its configuration and of its operator is accepted', () => {
    const scene = scenes[name]();
    let kernel = emptyKernel();
    const lines = [
      ...scene.rules,
      ...scene.lately,
      ...scene.changes.flatMap(({ make, undo }) => [make, undo]),
    ];
    for (const line of lines) {
      const ran = ipvsadm(kernel, line.split(' '), { names: noNames });
      expect({ line, stderr: ran.stderr, exit: ran.exit }).toEqual({ line, stderr: '', exit: 0 });
      ({ kernel } = ran);
    }
    const keys = [...allServices(kernel)].map(service => service.key);
    for (const load of scene.loads) expect(keys).toContain(serviceKey(load.service));
    expect(keys).toHaveLength(scene.loads.length);
  });

  test('opens after four minutes, to the byte the same for the same seed', () => {
    expect(opened.kernel.now).toBe(openingTime);
    expect(everything(runScene(name, 1))).toBe(everything(opened));
    expect(everything(runScene(name, 2))).not.toBe(everything(opened));
  });

  test('is the same however time is divided', () => {
    const atOnce = step(opened, openingTime + 7_300);
    let bit = opened;
    for (const time of [1, 450, 500, 501, 1_999, 2_000, 3_333, 7_000, 7_299, 7_300]) {
      bit = step(bit, openingTime + time);
    }
    expect(everything(bit)).toBe(everything(atOnce));
  });

  test('moves', () => {
    const later = step(opened, openingTime + 4_000);
    expect(shownCounters(later.kernel.stats).conns).toBeGreaterThan(shownCounters(opened.kernel.stats).conns);
    expect(shownCounters(later.kernel.stats).inBytes).toBeGreaterThan(
      shownCounters(opened.kernel.stats).inBytes + 100_000,
    );
  });

  test('its counts are those of its connection table, now and a minute later', () => {
    countsAgree(opened.kernel);
    countsAgree(step(opened, openingTime + 60_000).kernel);
  });

  test('all its connections and templates end when its clients are gone', () => {
    const empty = advance(opened.kernel, 1_300_000);
    expect(empty.connections.size).toBe(0);
    expect(empty.templates.size).toBe(0);
    for (const service of allServices(empty)) {
      for (const server of service.servers) {
        expect([server.active, server.inactive, server.persistent]).toEqual([0, 0, 0]);
      }
    }
  });
});

describe('what a scene is about', () => {
  test('calm: nobody is overloaded, every load has connections or, with ops, packets', () => {
    const { kernel } = runScene('calm', 3);
    for (const service of allServices(kernel)) {
      expect(shownCounters(service.stats).conns).toBeGreaterThan(0);
      for (const server of service.servers) expect(server.overloaded).toBe(false);
    }
  });

  test('calm: the operator changes something within half a minute, and not the same for ever', () => {
    const opened = runScene('calm', 1);
    const rules = list(opened.kernel, '-Sn');
    const first = step(opened, openingTime + 30_000);
    expect(list(first.kernel, '-Sn')).not.toBe(rules);
    const seen = new Set<string>();
    let practice = opened;
    for (let minute = 0; minute < 12; minute++) {
      practice = step(practice, practice.kernel.now + 22_500);
      seen.add(list(practice.kernel, '-Sn'));
    }
    expect(seen.size).toBeGreaterThan(2);
  });

  test('busy has more traffic than calm', () => {
    const conns = (name: SceneName): number => shownCounters(runScene(name, 1).kernel.stats).conns;
    expect(conns('busy')).toBeGreaterThan(2 * conns('calm'));
  });

  test('dead: half-open connections on api2, and nothing comes back from it', () => {
    const opened = runScene('dead', 1);
    const later = step(opened, openingTime + 20_000);
    const server = serverAt(later.kernel, '10.0.0.42');
    expect(server.active).toBeGreaterThan(30);
    expect(server.inactive).toBe(0);
    expect(server.stats.live.outPkts).toBe(0);
    expect(server.stats.live.inPkts).toBeGreaterThan(serverAt(opened.kernel, '10.0.0.42').stats.live.inPkts);
    const rows = list(later.kernel, '-Lnc')
      .split('\n')
      .filter(row => row.includes('10.0.0.42:8443'));
    expect(rows.every(row => row.includes('SYN_RECV'))).toBe(true);
    const other = serverAt(later.kernel, '10.0.0.41');
    expect(other.stats.live.outPkts).toBeGreaterThan(0);
    expect(other.active).toBeLessThan(server.active);
  });

  test('drain: push2 gets nothing new, and its connections become fewer', () => {
    const opened = runScene('drain', 1);
    const before = serverAt(opened.kernel, '10.0.0.72');
    expect(before.weight).toBe(0);
    expect(before.active).toBeGreaterThan(5);
    const after = serverAt(step(opened, openingTime + 90_000).kernel, '10.0.0.72');
    expect(after.active).toBeLessThan(before.active);
    expect(after.stats.live.conns).toBe(before.stats.live.conns);
  });

  test('zero: nobody gets to the API', () => {
    const opened = runScene('zero', 1);
    const key = 'tcp:10.1.0.82:443';
    const conns = (practice: Practice): number => serviceAt(practice.kernel, key).stats.live.conns;
    expect(serviceAt(opened.kernel, key).servers.map(({ weight }) => weight)).toEqual([0, 0, 0]);
    expect(conns(step(opened, openingTime + 10_000))).toBe(conns(opened));
  });

  test('large: 10,000 services with 10 servers each, a part of them at work', () => {
    const opened = runScene('large', 1);
    const services = [...allServices(opened.kernel)];
    expect(services).toHaveLength(10_000);
    expect(services.every(({ servers }) => servers.length === 10)).toBe(true);
    const later = step(opened, openingTime + 5_000);
    const before = new Map(services.map(service => [service.key, service.stats.live]));
    const moved = [...allServices(later.kernel)].filter(({ key, stats }) => stats.live !== before.get(key));
    expect(moved.length).toBeGreaterThan(50);
    expect(moved.length).toBeLessThan(500);
    countsAgree(later.kernel);
  });

  test('words that name no scene', () => {
    expect(isSceneName('calm')).toBe(true);
    expect(isSceneName('toString')).toBe(false);
    expect(isSceneName('')).toBe(false);
  });
});
