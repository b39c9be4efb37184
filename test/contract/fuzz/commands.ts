/** Command lines over a few addresses, so that what they do collides: most valid, some nearly, some weird. */
import type { Random } from './random.ts';

const services: readonly (readonly string[])[] = [
  ['-t', '10.1.0.200:80'],
  ['-t', '10.1.0.200:80'],
  ['-t', '10.1.0.200:443'],
  ['-t', '10.1.0.201:80'],
  ['-t', '10.1.0.201:0'],
  ['-t', '[fd00:1::200]:80'],
  ['-t', '[fd00:1::200]:0'],
  ['-u', '10.1.0.200:53'],
  ['-u', '10.1.0.200:5060'],
  ['-u', '[fd00:1::200]:53'],
  ['--sctp-service', '10.1.0.200:3868'],
  ['--sctp-service', '[fd00:1::200]:80'],
  ['-f', '1'],
  ['-f', '1', '-6'],
  ['-f', '300'],
  ['-t', '10.1.0.200:21'],
];

const oddEndpoints: readonly string[] = [
  '10.1.0.200',
  '10.1.200:80',
  '0x0a0100c8:80',
  '012.1.0.200:80',
  '10.1.0.200:http',
  '10.1.0.200:https',
  '10.1.0.200:domain',
  '10.1.0.200:080',
  '10.1.0.200:+80',
  ' 10.1.0.200:80',
  '10.1.0.200: 80',
  '10.1.0.200:80 ',
  'localhost:80',
  'localhost',
  'ip6-localhost:80',
  '[ip6-localhost]:80',
  '[localhost]:80',
  '10.1.0.200:65535',
  '10.1.0.200:65536',
  '10.1.0.200:',
  '10.1.0.200:-1',
  '10.1.0.200:0x50',
  '10.1.0.200:80x',
  'fd00:1::200',
  'fd00:1::200:80',
  '[fd00:1::200]',
  '[fd00:1::200]:',
  '[fd00:1::200]:http',
  '[fd00:1:0:0:0:0:0:200]:80',
  '[FD00:1::0200]:080',
  '[10.1.0.200]:80',
  '[::ffff:10.1.0.200]:80',
  '::ffff:10.1.0.200',
  '::',
  '[::]:80',
  '[::1]:80',
  '0:80',
  '0.0.0.0:80',
  '0.0.0.0:0',
  '255.255.255.255:80',
  '224.0.0.1:80',
  '*:80',
  ':80',
  '',
  '80',
  '10',
  '10.1.0.200:80:81',
  '10.1.0.256:80',
  '10.1.0.200.1:80',
  '1.2.3:80',
  '4294967295:80',
  '4294967296:80',
  '0x100:80',
  '0xg:80',
  '10.1.0.0x:80',
  '08.1.1.1:80',
  'nowhere:80',
  'LOCALHOST:80',
  'localhost.:80',
  '[fe80::1%eth0]:80',
  'fe80::1',
  '[fd00:1::200]80',
  '[fd00:1::200',
  'fd00:1::200]:80',
  '10.1.0.200/32:80',
  '10.1.0.200:ssh',
  '10.1.0.200:HTTP',
  '10.1.0.200:99999999999999999999',
  '10.1.0.200:4294967376',
  ':::80',
  '[]:80',
  '1:2:3:4:5:6:7:8',
  '1:2:3:4:5:6:7:8:9',
  '10.1.0.200,80',
  '10. 1.0.200:80',
  '10.1.0.200\t:80',
];

const oddMarks: readonly string[] = [
  '0',
  '-1',
  '2147483648',
  '4294967295',
  '4294967296',
  '0x10',
  '+1',
  '01',
  ' 1',
  '1 ',
  'x',
  '',
  '1.5',
  '99999999999999999999',
  '2147483647',
  '010',
];

const servers: readonly string[] = [
  '10.0.0.11',
  '10.0.0.11:80',
  '10.0.0.11',
  '10.0.0.12:8080',
  '10.0.0.12',
  '10.0.0.13',
  '10.0.0.13:0',
  '[fd00::11]:80',
  'fd00::12',
  '[fd00::11]:8080',
  '10.0.0.14:http',
];

const oddServers: readonly string[] = [
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '10.0.0.255',
  '10.1.0.255:80',
  '127.0.0.1',
  'localhost',
  'localhost:http',
  '::',
  '::1',
  'ff02::1',
  'fe80::1',
  '10.0.0.254',
  '10.0.0.11:65536',
  '10.1',
  '[10.0.0.11]:80',
  '10.1.0.254:80',
  '::ffff:10.0.0.11',
  '240.0.0.1',
  '0.0.0.1',
  '127.0.0.255',
  '10.0.0.0',
  'fd00::254',
  '10.9.0.1',
];

