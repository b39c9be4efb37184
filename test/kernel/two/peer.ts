/** Runs inside a guest as one of two lvsh: previews and runs what it is told over the channel of its parent (Order). */
import { serviceWords } from '../../../src/core/ipvsadm/print.ts';
import { differences } from '../../../src/core/plan/difference.ts';
import { differenceLine } from '../../../src/core/plan/difference-words.ts';
import type { Outcome } from '../../../src/core/plan/outcome.types.ts';
import type { Plan } from '../../../src/core/plan/plan.types.ts';
import { changerOn, linesIntent, outcomeWords, planFor } from '../inside/changing.ts';
import { lineHost, lineTool } from '../inside/lines.ts';
import type { Order, Previewed, Ran } from './round.types.ts';

const { ask, end } = lineTool();
const changer = changerOn(lineHost(ask), '/run/state', process.argv[2] ?? '');
let plan: Plan | undefined;

const previewOf = ({ scope, before, after }: Plan): Previewed => {
  const services = scope.services === 'all' ? [] : scope.services;
  const named = (id: (typeof services)[number]): string => serviceWords(id).join(' ');
  const altered = differences(before, after).flatMap(one =>
    one.kind === 'timeouts' ? ['timeouts'] : 'service' in one ? [named(one.service)] : [],
  );
  return {
    touches: [...services.map(named), ...(scope.timeouts ? ['timeouts'] : [])],
    alters: [...new Set(altered)],
  };
};

const preview = async (changes: readonly (readonly string[])[]): Promise<Previewed> => {
  for (const lines of changes) {
    const made = await planFor(changer, linesIntent(lines));
    if (!made.ok) continue;
    const told = previewOf(made.value);
    if (told.alters.length === 0) continue;
    plan = made.value;
    return told;
  }
  throw new Error(`none of these is possible: ${JSON.stringify(changes)}`);
};

const ranOf = (outcome: Outcome): Ran => ({
  ...outcomeWords(outcome),
  ...(outcome.kind === 'changed' ? { differs: outcome.since.map(differenceLine) } : {}),
  ...('entry' in outcome ? { entry: outcome.entry } : {}),
});

/** Where the other has the lock for longer than a run waits for it, as on a very busy machine, it is tried again. */
const run = async (of: Plan): Promise<Outcome> => {
  for (;;) {
    const outcome = await changer.run(of);
    if (outcome.kind !== 'refused' || !outcome.failure.what.startsWith('another lvsh')) return outcome;
  }
};

const carryOut = async (order: Order): Promise<Previewed | Ran | undefined> => {
  if (order.what === 'preview') return preview(order.changes);
  if (order.what === 'run' && plan !== undefined) return ranOf(await run(plan));
  end();
  process.disconnect();
  return undefined;
};

process.on('message', (order: Order) => {
  void carryOut(order).then(
    told => told === undefined || process.send?.(told),
    error => {
      process.stderr.write(`${error}\n`);
      process.exit(1);
    },
  );
});
