/**
 * Of a large table, only that is listed which may differ from the file that is to be restored. On random tables and
 * files this must find what a whole reading finds, and make the same plan.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planIntent, scopeOfIntent } from '../../src/core/intent/intent.ts';
import { printCommand, serviceWords } from '../../src/core/ipvsadm/print.ts';
import { type Result, success } from '../../src/core/model/failure.ts';
import { serviceKey } from '../../src/core/model/service.ts';
import type { Setup } from '../../src/core/model/setup.ts';
import type { Change } from '../../src/core/plan/action.ts';
import { differences } from '../../src/core/plan/difference.ts';
import { differenceLine } from '../../src/core/plan/difference-words.ts';
import type { Plan } from '../../src/core/plan/plan.types.ts';
import { drift } from '../../src/core/saved/compare.ts';
import { readRulesFile } from '../../src/core/saved/read.ts';
import { rulesText } from '../../src/core/saved/write.ts';
import { memoryDisk } from '../../src/host/disk/make.ts';
import type { Host } from '../../src/host/host.ts';
import { practiceHost } from '../../src/host/practice.ts';
import { readSetup } from '../../src/host/setup.ts';
import { ipvsadmOn } from '../../src/host/tool.ts';
import { good } from '../core/plan/practice.ts';
import { type Trial, trials, withoutIdle } from './restore-trials.ts';

/** A practice director whose ipvsadm is reached through sudo where that is wanted, and what it was asked. */
const directorOf = (sudo: boolean) => {
  const host = practiceHost({ now: () => 0 });
  const asked: string[] = [];
  const asUser: Host = {
    ...host,
    async run(program, args, limits = {}) {
      const [, name = '', ...rest] = program === 'sudo' ? args : ['', program, ...args];
      asked.push(...(limits.stdin?.trim().split('\n') ?? [rest.join(' ')]));
      if (sudo && program !== 'sudo') {
        const stderr = "Can't initialize ipvs: Permission denied (you must be root)\n";
        return success({ stdout: '', stderr, exit: 2, cpuMs: 1 });
      }
      return host.run(name, rest, limits);
    },
  };
  const act = async (list: readonly Change[]): Promise<void> => {
    for (const change of list) await host.run('ipvsadm', printCommand(change));
  };
  const read = (text: string, mostWhole: number): Promise<Result<Setup>> =>
    readSetup(
      { host: asUser, tool: ipvsadmOn(asUser, sudo), disk: memoryDisk(), mostWhole },
      scopeOfIntent(restoring(text)),
    );
  return { host, asked, act, read };
};

const restoring = (text: string) => ({ kind: 'text', text, name: 'the file', ignore: true }) as const;

const fileOf = async ({ table, writer }: Trial, { host, read }: ReturnType<typeof directorOf>) => {
  if (writer === 'ipvsadm') return good(await host.run('ipvsadm', ['-Sn'])).stdout;
  if (writer === 'lvsh') return rulesText(good(await read('', Number.POSITIVE_INFINITY)));
  return table.map(change => `${printCommand(change).join(' ')}\n`).join('');
};

/** The same setup without what does nothing. */
const active = (setup: Setup): Setup => ({
  ...setup,
  services: setup.services.map(one => ({ ...one, config: withoutIdle(one.config) })),
});

const sorted = (lines: readonly string[]): readonly string[] => [...lines].sort();

/** The order of services is nobody's; that of a service's servers is the kernel's. */
const inOrder = (setup: Setup): Setup => {
  const keyed = setup.services.map(service => [serviceKey(service.id), service] as const);
  return { ...setup, services: keyed.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, service]) => service) };
};

// Many hundreds of tables take a while where other work shares the machine.
test('finds what a whole reading finds, and makes the same plan', { timeout: 90_000 }, async () => {
  const seen = { spared: 0, equal: 0, different: 0, idle: 0, planned: 0 };
  await fc.assert(
    fc.asyncProperty(trials, async trial => {
      const director = directorOf(trial.sudo);
      await director.act(trial.table);
      const text = await fileOf(trial, director);
      await director.act(trial.since);
      const file = readRulesFile(text);
      const whole = good(await director.read(text, Number.POSITIVE_INFINITY));
      director.asked.length = 0;
      const quick = good(await director.read(text, -1));
      expect(director.asked).not.toContain('-Sn');

      const saved = { ...file, setup: active(file.setup) };
      const found = drift(active(whole), saved).map(differenceLine);
      expect(sorted(drift(active(quick), saved).map(differenceLine))).toEqual(sorted(found));
      // What was listed is as it is; what was not listed is as the file has it.
      const listed = quick.services.filter(({ id }) =>
        director.asked.includes(`-Ln ${serviceWords(id).join(' ')} --nosort`),
      );
      const keys = new Set(listed.map(({ id }) => serviceKey(id)));
      const part = whole.services.filter(({ id }) => keys.has(serviceKey(id)));
      expect(differences(active({ services: listed }), active({ services: part }))).toEqual([]);
      expect(sorted(quick.services.map(({ id }) => serviceKey(id)))).toEqual(
        sorted(whole.services.map(({ id }) => serviceKey(id))),
      );
      if (listed.length < whole.services.length) seen.spared++;
      if (found.length > 0) seen.different++;
      else seen.equal++;
      if (differences(whole, active(whole)).length > 0) {
        seen.idle++;
        return;
      }
      const plan = (setup: Setup): Result<Plan> =>
        planIntent(restoring(text), { setup: inOrder(setup), loads: () => undefined, director: 'lb1' });
      const planned = plan(whole);
      expect(plan(quick)).toEqual(planned);
      if (planned.ok) seen.planned++;
    }),
    { numRuns: 300 },
  );
  for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(10);
});
