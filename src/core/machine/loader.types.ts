/** What makes a machine load its table at boot, and the facts that tell. */
import type { OsRelease } from './os-release.ts';

/** What the machine starts its services with. */
export type InitSystem = 'systemd' | 'openrc' | 'sysv' | 'unknown';

/** A file with its text. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** The facts. */
export interface LoaderFacts {
  readonly os?: OsRelease;
  readonly init: InitSystem;
  /** systemd's ipvsadm.service: its text by `systemctl cat`, and the words of `is-enabled` and `is-active`. */
  readonly unit?: { readonly text: string; readonly enabled: string; readonly active: string };
  /** Init scripts, and the scripts that the unit runs. */
  readonly scripts: readonly TextFile[];
  /** Files that set variables for them. */
  readonly settings: readonly TextFile[];
  /** Links that start an init script: `/etc/rc2.d/S01ipvsadm`, `/etc/runlevels/default/ipvsadm`. */
  readonly links: readonly string[];
  /** Which of the rules files of any system are there. */
  readonly present: readonly string[];
  /** Other things run at boot that speak of ipvsadm: rc.local, units of the administrator. */
  readonly others: readonly string[];
}

/** What loads the table at boot, if it is started. */
export interface Loader {
  readonly kind: 'unit' | 'script' | 'openrc';
  /** `ipvsadm.service`, `/etc/init.d/ipvsadm`. */
  readonly unit: string;
  /** Its rules file; absent where its text does not tell. */
  readonly file?: string;
  /** Where that stands: `/etc/init.d/ipvsadm`. */
  readonly says: string;
  /** Debian's switch in /etc/default/ipvsadm: without `true` nothing is loaded. */
  readonly auto?: { readonly path: string; readonly value: string; readonly on: boolean };
  /** What it does at its stop. */
  readonly stop: { readonly saves: boolean; readonly clears: boolean };
  /** Debian's sync daemons. */
  readonly daemons?: DaemonSettings;
  /** Who it runs as, where it is not root. */
  readonly user?: string;
}

/** DAEMON, IFACE and SYNCID of /etc/default/ipvsadm. */
export interface DaemonSettings {
  readonly path: string;
  readonly roles: readonly ('master' | 'backup')[];
  readonly interface: string;
  readonly syncId: number;
}
