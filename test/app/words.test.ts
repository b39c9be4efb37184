import { describe, expect, test } from 'vitest';
import { columnIds } from '../../src/app/columns.ts';
import { digest, isPileUp } from '../../src/app/digest.ts';
import { findProblems } from '../../src/app/problems.ts';
import { persistenceSentence, serverWords } from '../../src/app/words/detail.ts';
import { valueWords } from '../../src/app/words/explain.ts';
import { schedulingWords } from '../../src/app/words/schedulers.ts';
import { maskWord, serviceSettings, shortSettings, tunnelWord } from '../../src/app/words/settings.ts';
import { isRemarkable, sysctlWords } from '../../src/app/words/sysctls.ts';
import { schedulerByName } from '../../src/core/kernel/schedulers/table.ts';
import type { Connection } from '../../src/core/model/observe.ts';
import type { SeenService } from '../../src/core/model/snapshot.ts';
import { address, at, server, service, smallDirector } from './director.ts';

const weighted = (scheduler: string, ...weights: readonly number[]): SeenService =>
  service(
    at('tcp', '10.0.0.200', 80),
    weights.map((weight, index) =>
      server(`10.0.0.${index + 1}`, 80, 'dr', weight, { active: 10 - index, inactive: 0 }),
    ),
    { scheduler },
  );

describe('scheduling in words', () => {
  test.each([
    [weighted('wrr', 3, 1), 'weighted round robin: of 4 new connections 3 go to 10.0.0.1 and 1 to 10.0.0.2'],
    [
      weighted('wrr', 300, 100, 200),
      'weighted round robin: of 6 new connections 3 go to 10.0.0.1, 1 to 10.0.0.2 and 2 to 10.0.0.3',
    ],
    [weighted('wrr', 5, 5, 0), 'weighted round robin: all 2 servers get as many as the others'],
    [weighted('wrr', 5, 0), 'weighted round robin: only 10.0.0.1 takes new connections'],
    [weighted('rr', 1, 9), 'round robin: 2 servers in turn, whatever their weight'],
    [
      weighted('fo', 1, 9),
      'weighted failover: always the usable server with the highest weight; the others wait: now 10.0.0.2',
    ],
    [
      weighted('wlc', 0, 0),
      'weighted least connection: no server can take a connection, so clients are refused',
    ],
    [weighted('mysched', 1, 1), 'mysched: a scheduler that lvsh does not know'],
  ])('%#', (seen, text) => expect(schedulingWords(seen)).toBe(text));

  test('names the next server only when there is no tie', () => {
    expect(schedulingWords(weighted('lc', 1, 1))).toMatch(/as it stands next 10\.0\.0\.2$/);
    const tie = service(
      at('tcp', '10.0.0.200', 80),
      [server('10.0.0.1', 80, 'dr', 1), server('10.0.0.2', 80, 'dr', 1)],
      { scheduler: 'lc' },
    );
    expect(schedulingWords(tie)).not.toMatch(/next/);
  });

  test('every scheduler of the kernel has a sentence', () => {
    for (const name of 'rr wrr lc wlc lblc lblcr dh sh sed nq fo ovf mh twos none'.split(' ')) {
      expect(schedulerByName.get(name)?.summary, name).toBeTruthy();
    }
  });
});

describe('settings', () => {
  test('masks', () => {
    expect(
      ['255.255.255.255', '255.255.255.0', '0.0.0.0', '255.0.255.0'].map(mask => maskWord(address(mask))),
    ).toEqual(['/32', '/24', '/0', '255.0.255.0']);
    expect(maskWord(64)).toBe('/64');
  });
  test('persistence as a sentence', () => {
    const seen = service(at('tcp', '10.0.0.200', 80), [], {
      persistence: { timeout: 5400, mask: address('255.255.255.0') },
      pe: 'sip',
    });
    expect(persistenceSentence(seen)).toBe(
      'a client stays on its server for 1 hour 30 minutes after its latest connection, all clients of a /24 network count as one client; told apart by the SIP Call-ID',
    );
    expect(serviceSettings(seen)).toBe('persist 1h30m /24  pe sip');
  });
  test('flags have the names of their scheduler', () => {
    const seen = service(at('tcp', '10.0.0.200', 80), [], {
      scheduler: 'mh',
      flags: ['flag-1', 'flag-2', 'flag-3'],
    });
    expect(serviceSettings(seen)).toBe('mh-fallback,mh-port,flag-3');
    expect(shortSettings(seen)).toBe('fb,port,f3');
  });
  test('tunnels as ipvsadm writes them', () => {
    const gue = server(
      '10.0.0.1',
      80,
      'tun',
      1,
      {},
      { tunnel: { type: 'gue', port: 6080, checksum: 'remcsum' } },
    );
    expect(tunnelWord(gue)).toBe('gue:6080:r+c');
  });
  test('a server with weight 0 says what is left', () => {
    const seen = service(at('tcp', '10.0.0.200', 80), [
      server('10.0.0.1', 80, 'dr', 0, { active: 3, inactive: 4, persistent: 2 }),
    ]);
    const [, weight] = serverWords(seen, seen.servers[0] ?? server('10.0.0.1', 80, 'dr', 0));
    expect(weight?.map(({ text }) => text).join('')).toContain(
      'draining, 7 connections left; persistence still holds 2 clients here',
    );
  });
});

