/** Texts that nobody meant, and tables that somebody did: reading never throws, and what is written out comes back. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printSave } from '../../../src/core/ipvsadm/save.ts';
import { isRefusedServer } from '../../../src/core/keepalived/addresses.ts';
import { readKeepalived } from '../../../src/core/keepalived/read.ts';
import type { KeepalivedReading } from '../../../src/core/keepalived/reading.types.ts';
import { type ServerConfig, type Service, serverKey, serviceKey } from '../../../src/core/model/service.ts';
import { service as anyService } from '../ipvsadm/arbitrary.ts';
import { caseFiles } from './guest.ts';

const unprintable = /[\u0000-\u001f\u007f-\u009f]/;

/** What holds of every reading. */
const sound = (
  files: ReadonlyMap<string, string>,
  { services, problems, unread }: KeepalivedReading,
): void => {
  const keys = services.map(({ service }) => serviceKey(service.id));
  expect(new Set(keys).size).toBe(keys.length);
  for (const { service, conditional, where } of services) {
    const servers = service.servers.map(({ id }) => serverKey(id));
    expect(new Set(servers).size).toBe(servers.length);
    const sorry = conditional.sorry === undefined ? [] : [serverKey(conditional.sorry.server.id)];
    expect([...conditional.servers.keys(), ...sorry]).toEqual(expect.arrayContaining(servers));
    for (const { config } of service.servers)
      expect(config.method === 'tun').toBe(config.tunnel !== undefined);
    expect(where.line).toBeLessThanOrEqual((files.get(where.file) ?? '').split('\n').length);
  }
  for (const { file, line, text, reason } of problems) {
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual((files.get(file) ?? '').split('\n').length);
    expect(text.length).toBeLessThanOrEqual(200);
    expect(text + reason).not.toMatch(unprintable);
  }
  expect(new Set(unread).size).toBe(unread.length);
  expect(printSave(services.map(({ service }) => service))).toMatch(/^(-[Aa] .*\n)*$/);
};

const readOne = (text: string): void => {
  const files = new Map([['/k.conf', text]]);
  sound(files, readKeepalived(files, '/k.conf', 'me'));
};

/** Words and signs that mean something to keepalived, in any order. */
const tokens = [
  ...[
    'virtual_server',
    'virtual_server_group',
    'real_server',
    'sorry_server',
    'group',
    'fwmark',
    'G',
    '1',
    '80',
    '0',
  ],
  ...[
    '10.0.0.1',
    '10.1.0.1',
    '10.0.0.1-5',
    '10.0.0.8/30',
    'fd00::1',
    'fd00::1-f',
    'inet6',
    'ip_family',
    'protocol',
  ],
  ...[
    'TCP',
    'UDP',
    'lb_algo',
    'rr',
    'sh',
    'sh-port',
    'ops',
    'lvs_method',
    'TUN',
    'DR',
    'type',
    'gue',
    'port',
    'csum',
  ],
  ...[
    'persistence_timeout',
    'persistence_granularity',
    '255.0.0.0',
    '64',
    'weight',
    'uthreshold',
    'alpha',
    'quorum',
  ],
  ...[
    'TCP_CHECK',
    'url',
    'sorry_server_inhibit',
    '{',
    '}',
    '{',
    '}',
    '\n',
    '\n',
    '\n',
    '"',
    '#',
    '!',
    '\\',
    '\\\n',
  ],
  ...[
    '$A=',
    '$A',
    `\${A}`,
    '@me',
    '@^me',
    '~SEQ(A,1,2)',
    'include k.conf',
    'include *',
    'global_defs',
    'vrrp_instance',
  ],
];
const soup = fc
  .array(fc.constantFrom(...tokens), { maxLength: 120 })
  .map(words => words.map(word => (word.endsWith('\n') ? word : `${word} `)).join(''));

/** Pieces of configurations that exist. */
const cases = [...caseFiles().values()];
const cut = fc
  .tuple(fc.constantFrom(...cases), fc.nat(), fc.nat({ max: 600 }))
  .map(([text, from, length]) => {
    const start = from % (text.length + 1);
    return text.slice(start, start + length);
  });

