/** THE table of scripts that `lvsh script` writes: for whom each is, which flags it takes, and how it is made. */
import type { Result } from '../core/model/failure.ts';
import type { Handout } from '../core/wizard/wizard.types.ts';
import type { FlagName } from './script-flags.ts';
import { client, director, router, rs } from './script-make.ts';
import { nfsClient, nfsHost } from './script-make-nfs.ts';
import { marks, opening } from './script-make-rules.ts';
import type { Order } from './script-order.ts';
import type { OptionRow } from './verb.types.ts';
import type { ScriptRole } from './verbs-build.ts';

/** A role. */
interface RoleRow {
  readonly about: string;
  /** Flags that count for it, besides those of the cluster. */
  readonly takes: readonly FlagName[];
  /** Flags without which it cannot be made from flags alone. */
  readonly needs: readonly FlagName[];
  readonly make: (order: Order) => Result<readonly Handout[]>;
}

/** The table. */
export const roleRows: Readonly<Record<ScriptRole, RoleRow>> = {
  rs: {
    about:
      'a real server: the VIP without an answer to ARP (DR), the end of the tunnel (TUN), the gateway (NAT)',
    takes: [],
    needs: ['vip'],
    make: rs,
  },
  director: {
    about: 'the director’s whole part, for one on which lvsh does not run',
    takes: ['device', 'marker', 'firewall', 'table', 'scheduler'],
    needs: ['vip', 'rs'],
    make: director,
  },
  router: {
    about: 'the router in front: a route to the VIP, a static ARP entry, or a second address',
    takes: ['device', 'servers-device', 'mac', 'address'],
    needs: ['vip'],
    make: router,
  },
  'nfs-host': {
    about: 'the machine whose pages all real servers show, by NFS',
    takes: ['host', 'folder', 'pages'],
    needs: ['vip', 'rs', 'host'],
    make: nfsHost,
  },
  'nfs-client': {
    about: 'a real server that mounts them',
    takes: ['host', 'folder', 'pages', 'target'],
    needs: ['vip', 'rs', 'host'],
    make: nfsClient,
  },
  client: {
    about: 'a client that calls the service and counts which server answers',
    takes: ['mac', 'times'],
    needs: ['vip', 'port'],
    make: client,
  },
  openings: {
    about: 'what a firewall must let through, on the director or (--on rs) on real servers',
    takes: ['firewall', 'on'],
    needs: ['vip', 'port'],
    make: opening,
  },
  marks: {
    about: 'the rules that give packets the mark of a service',
    takes: ['marker', 'table'],
    needs: ['vip', 'mark'],
    make: marks,
  },
};

/** Flags that describe the cluster, for every role. */
export const clusterFlags: readonly FlagName[] = [
  'for',
  'method',
  'vip',
  'port',
  'rs',
  'mark',
  'dip',
  'tunnel',
  'tunnel-port',
  'flavour',
];

/** The options that a role takes, of those of the verb: flags of other roles are left out. */
export const optionsOfRole = (role: ScriptRole, options: readonly OptionRow[]): readonly OptionRow[] => {
  const foreign = new Set<string>(
    Object.values(roleRows)
      .flatMap(({ takes }) => takes)
      .filter(name => !roleRows[role].takes.includes(name)),
  );
  return options.filter(({ name }) => !foreign.has(name));
};
