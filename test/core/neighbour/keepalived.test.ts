/** What is written as a keepalived.conf, read by the reader of such files, which is held against the real keepalived. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readKeepalived } from '../../../src/core/keepalived/read.ts';
import type { Address } from '../../../src/core/model/address.ts';
import { type Service, serviceKey } from '../../../src/core/model/service.ts';
import { keepalivedCautions, keepalivedConf } from '../../../src/core/neighbour/keepalived.ts';
import type { KeepalivedWant } from '../../../src/core/neighbour/want.types.ts';
import { good } from '../plan/practice.ts';
import { anyCheck, anyTable, everything, plainWant, servicesOf } from './wants.ts';

const textOf = (want: KeepalivedWant): string => good(keepalivedConf(want));

const read = (text: string) => {
  const reading = readKeepalived(new Map([['/k.conf', text]]), '/k.conf', 'lb1');
  expect(reading.problems).toEqual([]);
  return reading;
};

const tableOf = (want: KeepalivedWant): readonly Service[] =>
  read(textOf(want)).services.map(({ service }) => service);

/** What is said besides versions of keepalived, and that it grumbles. */
const losses = (want: KeepalivedWant): readonly string[] =>
  keepalivedCautions(want).filter(
    one => !/needs? keepalived|is refused by keepalived|complains of/.test(one),
  );

