/** What scripts are made from, and what making them has in common. */
import type { Cluster } from '../core/cluster/cluster.types.ts';
import { failed, type Result, success } from '../core/model/failure.ts';
import type { Flavour, Script } from '../core/script/script.types.ts';
import { handout, type Printing } from '../core/wizard/build/handouts.ts';
import type { Ground, Handout } from '../core/wizard/wizard.types.ts';
import type { Flags } from './script-flags.ts';

/** What a script is made from. */
export interface Order {
  readonly cluster: Cluster;
  readonly flags: Flags;
  readonly ground: Ground;
  readonly printing: Printing;
}

/** Something that has to be said first. */
export const need = (what: string, advice: string): Result<never> => failed({ kind: 'usage', what, advice });

/** Refuses a flavour that a script does not have. */
export const only = (
  allowed: readonly Flavour[],
  { flavour }: Printing,
  whose: string,
): Result<never> | undefined =>
  allowed.includes(flavour)
    ? undefined
    : need(`${whose} has no flavour ${flavour}`, allowed.map(one => `--flavour ${one}`).join(', or '));

/** One script as a handout. */
export const one = (parts: Pick<Handout, 'id' | 'for' | 'about'>, script: Script, printing: Printing) =>
  success([handout(parts, script, printing)]);
