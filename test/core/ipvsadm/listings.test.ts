import { describe, expect, test } from 'vitest';
import type { Command } from '../../../src/core/ipvsadm/command.ts';
import { printList } from '../../../src/core/ipvsadm/list.ts';
import {
  expiryText,
  printConnections,
  printDaemons,
  printTimeouts,
} from '../../../src/core/ipvsadm/list-others.ts';
import type { ListedService } from '../../../src/core/ipvsadm/listing.ts';
import { type Names, smallNames } from '../../../src/core/ipvsadm/names.ts';
import { parseArgs } from '../../../src/core/ipvsadm/parse.ts';
import { planRestore } from '../../../src/core/ipvsadm/restore.ts';
import { printSave } from '../../../src/core/ipvsadm/save.ts';
import { tableFromCommands } from '../../../src/core/ipvsadm/table.ts';
import { type Address, parseAddress } from '../../../src/core/model/address.ts';
import {
  type Connection,
  type SyncDaemon,
  zeroCounters,
  zeroRates,
} from '../../../src/core/model/observe.ts';
import { serviceKey } from '../../../src/core/model/service.ts';
import { recordedListings } from './recorded.ts';

/** The names in listings.sh. */
const hosts: Readonly<Record<string, string>> = {
  '10.1.0.200': 'vip.example.com',
  '10.1.0.201': 'a-very-long-virtual-service-name-0001.dc1.example.com',
  '10.0.0.11': 'rs1',
  '10.0.0.12': 'a-very-long-real-server-name-000000000011.dc1.example.com',
  'fd00::11': 'rs6.example.com',
  'fd00::12': 'a-very-long-ipv6-real-server-name-0011.dc1.example.com',
  'fd00:1::200': 'vip6.example.com',
  '10.0.0.13': 'a-host-name-of-exactly-40-characters-abcde',
  '10.0.0.14': 'a-very-long-real-server-name-with-more-than-sixty-characters-aaaaaaaaaaaaaa.example.com',
  '0.0.0.17': 'seventeen',
};
const names: Names = { ...smallNames, hostName: address => hosts[address] };

const recorded = recordedListings();
const outputOf = (...argv: string[]): string => {
  const found = recorded.find(entry => entry.argv.join(' ') === argv.join(' '));
  if (found === undefined) throw new Error(`not recorded: ${argv.join(' ')}`);
  return found.stdout;
};

const parsed = (argv: readonly string[]): Command => {
  const result = parseArgs(argv, smallNames);
  if (!result.ok) throw new Error(result.stderr);
  return result.command;
};

/** Five numbers at the end of a line, as --exact prints them. */
const figures = (line: string | undefined): readonly number[] =>
  /(?:\s+\d+){5}$/
    .exec(line ?? '')?.[0]
    .trim()
    .split(/\s+/)
    .map(Number) ?? [];

/**
 * The table of listings.sh in kernel order with what was counted. Order and connections are taken from the unsorted listing,
 * figures from the exact ones; everything else follows from the rules.
 */
const table = (): readonly ListedService[] => {
  const commands = planRestore(outputOf('rules')).map(line => parsed(line.words));
  const { services, refused } = tableFromCommands(commands);
  expect(refused).toEqual([]);
  const sections = (text: string): readonly (readonly string[])[] => {
    const found: string[][] = [];
    for (const line of text.split('\n').slice(3)) {
      if (line.startsWith('  ->')) found.at(-1)?.push(line);
      else if (line !== '') found.push([line]);
    }
    return found;
  };
  // A line without its figures: what names the service or server in every listing alike.
  const place = (line: string): string =>
    /^\S+ +\S+( IPv6)?/.exec(line.trim())?.[0].replace(/ +/g, ' ') ?? '';
  const index = (text: string): ReadonlyMap<string, string> =>
    new Map(
      sections(text).flatMap(([head = '', ...rest]) =>
        [head, ...rest].map((line, at) => [at === 0 ? place(head) : `${place(head)} ${place(line)}`, line]),
      ),
    );
  const stats = index(outputOf('-Ln', '--stats', '--exact'));
  const rates = index(outputOf('-Ln', '--rate', '--exact'));
  const persistent = index(outputOf('-Ln', '--persistent-conn'));
  const counters = (key: string) => {
    const [conns = 0, inPkts = 0, outPkts = 0, inBytes = 0, outBytes = 0] = figures(stats.get(key));
    const [cps = 0, inPps = 0, outPps = 0, inBps = 0, outBps = 0] = figures(rates.get(key));
    return {
      counters: { ...zeroCounters, conns, inPkts, outPkts, inBytes, outBytes },
      rates: { ...zeroRates, cps, inPps, outPps, inBps, outBps },
    };
  };
  const byKey = new Map(
    services.map(service => {
      const { id } = service;
      const head = id.kind === 'fwmark' ? `FWM ${id.mark | 0}${id.family === 6 ? ' IPv6' : ''}` : '';
      const text =
        id.kind === 'fwmark' ? head : `${id.protocol.toUpperCase()} ${serviceKey(id).replace(/^\w+:/, '')}`;
      return [text, service];
    }),
  );
  return sections(outputOf('-Ln', '--nosort')).map(([head = '', ...lines]) => {
    const service = byKey.get(place(head));
    if (service === undefined) throw new Error(`no rule for ${head}`);
    expect(lines.length).toBe(service.servers.length);
    return {
      id: service.id,
      config: service.config,
      ...counters(place(head)),
      servers: [...service.servers].reverse().map((server, at) => {
        const key = `${place(head)} ${place(lines[at] ?? '')}`;
        const [active = 0, inactive = 0] = (lines[at] ?? '').trim().split(/\s+/).slice(-2).map(Number);
        const templates = Number((persistent.get(key) ?? '').trim().split(/\s+/)[3]);
        return { ...server, active, inactive, persistent: templates, ...counters(key) };
      }),
    };
  });
};