describe('random tables', () => {
  it('come back service by service exactly where nothing is said of a loss, and otherwise not', () => {
    let [same, other] = [0, 0];
    fc.assert(
      fc.property(anyTable, table => {
        for (const service of table) {
          const want = plainWant([service]);
          const back = tableOf(want);
          if (losses(want).length === 0) {
            expect(back).toEqual([service]);
            same++;
          } else {
            expect(back).not.toEqual([service]);
            other++;
          }
        }
      }),
      { numRuns: 150 },
    );
    expect(Math.min(same, other)).toBeGreaterThan(50);
  }, 60_000);

  it('with any check are the same table, and every server is checked or none', () => {
    fc.assert(
      fc.property(anyTable, anyCheck, fc.boolean(), (table, check, inhibit) => {
        const { services } = read(textOf(plainWant(table, { check, inhibit })));
        expect(services.map(({ service }) => service)).toEqual(tableOf(plainWant(table)));
        for (const { conditional } of services)
          for (const { checked, onFailure } of conditional.servers.values())
            expect([checked, onFailure]).toEqual([check.kind !== 'none', inhibit ? 'weight-0' : 'removed']);
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});

describe('every method, family, protocol, tunnel, flag and mark', () => {
  it('comes back', () => {
    expect(losses(plainWant(everything))).toEqual([]);
    expect(tableOf(plainWant(everything))).toEqual(everything);
  });
});

describe('what cannot be said', () => {
  const one = (lines: string): readonly [readonly string[], readonly Service[]] => {
    const want = plainWant(servicesOf(lines));
    return [losses(want), tableOf(want)];
  };

  it('no server: left out', () => {
    expect(one('-A -t 10.0.0.200:80 -s rr\n')).toEqual([
      ['tcp:10.0.0.200:80 is left out: keepalived passes over a service without real servers'],
      [],
    ]);
  });

  it('a scheduler that it does not know: wlc', () => {
    const [said, [service]] = one('-A -t 10.0.0.200:80 -s own\n-a -t 10.0.0.200:80 -r 10.0.0.7:80 -g -w 1\n');
    expect(said).toEqual(['tcp:10.0.0.200:80: keepalived knows no scheduler own, wlc is written']);
    expect(service?.config.scheduler).toBe('wlc');
  });

  it('an engine without persistence: lost', () => {
    const [said, [service]] = one(
      '-A -u 10.0.0.200:53 -s rr --pe sip\n-a -u 10.0.0.200:53 -r 10.0.0.7:53 -g -w 1\n',
    );
    expect(said).toEqual([
      'udp:10.0.0.200:53: keepalived sets the engine sip only where a service is persistent',
    ]);
    expect(service?.config.pe).toBeUndefined();
  });

  it('ports of DR servers under a mark: 0, and what then is there twice is left out', () => {
    const [said, [service]] = one(
      '-A -f 1 -s rr\n-a -f 1 -r 10.0.0.7:80 -g -w 1\n-a -f 1 -r 10.0.0.7:443 -g -w 1\n-a -f 1 -r 10.0.0.7:8080 -m -w 1\n',
    );
    expect(said).toEqual([
      'fwm:1: 10.0.0.7:80 becomes 10.0.0.7:0, keepalived gives it no port of its own',
      'fwm:1: 10.0.0.7:443 is left out, for keepalived it is 10.0.0.7:0 once more',
    ]);
    expect(service?.servers.map(({ id }) => id.port)).toEqual([0, 8080]);
  });
});

describe('the adverts', () => {
  const blocksOf = (text: string, name: string): readonly string[] =>
    [...text.matchAll(new RegExp(`^${name} .*\\{\\n(?:.*\\n)*?\\}`, 'gm'))].map(([block]) => block);

  const web = servicesOf('-A -t 10.0.0.200:80 -s rr\n-a -t 10.0.0.200:80 -r 10.0.0.7:80 -g -w 1\n');
  const web6 = servicesOf('-A -t [fd00::200]:80 -s rr\n-a -t [fd00::200]:80 -r [fd00::7]:80 -g -w 1\n');
  const bare = (services: readonly Service[], more: Partial<KeepalivedWant> = {}): KeepalivedWant =>
    plainWant(services, { vips: [], ...more });

  it('carry the VIPs of one family, all bits long, by the interface', () => {
    const text = textOf(bare(web, { role: 'backup', priority: 100, advertSeconds: 2 }));
    expect(blocksOf(text, 'vrrp_instance')).toEqual([
      [
        'vrrp_instance LVS_4 {',
        '    state BACKUP',
        '    interface eth0',
        '    virtual_router_id 51',
        '    priority 100',
        '    advert_int 2',
        '    virtual_ipaddress {',
        '        10.0.0.200/32 dev eth0',
        '    }',
        '}',
      ].join('\n'),
    ]);
    expect(text).not.toContain('vrrp_sync_group');
    expect(read(text).vrrp).toBe(true);
  });

  it('of two families are two instances that move together; a peer has one of them', () => {
    const want = bare([...web, ...web6], { peers: ['10.0.0.2' as Address] });
    const text = textOf(want);
    const [four = '', six = ''] = blocksOf(text, 'vrrp_instance');
    expect(four).toMatch(/unicast_peer \{\n +10\.0\.0\.2\n +\}/);
    expect(four).not.toContain('fd00::');
    expect(six).toContain('fd00::200/128 dev eth0');
    expect(six).not.toMatch(/unicast_peer|10\.0/);
    expect(blocksOf(text, 'vrrp_sync_group')[0]).toMatch(/LVS_4\n +LVS_6/);
    expect(keepalivedCautions(want)).toEqual([
      'adverts for the IPv6 VIPs go by multicast: no peer has an IPv6 address',
    ]);
  });

  it('name twenty VIPs, and the others are brought up all the same', () => {
    const vips = [...new Array(45).keys()].map(n => `10.0.1.${n + 1}` as Address);
    const [block = ''] = blocksOf(textOf(bare(web, { vips })), 'vrrp_instance');
    const [, told = '', more = ''] = block.split(/virtual_ipaddress(?:_excluded)? \{/);
    expect([told.match(/dev/g)?.length, more.match(/dev/g)?.length]).toEqual([20, 26]);
    for (const vip of [...vips, '10.0.0.200']) expect(block).toContain(` ${vip}/32 dev eth0\n`);
  });

  it('start the sync daemon where the kernel runs one', () => {
    const sync = { interface: 'eth1', id: 7 };
    expect(textOf(bare(web, { sync }))).toContain('lvs_sync_daemon eth1 LVS_4 id 7\n');
    const mixed = servicesOf(
      '-A -t 10.0.0.200:80 -s rr\n-a -t 10.0.0.200:80 -r [fd00::7]:80 -i -w 1 --tun-type ipip\n',
    );
    expect(textOf(bare(mixed, { sync }))).not.toContain('lvs_sync_daemon');
    expect(keepalivedCautions(bare(mixed, { sync }))).toEqual([
      'no sync daemon is written: the kernel runs none beside servers of another family than their service',
    ]);
  });
});

describe('quorum and sorry server', () => {
  const two = servicesOf(
    '-A -t 10.0.0.200:80 -s rr\n-a -t 10.0.0.200:80 -r 10.0.0.7:80 -g -w 2\n-a -t 10.0.0.200:80 -r 10.0.0.8:80 -g -w 3\n',
  );
  const check = { kind: 'tcp' } as const;
  const sorry = { address: '10.0.0.9' as Address, port: 8080 };
  const conditional = (want: KeepalivedWant) => read(textOf(want)).services[0]?.conditional;

  it('stand in every service that they fit', () => {
    expect(
      conditional(plainWant(two, { check, quorum: 4, sorry: { address: sorry.address } })),
    ).toMatchObject({
      quorum: 4,
      sorry: {
        server: { id: { address: '10.0.0.9', port: 80 }, config: { method: 'dr', weight: 1 } },
        always: false,
      },
    });
    const nat = plainWant(two, { check, sorry: { ...sorry, method: 'nat' } });
    expect(conditional(nat)?.sorry?.server).toMatchObject({ id: { port: 8080 }, config: { method: 'nat' } });
    expect(losses(nat)).toEqual([]);
  });

  it.each([
    [
      'a quorum beyond all weights',
      { quorum: 9 },
      'tcp:10.0.0.200:80: a quorum of 9 is more than all its weights, 5 is written',
    ],
    [
      'a port of its own without NAT',
      { sorry },
      'tcp:10.0.0.200:80: its sorry server is called on the port of the connection, only NAT leads to another',
    ],
    [
      'another family',
      { sorry: { address: 'fd00::9' as Address } },
      'tcp:10.0.0.200:80 gets no sorry server: fd00::9 is not IPv4',
    ],
    [
      'no check',
      { sorry: { address: '10.0.0.9' as Address }, check: { kind: 'none' } },
      'nothing is checked, so no failure brings the sorry server in',
    ],
  ] as const)('%s is said', (_, more, sentence) => {
    const want = plainWant(two, { check, ...more });
    expect(losses(want)).toEqual([sentence]);
    expect(tableOf(want)).toEqual(two);
    expect(textOf(want)).toContain(`# Caution: ${sentence}.\n`);
  });

  it('no weight at all: the sorry server has the connections at once, and keepalived complains', () => {
    const none = servicesOf('-A -t 10.0.0.200:80 -s rr\n-a -t 10.0.0.200:80 -r 10.0.0.7:80 -g -w 0\n');
    const want = plainWant(none, { check, quorum: 1, sorry: { address: '10.0.0.9' as Address } });
    expect(keepalivedCautions(want).slice(0, 2)).toEqual([
      'tcp:10.0.0.200:80: all its weights are 0, which keepalived --config-test complains of; the table is made all the same',
      'tcp:10.0.0.200:80: all its weights are 0, so the sorry server takes its connections at once',
    ]);
    expect(textOf(want)).not.toContain('quorum');
  });
});

describe('values from outside', () => {
  const web = servicesOf('-A -t 10.0.0.200:80 -s rr\n-a -t 10.0.0.200:80 -r 10.0.0.7:80 -g -w 1\n');
  const refused = (more: Partial<KeepalivedWant>): string => {
    const made = keepalivedConf(plainWant(web, more));
    return made.ok ? 'written' : `${made.failure.kind}: ${made.failure.what}`;
  };

  it.each<[Partial<KeepalivedWant>, string]>([
    [{ routerId: 'a b' }, 'value: the name of the router is letters, digits, dots and dashes, not "a b"'],
    [{ routerId: 'x\n}' }, 'value: the name of the router is letters, digits, dots and dashes, not "x\\n}"'],
    [
      { interface: 'eth0 {' },
      'value: the interface is a name of at most 15 letters and digits, not "eth0 {"',
    ],
    [{ interface: '..' }, 'value: the interface is a name of at most 15 letters and digits, not ".."'],
    [
      { virtualRouterId: 0 },
      'out-of-range: the number of the virtual router is a whole number from 1 to 255, not 0',
    ],
    [{ priority: 255 }, 'out-of-range: the priority is a whole number from 1 to 254, not 255'],
    [{ priority: 1.5 }, 'out-of-range: the priority is a whole number from 1 to 254, not 1.5'],
    [
      { advertSeconds: 0 },
      'out-of-range: the time between two adverts is a whole number from 1 to 40, not 0',
    ],
    [{ quorum: Number.NaN }, 'out-of-range: the quorum is a whole number from 1 to 2147483647, not NaN'],
    [
      { everySeconds: 0 },
      'out-of-range: the time between two checks is a whole number from 1 to 86400, not 0',
    ],
    [
      { sync: { interface: 'eth0', id: 256 } },
      'out-of-range: the sync id is a whole number from 0 to 255, not 256',
    ],
    [
      { check: { kind: 'tcp', port: 0 } },
      'out-of-range: the port of a check is a whole number from 1 to 65535, not 0',
    ],
    [{ check: { kind: 'http', path: '/"\n}' } }, 'value: "/\\"\\n}" is no path that can be written'],
    [
      { check: { kind: 'http', path: '/', host: 'a b' } },
      'value: the host of a check is a name of a host, not "a b"',
    ],
  ])('%j is refused', (more, sentence) => {
    expect(refused(more)).toBe(sentence);
  });

  it('no VIP at all is refused', () => {
    const marks = servicesOf('-A -f 1 -s rr\n-a -f 1 -r 10.0.0.7:0 -g -w 1\n');
    expect(keepalivedConf(plainWant(marks, { vips: [] }))).toMatchObject({
      ok: false,
      failure: { what: 'there is no VIP that keepalived could move' },
    });
  });

  it('never open a brace, and never leave their comment', () => {
    const [service] = web;
    const names = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 16 }),
      fc.constantFrom('}', '{', '"', '\\', '\n'),
    );
    fc.assert(
      fc.property(names, names, (scheduler, pe) => {
        const persistence = { timeout: 60, mask: '255.255.255.255' as Address };
        const hostile = { ...service, config: { ...service?.config, scheduler, pe, persistence } } as Service;
        const made = keepalivedConf(plainWant([hostile]));
        if (!made.ok) {
          expect(made.failure.what).toContain('cannot stand in a keepalived.conf');
          return;
        }
        const { services } = readKeepalived(new Map([['k', made.value]]), 'k');
        expect(services.map(one => serviceKey(one.service.id))).toEqual(['tcp:10.0.0.200:80']);
        expect(services[0]?.service.servers).toEqual(service?.servers);
        expect(made.value).toMatch(/^[\x20-\x7e\n]*$/);
      }),
      { numRuns: 500 },
    );
  });
});
