/** The labs of guides A1 to A10 with their networks and addresses, and the other ways and families. */
import { alternating, inTurn, oneServer, shared } from './expect.ts';
import * as hardware from './hardware.ts';
import type { Question, Request, Scenario } from './scenario.types.ts';

const finish = ['--yes', '--scripts', 'SCRIPTS'];

const http = (to: string, port = 80, times = 4): Request => ({ to, port, times });

/** A question of the client. */
const client = (expect: Question['expect'], ...requests: readonly Request[]): Question => ({
  machine: 'client',
  requests,
  expect,
});

const onServers = (file: string): Scenario['scripts'] => ['web1', 'web2'].map(machine => ({ machine, file }));
const web = { web1: ['80'], web2: ['80'] };

const endpointOf = (vip: string, port = 80): string =>
  vip.includes(':') ? `[${vip}]:${port}` : `${vip}:${port}`;
/** A request of the client, from the port that drawings give it. */
const watchOf = (
  lab: string,
  request: Request,
  service: string,
  more: { readonly gue?: number; readonly path?: readonly string[] } = {},
): NonNullable<Scenario['watch']> => {
  const from = /plug client \S+ \S+ ([^/]+)/.exec(lab)?.[1] ?? '';
  return {
    machine: 'client',
    request: { ...request, times: 1, fromPort: 40_000 },
    ...more,
    path: [service, '--client', from, ...(more.path ?? [])],
  };
};

const fileOf = (vip: string): string => `lvs-rs-${vip.replaceAll(':', '-')}.sh`;

/** One service on port 80 with two servers by rr: what most labs are. */
const plain = (
  name: string,
  title: string,
  lab: string,
  kind: string,
  [vip, one, other]: readonly [string, string, string],
  ...more: readonly string[]
): Scenario => ({
  name,
  title,
  hardware: lab,
  build: [
    [
      'new',
      kind,
      '--vip',
      endpointOf(vip),
      '--rs',
      `${one},${other}`,
      '--scheduler',
      'rr',
      ...more,
      ...finish,
    ],
  ],
  scripts: onServers(fileOf(vip)),
  serve: web,
  asks: { answers: client(alternating, http(vip)) },
  watch: watchOf(lab, http(vip), `tcp:${endpointOf(vip)}`),
});

const a1 = plain('a1', 'A1: DR, one subnet', hardware.oneLan, 'dr', [
  '192.168.31.100',
  '192.168.31.30',
  '192.168.31.50',
]);

const a2plain = plain(
  'a2',
  'A2: NAT, the director’s outer address is the VIP, servers reach outside',
  hardware.twoNetworks,
  'nat',
  ['12.0.0.1', '20.0.0.7', '20.0.0.8'],
  '--snat',
);
const a2: Scenario = {
  ...a2plain,
  serve: { ...web, client: ['8000'] },
  asks: {
    ...a2plain.asks,
    outward: { machine: 'web1', requests: [http('12.0.0.9', 8000, 1)], expect: inTurn('client') },
  },
};

const a3plain = plain('a3', 'A3: NAT, client network and server network', hardware.clientSide, 'nat', [
  '172.30.0.200',
  '10.0.0.7',
  '10.0.0.14',
]);
const a3: Scenario = {
  ...a3plain,
  asks: { answers: client(inTurn('web2', 'web1', 'web2', 'web1'), http('172.30.0.200')) },
};

/**
 * A7, ports mapped, where lvsh only hands out scripts: the director's and the client's are run as well.
 */
const a7plain = plain('a7', 'A7: NAT maps ports, by scripts alone', hardware.clientSide, 'nat', [
  '172.30.0.200',
  '10.0.0.7:8080',
  '10.0.0.14:8080',
]);
const a7: Scenario = {
  ...a7plain,
  build: a7plain.build.map(words => [...words.filter(word => word !== '--yes'), '--scripts-only']),
  scriptsOnly: true,
  scripts: [{ machine: 'director', file: 'lvs-director-172.30.0.200.sh' }, ...a7plain.scripts],
  serve: { web1: ['8080'], web2: ['8080'] },
  tries: [{ machine: 'client', file: 'lvs-client-172.30.0.200.sh' }],
};

const a4: Scenario = {
  ...plain('a4', 'A4: DR, the client behind a router', hardware.routed, 'dr', [
    '10.0.0.200',
    '10.0.0.7',
    '10.0.0.14',
  ]),
  build: [
    ['new', 'dr', '--vip', '10.0.0.200:80', '--rs', '10.0.0.7=3,10.0.0.14', '--scheduler', 'wrr', ...finish],
  ],
  asks: { answers: client(shared('web1 6, web2 2'), http('10.0.0.200', 80, 8)) },
};