const schedulers: readonly string[] = [
  'rr',
  'wrr',
  'lc',
  'wlc',
  'lblc',
  'lblcr',
  'dh',
  'sh',
  'mh',
  'sed',
  'nq',
  'fo',
  'ovf',
  'none',
  'twos',
  'bogus',
  '',
  'RR',
  'sixteencharslong',
  'fifteencharslon',
  'w lc',
  'ip_vs_rr',
  'lc,rr',
  '-s',
];

const numbers: readonly string[] = [
  '0',
  '1',
  '5',
  '10',
  '300',
  '65535',
  '65536',
  '2147483647',
  '2147483648',
  '4294967295',
  '4294967296',
  '-1',
  '+7',
  '007',
  ' 7',
  '7 ',
  '0x10',
  '1e3',
  '1.5',
  'x',
  '',
  '99999999999999999999',
  '2678400',
  '2678401',
  '09',
];

const timeouts: readonly string[] = [
  '1',
  '60',
  '300',
  '360',
  '2678400',
  '2678401',
  '0',
  '-1',
  '',
  'x',
  '5m',
  '+5',
  '1 ',
  '4294967296',
  '4294967297',
  '010',
];

const masks: readonly string[] = [
  '255.255.255.0',
  '255.255.255.255',
  '255.255.255.252',
  '0.0.0.0',
  '255.0.255.0',
  '24',
  '64',
  '128',
  '129',
  '0',
  '1',
  '-1',
  '/24',
  'ffff::',
  '0xffffff00',
  '255.255.255',
  'localhost',
  '',
  'x',
  '32',
  '64x',
  '255.255.255.256',
];

const flags: readonly string[] = [
  'sh-port',
  'sh-fallback',
  'sh-fallback,sh-port',
  'mh-port',
  'mh-fallback,mh-port',
  'flag-1',
  'flag-2',
  'flag-3',
  'flag-1,flag-2,flag-3',
  'sh-port,mh-port',
  '',
  'bogus',
  'sh-port,',
  ',sh-port',
  'sh-port,,sh-port',
  'sh-port sh-fallback',
  'SH-PORT',
  'flag-4',
  'mh-port,flag-1',
];

interface Option {
  readonly short?: string;
  readonly long: string;
  readonly values?: readonly string[];
}

const serviceOptions: readonly Option[] = [
  { short: '-s', long: '--scheduler', values: schedulers },
  { short: '-p', long: '--persistent', values: timeouts },
  { short: '-M', long: '--netmask', values: masks },
  { short: '-o', long: '--ops' },
  { short: '-b', long: '--sched-flags', values: flags },
  { long: '--pe', values: ['sip', 'sip', 'bogus', '', 'SIP', 'sixteencharslong'] },
];

const serverOptions: readonly Option[] = [
  { short: '-g', long: '--gatewaying' },
  { short: '-i', long: '--ipip' },
  { short: '-m', long: '--masquerading' },
  { short: '-m', long: '--masquerading' },
  { short: '-w', long: '--weight', values: numbers },
  { short: '-x', long: '--u-threshold', values: numbers },
  { short: '-y', long: '--l-threshold', values: numbers },
  { long: '--tun-type', values: ['ipip', 'gue', 'gre', 'GUE', '', 'vxlan'] },
  { long: '--tun-port', values: ['6080', '0', '65535', '65536', 'x', '-1', '', 'http', '+80', '0x50'] },
  { long: '--tun-nocsum' },
  { long: '--tun-csum' },
  { long: '--tun-remcsum' },
];

const listOptions: readonly Option[] = [
  { short: '-n', long: '--numeric' },
  { short: '-n', long: '--numeric' },
  { short: '-c', long: '--connection' },
  { long: '--timeout' },
  { long: '--daemon' },
  { long: '--stats' },
  { long: '--rate' },
  { long: '--thresholds' },
  { long: '--persistent-conn' },
  { long: '--tun-info' },
  { long: '--nosort' },
  { long: '--sort' },
  { short: '-X', long: '--exact' },
];

const daemonOptions: readonly Option[] = [
  {
    long: '--mcast-interface',
    values: ['eth0', 'eth1', 'lo', 'eth9', '', 'averylongnameforaninterface', 'srv0'],
  },
  { long: '--syncid', values: ['0', '1', '255', '256', '-1', 'x', '', '+3', '010'] },
  { long: '--sync-maxlen', values: ['0', '1', '100', '1400', '1472', '65507', '65508', 'x', '-1'] },
  {
    long: '--mcast-group',
    values: [
      '224.0.0.81',
      '239.1.1.1',
      '10.0.0.1',
      'ff02::81',
      'ff05::81',
      'x',
      '',
      'fd00::1',
      '224.0.0.081',
    ],
  },
  { long: '--mcast-port', values: ['8848', '0', '65535', '65536', 'x', '1'] },
  { long: '--mcast-ttl', values: ['0', '1', '255', '256', 'x', '-1'] },
];

