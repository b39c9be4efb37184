/** One table of a real kernel in every form (record.ts): all readers must tell the same story. */
import { describe, expect, it } from 'vitest';
import { readProcIpVs } from '../../../../src/core/ipvsadm/read/proc-table.ts';
import type { Reading, ReadServer, ReadService } from '../../../../src/core/ipvsadm/read/reading.ts';
import { readText } from '../../../../src/core/ipvsadm/read/recognise.ts';
import { fixture, fixtureNames } from './fixtures.ts';

const real = (name: string): string => fixture('real', `${name}.txt`);
const forms = [
  'save',
  'list',
  'stats',
  'stats-exact',
  'rate',
  'thresholds',
  'persistent-conn',
  'tun-info',
  'proc-ip_vs',
];

/** What every form knows of a table: the services and under each the servers, without regard to order. */
const shape = (reading: Reading): Record<string, readonly string[]> =>
  Object.fromEntries(
    reading.services.map(({ key, servers }) => [key, servers.map(server => server.key).sort()]),
  );

const pick = <Key extends keyof ReadService>(reading: Reading, ...keys: readonly Key[]) =>
  Object.fromEntries(reading.services.map(service => [service.key, keys.map(key => service[key])]));

const pickServers = <Key extends keyof ReadServer>(reading: Reading, ...keys: readonly Key[]) =>
  Object.fromEntries(
    reading.services.flatMap(service =>
      service.servers.map(server => [`${service.key} ${server.key}`, keys.map(key => server[key])]),
    ),
  );

