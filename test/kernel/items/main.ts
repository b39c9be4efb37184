/** Runs in the guest: adds each item by a plan, tries it again, takes all back in turn, and says what it saw. */
import { writeFileSync } from 'node:fs';
import type { Intent } from '../../../src/core/intent/intent.types.ts';
import type { NetItem } from '../../../src/core/model/net-item.ts';
import { itemWords } from '../../../src/core/net/words.ts';
import { localHost } from '../../../src/host/local.ts';
import { changerOn, outcomeWords, planFor } from '../inside/changing.ts';
import { items } from './items.ts';
import type { Tried } from './tried.types.ts';

const changer = changerOn(localHost(), '/run/tmp/state', 'tester');
const tried: Tried[] = [];

const adding = (item: NetItem): Intent => ({
  kind: 'actions',
  actions: [{ kind: 'net', item, add: true }],
  title: `Add ${itemWords(item)}`,
});

const run = async (intent: Intent): Promise<string> => {
  const plan = await planFor(changer, intent);
  if (!plan.ok) return `no plan: ${plan.failure.what}`;
  const { kind, differs } = outcomeWords(await changer.run(plan.value));
  return [kind, ...differs].join('; ');
};

for (const item of items) tried.push({ add: await run(adding(item)), again: await run(adding(item)) });

const backs: string[] = [];
for (let left = 40; left > 0; left--) {
  const history = await changer.history();
  const entry = history.ok ? history.value.stack.undo : undefined;
  if (entry === undefined) break;
  backs.push(await run({ kind: 'takeback', entry, how: 'undo' }));
}
writeFileSync('tried.json', JSON.stringify({ tried, backs }));
