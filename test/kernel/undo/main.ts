/**
 * Runs inside a guest: carries out trials (undo/trial.types.ts) on the real table through the changer, takes each back
 * and does it again as `lvsh undo` and `lvsh redo` would, and writes down all that the table was in between.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { noNames } from '../../../src/core/ipvsadm/names.ts';
import { parseArgs } from '../../../src/core/ipvsadm/parse.ts';
import type { Setup } from '../../../src/core/model/setup.ts';
import { type Change, isChange } from '../../../src/core/plan/action.ts';
import { makePlan } from '../../../src/core/plan/make.ts';
import type { Changer } from '../../../src/host/changer.types.ts';
import { changerOn, linesIntent, outcomeWords, planFor } from '../inside/changing.ts';
import { type Ask, lineHost, lineTool, picture } from '../inside/lines.ts';
import type { Ran, Trial, Tried } from './trial.types.ts';

/** The changes that the table does not refuse, one after the other. */
const possible = (trial: Trial, setup: Setup): readonly string[] => {
  const kept: { readonly line: string; readonly change: Change }[] = [];
  for (const words of trial.changes) {
    const parsed = parseArgs(words, noNames);
    if (!parsed.ok || !isChange(parsed.command)) continue;
    kept.push({ line: words.join(' '), change: parsed.command });
    const actions = kept.map(({ change }) => ({ kind: 'ipvsadm', change }) as const);
    const plan = makePlan({ title: '', name: '' }, actions, { setup, loads: () => undefined });
    if (!plan.ok) kept.pop();
  }
  return kept.map(({ line }) => line);
};

const all = { services: 'all', timeouts: true, daemons: true, sysctls: [], files: [] } as const;

/** Takes back what stands on top of the journal, or does it again. */
const takeBack = async (changer: Changer, how: 'undo' | 'redo'): Promise<Ran> => {
  const history = await changer.history();
  const entry = history.ok ? history.value.stack[how] : undefined;
  if (entry === undefined) return { kind: `nothing to ${how}`, differs: [] };
  const plan = await planFor(changer, { kind: 'takeback', entry, how });
  if (!plan.ok) return { kind: `${plan.failure.kind}: ${plan.failure.what}`, differs: [] };
  return outcomeWords(await changer.run(plan.value));
};

const tryOne = async (trial: Trial, ask: Ask, changer: Changer): Promise<Tried> => {
  await ask('-C\n--stop-daemon master\n--stop-daemon backup\n--set 900 120 300\n');
  await ask(trial.table.map(words => `${words.join(' ')}\n`).join(''));
  const before = await picture(ask);
  const setup = await changer.setup(all);
  if (!setup.ok) throw new Error(setup.failure.what);
  const lines = possible(trial, setup.value);
  if (lines.length === 0) return { commands: [], before };
  const plan = await planFor(changer, { ...linesIntent(lines), keep: false } as ReturnType<
    typeof linesIntent
  >);
  if (!plan.ok) return { commands: [], before, ran: { kind: plan.failure.what, differs: [] } };
  const commands = plan.value.steps.map(({ action }) =>
    action.kind === 'ipvsadm' ? action.change.name : '',
  );
  const ran = outcomeWords(await changer.run(plan.value));
  const changed = await picture(ask);
  const undo = await takeBack(changer, 'undo');
  const undone = await picture(ask);
  const redo = await takeBack(changer, 'redo');
  const again = await picture(ask);
  return { commands, before, ran, changed, undo, undone, redo, again };
};

const trials = JSON.parse(readFileSync('trials.json', 'utf8')) as readonly Trial[];
const { ask, end } = lineTool();
const changer = changerOn(lineHost(ask), '/run/state', 'alice');
const tried: Tried[] = [];
for (const trial of trials) tried.push(await tryOne(trial, ask, changer));
end();
writeFileSync('tried.json', JSON.stringify(tried));