describe('hostile texts', () => {
  it('of any characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), readOne));
  });

  it('of words that mean something', () => {
    fc.assert(fc.property(soup, readOne), { numRuns: 300 });
  });

  it('of pieces of real ones', () => {
    fc.assert(
      fc.property(fc.array(cut, { maxLength: 8 }), pieces => readOne(pieces.join('\n'))),
      { numRuns: 300 },
    );
  });

  it('that include each other', () => {
    const texts = fc.dictionary(
      fc.constantFrom('/a', '/b', '/c/a', '/c/b'),
      soup.map(text => `include /c/*\n${text}`),
    );
    fc.assert(
      fc.property(
        texts,
        fc.array(fc.constantFrom('a', '/b', 'c/*', '{a,b}', '..', '*')),
        (dictionary, includes) => {
          const main = includes.map(pattern => `include ${pattern}\n`).join('');
          const files = new Map([...Object.entries(dictionary), ['/k.conf', main]]);
          sound(files, readKeepalived(files, '/k.conf', 'me'));
        },
      ),
    );
  });

  it('that grow without end come to an end', () => {
    const laughs = [...new Array(40).keys()].map(n => `$L${n + 1}= \\\n$L${n} \\\n$L${n}\n\n`).join('');
    const twice = [...new Array(40).keys()].map(
      n => [`/${n}`, `include ${n + 1}\ninclude ${n + 1}\n`] as const,
    );
    const files = new Map([...twice, ['/40', 'x\n']]);
    for (const reading of [
      readKeepalived(new Map([['/k', `$L0=x\n${laughs}$L40\n`]]), '/k'),
      readKeepalived(files, '/0'),
    ]) {
      expect(reading.problems.length).toBe(10_000);
    }
    readOne('$A=$A $A\n$A\n'.repeat(1_000));
  });

  it('that make more services than anybody has are told of once', () => {
    const group = `virtual_server_group g {\n${'10.0.0.0/16 80\n'.repeat(2)}}\n`;
    const block = 'virtual_server group g {\nprotocol TCP\nreal_server 10.1.0.1 80 {\n}\n}\n';
    const { services, problems } = readKeepalived(new Map([['k', group + block]]), 'k');
    expect(services).toHaveLength(65_536);
    // Of all those that are there twice only the first is told.
    expect(problems.map(({ line }) => line)).toEqual([2, 3, 5]);
  });
});

const schedulers = [
  'rr',
  'wrr',
  'lc',
  'wlc',
  'lblc',
  'sh',
  'mh',
  'dh',
  'fo',
  'ovf',
  'lblcr',
  'sed',
  'nq',
  'twos',
];

/** A table that a keepalived.conf can say: its schedulers, no engine without persistence, its rules for ports. */
const table = fc
  .uniqueArray(fc.tuple(anyService, fc.constantFrom(...schedulers)), {
    selector: ([service]) => serviceKey(service.id),
    maxLength: 4,
  })
  .map(services =>
    services.flatMap(([{ id, config, servers }, scheduler]): Service[] => {
      const { pe, ...rest } = config;
      const kept = new Map(
        servers.map((server): [string, Service['servers'][number]] => {
          const ofService = id.kind === 'address' ? id.port : 0;
          const port = server.config.method === 'nat' ? server.id.port || ofService : ofService;
          const one = { id: { ...server.id, port }, config: server.config };
          return [serverKey(one.id), one];
        }),
      );
      const usable = [...kept.values()].filter(server => !isRefusedServer(server.id.address));
      const engine = pe === undefined || rest.persistence === undefined ? {} : { pe };
      return usable.length === 0 ? [] : [{ id, config: { ...rest, ...engine, scheduler }, servers: usable }];
    }),
  );

const methodWords = ({ method, tunnel }: ServerConfig): string => {
  if (tunnel === undefined) return method === 'nat' ? 'NAT' : 'DR';
  const port = tunnel.type === 'gue' ? ` port ${tunnel.port}` : '';
  const sum = { none: 'nocsum', csum: 'csum', remcsum: 'remcsum' }[tunnel.checksum];
  return `TUN type ${tunnel.type}${port} ${sum}`;
};

/** Lines of a configuration for a service; `{` and `}` stand alone or at the end of a line. */
const linesOf = ({ id, config, servers }: Service): readonly string[] => [
  `virtual_server ${id.kind === 'fwmark' ? `fwmark ${id.mark}` : `${id.address} ${id.port}`} {`,
  ...(id.kind === 'fwmark'
    ? [`ip_family ${id.family === 6 ? 'inet6' : 'inet'}`]
    : [`protocol ${id.protocol}`]),
  `lb_algo ${config.scheduler}`,
  ...config.flags,
  ...(config.ops ? ['ops'] : []),
  ...(config.persistence === undefined
    ? []
    : [
        `persistence_timeout ${config.persistence.timeout}`,
        `persistence_granularity ${config.persistence.mask}`,
      ]),
  ...(config.pe === undefined ? [] : [`persistence_engine ${config.pe}`]),
  ...servers.flatMap(({ id: server, config: own }) => [
    `real_server ${server.address} ${server.port} {`,
    `weight ${own.weight}`,
    `lvs_method ${methodWords(own)}`,
    `uthreshold ${own.upper}`,
    `lthreshold ${own.lower}`,
    '}',
  ]),
  '}',
];

describe('a table written as a keepalived.conf', () => {
  const layout = fc.record({
    indent: fc.constantFrom('', '  ', '\t', '\v \f'),
    end: fc.constantFrom('\n', '\r\n', ' # comment { }\n', '\n\n! comment "\n'),
    brace: fc.constantFrom(' {', '{', '\n{', ' {\n'),
  });

  it('is read as that table, however it is laid out', () => {
    fc.assert(
      fc.property(table, layout, (services, { indent, end, brace }) => {
        const lines = services.flatMap(linesOf).map(line => line.replace(/ \{$/, brace));
        const text = lines.map(line => `${indent}${line}${line.endsWith('\n') ? '' : end}`).join('');
        const reading = readKeepalived(new Map([['k', text]]), 'k');
        expect(reading.problems).toEqual([]);
        expect(reading.services.map(({ service }) => service)).toEqual(services);
      }),
      { numRuns: 150 },
    );
  });
});
