/** What one line says by itself, before it is held against the others. */
import type { NetworkAddress } from '../model/network.ts';
import type { LineKind, Problem, ReadCommand } from './explain.types.ts';
import type { Knob } from './knobs/name.ts';

/** What a line leaves behind, for the rules that look at the whole text. */
export type Fact =
  /** A kernel setting; `file`: in a file that is read at boot, and by `sysctl -p` and `--system`. */
  | {
      readonly kind: 'setting';
      readonly knob: Knob;
      readonly value: string;
      readonly lasts: 'now' | 'file';
      /** Whether it was written as the path of a file or as a name. */
      readonly as: 'path' | 'name';
    }
  /** The files of kernel settings are read. */
  | { readonly kind: 'settings-loaded' }
  /** An address of an interface (`lo:0`); `assumed`: without a mask, so that the program chose one. */
  | {
      readonly kind: 'address';
      readonly interface: string;
      readonly address: NetworkAddress;
      readonly assumed: boolean;
    }
  /** SNAT or MASQUERADE for a source; undefined: for any. */
  | { readonly kind: 'snat'; readonly source: NetworkAddress | undefined }
  /** Packets get this firewall mark. */
  | { readonly kind: 'mark'; readonly mark: number }
  /** Rules of the packet filter are thrown away, or the whole of it is stopped. */
  | { readonly kind: 'firewall-off' }
  /** SELinux no longer enforces. */
  | { readonly kind: 'selinux-off' }
  /** The table is saved by name. */
  | { readonly kind: 'saved-by-name' };

/** What one line says. */
export interface Told {
  readonly kind: LineKind;
  /** What it does. */
  readonly words: readonly string[];
  /** What one must know to understand it: said once in a text, at the first line that needs it. */
  readonly why?: readonly string[];
  readonly problems?: readonly Problem[];
  readonly facts?: readonly Fact[];
  readonly read?: ReadCommand;
}
