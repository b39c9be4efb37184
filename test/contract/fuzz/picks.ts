/** Scripts that connect: schedulers, persistence, thresholds, timers and counters, with changes midway. */
import type { Random } from './random.ts';

interface Target {
  /** The words that name the service to ipvsadm. */
  readonly service: string;
  /** What connect is given. */
  readonly reach: (random: Random) => string;
  readonly family: 4 | 6;
  readonly portZero?: boolean;
  readonly ops?: boolean;
}

const port = (random: Random): number => random.pick([80, 80, 443, 21, 8080]);

const targets: readonly Target[] = [
  { service: '-t 10.1.0.200:80', reach: () => 'tcp 10.1.0.200:80', family: 4 },
  { service: '-t 10.1.0.200:80', reach: () => 'tcp 10.1.0.200:80', family: 4 },
  {
    service: '-t 10.1.0.200:21',
    reach: random => `tcp 10.1.0.200:${random.pick([21, 21, 20, 5000, 80])}`,
    family: 4,
  },
  {
    service: '-t 10.1.0.200:0',
    reach: random => `tcp 10.1.0.200:${random.pick([21, 80, 5000])}`,
    family: 4,
    portZero: true,
  },
  {
    service: '-t 10.1.0.201:0',
    reach: random => `tcp 10.1.0.201:${port(random)}`,
    family: 4,
    portZero: true,
  },
  { service: '-t [fd00:1::200]:80', reach: () => 'tcp [fd00:1::200]:80', family: 6 },
  { service: '-u 10.1.0.200:53', reach: () => 'udp 10.1.0.200:53', family: 4, ops: true },
  { service: '-u [fd00:1::200]:53', reach: () => 'udp [fd00:1::200]:53', family: 6, ops: true },
  {
    service: '-f 7',
    reach: random =>
      `${random.pick(['tcp', 'tcp', 'udp'])} mark 7 10.9.0.${1 + random.below(4)}:${port(random)}`,
    family: 4,
    ops: true,
  },
  {
    service: '-f 8 -6',
    reach: random => `mark 8 [fd00:9::${1 + random.below(3)}]:${port(random)}`,
    family: 6,
    ops: true,
  },
];

const schedulers = [
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
];

/**
 * Sleeps are even and lifetimes odd, so that nothing expires while a line looks at it; templates and connections live
 * for different times, as it is chance which of the two goes first when a packet comes a tick later.
 */
const lifetimes = [3, 7, 60, 300];
const naps = [2, 2, 4, 6];

const configuration = (random: Random, target: Target): string => {
  const scheduler = random.pick(schedulers);
  const flags: Readonly<Record<string, readonly string[]>> = {
    sh: ['', ' -b sh-port', ' -b sh-fallback', ' -b sh-fallback,sh-port'],
    mh: ['', ' -b mh-port', ' -b mh-fallback', ' -b mh-fallback,mh-port'],
  };
  const persistent = target.portZero === true || random.chance(0.35);
  const masks =
    target.family === 4
      ? ['', '', ' -M 255.255.255.252', ' -M 255.255.255.0', ' -M 0.0.0.0']
      : ['', '', ' -M 64', ' -M 126'];
  return (
    `-s ${scheduler}${random.pick(flags[scheduler] ?? [''])}` +
    (persistent ? ` -p ${random.pick(lifetimes)}${random.pick(masks)}` : '') +
    (target.ops === true && random.chance(0.2) ? ' -o' : '')
  );
};

const server = (target: Target, number: number, random: Random): string => {
  const address = target.family === 4 ? `10.0.0.1${number}` : `fd00::1${number}`;
  if (random.chance(0.75)) return address;
  const other = random.pick([80, 8080, 0]);
  return target.family === 4 ? `${address}:${other}` : `[${address}]:${other}`;
};

const serverOptions = (random: Random): string => {
  const method = random.pick(['-m', '-m', '-m', '-g', '-i']);
  const weight = random.chance(0.04)
    ? random.pick([255, 65535, 1_000_000, 2_147_483_647])
    : random.pick([0, 1, 1, 2, 3, 5, 10]);
  const thresholds = random.chance(0.25)
    ? ` -x ${1 + random.below(6)}${random.chance(0.5) ? ' -y 1' : ''}`
    : '';
  return `${method} -w ${weight}${thresholds}`;
};