describe('a recorded table', () => {
  const list = readText(real('list'));

  it('is read without a problem in every form', () => {
    for (const name of fixtureNames('real')) {
      const reading = readText(fixture('real', name));
      expect({ name, problems: reading.problems, unread: reading.lines.unread }).toEqual({
        name,
        problems: [],
        unread: 0,
      });
    }
  });

  it('has the same services and servers in every form', () => {
    expect(list.services).toHaveLength(20);
    for (const form of forms)
      expect({ form, ...shape(readText(real(form))) }).toEqual({ form, ...shape(list) });
  });

  it('has the same configuration in -Sn as in -Ln', () => {
    const saved = readText(real('save'));
    expect(pick(saved, 'scheduler', 'persistence', 'ops', 'flags')).toEqual(
      pick(list, 'scheduler', 'persistence', 'ops', 'flags'),
    );
    expect(pickServers(saved, 'method', 'weight')).toEqual(pickServers(list, 'method', 'weight'));
    const engines = saved.services
      .filter(service => service.pe !== null)
      .map(service => [service.key, service.pe]);
    expect(engines).toEqual([
      ['udp:10.1.0.200:5061', 'sip'],
      ['udp:10.1.0.200:5062', 'sip'],
    ]);
    // -Ln prints the engine inside of persistence only, so elsewhere it is not known to be absent.
    expect(list.services.find(service => service.key === 'udp:10.1.0.200:5062')).not.toHaveProperty('pe');
  });

  it('has the same weights, methods and connections in /proc as in -Ln', () => {
    const proc = readText(real('proc-ip_vs'));
    expect(pickServers(proc, 'method', 'weight', 'active', 'inactive')).toEqual(
      pickServers(list, 'method', 'weight', 'active', 'inactive'),
    );
    expect(pick(proc, 'scheduler')).toEqual(pick(list, 'scheduler'));
  });

  it('has the same persistence in /proc once the clock is known', () => {
    const known = readProcIpVs(real('proc-ip_vs'), { hz: 100 });
    expect(pick(known, 'persistence')).toEqual(pick(list, 'persistence'));
    const unknown = readProcIpVs(real('proc-ip_vs'));
    const sticky = unknown.services.find(service => service.key === 'tcp:10.1.0.200:443');
    expect(sticky?.persistence).toEqual({ mask: '255.255.255.0' });
    expect(sticky?.jiffies).toBe(30_000);
  });

  it('does not claim from /proc what /proc lacks', () => {
    const proc = readText(real('proc-ip_vs'));
    const six = proc.services.find(service => service.key === 'udp:[fd00:1::200]:53');
    expect(six).not.toHaveProperty('ops');
    for (const service of proc.services) {
      expect(service).not.toHaveProperty('pe');
      expect(service).not.toHaveProperty('flags');
    }
    const guessed = proc.services.filter(service => service.familyGuessed).map(service => service.key);
    expect(guessed.sort()).toEqual([
      'fwm6:9',
      'fwm:10001000',
      'fwm:17',
      'fwm:300',
      'fwm:4294967295',
      'fwm:9',
    ]);
  });

  it('has the same tunnels in -Sn as in --tun-info', () => {
    const saved = pickServers(readText(real('save')), 'tunnel');
    expect(saved).toEqual(pickServers(readText(real('tun-info')), 'tunnel'));
    expect(saved['tcp:10.1.0.202:85 10.0.0.14:85']).toEqual([
      { type: 'gue', port: 6080, checksum: 'remcsum' },
    ]);
  });

  it('has the same counters with --exact, where --stats is not abbreviated', () => {
    const exact = readText(real('stats-exact'));
    const short = readText(real('stats'));
    for (const service of short.services) {
      const same = exact.services.find(other => other.key === service.key);
      if (service.rough === undefined) expect(service.counters).toEqual(same?.counters);
      else {
        expect(service.key).toBe('tcp:10.1.0.200:80');
        expect(service.rough).toEqual(['outBytes']);
        const [rough = 0, full = 0] = [service.counters?.outBytes, same?.counters?.outBytes];
        expect(Math.floor(full / 1000) * 1000).toBe(rough);
      }
    }
  });

  it('has totals that are the sums of the services', () => {
    const totals = readText(real('proc-ip_vs_stats')).counters;
    const counted = readText(real('stats-exact')).services.map(service => service.counters);
    for (const name of ['conns', 'inPkts', 'outPkts', 'inBytes', 'outBytes'] as const) {
      expect(totals?.[name]).toBe(counted.reduce((sum, counters) => sum + (counters?.[name] ?? 0), 0));
    }
    const percpu = readText(real('proc-ip_vs_stats_percpu'));
    expect(percpu.counters).toEqual(totals);
    expect(percpu.cpus).toEqual([{ cpu: 0, counters: totals }]);
  });

  it('has the same connections in -Lnc, with engines, and in /proc', () => {
    const listed = readText(real('conns')).connections;
    expect(listed).toHaveLength(15);
    expect(readText(real('conns-pe')).connections).toEqual(listed);
    expect(readText(real('proc-ip_vs_conn')).connections).toEqual(listed);
    const synced = readText(real('proc-ip_vs_conn_sync')).connections;
    expect(synced).toEqual(listed.map(connection => ({ ...connection, origin: 'LOCAL' })));
    expect(listed.filter(connection => connection.state === 'ASSURED')).toEqual([
      expect.objectContaining({ client: '10.1.0.0', clientPort: 0, virtual: '10.1.0.200', virtualPort: 443 }),
    ]);
  });

  it('counts in -Ln the connections that -Lnc lists', () => {
    const open = readText(real('conns')).connections.filter(connection => connection.clientPort !== 0);
    const servers = list.services.flatMap(service => service.servers);
    expect(servers.reduce((sum, server) => sum + (server.active ?? 0) + (server.inactive ?? 0), 0)).toBe(
      open.length,
    );
  });

  it('has thresholds and templates where they were set', () => {
    const limits = pickServers(readText(real('thresholds')), 'upper', 'lower');
    expect(limits['tcp:10.1.0.200:80 10.0.0.11:8080']).toEqual([100, 50]);
    expect(limits['tcp:10.1.0.200:80 10.0.0.12:8080']).toEqual([7, 0]);
    const templates = pickServers(readText(real('persistent-conn')), 'persistent', 'weight');
    expect(templates['tcp:10.1.0.200:443 10.0.0.12:8080']).toEqual([1, 1]);
  });

  it('has timeouts and daemons', () => {
    expect(readText(real('timeout')).timeouts).toEqual({ tcp: 800, tcpFin: 100, udp: 200 });
    expect(readText(real('daemon-none')).formats).toEqual([]);
    expect(readText(real('daemon')).daemons).toEqual([
      { role: 'master', interface: 'eth1', syncId: 5, maxLen: 1472, group: '224.0.0.81', port: 8848, ttl: 1 },
      { role: 'backup', interface: 'eth0', syncId: 6, maxLen: 1452, group: 'ff02::81', port: 8848, ttl: 3 },
    ]);
  });

  it('comes out as one picture when all forms follow one another', () => {
    const together = readText(
      forms
        .filter(form => form !== 'stats')
        .map(real)
        .join(''),
    );
    expect(together.problems).toEqual([]);
    expect(shape(together)).toEqual(shape(list));
    const web = together.services.find(service => service.key === 'tcp:10.1.0.200:80');
    expect(web).toMatchObject({
      scheduler: 'wlc',
      persistence: null,
      counters: { conns: 5 },
      rates: expect.anything(),
    });
    expect(web?.servers.find(server => server.key === '10.0.0.11:8080')).toMatchObject({
      method: 'nat',
      weight: 3,
      upper: 100,
      lower: 50,
      persistent: 0,
      active: 1,
      inactive: 3,
    });
    // Seconds of persistence come from ipvsadm although /proc, read last, knows only jiffies.
    const sticky = together.services.find(service => service.key === 'tcp:10.1.0.200:443');
    expect(sticky?.persistence).toEqual({ timeout: 300, mask: '255.255.255.0' });
    expect(together.services.some(service => service.familyGuessed)).toBe(false);
  });

  it('is the same through the reader of the live file', () => {
    const { memory: _memory, ...proc } = readProcIpVs(real('proc-ip_vs'));
    expect(proc).toEqual(readText(real('proc-ip_vs')));
  });

  it('with names keeps the names as keys, and servers apart that were cut to the same name', () => {
    const names = readText(real('list-names'));
    expect(names.services).toHaveLength(20);
    const web = names.services.find(service => service.key === 'tcp:www.example.com:http');
    expect(web?.id).toBeUndefined();
    expect(web?.servers.map(server => server.key)).toEqual([
      'a-very-long-real-server-name',
      '10.0.0.12:8080',
      '10.0.0.13:8080',
    ]);
    expect(names.services.find(service => service.key === 'tcp:[fd00:1::200]:80')?.persistence).toEqual({
      timeout: 120,
      mask: 64,
    });
    const saved = readText(real('save-names'));
    expect(saved.services.flatMap(service => service.servers)).toHaveLength(22);
  });
});