test('every column has words for every row, none of them empty', () => {
  for (const seen of smallDirector().services) {
    for (const one of [undefined, ...seen.servers]) {
      for (const id of columnIds)
        expect(valueWords[id]({ service: seen, server: one, former: 3 }), id).toMatch(/\.$/);
    }
  }
});

test('words survive a table of which nothing but names is known', () => {
  const bare: SeenService = { key: 'tcp:web:http', servers: [{ key: 'rs1:http' }] };
  for (const id of columnIds) {
    expect(valueWords[id]({ service: bare, server: undefined, former: undefined }), id).toBeTruthy();
    expect(valueWords[id]({ service: bare, server: bare.servers[0], former: undefined }), id).toBeTruthy();
  }
  expect(schedulingWords(bare)).toBe('scheduler not known');
});

describe('problems', () => {
  const found = (seen: SeenService): string | undefined =>
    findProblems({ at: 0, services: [seen] }, new Map()).problems[0]?.rule;
  test.each([
    [weighted('wrr'), 'no-servers'],
    [weighted('wrr', 0, 0), 'all-zero'],
    [weighted('none', 1), 'no-scheduling'],
    [weighted('wrr', 1, 0), undefined],
    [
      service(at('tcp', '10.0.0.200', 80), [
        server('10.0.0.1', 80, 'dr', 1, { active: 10 }, { upper: 10 }),
        server('10.0.0.2', 80, 'dr', 0),
      ]),
      'all-full',
    ],
    [{ key: 'tcp:web:http', servers: [{ key: 'rs1:http' }] } as SeenService, undefined],
  ])('%#', (seen, rule) => expect(found(seen)).toBe(rule));

  test('thousands are counted and not listed', () => {
    const services = Array.from({ length: 3000 }, (_, index) => ({
      ...weighted('wrr', 0),
      key: `tcp:10.0.0.1:${index}`,
    }));
    const { problems, count } = findProblems({ at: 0, services }, new Map());
    expect([count, problems.length]).toEqual([3000, 200]);
  });
});

describe('connections', () => {
  const row = (change: Partial<Connection>): Connection => ({
    protocol: 'tcp',
    expires: 60,
    state: 'ESTABLISHED',
    client: address('10.1.0.1'),
    clientPort: 40_000,
    virtual: address('10.0.0.200'),
    virtualPort: 80,
    server: address('10.0.0.7'),
    serverPort: 80,
    ...change,
  });
  test('templates are counted apart, invalid ones too', () => {
    const rows = [
      row({}),
      row({ clientPort: 0, state: 'ASSURED' }),
      row({ clientPort: 0, virtualPort: 65_535, serverPort: 65_535 }),
      row({ client: address('10.1.0.2'), state: 'FIN_WAIT' }),
      row({}),
    ];
    expect(digest({ rows, complete: true, tookMs: 1 })).toEqual({
      connections: 3,
      states: [
        { name: 'ESTABLISHED', count: 2 },
        { name: 'FIN_WAIT', count: 1 },
      ],
      clients: [
        { name: '10.1.0.1', count: 2 },
        { name: '10.1.0.2', count: 1 },
      ],
      servers: [{ name: '10.0.0.7', count: 3 }],
      templates: 2,
      invalid: 1,
      halfOpen: 0,
    });
  });
  test('half-open ones pile up from twenty on, and a third of all', () => {
    const of = (open: number, half: number) =>
      digest({
        rows: [
          ...Array.from({ length: open }, () => row({})),
          ...Array.from({ length: half }, () => row({ state: 'SYN_RECV' })),
        ],
        complete: true,
        tookMs: 1,
      });
    expect([of(0, 19), of(30, 20), of(60, 20)].map(isPileUp)).toEqual([false, true, false]);
  });
});

describe('sysctls', () => {
  test('say what the value means here', () => {
    expect(sysctlWords('run_estimation', '0')).toMatch(/OFF/);
    expect(sysctlWords('expire_quiescent_template', '0')).toMatch(/keep coming/);
    expect(sysctlWords('sync_threshold', '3\t50')).toMatch(/first synchronised/);
    expect(sysctlWords('brand_new', '1')).toBe('lvsh does not know this one');
  });
  test('those that drop traffic stand out', () => {
    expect([
      isRemarkable('drop_packet', '2'),
      isRemarkable('drop_packet', '1'),
      isRemarkable('run_estimation', '0'),
    ]).toEqual([true, false, true]);
  });
});
