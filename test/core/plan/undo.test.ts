import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noNames } from '../../../src/core/ipvsadm/names.ts';
import { parseArgs } from '../../../src/core/ipvsadm/parse.ts';
import { serverKey, serviceKey } from '../../../src/core/model/service.ts';
import { type Setup, withinScope } from '../../../src/core/model/setup.ts';
import { type Change, isChange } from '../../../src/core/plan/action.ts';
import { differences } from '../../../src/core/plan/difference.ts';
import { makePlan } from '../../../src/core/plan/make.ts';
import { wayTo } from '../../../src/core/plan/takeback.ts';
import { touched } from '../../../src/core/plan/touched.ts';
import { actionsTowards } from '../../../src/core/plan/towards.ts';
import { act, anyLine, good, kernelWith, pictureOf, setupOf, tableLines } from './practice.ts';

const changeOf = (words: readonly string[]): readonly Change[] => {
  const parsed = parseArgs(words, noNames);
  return parsed.ok && isChange(parsed.command) ? [parsed.command] : [];
};
const changes = fc.array(anyLine, { minLength: 2, maxLength: 9 }).map(lines => lines.flatMap(changeOf));
const tables = fc
  .tuple(tableLines, fc.array(anyLine, { maxLength: 8 }))
  .map(([lines, more]) => [...lines, ...more].flatMap(changeOf));

const unknownLoads = (): undefined => undefined;
const planned = (list: readonly Change[], setup: Setup) =>
  makePlan(
    { title: 'test', name: 'lb1' },
    list.map(change => ({ kind: 'ipvsadm', change })),
    { setup, loads: unknownLoads },
  );

/** The changes that the setup does not refuse, one after the other. */
const possible = (list: readonly Change[], setup: Setup): readonly Change[] => {
  const kept: Change[] = [];
  for (const change of list) {
    kept.push(change);
    if (!planned(kept, setup).ok) kept.pop();
  }
  return kept;
};

/** Servers of each service in the kernel's order. */
const order = (setup: Setup): ReadonlyMap<string, readonly string[]> =>
  new Map(
    setup.services.map(({ id, servers }) => [serviceKey(id), servers.map(server => serverKey(server.id))]),
  );

// A thousand tables take a while where other work shares the machine.
const patience = 90_000;

describe('plans on random tables of the practice director', () => {
  test(
    'are what happens, and taken back leave the table as it was, to the byte',
    () => {
      let carriedOut = 0;
      const kinds = new Set<string>();
      fc.assert(
        fc.property(tables, changes, (table, wanted) => {
          const kernel = kernelWith(table);
          const setup = setupOf(kernel);
          const { steps, after, scope } = good(planned(possible(wanted, setup), setup));
          let changed = kernel;
          try {
            for (const { action } of steps) changed = act(changed, action);
          } catch (error) {
            // Only what the setup does not say may still be refused: families that a sync daemon forbids to mix.
            expect(String(error)).toMatch(/Invalid operation/);
            return;
          }
          if (steps.length > 0) carriedOut++;
          for (const { action } of steps) if (action.kind === 'ipvsadm') kinds.add(action.change.name);
          expect(differences(after, withinScope(setupOf(changed), scope))).toEqual([]);
          let back = changed;
          for (const { inverse } of [...steps].reverse())
            for (const action of inverse) back = act(back, action);
          expect(pictureOf(back)).toBe(pictureOf(kernel));
          // The same from what the journal remembers, and again forward.
          const { former, left } = touched(steps);
          const undo = wayTo(setupOf(changed), former, left);
          expect([undo.since, undo.cautions]).toEqual([[], []]);
          const undone = undo.actions.reduce(act, changed);
          expect(pictureOf(undone)).toBe(pictureOf(kernel));
          const redo = wayTo(setupOf(undone), left, former);
          expect(redo.since).toEqual([]);
          expect(differences(setupOf(redo.actions.reduce(act, undone)), setupOf(changed))).toEqual([]);
        }),
        { numRuns: 1300 },
      );
      expect(carriedOut).toBeGreaterThan(1000);
      expect([...kinds].sort()).toEqual([
        'add-server',
        'add-service',
        'delete-server',
        'delete-service',
        'edit-server',
        'edit-service',
        'flush',
        'set',
        'start-daemon',
        'stop-daemon',
        'zero',
      ]);
    },
    patience,
  );

  test(
    'a removed service comes back with its servers in the kernel’s order',
    () => {
      fc.assert(
        fc.property(tables, table => {
          const kernel = kernelWith(table);
          const setup = setupOf(kernel);
          for (const name of ['flush', 'delete-service'] as const) {
            const first = setup.services[0];
            if (first === undefined) return;
            const change: Change = name === 'flush' ? { name } : { name, service: first.id };
            const { steps } = good(planned([change], setup));
            const changed = steps.reduce((now, { action }) => act(now, action), kernel);
            const undo = wayTo(setupOf(changed), touched(steps).former, touched(steps).left);
            expect(order(setupOf(undo.actions.reduce(act, changed)))).toEqual(order(setup));
          }
        }),
        { numRuns: 200 },
      );
    },
    patience,
  );
});

describe('from one table to another', () => {
  test(
    'the smallest set of steps makes it, without clearing and without removing what both have',
    () => {
      fc.assert(
        fc.property(tables, tables, (one, other) => {
          const kernel = kernelWith(one);
          const target = setupOf(kernelWith(other));
          const before = setupOf(kernel);
          const actions = actionsTowards(before, target);
          const counted = differences(before, target);
          expect(actions.length).toBeLessThanOrEqual(counted.length + 2);
          const both = new Set(target.services.map(({ id }) => serviceKey(id)));
          for (const action of actions) {
            if (action.kind !== 'ipvsadm') continue;
            expect(action.change.name).not.toBe('flush');
            if (action.change.name === 'delete-service')
              expect(both.has(serviceKey(action.change.service))).toBe(false);
          }
          let now = kernel;
          try {
            now = actions.reduce(act, kernel);
          } catch (error) {
            expect(String(error)).toMatch(/Invalid operation/);
            return;
          }
          expect(differences(setupOf(now), target)).toEqual([]);
          expect(actionsTowards(setupOf(now), target)).toEqual([]);
        }),
        { numRuns: 400 },
      );
    },
    patience,
  );
});
