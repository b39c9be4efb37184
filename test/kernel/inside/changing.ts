/** What the programs inside a guest share: a changer on the real table, plans of typed lines, and the table set back. */
import { planIntent, scopeOfIntent } from '../../../src/core/intent/intent.ts';
import type { Intent } from '../../../src/core/intent/intent.types.ts';
import { noNames } from '../../../src/core/ipvsadm/names.ts';
import { parseLine } from '../../../src/core/ipvsadm/parse.ts';
import type { Result } from '../../../src/core/model/failure.ts';
import { differenceLine } from '../../../src/core/plan/difference-words.ts';
import type { Outcome } from '../../../src/core/plan/outcome.types.ts';
import type { Plan } from '../../../src/core/plan/plan.types.ts';
import { openChanger } from '../../../src/host/changer.ts';
import type { Changer } from '../../../src/host/changer.types.ts';
import type { DiskCalls } from '../../../src/host/disk/calls.ts';
import { localDisk } from '../../../src/host/disk/make.ts';
import type { Host } from '../../../src/host/host.ts';
import { ipvsadmOn } from '../../../src/host/tool.ts';
import { quickCalls } from './calls.ts';

/** A changer as lvsh itself opens it (src/host/here.ts), on a state folder and with disk operations of the test's own. */
export const changerOn = (host: Host, folder: string, user: string, calls: DiskCalls = quickCalls): Changer =>
  openChanger({
    host,
    tool: ipvsadmOn(host, false),
    disk: localDisk(host.run, calls),
    folder: async () => folder,
    person: async () => ({ user }),
    now: Date.now,
  });

/** The plan of an intent on the table as it is. */
export const planFor = async (changer: Changer, intent: Intent): Promise<Result<Plan>> => {
  const setup = await changer.setup(scopeOfIntent(intent));
  return setup.ok
    ? planIntent(intent, { setup: setup.value, loads: () => undefined, director: 'lb1' })
    : setup;
};

/** Lines of ipvsadm as an intent; an edit keeps what it does not mention. */
export const linesIntent = (lines: readonly string[]): Intent => ({
  kind: 'lines',
  keep: true,
  lines: lines.map(line => {
    const { parsed, ...said } = parseLine(line.split(' '), noNames);
    if (!parsed.ok) throw new Error(`${line}: ${parsed.stderr}`);
    return { command: parsed.command, ...said };
  }),
});

/** How a run ended, in words; `differs`: what was read back otherwise than expected. */
export const outcomeWords = (
  outcome: Outcome,
): { readonly kind: string; readonly differs: readonly string[] } => {
  const differs = 'differs' in outcome ? outcome.differs.map(differenceLine) : [];
  const why = 'failure' in outcome ? `: ${outcome.failure.what} ${outcome.failure.output ?? ''}` : '';
  return { kind: `${outcome.kind}${why}`.trim(), differs };
};