const a5plain = plain('a5', 'A5: DR, the VIP in another subnet', hardware.routed, 'dr', [
  '192.168.0.200',
  '10.0.0.7',
  '10.0.0.14',
]);
const a5: Scenario = {
  ...a5plain,
  scripts: [...a5plain.scripts, { machine: 'router', file: 'lvs-router-192.168.0.200.sh' }],
};

const tunnel = (name: string, title: string, ...more: readonly string[]): Scenario => {
  const scenario = plain(
    name,
    title,
    hardware.apart,
    'tun',
    ['198.51.100.200', '203.0.113.12', '203.0.113.13'],
    ...more,
  );
  // Twenty thousand bytes up do not fit into one packet, and the tunnel takes some of its room.
  return {
    ...scenario,
    asks: { answers: client(alternating, { ...http('198.51.100.200'), bytes: 20_000 }) },
  };
};
const a6 = tunnel('a6', 'A6: TUN across subnets (ipip)');
const gue: Scenario = {
  ...tunnel('gue', 'TUN by GUE', '--tunnel', 'gue'),
  watch: watchOf(hardware.apart, http('198.51.100.200'), 'tcp:198.51.100.200:80', { gue: 6080 }),
};
const gre = tunnel('gre', 'TUN by GRE', '--tunnel', 'gre');

const a8: Scenario = {
  name: 'a8',
  title: 'A8: one mark for two ports, persistent',
  hardware: hardware.routed,
  build: [
    [
      ...['new', 'mark', '--vip', '10.0.0.200', '--ports', '80,443', '--mark', '17', '--method', 'dr'],
      ...['--rs', '10.0.0.7,10.0.0.14', '--scheduler', 'rr', '--persistence', '60', ...finish],
    ],
  ],
  scripts: onServers('lvs-rs-10.0.0.200.sh'),
  serve: { web1: ['80', '443'], web2: ['80', '443'] },
  asks: { answers: client(oneServer, http('10.0.0.200', 80, 2), http('10.0.0.200', 443, 2)) },
  watch: watchOf(hardware.routed, http('10.0.0.200', 443), 'fwm:17', { path: ['--port', '443'] }),
};

/** A9: persistence by client, of a service that is there already: it becomes one of every port (PCC). */
const a9plain = plain('a9', 'A9: persistence by client', hardware.oneLan, 'dr', [
  '192.168.31.100',
  '192.168.31.30',
  '192.168.31.50',
]);
const a9: Scenario = {
  ...a9plain,
  build: [
    ...a9plain.build,
    [...'new persistence --service tcp:192.168.31.100:80 --by client --timeout 60 --yes'.split(' ')],
  ],
  serve: { web1: ['80', '443'], web2: ['80', '443'] },
  asks: { answers: client(oneServer, http('192.168.31.100', 80, 2), http('192.168.31.100', 443, 2)) },
  watch: watchOf(hardware.oneLan, http('192.168.31.100', 443), 'tcp:192.168.31.100:0', {
    path: ['--port', '443'],
  }),
};

const { watch: _, ...unwatched } = a9plain;

/** A9: a persistent service for each port (PPC): a client may come to another server with each. */
const a9port: Scenario = {
  ...unwatched,
  name: 'a9-port',
  title: 'A9: persistence by port',
  build: ['80', '443'].map(port => [
    ...['new', 'dr', '--vip', `192.168.31.100:${port}`, '--rs', '192.168.31.30,192.168.31.50'],
    // The second service’s scripts do the same on the real servers, and look at its own port.
    ...[
      '--scheduler',
      'rr',
      '--persistence',
      '60',
      '--yes',
      '--scripts',
      port === '80' ? 'SCRIPTS' : 'SCRIPTS-443',
    ],
  ]),
  serve: { web1: ['80', '443'], web2: ['80', '443'] },
  asks: {
    web: client(oneServer, http('192.168.31.100', 80, 3)),
    secure: client(oneServer, http('192.168.31.100', 443, 3)),
  },
};

/** The real servers need nothing at all: they know their own gateway, and answer the director. */
const a10: Scenario = {
  ...plain('a10', 'A10: what stands in for full NAT', hardware.foreign, 'fullnat', [
    '172.30.0.200',
    '10.0.2.7',
    '10.0.2.14',
  ]),
  scripts: [],
  watch: watchOf(hardware.foreign, http('172.30.0.200'), 'tcp:172.30.0.200:80', { path: ['--fullnat'] }),
};

