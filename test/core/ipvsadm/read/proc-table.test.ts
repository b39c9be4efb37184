/** /proc/net/ip_vs read again and again: unchanged objects stay the same objects, and nothing else changes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ProcReading, readProcIpVs } from '../../../../src/core/ipvsadm/read/proc-table.ts';
import { readText } from '../../../../src/core/ipvsadm/read/recognise.ts';
import { fixture, fixtureNames } from './fixtures.ts';

const titles = `IP Virtual Server version 1.2.1 (size=4096)
Prot LocalAddress:Port Scheduler Flags
  -> RemoteAddress:Port Forward Weight ActiveConn InActConn
`;
const service = (vip: number, rest = 'wlc  '): string =>
  `TCP  0A0100${vip.toString(16).padStart(2, '0').toUpperCase()}:0050 ${rest}\n`;
const server = (rip: number, weight = 1, active = 0): string =>
  `  -> 0A0000${rip.toString(16).padStart(2, '0').toUpperCase()}:0050      Masq    ${String(weight).padEnd(6)} ${String(active).padEnd(10)} 0         \n`;

const withoutMemory = ({ memory: _memory, ...reading }: ProcReading) => reading;

describe('readProcIpVs', () => {
  it('reads a plain table', () => {
    const reading = readProcIpVs(
      titles + service(1) + server(7, 3, 12) + service(2, 'rr ops  persistent 9000 FFFF0000'),
      { hz: 250 },
    );
    expect(reading.version).toBe('1.2.1');
    expect(reading.tableSize).toBe(4096);
    expect(reading.lines).toEqual({ total: 6, blank: 0, read: 6, unread: 0 });
    expect(reading.services).toEqual([
      {
        key: 'tcp:10.1.0.1:80',
        id: { kind: 'address', protocol: 'tcp', address: '10.1.0.1', port: 80 },
        scheduler: 'wlc',
        persistence: null,
        ops: false,
        servers: [
          {
            key: '10.0.0.7:80',
            id: { address: '10.0.0.7', port: 80 },
            method: 'nat',
            weight: 3,
            active: 12,
            inactive: 0,
          },
        ],
      },
      {
        key: 'tcp:10.1.0.2:80',
        id: { kind: 'address', protocol: 'tcp', address: '10.1.0.2', port: 80 },
        scheduler: 'rr',
        persistence: { timeout: 36, mask: '255.255.0.0' },
        ops: true,
        servers: [],
      },
    ]);
  });

  it('gives the previous reading itself for the same text', () => {
    const text = titles + service(1) + server(7);
    const previous = readProcIpVs(text);
    expect(readProcIpVs(`${text}`, { previous })).toBe(previous);
    expect(readProcIpVs(text, { previous, hz: 100 })).not.toBe(previous);
  });

  it('keeps the objects of services and servers that did not change', () => {
    const before = readProcIpVs(titles + service(1) + server(7) + server(8) + service(2) + server(9));
    const after = readProcIpVs(titles + service(1) + server(7, 0) + server(8) + service(2) + server(9), {
      previous: before,
    });
    expect(after.services[1]).toBe(before.services[1]);
    expect(after.services[0]).not.toBe(before.services[0]);
    expect(after.services[0]?.servers[0]?.weight).toBe(0);
    expect(after.services[0]?.servers[0]?.id).toBe(before.services[0]?.servers[0]?.id);
    expect(after.services[0]?.servers[1]).toBe(before.services[0]?.servers[1]);
  });

  it('keeps them when services come and go around them', () => {
    const before = readProcIpVs(
      titles + service(1) + server(7) + service(2) + server(8) + service(3) + server(9),
    );
    const removed = readProcIpVs(titles + service(2) + server(8) + service(3) + server(9), {
      previous: before,
    });
    expect(removed.services).toHaveLength(2);
    expect(removed.services[1]).toBe(before.services[2]);
    const added = readProcIpVs(titles + service(4) + service(1) + server(7) + service(2) + server(8), {
      previous: before,
    });
    expect(added.services.map(({ key }) => key)).toEqual([
      'tcp:10.1.0.4:80',
      'tcp:10.1.0.1:80',
      'tcp:10.1.0.2:80',
    ]);
    expect(added.services[2]).toBe(before.services[1]);
  });

  it('keeps real servers when others come, go or change among them', () => {
    const before = readProcIpVs(titles + service(1) + server(7) + server(8) + server(9));
    const [seven, eight, nine] = before.services[0]?.servers ?? [];
    const serversOf = (text: string) =>
      readProcIpVs(titles + service(1) + text, { previous: before }).services[0]?.servers;
    const came = serversOf(server(6) + server(7) + server(8) + server(9));
    expect(came?.slice(1).map((one, index) => one === [seven, eight, nine][index])).toEqual([
      true,
      true,
      true,
    ]);
    const went = serversOf(server(7) + server(9));
    expect([went?.[0] === seven, went?.[1] === nine]).toEqual([true, true]);
    const both = serversOf(server(6) + server(7, 0) + server(9));
    expect(both?.map(one => one.weight)).toEqual([1, 0, 1]);
    expect(both?.[2]).toBe(nine);
  });

  it('keeps the services after one that went', () => {
    const before = readProcIpVs(
      titles + service(1) + server(7) + service(2) + server(8) + service(3) + server(9),
    );
    const after = readProcIpVs(titles + service(2) + server(8) + service(3) + server(9), {
      previous: before,
    });
    expect([after.services[0] === before.services[1], after.services[1] === before.services[2]]).toEqual([
      true,
      true,
    ]);
  });

  it('does not take a service for unchanged that got one more server', () => {
    const before = readProcIpVs(titles + service(1) + server(7));
    const after = readProcIpVs(titles + service(1) + server(7) + server(8), { previous: before });
    expect(after.services[0]?.servers.map(({ key }) => key)).toEqual(['10.0.0.7:80', '10.0.0.8:80']);
    const back = readProcIpVs(titles + service(1) + server(7), { previous: after });
    expect(back.services[0]?.servers).toHaveLength(1);
  });

  it('reports a line that is cut off, and reads it when it comes whole', () => {
    const whole = titles + service(1) + server(7);
    const cut = readProcIpVs(whole.slice(0, -30));
    expect(cut.problems).toEqual([
      expect.objectContaining({ line: 5, reason: expect.stringContaining('cut off') }),
    ]);
    expect(cut.services[0]?.servers).toEqual([]);
    const after = readProcIpVs(whole, { previous: cut });
    expect(after.problems).toEqual([]);
    expect(after.services[0]?.servers).toHaveLength(1);
    const again = readProcIpVs(whole.slice(0, -30), { previous: after });
    expect(withoutMemory(again)).toEqual(withoutMemory(cut));
  });

  it('reads marks of both families, and the address that may be decimal elsewhere', () => {
    const reading = readProcIpVs(fixture('real', 'proc-ip_vs.txt'));
    const keys = reading.services.map(({ key }) => key);
    expect(keys).toContain('tcp:[2001:1db8:85a3:1234:5678:8a2e:3701:9999]:1234');
    expect(keys).toContain('fwm:9');
    expect(keys).toContain('fwm6:9');
  });

  it('finds a mark to be IPv6 by its servers, or by its name being taken', () => {
    const six =
      '  -> [fd00:0000:0000:0000:0000:0000:0000:0011]:01BB      Masq    1      0          0         \n';
    const marks = (text: string) => readProcIpVs(titles + text).services.map(({ key }) => key);
    expect(marks(`FWM  00000011 rr \n${six}`)).toEqual(['fwm6:17']);
    expect(marks('FWM  00000011 rr \nFWM  00000011 rr \n')).toEqual(['fwm:17', 'fwm6:17']);
    expect(marks('FWM  00000011 rr persistent 12000 80000000\n')).toEqual(['fwm6:17']);
    expect(marks('FWM  00000011 rr persistent 12000 FFFFFF00\n')).toEqual(['fwm:17']);
  });

  it('gives what a fresh read gives, whatever was read before', () => {
    const row = fc.record({
      vip: fc.integer({ min: 1, max: 12 }),
      tail: fc.constantFrom('wlc  ', 'rr  ', 'sh ops  persistent 9000 FFFF0000'),
      servers: fc.uniqueArray(
        fc.record({ rip: fc.integer({ min: 1, max: 5 }), active: fc.integer({ min: 0, max: 2 }) }),
        {
          selector: row => row.rip,
          maxLength: 4,
        },
      ),
      noise: fc.constantFrom('', '', '', '  -> half a li\n', '\n', 'garbage\n'),
    });
    const marks = fc.array(
      fc.constantFrom(
        'FWM  00000011 rr \n',
        'FWM  00000011 sh persistent 12000 40000000\n',
        'FWM  00000012 rr \n',
      ),
      {
        maxLength: 3,
      },
    );
    const table = fc
      .uniqueArray(row, { selector: ({ vip }) => vip, maxLength: 8 })
      .map(
        rows =>
          titles +
          rows
            .map(
              one =>
                service(one.vip, one.tail) +
                one.servers.map(({ rip, active }) => server(rip, 1, active)).join('') +
                one.noise,
            )
            .join(''),
      );
    const cut = fc
      .tuple(table, marks, fc.integer({ min: -60, max: 60 }))
      .map(([text, some, end]) => (text + some.join('')).slice(0, end > 0 ? -end : undefined));
    fc.assert(
      fc.property(fc.array(cut, { minLength: 2, maxLength: 5 }), texts => {
        let previous: ProcReading | undefined;
        for (const text of texts) {
          const reading = readProcIpVs(text, previous === undefined ? {} : { previous });
          expect(withoutMemory(reading)).toEqual(withoutMemory(readProcIpVs(text)));
          previous = reading;
        }
      }),
    );
  });

  it('agrees with readText on every file of /proc in the corpus', () => {
    for (const name of fixtureNames('corpus/lists').filter(
      file => file.includes('-proc-') && !file.includes('stats'),
    )) {
      const text = fixture('corpus/lists', name);
      expect(withoutMemory(readProcIpVs(text))).toEqual(readText(text));
    }
  });
});