const everything: readonly Option[] = [...serviceOptions, ...serverOptions, ...listOptions, ...daemonOptions];

/** Values that the tool takes come first in the tables above: a low index is a sane value. */
const valueFrom = (random: Random, values: readonly string[], sanity: number): string =>
  random.chance(sanity) ? (values[random.below(Math.ceil(values.length / 3))] ?? '') : random.pick(values);

const optionWords = (random: Random, option: Option, sanity: number): string[] => {
  const { short, long, values } = option;
  const isLong = short === undefined || random.chance(0.25);
  const name = isLong ? long : short;
  if (values === undefined) return [name];
  if (name === '-p' && random.chance(0.15)) return [name];
  const value = valueFrom(random, values, sanity);
  const form = random.below(10);
  if (isLong && form < 3) return [`${name}=${value}`];
  if (!isLong && form < 2 && value !== '') return [`${name}${value}`];
  if (!isLong && form === 2) return [`${name}=${value}`];
  return [name, value];
};

const someOptions = (random: Random, options: readonly Option[], most: number, sanity: number): string[][] =>
  random
    .shuffle(options)
    .slice(0, random.below(most + 1))
    .map(option => optionWords(random, option, sanity));

const serviceWords = (random: Random, sanity: number): string[] => {
  if (random.chance(sanity)) return [...random.pick(services)];
  const kind = random.pick([
    '-t',
    '-u',
    '--sctp-service',
    '-f',
    '--tcp-service',
    '--udp-service',
    '--fwmark-service',
  ]);
  const mark = kind.startsWith('-f') || kind.startsWith('--f');
  const value = random.pick(mark ? oddMarks : oddEndpoints);
  const joined = kind.startsWith('--') ? `${kind}=${value}` : `${kind}${value}`;
  return random.chance(0.15) ? [joined] : [kind, value];
};

/** The dependent options a sane tunnel needs. */
const tunnelWords = (random: Random): string[][] =>
  random.pick([
    [['-i']],
    [
      ['-i'],
      ['--tun-type', 'gue'],
      ['--tun-port', '6080'],
      [random.pick(['--tun-csum', '--tun-nocsum', '--tun-remcsum'])],
    ],
    [['-i'], ['--tun-type', 'gre'], [random.pick(['--tun-csum', '--tun-nocsum'])]],
    [['-i'], ['--tun-type', 'gue'], ['--tun-port', '6080']],
  ]);

const serverWords = (random: Random, sanity: number): string[][] => {
  const server = random.chance(sanity) ? random.pick(servers) : random.pick([...oddServers, ...oddEndpoints]);
  const words = [['-r', server]];
  if (random.chance(0.15)) return [...words, ...tunnelWords(random)];
  return [...words, ...someOptions(random, serverOptions.slice(0, random.chance(0.8) ? 7 : 12), 4, sanity)];
};

const mutate = (random: Random, words: readonly string[]): string[] => {
  const changed = [...words];
  const at = random.below(changed.length);
  switch (random.below(6)) {
    case 0:
      changed.splice(at, 1);
      break;
    case 1:
      changed.splice(at, 0, changed[at] ?? '');
      break;
    case 2:
      changed.splice(at, 0, ...optionWords(random, random.pick(everything), 0.5));
      break;
    case 3:
      changed.push(...optionWords(random, random.pick(everything), 0.5));
      break;
    case 4:
      changed.splice(
        at,
        0,
        random.pick([
          'stray',
          '-q',
          '--bogus',
          '--',
          '-',
          '-A',
          '-6',
          '-L',
          '-n',
          '--sched',
          '=',
          '-=',
          '--=',
          '-nn',
          '--numeric=1',
        ]),
      );
      break;
    default: {
      const other = random.below(changed.length);
      [changed[at], changed[other]] = [changed[other] ?? '', changed[at] ?? ''];
    }
  }
  return changed;
};

const long: Readonly<Record<string, string>> = {
  '-A': '--add-service',
  '-E': '--edit-service',
  '-D': '--delete-service',
  '-a': '--add-server',
  '-e': '--edit-server',
  '-d': '--delete-server',
  '-C': '--clear',
  '-L': '--list',
  '-Z': '--zero',
  '-S': '--save',
};