const dr6 = plain('dr6', 'IPv6: DR', hardware.oneLan6, 'dr', ['fd00::200', 'fd00::30', 'fd00::50']);
const nat6 = plain('nat6', 'IPv6: NAT', hardware.twoNetworks6, 'nat', [
  'fd00:1::200',
  'fd00:2::7',
  'fd00:2::8',
]);
const tun6 = plain('tun6', 'IPv6: TUN', hardware.apart6, 'tun', ['fd00:2::200', 'fd00:3::12', 'fd00:3::13']);

const mark6: Scenario = {
  name: 'mark6',
  title: 'IPv6: one mark for two ports, persistent',
  hardware: hardware.oneLan6,
  build: [
    [
      ...['new', 'mark', '--vip', 'fd00::200', '--ports', '80,443', '--mark', '6', '--method', 'dr'],
      ...['--rs', 'fd00::30,fd00::50', '--scheduler', 'rr', '--persistence', '60', ...finish],
    ],
  ],
  scripts: onServers('lvs-rs-fd00--200.sh'),
  serve: { web1: ['80', '443'], web2: ['80', '443'] },
  asks: { answers: client(oneServer, http('fd00::200', 80, 2), http('fd00::200', 443, 2)) },
  watch: watchOf(hardware.oneLan6, http('fd00::200', 443), 'fwm6:6', { path: ['--port', '443'] }),
};

/** Nobody holds the VIP on the director: a local route takes in what is marked, and the router is told the way. */
const markRoute: Scenario = {
  name: 'mark-route',
  title: 'a mark whose VIP no card of the director holds',
  hardware: hardware.routed,
  build: [
    [
      ...['new', 'mark', '--vip', '192.168.0.200', '--ports', '80,443', '--mark', '18', '--method', 'dr'],
      ...['--rs', '10.0.0.7,10.0.0.14', '--scheduler', 'rr', '--device', 'none', ...finish],
    ],
  ],
  scripts: [
    ...onServers('lvs-rs-192.168.0.200.sh'),
    { machine: 'router', file: 'lvs-router-192.168.0.200.sh' },
  ],
  serve: { web1: ['80', '443'], web2: ['80', '443'] },
  asks: { answers: client(alternating, http('192.168.0.200', 80, 2), http('192.168.0.200', 443, 2)) },
};

const udp: Scenario = {
  ...plain('udp', 'UDP by DR', hardware.oneLan, 'dr', ['192.168.31.100', '192.168.31.30', '192.168.31.50']),
  build: [
    [
      ...[
        'new',
        'dr',
        '--vip',
        'udp:192.168.31.100:53',
        '--rs',
        '192.168.31.30,192.168.31.50',
        '--scheduler',
        'rr',
      ],
      ...finish,
    ],
  ],
  serve: { web1: ['udp@192.168.31.100@53'], web2: ['udp@192.168.31.100@53'] },
  asks: { answers: client(alternating, { ...http('192.168.31.100', 53), udp: true }) },
  watch: watchOf(hardware.oneLan, { ...http('192.168.31.100', 53), udp: true }, 'udp:192.168.31.100:53'),
};

const selftest = (kind: 'dr' | 'nat' | 'tun'): Scenario => ({
  name: `selftest-${kind}`,
  title: `the kernel’s own lab: ${kind.toUpperCase()}`,
  hardware: kind === 'nat' ? hardware.selftest : hardware.selftestDirect,
  build: [
    ['new', kind, '--vip', '207.175.44.110:8080', '--rs', '172.16.0.2', '--scheduler', 'rr', ...finish],
  ],
  scripts: [{ machine: 'web1', file: 'lvs-rs-207.175.44.110.sh' }],
  serve: { web1: ['8080'] },
  asks: { answers: client(shared('web1 3'), { ...http('207.175.44.110', 8080, 3), bytes: 32 }) },
});

/** All of them. */
const everything: readonly Scenario[] = [
  ...[a1, a2, a3, a4, a5, a6, a7, a8, a9, a9port, a10],
  ...[gue, gre, dr6, nat6, tun6, mark6, markRoute, udp],
  ...[selftest('dr'), selftest('nat'), selftest('tun')],
];

const asked = process.env.LABS?.split(',');

/** One of each kind of script is started and stopped twice. */
const twice: ReadonlySet<string> = new Set(['a1', 'a2', 'a5', 'a6', 'a7', 'gue', 'dr6']);

/** All of them; those named in LABS where somebody works on them. */
export const scenarios = everything
  .filter(({ name }) => asked === undefined || asked.includes(name))
  .map(scenario => ({ ...scenario, twice: twice.has(scenario.name) }));
