/** What is written as a ldirectord.cf, taken apart by the rules of ldirectord(8). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHostPort } from '../../../src/core/ipvsadm/addresses.ts';
import { orderFlags, readFlag } from '../../../src/core/ipvsadm/flags.ts';
import { noNames } from '../../../src/core/ipvsadm/names.ts';
import { readLdirectordServices } from '../../../src/core/machine/ldirectord-services.ts';
import type { Address } from '../../../src/core/model/address.ts';
import type { Method, SchedulerFlag, Server, Service, ServiceId } from '../../../src/core/model/service.ts';
import { serviceFamily, serviceKey, wholeMask } from '../../../src/core/model/service.ts';
import { ldirectordCautions, ldirectordCf } from '../../../src/core/neighbour/ldirectord.ts';
import type { LdirectordWant } from '../../../src/core/neighbour/want.types.ts';
import { good } from '../plan/practice.ts';
import { anyCheck, anyTable, everything, servicesOf } from './wants.ts';

const want = (services: readonly Service[], more: Partial<LdirectordWant> = {}): LdirectordWant => ({
  services,
  check: { kind: 'none' },
  ...more,
});
const textOf = (wanted: LdirectordWant): string => good(ldirectordCf(wanted));

type Section = { readonly head: string; readonly lines: readonly (readonly [key: string, value: string])[] };

/** Services are lines that begin with virtual; what belongs to one is indented by four blanks at least. */
const sections = (text: string): readonly Section[] => {
  const found: { head: string; lines: [string, string][] }[] = [];
  for (const line of text.split('\n')) {
    if (/^\s*(#.*)?$/.test(line)) continue;
    const [, indent = '', key = '', value = ''] = /^( *)(\w+)=(.*)$/.exec(line) ?? [];
    if (key === '') throw new Error(`no line of ldirectord: ${line}`);
    if (indent === '') found.push({ head: `${key}=${value}`, lines: [] });
    else if (indent.length >= 4) found.at(-1)?.lines.push([key, value]);
    else throw new Error(`not indented enough: ${line}`);
  }
  return found;
};

const endpointOf = (text: string) => {
  // Brackets stand around an IPv6 address without a port, too.
  const read = parseHostPort(text.replace(/^\[([^\]]*)\]$/, '$1'), undefined, noNames);
  if (read === undefined) throw new Error(`no address: ${text}`);
  return { address: read.address, port: read.port ?? 0 };
};

const methods: Readonly<Record<string, Method>> = { masq: 'nat', gate: 'dr', ipip: 'tun' };

const serverOf = (value: string): Server => {
  // As in ldirectord itself: the address, the method, the weight, and the lower threshold before the upper one.
  const match = /^(\S+) (gate|masq|ipip) (\d+)(?: l:(\d+))?(?: u:(\d+))?$/.exec(value);
  if (match === null) throw new Error(`no real server: ${value}`);
  const [, place = '', word = '', weight, lower, upper] = match;
  const method = methods[word] ?? 'dr';
  return {
    id: endpointOf(place),
    config: {
      method,
      weight: Number(weight),
      upper: Number(upper ?? 0),
      lower: Number(lower ?? 0),
      ...(method === 'tun' ? { tunnel: { type: 'ipip', port: 0, checksum: 'none' } } : {}),
    },
  };
};

const serviceOf = ({ head, lines }: Section): Service => {
  const value = (key: string): string | undefined => lines.find(([name]) => name === key)?.[1];
  const [, six = '', target = ''] = /^virtual(6?)=(.*)$/.exec(head) ?? [];
  const family = six === '6' ? 6 : 4;
  const protocol = value('protocol');
  const id: ServiceId =
    protocol === 'fwm'
      ? { kind: 'fwmark', mark: Number(target), family }
      : { kind: 'address', protocol: protocol === 'udp' ? 'udp' : 'tcp', ...endpointOf(target) };
  expect(serviceFamily(id)).toBe(family);
  const scheduler = value('scheduler') ?? 'wrr';
  const timeout = value('persistent');
  const mask = value('netmask');
  const flags = (value('schedflags')?.split(',') ?? []).map(
    word => readFlag(word, scheduler) as SchedulerFlag,
  );
  return {
    id,
    config: {
      scheduler,
      ...(timeout === undefined
        ? {}
        : {
            persistence: {
              timeout: Number(timeout),
              mask: mask === undefined ? wholeMask(family) : family === 6 ? Number(mask) : (mask as Address),
            },
          }),
      ops: value('ops') === 'yes',
      flags: orderFlags(flags),
    },
    servers: lines.filter(([key]) => key === `real${six}`).map(([, server]) => serverOf(server)),
  };
};

const tableOf = (text: string): readonly Service[] =>
  sections(text)
    .filter(({ head }) => head.startsWith('virtual'))
    .map(serviceOf);

describe('a table as a ldirectord.cf', () => {
  it('is the same, service by service, exactly where nothing is said of a loss', () => {
    let [same, other] = [0, 0];
    fc.assert(
      fc.property(anyTable, table => {
        for (const service of table) {
          const back = tableOf(textOf(want([service])));
          if (ldirectordCautions(want([service])).length === 0) {
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

  it('is recognised by its services', () => {
    fc.assert(
      fc.property(anyTable, anyCheck, (table, check) => {
        const text = textOf(want(table, { check }));
        expect(readLdirectordServices(text)).toEqual(tableOf(text).map(({ id }) => serviceKey(id)));
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  it('says what it cannot', () => {
    expect(ldirectordCautions(want(everything))).toEqual([
      'tcp:10.0.0.202:80: 10.0.0.7:80 is left out: in ldirectord ipip is the only tunnel, not gue',
      'tcp:10.0.0.202:80: 10.0.0.8:80 is left out: in ldirectord ipip is the only tunnel, not gue',
      'tcp:10.0.0.202:80: 10.0.0.9:80 is left out: in ldirectord ipip is the only tunnel, not gre',
      'tcp:10.0.0.202:80: [fd00::9]:80 is left out: in ldirectord servers are of the family of their service',
      'udp:10.0.0.200:5060: ldirectord sets no engine of persistence, sip is lost',
      'sctp:10.0.0.200:9999 is left out: in ldirectord there is no SCTP',
      'fwm6:1: ldirectord schedules by the packet for UDP only',
      'fwm6:1: 10.0.0.7:0 is left out: in ldirectord servers are of the family of their service',
    ]);
  });

  it('has no dotted quad in an IPv6 address: ldirectord reads none', () => {
    const text = textOf(
      want(servicesOf('-A -t [::10.0.0.1]:80 -s rr\n-a -t [::10.0.0.1]:80 -r [::10.0.0.2]:80 -g -w 1\n')),
    );
    expect(text).toContain('virtual6=[0:0:0:0:0:0:a00:1]:80\n');
    expect(text).toContain('real6=[0:0:0:0:0:0:a00:2]:80 gate 1\n');
  });
});

describe('its checks', () => {
  const table = servicesOf(`-A -t 10.0.0.200:80 -s rr
-a -t 10.0.0.200:80 -r 10.0.0.7:8080 -m -w 1
-A -u 10.0.0.200:53 -s rr
-a -u 10.0.0.200:53 -r 10.0.0.7:53 -g -w 1
-A -f 1 -s rr
-a -f 1 -r 10.0.0.7:0 -g -w 1
-A -f 1 -6 -s rr
-a -f 1 -6 -r [fd00::7]:0 -g -w 1
`);
  const lines = (more: Partial<LdirectordWant>): readonly (readonly string[])[] =>
    sections(textOf(want(table, more)))
      .filter(({ head }) => head.startsWith('virtual'))
      .map(section =>
        section.lines
          .filter(([key]) => /^(check|service|request|virtualhost)/.test(key))
          .map(([key, value]) => `${key}=${value}`),
      );
  const http = { kind: 'http', path: '/up?a=b', host: 'www.example.org' } as const;

  it('bring every server in where there is none', () => {
    expect(lines({})).toEqual(new Array(4).fill(['checktype=on']));
  });

  it('connect where there is a port and TCP, ping elsewhere, and IPv6 not at all', () => {
    expect(lines({ check: { kind: 'tcp' } })).toEqual([
      ['checktype=connect'],
      ['checktype=ping'],
      ['checktype=ping'],
      ['checktype=on'],
    ]);
    expect(ldirectordCautions(want(table, { check: { kind: 'tcp' } }))).toEqual([
      'the servers of udp:10.0.0.200:53 are only pinged: ldirectord has no check for UDP',
      'the servers of fwm:1 are only pinged: which port is to be asked is not said (tcp:PORT)',
      'the servers of fwm6:1 are not checked: ldirectord pings no IPv6 address',
    ]);
  });

  it('ask by HTTP for a path, on a port where one is said', () => {
    const asked = [
      'checktype=negotiate',
      'service=http',
      'request="/up?a=b"',
      'virtualhost="www.example.org"',
    ];
    expect(lines({ check: http })[0]).toEqual(asked);
    expect(lines({ check: { ...http, port: 8081 } })).toEqual(
      new Array(4).fill([...asked, 'checkport=8081']),
    );
    expect(ldirectordCautions(want(table, { check: { ...http, port: 8081, status: 204 } }))).toEqual([
      'ldirectord takes every status from 200 to 299 as good, not 204 alone',
      'to ask IPv6 servers by HTTP, ldirectord needs the Perl module Net::INET6Glue',
    ]);
  });

  it('the fallback has the port that its method leaves it, and the family of the service', () => {
    const text = textOf(want(table, { sorry: { address: '10.0.0.9' as Address, port: 8080 } }));
    const fallbacks = sections(text).flatMap(section =>
      section.lines.filter(([key]) => key.startsWith('fallback')).map(([, value]) => value),
    );
    expect(fallbacks).toEqual(['10.0.0.9:8080 masq', '10.0.0.9:53 gate', '10.0.0.9 gate']);
    expect(ldirectordCautions(want(table, { sorry: { address: 'fd00::9' as Address } }))).toHaveLength(3);
  });

  it('global settings stand before the services', () => {
    const heads = (more: Partial<LdirectordWant>) => sections(textOf(want([], more))).map(({ head }) => head);
    expect(heads({ inhibit: true, everySeconds: 9 })).toEqual([
      'checktimeout=3',
      'negotiatetimeout=3',
      'checkinterval=9',
      'quiescent=yes',
    ]);
    expect(heads({})).toContain('quiescent=no');
  });

  it('that cannot be written are refused', () => {
    expect(ldirectordCf(want(table, { check: { ...http, path: '/a"\nreal=x' } })).ok).toBe(false);
    expect(ldirectordCf(want(table, { check: { ...http, host: 'a\nb' } })).ok).toBe(false);
    expect(ldirectordCf(want(table, { everySeconds: 0 })).ok).toBe(false);
  });
});
