/** Will this machine come back with its table? The rules, and what they find. */

import { type Action, actionLine } from '../plan/action.ts';
import type { BootFacts, BootRule, BootView, Finding } from './boot.types.ts';
import { fileRules } from './boot-file.ts';
import { keepRules } from './boot-keep.ts';
import { lineRules } from './boot-lines.ts';
import { makerOf, makerRules } from './boot-maker.ts';
import { readAtBoot } from './boot-reading.ts';
import { startRules, startsAtBoot } from './boot-start.ts';
import { loaderOf } from './loader.ts';
import { printable } from './printable.ts';
import { rulesFileOf } from './rulesfile.ts';

/** Every rule, in the order in which a person would ask. */
export const bootRules: readonly BootRule[] = [
  ...makerRules,
  ...startRules,
  ...fileRules,
  ...lineRules,
  ...keepRules,
];

const viewOf = (facts: BootFacts): BootView => ({
  facts,
  loader: loaderOf(facts),
  rules: rulesFileOf(facts),
  reading: facts.file?.state === 'read' ? readAtBoot(facts.file.text) : undefined,
  starts: startsAtBoot(facts),
  maker: makerOf(facts),
});

/** What the rules find, in their order; one that does not apply to this machine finds nothing. Never throws. */
export const bootFindings = (facts: BootFacts): readonly Finding[] => {
  const view = viewOf(facts);
  return bootRules.flatMap(({ id, why, check }) =>
    check(view).map(answer => ({
      ...answer,
      id,
      title: printable(answer.title),
      why: printable(answer.why ?? why),
    })),
  );
};

/** Facts as they will be once an action was carried out. */
const afterAction = (facts: BootFacts, action: Action): BootFacts => {
  if (action.kind === 'file') {
    const { path, text = '' } = action;
    return {
      ...facts,
      settings: facts.settings.map(one => (one.path === path ? { path, text } : one)),
    };
  }
  if (action.kind !== 'unit') return facts;
  const enabled = action.enabled ? 'enabled' : 'disabled';
  return {
    ...facts,
    ...(facts.unit === undefined || action.unit !== 'ipvsadm.service'
      ? {}
      : { unit: { ...facts.unit, enabled } }),
    ownerUnits: new Map([...facts.ownerUnits, [action.unit, enabled]]),
  };
};

/**
 * Everything that can be mended without a person, as one list of actions: two findings that change one file are given
 * the file with both changes, where their own actions each know of one only.
 */
export const allFixes = (facts: BootFacts): readonly Action[] => {
  let now = facts;
  const done = new Set<string>();
  const actions = new Map<string, Action>();
  for (;;) {
    const next = bootFindings(now).find(({ id, fix }) => !done.has(id) && (fix?.actions.length ?? 0) > 0);
    if (next === undefined) return [...actions.values()];
    done.add(next.id);
    for (const action of next.fix?.actions ?? []) {
      now = afterAction(now, action);
      actions.set(action.kind === 'file' ? action.path : actionLine(action), action);
    }
  }
};
