/** What `lvsh new --json` prints: the answers, what was said about them, the director's part and everything for other machines. */
import type { Outcome } from '../core/plan/outcome.types.ts';
import type { Plan } from '../core/plan/plan.types.ts';
import type { ShownStep } from '../core/wizard/run.ts';
import type { Built, Handout, WizardKind } from '../core/wizard/wizard.types.ts';
import { changeOptions, changerOf, confirmed, exitOf, planOf, quiet, refusePlan } from './change.ts';
import { jsonVersion } from './json.ts';
import { planJson } from './json-plan.ts';
import { plain } from './out.ts';
import type { Written } from './script-files.ts';
import { exits } from './verbs.ts';
import { printJson, type World } from './world.ts';

/** What it is made from. */
interface NewResult {
  readonly wizard: WizardKind;
  readonly shown: readonly ShownStep[];
  readonly built: Built;
  /** Absent where the director is left as it is. */
  readonly plan?: Plan;
  readonly outcome?: Outcome;
  readonly scriptsOnly?: string;
  readonly written: readonly Written[];
}

/** A handout; its text as it is, to be written to a file. */
export const handoutJson = ({
  id,
  for: whom,
  about,
  file,
  text,
  mode,
}: Handout): Readonly<Record<string, unknown>> => ({
  id,
  for: plain(whom),
  about: plain(about),
  file,
  mode: mode.toString(8).padStart(4, '0'),
  text,
});

/** The document. */
const newJson = ({
  wizard,
  shown,
  built,
  plan,
  outcome,
  scriptsOnly,
  written,
}: NewResult): Readonly<Record<string, unknown>> => ({
  lvsh: jsonVersion,
  kind: 'new',
  wizard,
  title: plain(built.title),
  answers: Object.fromEntries(shown.map(({ step, text }) => [step.id, plain(text)])),
  remarks: shown.flatMap(({ step, remarks }) =>
    remarks.map(({ level, text }) => ({ step: step.id, level, text: plain(text) })),
  ),
  ...(scriptsOnly === undefined ? {} : { scriptsOnly: plain(scriptsOnly) }),
  ...(plan === undefined ? {} : { plan: planJson(plan, outcome) }),
  handouts: built.handouts.map(handoutJson),
  written: written.map(({ path }) => plain(path)),
});

/** Makes the plan, asks whether it shall run where that is not said, and prints one document at the end; gives the exit code. */
export const runForJson = async (
  world: World,
  options: Readonly<Record<string, string | true>>,
  result: NewResult,
): Promise<number> => {
  const { out } = world;
  const { actions, cautions, title } = result.built;
  if (result.scriptsOnly !== undefined || actions.length === 0) {
    printJson(out, newJson(result));
    return exits.ok;
  }
  const changer = changerOf(world);
  if (!changer.ok) return refusePlan(quiet(world), changer.failure);
  const made = await planOf(world, changer.value, { kind: 'actions', actions, title, cautions });
  if (!made.ok) return refusePlan(quiet(world), made.failure);
  const plan = made.value;
  const { dryRun, yes, unrecorded } = changeOptions(options);
  if (dryRun) {
    printJson(out, newJson({ ...result, plan }));
    return exits.ok;
  }
  if (!yes && !(await confirmed(world, plan))) return exits.refused;
  const outcome = await changer.value.run(plan, { unrecorded });
  printJson(out, newJson({ ...result, plan, outcome }));
  return exitOf(outcome);
};
