/**
 * Who changes the IPVS table by himself: a row for each that lvsh knows. Those that only look like it are not here:
 * cilium does its balancing without IPVS, and a keepalived without virtual servers moves addresses only.
 *
 * What keepalived does was measured with 2.2.7 on a real kernel; ldirectord, kube-proxy, kube-router and Docker are
 * described after their manuals (ldirectord(8), `kube-proxy --help`, `kube-router --help`, Docker's swarm networking).
 */
import { longOption, shortOption } from './options.ts';
import {
  keepalived,
  keepalivedFlags,
  kubeProxy,
  ldirectord,
  runs,
  type Sighting,
} from './owner-sightings.ts';
import type { OwnerFacts, OwnerId, Suspect } from './owners.types.ts';

/** One who may change the table. */
export interface OwnerRow {
  readonly id: OwnerId;
  readonly who: string;
  /** Processes that may be his, by the name that the kernel has for them. */
  readonly comm?: RegExp;
  /** Whether such a process is his. */
  readonly is?: (argv: readonly string[]) => boolean;
  /** Where his configuration may be, the likeliest first. */
  readonly config?: (argv: readonly string[]) => readonly string[];
  /** He acts upon namespaces that he is not in himself. */
  readonly anywhere?: true;
  readonly shows: (facts: OwnerFacts, own: readonly Suspect[]) => readonly Sighting[];
  readonly does: (sighting: Sighting, facts: OwnerFacts) => string;
  readonly instead: (sighting: Sighting, facts: OwnerFacts) => string;
  /** What is not known where a sighting is not sure, and why; a sentence. */
  readonly unsure?: string;
}

const unread = 'Whether it has services in this table is not known: its configuration cannot be read.';

const theirConfiguration = ({ path }: Sighting): string => path ?? 'its configuration';

/** The rows. */
export const ownerRows: readonly OwnerRow[] = [
  {
    id: 'keepalived',
    who: 'keepalived',
    comm: /^keepalived/,
    is: argv => runs(argv, 'keepalived'),
    config: argv => [
      longOption(argv, 'use-file') ??
        shortOption(argv, 'f', keepalivedFlags) ??
        '/etc/keepalived/keepalived.conf',
    ],
    unsure: unread,
    shows: (_, own) => own.flatMap(keepalived),
    does: ({ owns, daemons, keeps }) =>
      [
        ...(owns.length === 0
          ? []
          : [
              `It leaves a change alone until something moves: a check that turns, a reload with another entry or a restart sets the entry as its configuration has it; a plain reload brings back nothing that was removed; its end ${keeps === true ? 'leaves' : 'removes'} its services.`,
            ]),
        ...(daemons ? ['It starts and stops the sync daemons as its VRRP state goes.'] : []),
      ].join(' '),
    instead: sighting =>
      `Change ${theirConfiguration(sighting)} and reload keepalived; make the change here too where it must hold at once.`,
  },
  {
    id: 'ldirectord',
    who: 'ldirectord',
    // A Perl script: the kernel has the one name or the other for it, as it was started.
    comm: /^(?:ldirectord|perl)/,
    is: argv => runs(argv, 'ldirectord') || /^ldirectord /.test(argv[0] ?? ''),
    config: argv => {
      const words = argv.slice(argv.findIndex(word => /(?:^|\/)ldirectord$/.test(word)) + 1);
      const named = words.filter(word => !word.startsWith('-'));
      const name = named.length > 1 ? (named[0] ?? '') : 'ldirectord.cf';
      return [`/etc/ha.d/${name}`, `/etc/ha.d/conf/${name}`, name];
    },
    unsure: unread,
    shows: (_, own) => own.flatMap(ldirectord),
    does: () =>
      'It sets a server’s weight anew whenever its check turns; at every start and reload it sets its services and servers as its configuration has them and removes other servers from these services; its end removes its services (unless cleanstop = no).',
    instead: sighting => `Change ${theirConfiguration(sighting)} and run ldirectord reload.`,
  },
  {
    id: 'kube-proxy',
    who: 'kube-proxy',
    comm: /^kube-proxy/,
    is: argv => runs(argv, 'kube-proxy'),
    config: argv => [longOption(argv, 'config') ?? ''],
    unsure:
      'Its process is not seen from here: it runs out of sight, or the interface was left behind by one that ran.',
    shows: kubeProxy,
    does: () =>
      'At every sync (30 s apart at most, unless told otherwise) it sets its services and servers as Kubernetes has them, and removes services that Kubernetes does not have, except those in --ipvs-exclude-cidrs.',
    instead: () =>
      'Change the Service in Kubernetes; a service of your own needs its address in --ipvs-exclude-cidrs.',
  },
  {
    id: 'kube-router',
    who: 'kube-router',
    comm: /^kube-router/,
    is: argv => runs(argv, 'kube-router') && longOption(argv, 'run-service-proxy') !== 'false',
    shows: (_, own) =>
      own.map(({ pid }) => ({ seen: `pid ${pid}`, owns: 'all', daemons: false, sure: true })),
    does: () =>
      'At every sync it sets its services and servers as Kubernetes has them, and removes services that Kubernetes does not have, except those in --excluded-cidrs.',
    instead: () =>
      'Change the Service in Kubernetes; a service of your own needs its address in --excluded-cidrs.',
  },
  {
    id: 'dockerd',
    who: 'dockerd',
    comm: /^dockerd/,
    is: argv => runs(argv, 'dockerd'),
    anywhere: true,
    // Docker's swarm fills the tables of namespaces of its own; that of the machine itself it never touches.
    shows: ({ docker }, own) =>
      docker === undefined
        ? []
        : [
            {
              seen: own[0] === undefined ? docker : `pid ${own[0].pid}, ${docker}`,
              owns: 'all',
              daemons: false,
              sure: true,
            },
          ],
    does: ({ seen }) =>
      `This is the table of Docker’s swarm (${seen.replace(/^pid \d+, /, '')}): it adds and removes servers whenever a task of a service starts or ends, and makes the table anew when the namespace is.`,
    instead: () => 'Use docker service update or docker service scale.',
  },
  {
    id: 'ipvsadm-unit',
    who: 'ipvsadm’s unit',
    shows: ({ unit }) =>
      unit !== undefined && (unit.saves || unit.clears)
        ? [{ seen: unit.name, owns: 'all', daemons: false, sure: true }]
        : [],
    does: (_, { unit }) => {
      const file = unit?.file ?? 'its rules file';
      if (unit?.saves !== true)
        return `When it is stopped or restarted it clears the table; what is not in ${file} by then is lost.`;
      return unit.clears
        ? `When it is stopped or restarted, and at shutdown, it writes the running table over ${file} and then clears it: what was edited in the file is lost.`
        : `When it is stopped or restarted, and at shutdown, it writes the running table over ${file}: what was edited in the file is lost.`;
    },
    instead: (_, { unit }) =>
      unit?.saves === true
        ? 'Bring an edit of the file in with a restore, never with a restart; thresholds and timeouts are lost in what it writes.'
        : 'Save after the change.',
  },
];
