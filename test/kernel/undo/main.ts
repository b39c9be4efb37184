/**
 * Runs inside a guest: carries out trials (trial.types.ts) on the real table through the changer, takes each back and
 * does it again as `lvsh undo` and `lvsh redo` would, and writes down all that the table was in between.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Changer } from '../../../src/host/changer.types.ts';
import { changerOn, outcomeWords, planFor } from '../inside/changing.ts';
import { type Ask, lineHost, lineTool, picture } from '../inside/lines.ts';
import { possible, readChanges } from './possible.ts';
import type { Ran, Trial, Tried } from './trial.types.ts';

/** Takes back what stands on top of the journal, or does it again. */
const takeBack = async (changer: Changer, how: 'undo' | 'redo'): Promise<Ran> => {
  const history = await changer.history();
  const entry = history.ok ? history.value.stack[how] : undefined;
  if (entry === undefined) return { kind: `nothing to ${how}`, differs: [] };
  const plan = await planFor(changer, { kind: 'takeback', entry, how });
  if (!plan.ok) return { kind: plan.failure.what, differs: [] };
  return outcomeWords(await changer.run(plan.value));
};

const tryOne = async ({ table, changes }: Trial, ask: Ask, changer: Changer): Promise<Tried | undefined> => {
  const running = (await ask('-Ln --daemon\n')).text.match(/^(?:master|backup)(?= sync daemon)/gm) ?? [];
  await ask(`-C\n--set 900 120 300\n${running.map(role => `--stop-daemon ${role}\n`).join('')}`);
  await ask(table.map(words => `${words.join(' ')}\n`).join(''));
  const before = await picture(ask);
  const setup = await changer.setup({
    services: 'all',
    timeouts: true,
    daemons: true,
    sysctls: [],
    files: [],
  });
  if (!setup.ok) throw new Error(setup.failure.what);
  const kept = possible(readChanges(changes), setup.value);
  if (kept.length === 0) return undefined;
  const actions = kept.map(({ change }) => ({ kind: 'ipvsadm', change }) as const);
  const plan = await planFor(changer, { kind: 'actions', title: 'Trial', actions });
  if (!plan.ok) throw new Error(plan.failure.what);
  const commands = plan.value.steps.map(({ action }) =>
    action.kind === 'ipvsadm' ? action.change.name : action.kind,
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
const tried: (Tried | null)[] = [];
// A journal for each: where the first step was refused, what an earlier trial did must not be what is taken back.
for (const [index, trial] of trials.entries()) {
  const changer = changerOn(lineHost(ask), `/run/state-${index}`, 'alice');
  tried.push((await tryOne(trial, ask, changer)) ?? null);
}
end();
writeFileSync('tried.json', JSON.stringify(tried));
