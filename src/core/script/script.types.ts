/**
 * What another machine has to run, as data. One printer (print.ts) makes a POSIX shell script of it with `start`, `stop` and
 * `status`; every value is quoted there and nowhere else.
 */

import type { Address } from '../model/address.ts';
import type { NetItem } from '../model/net-item.ts';

/** Who runs a script. */
export type Role = 'real server' | 'director' | 'router' | 'NFS host' | 'NFS client' | 'test client';

/** How a script speaks. Only real servers have all of them; the others have `iproute2`. */
export const flavours = ['iproute2', 'classic', 'arptables', 'systemd', 'nmcli', 'ifcfg'] as const;

/** One of the ways. */
export type Flavour = (typeof flavours)[number];

/** A kernel setting. `atLeast`: the kernel takes the larger of `all` and the interface, so a larger value is as good. */
export interface SysctlItem {
  readonly what: 'sysctl';
  /** `net.ipv4.conf.all.arp_ignore`. */
  readonly name: string;
  readonly value: string;
  readonly atLeast?: boolean;
}

/** A network device that a module brings (tunl0, gre0, ip6tnl0), or that is made: it must be up. */
export interface DeviceItem {
  readonly what: 'device';
  readonly name: string;
  /** The module that brings it; absent: it is there. */
  readonly module?: string;
  /** What `ip link add NAME type …` or `ip tunnel add NAME …` is told where nothing brings it. */
  readonly make?: readonly string[];
}

/** `ip fou add port PORT gue`. */
export interface FouItem {
  readonly what: 'fou';
  readonly port: number;
  readonly family: 4 | 6;
}

/** A static ARP entry or neighbour: `ip neigh replace ADDRESS lladdr MAC dev DEVICE nud permanent`. */
export interface NeighbourItem {
  readonly what: 'neighbour';
  readonly address: Address;
  readonly mac: string;
  readonly device: string;
}

/** `arptables -A INPUT -d VIP -j DROP` and its kin. */
export interface ArpItem {
  readonly what: 'arptables';
  readonly chain: 'INPUT' | 'OUTPUT';
  readonly words: readonly string[];
}

/** A file with exactly this text; what was there before comes back at `stop`. */
export interface FileItem {
  readonly what: 'file';
  readonly path: string;
  readonly text: string;
  /** Octal, as chmod takes it: `0644`. */
  readonly mode: string;
}

/** A program that is told to do something, and one that takes it back; for what has no kind of its own (exportfs, nmcli, systemctl). */
export interface ProgramItem {
  readonly what: 'program';
  readonly start: readonly (readonly string[])[];
  readonly stop: readonly (readonly string[])[];
  /** Exit code 0: it is as it should be. Empty: nothing stays that could be looked at, and `start` runs it each time. */
  readonly check: readonly string[];
}

/** One thing that a script does, and why. */
export interface Item {
  readonly do: NetItem | SysctlItem | DeviceItem | FouItem | NeighbourItem | ArpItem | FileItem | ProgramItem;
  /** What it is there for, a sentence or two: a comment in the script when explanations are asked for. */
  readonly why: string;
  /** What a person sees when it is missing, for `status`: a sentence. */
  readonly without?: string;
}

/** A script. */
export interface Script {
  readonly role: Role;
  readonly flavour: Flavour;
  /**
   * `[a-z0-9.-]+`: the name of its file without `.sh`, and of the folder where it remembers what was there before: under /run/lvsh, or
   * under /var/lib/lvsh/scripts when it has files or programs, whose work is still there after a reboot.
   */
  readonly name: string;
  /** For whom it is, and what it does: lines of the header. */
  readonly header: readonly string[];
  readonly items: readonly Item[];
  /**
   * Checks of `status` besides the items: an argument array whose exit code 0 is good (127: a program is missing), what is wrong
   * otherwise, and what is said when it is good (the command itself when absent).
   */
  readonly checks: readonly {
    readonly run: readonly string[];
    readonly wrong: string;
    readonly right?: string;
  }[];
}
