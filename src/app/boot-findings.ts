/** What is known of the next boot, worked out once for the page and for the command that mends it. */

import type { Intent } from '../core/intent/intent.types.ts';
import { allFixes, bootFindings } from '../core/machine/boot.ts';
import type { BootFacts, Finding } from '../core/machine/boot.types.ts';
import type { Action } from '../core/plan/action.ts';
import { memoLast } from './memo.ts';

/** What there is to say of the next boot. */
export interface BootReport {
  readonly findings: readonly Finding[];
  /** What lvsh can mend by itself, as one list. */
  readonly fixes: readonly Action[];
}

/** The findings of these facts, and their fixes. */
export const bootReport = memoLast(
  (facts: BootFacts): BootReport => ({ findings: bootFindings(facts), fixes: allFixes(facts) }),
);

/** One plan of all that can be mended; undefined where nothing can. What each fix brings with it is said in the plan. */
export const mendBoot = (facts: BootFacts): Intent | undefined => {
  const { findings, fixes } = bootReport(facts);
  if (fixes.length === 0) return undefined;
  return {
    kind: 'actions',
    title: 'Make the table come back at boot',
    actions: fixes,
    cautions: findings.flatMap(({ fix }) => (fix !== undefined && fix.actions.length > 0 ? [fix.how] : [])),
  };
};
