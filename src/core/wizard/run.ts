/** The wizards as the screens and the command line use them: what is asked, what stands there, what it comes to. */
import { failed, type Result } from '../model/failure.ts';
import type { Flavour } from '../script/script.types.ts';
import { buildOf } from './build/build.ts';
import type { Build } from './build/build.types.ts';
import { flavourIn } from './steps/flavour.ts';
import { effective, type ShownStep, shownSteps } from './walk.ts';
import type { Answers, Built, Ground, WizardKind } from './wizard.types.ts';
import { wizardOf } from './wizards.ts';

export { type AnswersFile, printAnswers, readAnswers } from './answers.ts';
export { effective, firstOpen, type ShownStep, shownSteps } from './walk.ts';
export { wizardOf, wizards } from './wizards.ts';

/** How the scripts are written. */
export interface BuildOptions {
  /** With the reason of every step as comments; without where absent. */
  readonly explain?: boolean;
  /** Of the real servers' scripts; absent: the one of the answers. */
  readonly flavour?: Flavour;
}

/** Why a wizard cannot be built: the steps that are open or wrong, by their ids, which are the flags. */
const notYet = (shown: readonly ShownStep[]): Result<never> | undefined => {
  const bad = shown.filter(({ state }) => state === 'open' || state === 'wrong');
  const [first] = bad;
  if (first === undefined) return undefined;
  const { step, state, remarks } = first;
  const remark = remarks.find(({ level }) => level === 'error');
  const open = bad.filter(one => one.state === 'open').map(one => one.step.id);
  if (state === 'open')
    return failed({
      kind: 'usage',
      what: `${open.join(', ')}: ${open.length === 1 ? 'not answered' : 'not answered yet'}`,
      why: step.question,
      ...(step.example === '' ? {} : { advice: `such as ${step.example}` }),
    });
  return failed({
    kind: 'value',
    what: `${step.id}: ${remark?.text ?? 'this cannot be taken'}`,
    ...(remark?.instead === undefined ? {} : { advice: `instead: ${remark.instead.label}` }),
  });
};

/** Answers to questions that these other answers leave out. */
const unasked = (kind: WizardKind, given: Answers, used: Answers): readonly string[] => {
  const ids = wizardOf(kind).steps.map(({ id }) => id);
  return ids
    .filter(id => (given[id] ?? '').trim() !== '' && !Object.hasOwn(used, id))
    .map(id => `The answer to ${id} is not used: with the other answers it is not asked.`);
};

/**
 * What a wizard comes to: the cluster, the director's actions in order, cautions, and handouts. Fails with the first step
 * that is open or wrong (`what` begins with its id), or with what a script cannot do; never throws. Where the ground says
 * `scriptsOnly` there are no actions, and the director's script is the first handout.
 */
export const buildWizard = (
  kind: WizardKind,
  given: Answers,
  ground: Ground,
  options: BuildOptions = {},
): Result<Built> => {
  const wizard = wizardOf(kind);
  const refused = notYet(shownSteps(wizard, given, ground));
  if (refused !== undefined) return refused;
  const answers = effective(wizard, given, ground);
  const it: Build = {
    answers,
    ground,
    printing: { explain: options.explain ?? false, flavour: options.flavour ?? flavourIn(answers) },
  };
  const built = buildOf(kind, it);
  if (!built.ok) return built;
  const { actions, cautions } = built.value;
  return {
    ok: true,
    value: {
      ...built.value,
      actions: ground.scriptsOnly === undefined ? actions : [],
      cautions: [...unasked(kind, given, answers), ...cautions],
    },
  };
};