const client = (target: Target, random: Random): string => {
  const number = 1 + random.below(7);
  const address = target.family === 4 ? `10.1.0.${number}` : `fd00:1::${number}`;
  if (random.chance(0.8)) return address;
  const fixed = random.chance(0.1) ? 18 : 5000 + random.below(3);
  return target.family === 4 ? `${address}:${fixed}` : `[${address}]:${fixed}`;
};

const connectLine = (target: Target, random: Random): string => {
  const from = random.chance(0.7) ? ` --from ${client(target, random)}` : '';
  return `connect -n ${1 + random.below(7)}${random.chance(0.45) ? ' --hold' : ''}${from} ${target.reach(random)}`;
};

/** Lines about a server of the other family, which only a tunnel reaches. */
const strangerLine = (target: Target, random: Random): string =>
  `ipvsadm ${random.pick(['-a', '-a', '-e', '-d'])} ${target.service} -r ${target.family === 4 ? 'fd00::15' : '10.0.0.15'}`;

const looks = [
  'ipvsadm -Ln',
  'ipvsadm -Ln',
  'ipvsadm -Lnc',
  'ipvsadm -Lnc',
  'ipvsadm -Ln --persistent-conn',
  'cat /proc/net/ip_vs_conn',
  'ipvsadm -Ln --thresholds',
];
/** Counters tell the same on both machines only where sleeps say how often the estimator has ticked. */
const counters = [
  'ipvsadm -Ln --stats',
  'ipvsadm -Ln --rate',
  'ipvsadm -Ln --stats --exact',
  'cat /proc/net/ip_vs_stats',
  'cat /proc/net/ip_vs_stats_percpu',
  'ipvsadm -Ln --rate --exact',
];

/**
 * Practice time begins with the first connection, just after a tick of the estimator. The kernel ticks a little less
 * often than every 2 s (its timers round up), so all else is done a second later, halfway between two ticks.
 */
export const betweenTicks: readonly string[] = ['connect udp 10.1.0.199:9', 'sleep 1'];

export const pickScript = (random: Random): string[] => {
  const chosen = random.shuffle(targets).slice(0, 1 + random.below(2));
  const lines: string[] = [];
  const added = (target: Target, number: number): string =>
    `ipvsadm -a ${target.service} -r ${server(target, number, random)} ${serverOptions(random)}`;
  for (const target of chosen) {
    lines.push(`ipvsadm -A ${target.service} ${configuration(random, target)}`);
    const count = 1 + random.below(4);
    for (let number = 1; number <= count; number++) lines.push(added(target, number));
  }
  if (random.chance(0.3))
    lines.push(`ipvsadm --set ${random.pick([0, 9])} ${random.pick([0, 5])} ${random.pick([0, 5])}`);
  const sleeps = random.chance(0.5);
  if (sleeps) lines.push(...betweenTicks);
  let slept = 0;
  const count = 14 + random.below(14);
  let connected = false;
  for (let index = 0; index < count; index++) {
    const target = random.pick(chosen);
    const number = 1 + random.below(4);
    const dice = random.below(100);
    if (dice < 48 || !connected) {
      lines.push(connectLine(target, random));
      connected = true;
    } else if (dice < 62) lines.push(random.pick(looks));
    else if (dice < 74 && sleeps && slept < 14) {
      const seconds = random.pick(naps);
      slept += seconds;
      lines.push(`sleep ${seconds}`, random.pick([...looks, ...counters]));
    } else if (dice < 80)
      lines.push(
        `ipvsadm -e ${target.service} -r ${server(target, number, random)} ${serverOptions(random)}`,
      );
    else if (dice < 85) lines.push(`ipvsadm -d ${target.service} -r ${server(target, number, random)}`);
    else if (dice < 91) lines.push(added(target, number));
    else if (dice < 94) lines.push(`ipvsadm -E ${target.service} ${configuration(random, target)}`);
    else if (dice < 96) lines.push(random.chance(0.5) ? 'ipvsadm -Z' : `ipvsadm -Z ${target.service}`);
    else if (dice < 98) {
      lines.push(
        random.chance(0.5) ? 'ipvsadm -C' : `ipvsadm -D ${target.service}`,
        `ipvsadm -A ${target.service} ${configuration(random, target)}`,
        added(target, 1),
        added(target, 2),
      );
    } else if (dice < 99) {
      const line = strangerLine(target, random);
      lines.push(line.startsWith('ipvsadm -d') ? line : `${line} -i`);
    } else lines.push('ipvsadm -Sn > saved', 'ipvsadm-restore < saved');
  }
  lines.push('ipvsadm -Lnc');
  if (sleeps) lines.push('sleep 2', 'ipvsadm -Ln --stats');
  return lines;
};
