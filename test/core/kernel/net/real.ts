/** Plays the same lines on the real programs, in a network namespace of their own, and on the practice machine. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { smallNames } from '../../../../src/core/ipvsadm/names.ts';
import { type NetworkInterface, practiceInterfaces } from '../../../../src/core/kernel/interfaces.ts';
import { emptyKernel, type Kernel } from '../../../../src/core/kernel/state.ts';
import { machineRun } from '../../../../src/core/kernel/traffic/machine.ts';

/** A command line: the program and its words. */
export type Argv = readonly string[];

/** What came of one. */
export interface Outcome {
  readonly line: string;
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * The interfaces of practiceInterfaces as cables to another namespace, without link-local addresses, and without
 * duplicate detection, which would take a second.
 */
const setup = `
set -e
unshare -n sleep 60 & far=$!
trap 'kill $far' EXIT
while [ "$(readlink /proc/$far/ns/net)" = "$(readlink /proc/$$/ns/net)" ]; do :; done
ip link set lo up
for device in eth0 eth1; do
  ip link add $device type veth peer name far$device netns $far
  nsenter -t $far -n ip link set far$device up
  ip link set $device addrgenmode none up
done
ip addr add 10.0.0.254/24 dev eth0
ip addr add fd00::254/64 dev eth0 nodad
ip addr add 10.1.0.254/24 dev eth1
ip addr add fd00:1::254/64 dev eth1 nodad
ip route add default via 10.1.0.1
ip -6 route add default via fd00:1::1
set +e
`;

const quote = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

const step = (argv: Argv): string =>
  `${argv.map(quote).join(' ')} > out 2> err < /dev/null\n` +
  `printf '%s %s %s\\n' "$?" "$(base64 -w0 < out)" "$(base64 -w0 < err)"\n`;

const decode = (text: string): string => Buffer.from(text, 'base64').toString('utf8');

/** Runs lines in a new namespace. Throws when that cannot be made. */
export const playReal = (lines: readonly Argv[]): readonly Outcome[] => {
  const folder = mkdtempSync(join(tmpdir(), 'lvsh-net-'));
  try {
    const ran = spawnSync('unshare', ['-n', 'bash', '-c', setup + lines.map(step).join('')], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 60_000,
      env: { ...process.env, LC_ALL: 'C' },
      maxBuffer: 64 * 1024 * 1024,
    });
    const rows = ran.stdout?.split('\n').filter(row => row !== '') ?? [];
    if (ran.status !== 0 || rows.length !== lines.length)
      throw new Error(`the namespace could not be made: ${ran.error?.message ?? ran.stderr.trim()}`);
    return rows.map((row, index) => {
      const [exit = '', stdout = '', stderr = ''] = row.split(' ');
      return {
        line: lines[index]?.join(' ') ?? '',
        exit: Number(exit),
        stdout: decode(stdout),
        stderr: decode(stderr),
      };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const interfaces: readonly NetworkInterface[] = practiceInterfaces.map(one => ({
  ...one,
  addresses: one.addresses.map(own =>
    own.address.includes(':') && one.name !== 'lo' ? { ...own, nodad: true } : own,
  ),
}));

/** Runs lines on a practice machine with the same interfaces. */
export const playPractice = (lines: readonly Argv[]): readonly Outcome[] => {
  let kernel: Kernel = emptyKernel({ interfaces });
  return lines.map(([program = '', ...args]) => {
    // The real one of this kind has another name where the usual one writes tables of nft.
    const ran = machineRun(kernel, program.replace('-legacy', ''), args, { names: smallNames });
    if (ran === undefined) throw new Error(`the practice machine has no ${program}`);
    kernel = ran.kernel;
    return { line: [program, ...args].join(' '), exit: ran.exit, stdout: ran.stdout, stderr: ran.stderr };
  });
};

/** What newer kernels say instead of 6.1's bare error number. */
const newerWords: readonly (readonly [newer: string, older: string])[] = [
  ['Error: ipv4: Address already assigned.', 'RTNETLINK answers: File exists'],
  ['Error: ipv6: address already assigned.', 'RTNETLINK answers: File exists'],
  ['Error: ipv4: Address not found.', 'RTNETLINK answers: Cannot assign requested address'],
  ['Error: ipv6: address not found.', 'RTNETLINK answers: Cannot assign requested address'],
  [
    'Error: ipv6: Cannot assign multicast address without "IFA_F_MCAUTOJOIN" flag.',
    'RTNETLINK answers: Cannot assign requested address',
  ],
  ['Error: ipv6: Invalid address.', 'RTNETLINK answers: Cannot assign requested address'],
  [
    'Error: ipv6: Cannot assign loopback address on this device.',
    'RTNETLINK answers: Cannot assign requested address',
  ],
];

/** Without what differs between cables and cards, and between kernels. */
const comparable = ({ line, exit, stdout, stderr }: Outcome): Outcome => ({
  line,
  exit,
  stdout: stdout
    .replace(/(eth\d)@if\d+/g, '$1')
    .replace(/ link-netnsid \d+/g, '')
    .replace(/"link_index":\d+,|,"link_netnsid":\d+/g, '')
    .replace(/qdisc \S+|"qdisc":"\w+"/g, 'QUEUE')
    .replace(/(link\/ether |"address":")[0-9a-f:]{17}/g, '$1MAC'),
  stderr: newerWords
    .reduce((text, [newer, older]) => text.replace(newer, older), stderr)
    .replace(/iptables v[\d.]+ /g, 'iptables vX ')
    .replace(/(in directory \/\S+\/modules\/)\S+/g, '$1RELEASE'),
});

/** The lines that did not come to the same: what the real program did, and what the practice machine did. */
export const differences = (
  real: readonly Outcome[],
  practice: readonly Outcome[],
): readonly { readonly real: Outcome; readonly practice: Outcome | undefined }[] =>
  real.flatMap((one, index) => {
    const [expected, other] = [comparable(one), practice[index]];
    const found = other === undefined ? undefined : comparable(other);
    return JSON.stringify(found) === JSON.stringify(expected) ? [] : [{ real: expected, practice: found }];
  });

/** Why lines of a program cannot be played here; undefined where they can. */
export const obstacle = (probe: Argv): string | undefined => {
  if (process.geteuid?.() !== 0) return 'namespaces need root here';
  try {
    const [ran] = playReal([probe]);
    return ran?.exit === 0
      ? undefined
      : `${probe.join(' ')}: ${ran?.stderr.trim() || `exit code ${ran?.exit}`}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};