describe('listings', () => {
  const services = table();

  for (const { argv, exit, stdout } of recorded) {
    if (argv[0] === 'rules') continue;
    const command = parsed(argv);
    if (command.name === 'save') {
      test(`ipvsadm ${argv.join(' ')}`, () => {
        expect(printSave(services, command.numeric ? {} : { names })).toBe(stdout);
      });
    }
    if (command.name !== 'list' || command.what !== 'services' || exit !== 0) continue;
    test(`ipvsadm ${argv.join(' ')}`, () => {
      const { service } = command;
      const shown =
        service === undefined
          ? services
          : services.filter(({ id }) => serviceKey(id) === serviceKey(service));
      expect(printList(shown, command.options, { single: service !== undefined, names })).toBe(stdout);
    });
  }

  test('figures of more than nine digits were in motion', () => {
    expect(outputOf('-Ln', '--stats')).toMatch(/ \d{6}K /);
    expect(outputOf('-Ln', '--stats')).toMatch(/ \d{4}M /);
  });
});

describe('connections', () => {
  const rows = outputOf('-Lnc').split('\n').slice(2, -1);
  const end = (text: string): readonly [Address, number] => {
    const match = /^\[?(.*?)\]?:(\d+)$/.exec(text);
    const address = parseAddress(match?.[1] ?? '');
    if (address === undefined) throw new Error(text);
    return [address, Number(match?.[2])];
  };
  const engines = outputOf('-Lnc', '--persistent-conn').split('\n').slice(2, -1);
  const connections = rows.map((row, index): Connection => {
    const [protocol = '', expire = '', state = '', source = '', vip = '', destination = ''] = row.split(/ +/);
    const [minutes = 0, seconds = 0] = expire.split(':').map(Number);
    const [client, clientPort] = end(source);
    const [virtual, virtualPort] = end(vip);
    const [server, serverPort] = end(destination);
    const expires = minutes * 60 + seconds;
    const lower = protocol.toLowerCase();
    if (lower !== 'tcp' && lower !== 'udp' && lower !== 'ip') throw new Error(protocol);
    const [peName, peData] = (engines[index] ?? '').split(/ +/).slice(6);
    const engine = peName === undefined || peData === undefined ? {} : { peName, peData };
    const ends = { client, clientPort, virtual, virtualPort, server, serverPort };
    return { protocol: lower, expires, state, ...ends, ...engine };
  });
  // The three listings were not taken in the same second.
  const timeless = (text: string): string => text.replace(/ \d\d:\d\d /g, ' --:-- ');

  test('are printed by number and by name', () => {
    expect(rows.length).toBeGreaterThan(4);
    expect(printConnections(connections)).toBe(outputOf('-Lnc'));
    expect(timeless(printConnections(connections, { names }))).toBe(timeless(outputOf('-Lc')));
    expect(timeless(printConnections(connections, { persistentConn: true }))).toBe(
      timeless(outputOf('-Lnc', '--persistent-conn')),
    );
  });

  test('expire in minutes and seconds, however many minutes', () => {
    expect(expiryText(0)).toBe('00:00');
    expect(expiryText(297)).toBe('04:57');
    expect(expiryText(359_999)).toBe('5999:59');
  });
});

describe('settings', () => {
  test('timeouts', () => {
    const all = recorded.filter(({ argv }) => argv.join(' ') === '-L --timeout').map(({ stdout }) => stdout);
    expect(all).toEqual([
      printTimeouts({ tcp: 900, tcpFin: 120, udp: 300 }),
      printTimeouts({ tcp: 901, tcpFin: 121, udp: 300 }),
    ]);
  });

  test('daemons', () => {
    expect(printDaemons([])).toBe('');
    const backup: SyncDaemon = {
      role: 'backup',
      interface: 'lo',
      syncId: 0,
      maxLen: 65_507,
      group: '224.0.0.81' as Address,
      port: 5,
      ttl: 3,
    };
    const master: SyncDaemon = {
      role: 'master',
      interface: 'eth0',
      syncId: 7,
      maxLen: 1452,
      group: 'ff02::81' as Address,
      port: 8848,
      ttl: 1,
    };
    expect(printDaemons([backup, master])).toBe(outputOf('-Ln', '--daemon'));
  });
});
