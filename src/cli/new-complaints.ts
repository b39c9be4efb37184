/** What keeps a wizard from being built where nobody can be asked. */
import { quote } from '../core/ipvsadm/print.ts';
import { type ShownStep, shownSteps, wizardOf } from '../core/wizard/run.ts';
import type { Answers, Ground, Instead, Wizard } from '../core/wizard/wizard.types.ts';
import { commandLine } from './new-options.ts';
import { plain } from './out.ts';
import { exits } from './verbs.ts';
import type { World } from './world.ts';

/** What was answered, and where. */
interface Given {
  readonly wizard: Wizard;
  readonly answers: Answers;
  readonly ground: Ground;
  readonly practice: boolean;
}

/** What to write instead: a flag of this wizard, or all of it to another one. */
const insteadText = ({ answers: rather, label, wizard: other }: Instead, given: Given): string => {
  if (other !== undefined) {
    const wizard = wizardOf(other);
    const answers = { ...given.answers, ...rather };
    const asked = shownSteps(wizard, answers, given.ground).map(({ step }) => step.id);
    const used = Object.entries(answers).filter(([id]) => asked.includes(id));
    return commandLine(wizard, Object.fromEntries(used), given.practice);
  }
  const flags = given.wizard.steps.flatMap(({ id }) => {
    const answer = rather[id];
    return answer === undefined ? [] : [`--${id} ${answer === '' ? '-' : quote(answer)}`];
  });
  return flags.length === 0 ? label : flags.join(' ');
};

const sayWrong = ({ out }: Pick<World, 'out'>, { step, text, remarks }: ShownStep, given: Given): void => {
  for (const { level, text: reason, instead } of remarks) {
    if (level !== 'error') continue;
    out.warn(`lvsh: --${step.id} ${plain(quote(text))}: ${plain(reason)}\n`);
    if (instead !== undefined) out.warn(`  try: ${plain(insteadText(instead, given))}\n`);
  }
};

const sayOpen = ({ out }: Pick<World, 'out'>, { step }: ShownStep): void =>
  out.warn(
    `lvsh: --${step.id} is missing: ${step.question}${step.example === '' ? '' : ` Such as --${step.id} ${quote(step.example)}`}\n`,
  );

/**
 * Says what is missing and what is wrong, with what would be right. The exit code: that of a refusal where an answer is wrong,
 * that of the usage where one is missing; undefined where nothing is.
 */
export const complain = (
  world: Pick<World, 'out'>,
  given: Given,
  shown: readonly ShownStep[],
): number | undefined => {
  const wrong = shown.filter(({ state }) => state === 'wrong');
  const open = shown.filter(({ state }) => state === 'open');
  for (const step of wrong) sayWrong(world, step, given);
  for (const step of open) sayOpen(world, step);
  if (open.length > 0) world.out.warn(`Try lvsh new ${given.wizard.kind} --help.\n`);
  return wrong.length > 0 ? exits.refused : open.length > 0 ? exits.usage : undefined;
};
