/** What went wrong, read from what ipvsadm printed: kind, reason and advice for each message that it is known to give. */
import type { Failure, FailureKind } from '../model/failure.ts';
import { kernelRefusals } from './messages.ts';

interface Row {
  readonly match: RegExp;
  readonly kind: FailureKind;
  readonly what: string | ((match: RegExpExecArray) => string);
  readonly why?: string;
  readonly advice?: string;
}

/** A row for a message that is a whole line. */
const line = (text: string, row: Omit<Row, 'match'>): Row => ({
  match: new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`, 'm'),
  ...row,
});

const usage = 'The command line is not one that ipvsadm takes';

/** From the special to the general: the first row that matches tells. */
const rows: readonly Row[] = [
  {
    match: /^Can't initialize ipvs: Permission denied.*$/m,
    kind: 'no-permission',
    what: 'ipvsadm may not talk to the kernel',
    why: 'Only root, or a process with CAP_NET_ADMIN, may read and change the IPVS table',
    advice: 'Run it as root, or allow sudo',
  },
  {
    match: /^Can't initialize ipvs: .*$/m,
    kind: 'no-module',
    what: 'The kernel has no IPVS',
    why: 'The module ip_vs is not loaded and could not be loaded',
    advice: 'Load it: modprobe ip_vs. In a container, load it on the host',
  },
  {
    match: /(?:^|: )(?:ipvsadm: )?(?:command )?not found$/m,
    kind: 'no-ipvsadm',
    what: 'ipvsadm is not installed',
    advice: 'Install the package ipvsadm',
  },
  line(kernelRefusals.serviceExists, {
    kind: 'exists',
    what: 'The virtual service exists already',
    advice: 'Change it with -E, or choose another address',
  }),
  line(kernelRefusals.destinationExists, {
    kind: 'exists',
    what: 'The real server is in this service already',
    advice: 'Change it with -e',
  }),
  line(kernelRefusals.noScheduler, {
    kind: 'no-scheduler',
    what: 'The kernel does not know this scheduler or persistence engine',
    why: 'Its name is wrong, or its module (ip_vs_NAME, ip_vs_pe_NAME) is not there or not loadable',
    advice: 'Check the name; try modprobe ip_vs_NAME',
  }),
  line(kernelRefusals.noService, {
    kind: 'not-found',
    what: 'There is no such virtual service',
    advice: 'Compare protocol, address, port or mark, and family with ipvsadm -Ln',
  }),
  line(kernelRefusals.serviceNotDefined, {
    kind: 'not-found',
    what: 'The virtual service of this real server does not exist',
    advice: 'Add the service first (-A), or correct its address',
  }),
  line(kernelRefusals.noDestination, {
    kind: 'not-found',
    what: 'The service has no such real server',
    why: 'Address and port must both match; without -m, ipvsadm puts the port of the service in the place of the one given',
    advice: 'Compare with ipvsadm -Ln; for a NAT server say -m',
  }),
  line(kernelRefusals.outOfRange, {
    kind: 'out-of-range',
    what: 'The thresholds contradict each other',
    why: 'The lower threshold (-y) must not be above the upper one (-x), and means nothing without it',
    advice: 'Give -x with a value of at least -y',
  }),
  {
    match: /^Invalid operation\. /m,
    kind: 'not-unicast',
    what: 'The kernel refuses this operation',
    why:
      'Mostly a real server that is no unicast address (0.0.0.0, multicast, broadcast of a local network, link-local IPv6), ' +
      'or IPv4 and IPv6 mixed in a service while a sync daemon runs',
    advice: 'Check the address of the real server; stop the sync daemon before mixing families',
  },
  line(kernelRefusals.daemonRuns, {
    kind: 'daemon',
    what: 'A sync daemon of this role runs already',
    advice: 'Stop it first: ipvsadm --stop-daemon',
  }),
  line(kernelRefusals.noDaemon, { kind: 'daemon', what: 'No sync daemon of this role is running' }),
  line(kernelRefusals.noDevice, {
    kind: 'daemon',
    what: 'There is no such network interface',
    advice: 'Name one of this machine: --mcast-interface; the default is eth0',
  }),
  line(kernelRefusals.unreachable, {
    kind: 'daemon',
    what: 'This interface has no route to the multicast group',
    advice: 'Name another interface, or an IPv4 group: --mcast-interface, --mcast-group',
  }),
  line(kernelRefusals.noMemory, { kind: 'other', what: 'The kernel has no memory for it' }),
  {
    match: /^(.*): (unknown option|missing argument|option does not take an argument)$/m,
    kind: 'usage',
    what: match => `${match[1]}: ${match[2]}`,
    advice: 'Long options are not abbreviated; ipvsadm -h lists them',
  },
  {
    match: /^Try `ipvsadm -h' or .* for more information\.$/m,
    kind: 'usage',
    what: usage,
    why: 'The first option must be a command (-A, -E, -D, -a, -e, -d, -C, -L, -S, -R, -Z, --set, ...)',
  },
  {
    match: /^Illegal '(.*)' option with the '(.*)' (command|tunnel type)$/m,
    kind: 'usage',
    what: match => `The ${match[3]} ${match[2]} has no option ${match[1]}`,
  },
  {
    match: /^You need to supply the '(.*)' option for the '(.*)' (command|tunnel type)$/m,
    kind: 'usage',
    what: match => `The ${match[3]} ${match[2]} needs the option ${match[1]}`,
  },
  {
    match: /^The option '(.*)' conflicts with the '(.*)' option in the '(.*)' (?:command|tunnel type)$/m,
    kind: 'usage',
    what: match => `${match[1]} and ${match[2]} exclude each other`,
  },
  {
    match: /^multiple '(.*)' options specified$/m,
    kind: 'usage',
    what: match => `The option ${match[1]} was given twice`,
  },
  {
    match: /^unexpected argument (.*)$/m,
    kind: 'usage',
    what: match => `Nothing is known to do with the word ${match[1]}`,
    advice: 'An option letter may be missing before it',
  },
  {
    match: /^invalid option `(.*)'$/m,
    kind: 'usage',
    what: match => `${match[1]} is a second command in one line`,
  },
  {
    match: /^-6 used before -f$/m,
    kind: 'usage',
    what: '-6 belongs to a mark and stands after -f',
    why: 'The family of an address follows from the address itself',
  },
  {
    match: /^options conflicts in the list command$/m,
    kind: 'usage',
    what: 'These options of -L exclude each other',
  },
  {
    match: /^--set option requires 3 timeout values$/m,
    kind: 'usage',
    what: '--set takes three timeouts: tcp, tcpfin and udp',
    advice: 'Write 0 for one that is to stay as it is',
  },
  {
    match: /^Zero port specified for non-persistent service$/m,
    kind: 'value',
    what: 'A service without a port must be persistent',
    advice: 'Give the address with a port, or -p',
  },
  {
    match: /^One-Packet Scheduling is only for UDP virtual services$/m,
    kind: 'value',
    what: '-o is for UDP services and marks only',
  },
  {
    match: /^Tunnel options conflict with forward method$/m,
    kind: 'value',
    what: 'Tunnel options need the forwarding method -i',
  },
  {
    match: /^Different address family is allowed only for tunneling servers$/m,
    kind: 'value',
    what: 'Service and real server are of different IP versions',
    advice: 'Only tunnels (-i) can join them',
  },
  {
    match: /^illegal real server address\[:port\] specified$/m,
    kind: 'value',
    what: 'The address of the real server cannot be read',
    why: 'It is no address and no known name, or its port is no number and no known service name',
    advice: 'Write host, host:port or [v6]:port',
  },
  {
    match: /^illegal virtual server address\[:port\] specified$/m,
    kind: 'value',
    what: 'The address of the virtual service cannot be read',
    why: 'It is no address and no known name, or its port is no number and no known service name',
    advice: 'Write host:port or [v6]:port',
  },
  {
    match: /^(?:illegal|invalid|incompatible) .*$/m,
    kind: 'value',
    what: match => capital(match[0]),
  },
];

/**
 * What `stderr` and the exit code of ipvsadm mean. Of several complaints (a run of `-R`) the first row of the table
 * that matches any of them tells; all of them are in `output`. Unknown words give `other` with the tool's own text.
 */
export const readFailure = (stderr: string, exit: number): Failure => {
  const output = stderr === '' ? {} : { output: stderr };
  for (const row of rows) {
    const match = row.match.exec(stderr);
    if (match === null) continue;
    return {
      kind: row.kind,
      what: printable(typeof row.what === 'string' ? row.what : row.what(match)),
      ...(row.why === undefined ? {} : { why: row.why }),
      ...(row.advice === undefined ? {} : { advice: row.advice }),
      ...output,
    };
  }
  if (exit === 139 || exit === 134) return { kind: 'killed', what: 'ipvsadm crashed', ...output };
  if (exit === 137 || exit === 143) return { kind: 'killed', what: 'ipvsadm was killed', ...output };
  if (exit === 127)
    return {
      kind: 'no-ipvsadm',
      what: 'ipvsadm is not installed',
      advice: 'Install the package ipvsadm',
      ...output,
    };
  const first = printable(stderr.split('\n', 1)[0] ?? '').trim();
  return { kind: 'other', what: first === '' ? `ipvsadm failed with exit code ${exit}` : first, ...output };
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The text without control characters: it quotes what somebody else wrote, and it goes to a screen. */
const printable = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '?');