const withCommand = (random: Random, command: string, groups: readonly (readonly string[])[]): string[] => {
  const rest = random.shuffle(groups).flat();
  const first = rest[0];
  if (random.chance(0.15) && first !== undefined && /^-[a-zA-Z6]/.test(first)) {
    return [`${command}${first.slice(1)}`, ...rest.slice(1)];
  }
  return [random.chance(0.15) ? (long[command] ?? command) : command, ...rest];
};

export const listWords = (random: Random, sanity: number): string[] => {
  const groups = someOptions(random, listOptions, 4, sanity);
  if (random.chance(0.25)) groups.push(serviceWords(random, sanity));
  return withCommand(
    random,
    random.pick(['-L', '-L', '-l']),
    random.chance(0.6)
      ? [['-n'], ...groups.filter(group => !/^(-n|--numeric)$/.test(group[0] ?? ''))]
      : groups,
  );
};

const bareWords = (random: Random, sanity: number): string[] => {
  switch (random.below(8)) {
    case 0:
      return withCommand(
        random,
        '-S',
        random.chance(0.8) ? [['-n']] : someOptions(random, everything, 2, sanity),
      );
    case 1:
      return withCommand(random, '-Z', random.chance(0.3) ? [] : [serviceWords(random, sanity)]);
    case 2:
      return ['--set', ...[0, 0, 0].map(() => valueFrom(random, [...timeouts, '0', '0'], sanity))];
    case 3:
    case 4:
      return [
        random.chance(0.15)
          ? `--start-daemon=${random.pick(['master', 'backup', 'both', ''])}`
          : '--start-daemon',
        ...(random.chance(0.9)
          ? [random.pick(['master', 'backup'])]
          : [random.pick(['mast', 'MASTER', '', 'x'])]),
        ...someOptions(random, daemonOptions, 3, sanity).flat(),
      ];
    case 5:
      return [
        '--stop-daemon',
        random.pick(['master', 'backup', 'backup', 'x']),
        ...(random.chance(0.2) ? ['--syncid', '1'] : []),
      ];
    case 6:
      return random.chance(0.3) ? ['-C'] : ['-L', '-n', '--daemon'];
    default:
      return random.chance(0.3) ? mutate(random, ['-C', '-n']) : ['-L', '--timeout'];
  }
};

/** The words after `ipvsadm`. `sanity`: how likely each part is a plain one, 0..1. */
export const commandWords = (random: Random, sanity: number): string[] => {
  const service = (): string[] => serviceWords(random, sanity);
  const dice = random.below(20);
  let words: string[];
  if (dice < 4)
    words = withCommand(random, '-A', [service(), ...someOptions(random, serviceOptions, 3, sanity)]);
  else if (dice < 6)
    words = withCommand(random, '-E', [service(), ...someOptions(random, serviceOptions, 3, sanity)]);
  else if (dice < 7) words = withCommand(random, '-D', [service()]);
  else if (dice < 12) words = withCommand(random, '-a', [service(), ...serverWords(random, sanity)]);
  else if (dice < 14) words = withCommand(random, '-e', [service(), ...serverWords(random, sanity)]);
  else if (dice < 15) {
    words = withCommand(random, '-d', [
      service(),
      ['-r', random.pick(servers)],
      ...(random.chance(0.1) ? [['-m']] : []),
    ]);
  } else if (dice < 17) words = listWords(random, sanity);
  else words = bareWords(random, sanity);
  return random.chance((1 - sanity) / 2) ? mutate(random, words) : words;
};

/** A few services with servers, to begin with. */
export const setupLines = (random: Random, count: number): string[][] => {
  const chosen = random.shuffle(services).slice(0, count);
  return chosen.flatMap(service => {
    const zero = /[:]0$/.test(service[1] ?? '');
    const v6 = (service[1] ?? '').startsWith('[') || service[2] === '-6';
    const own = v6
      ? ['[fd00::11]:80', '[fd00::12]:8080', 'fd00::13']
      : ['10.0.0.11', '10.0.0.12:8080', '10.0.0.13'];
    return [
      [
        '-A',
        ...service,
        '-s',
        random.pick(schedulers.slice(0, 13)),
        ...(zero || random.chance(0.3) ? ['-p', random.pick(['60', '300', '360'])] : []),
      ],
      ...own
        .slice(0, 1 + random.below(3))
        .map(server => [
          '-a',
          ...service,
          '-r',
          server,
          random.pick(['-m', '-m', '-g', '-i']),
          '-w',
          String(random.below(6)),
          ...(random.chance(0.3) ? ['-x', '20', '-y', '5'] : []),
        ]),
    ];
  });
};
