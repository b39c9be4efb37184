/** Which of some random changes a table does not refuse. */
import { noNames } from '../../../src/core/ipvsadm/names.ts';
import { parseArgs } from '../../../src/core/ipvsadm/parse.ts';
import type { Setup } from '../../../src/core/model/setup.ts';
import { type Change, isChange } from '../../../src/core/plan/action.ts';
import { makePlan } from '../../../src/core/plan/make.ts';

/** A change with the words that it was read from. */
export interface Worded {
  readonly words: readonly string[];
  readonly change: Change;
}

/** The command lines that ipvsadm itself would take, as changes. */
export const readChanges = (lines: readonly (readonly string[])[]): readonly Worded[] =>
  lines.flatMap(words => {
    const parsed = parseArgs(words, noNames);
    return parsed.ok && isChange(parsed.command) ? [{ words, change: parsed.command }] : [];
  });

/** The changes that the setup does not refuse, one after the other. */
export const possible = (list: readonly Worded[], setup: Setup): readonly Worded[] => {
  const kept: Worded[] = [];
  for (const one of list) {
    const actions = [...kept, one].map(({ change }) => ({ kind: 'ipvsadm', change }) as const);
    const plan = makePlan({ title: '', name: '' }, actions, { setup, loads: () => undefined });
    if (plan.ok) kept.push(one);
  }
  return kept;
};
