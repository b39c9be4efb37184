/** The end of a wizard: the answers once more, the scripts, the plan and its run. */
import { buildWizard, type ShownStep, shownSteps } from '../core/wizard/run.ts';
import type { Answers, Built, Ground, Wizard } from '../core/wizard/wizard.types.ts';
import type { Invocation } from './arguments.ts';
import { changeOptions, quiet, refusePlan, runIntent } from './change.ts';
import { commandFor } from './new-commands.ts';
import { handoutLines, printHandouts, writeHandouts } from './new-handouts.ts';
import { runForJson } from './new-json.ts';
import { commandLine } from './new-options.ts';
import { paragraph, remarkLines } from './prompts-lines.ts';
import type { Talk } from './prompts-terminal.ts';
import type { Written } from './script-files.ts';
import { pathLines } from './script-path.ts';
import { write } from './verb-tools.ts';
import { exits } from './verbs.ts';
import type { World } from './world.ts';

/** What is reviewed. */
export interface Review {
  readonly world: World;
  readonly invocation: Invocation;
  readonly wizard: Wizard;
  readonly answers: Answers;
  readonly ground: Ground;
  /** The person at the terminal, where there is one. */
  readonly talk: Talk | undefined;
}

const answerLines = (shown: readonly ShownStep[]): readonly string[] =>
  shown.flatMap(({ step, words, remarks }) => {
    const [first = '', ...rest] = paragraph(words, 16);
    return [
      `  ${step.label.padEnd(12)}  ${first.slice(16)}`,
      ...rest,
      ...remarkLines(remarks.filter(({ level }) => level === 'warn')),
    ];
  });

const say = (world: Pick<World, 'out'>, lines: readonly string[]): void => {
  for (const line of lines) write(world, line);
};

/** All that is said before anything is run. */
const present = (
  { world, invocation, wizard, ground }: Review,
  built: Built,
  shown: readonly ShownStep[],
  written: readonly Written[],
): void => {
  say(world, [built.title, ...answerLines(shown)]);
  if ('explain' in invocation.options) say(world, ['', ...pathLines(built.cluster, world)]);
  const command = commandFor({ wizard, shown, built, ground, invocation });
  const listed = invocation.options.scripts === '-' ? [] : handoutLines(built, written, command);
  if (listed.length > 0) say(world, ['', ...listed]);
};

/** A person at the terminal who is asked whether the plan shall run may go back to the questions instead. */
const asking = (world: World, talk: Talk): { readonly world: World; readonly said: () => string } => {
  let said = '';
  const ask = async (question: string): Promise<string> => {
    said = (await talk.ask(question))?.trim() ?? '';
    return said === '<' ? '' : said;
  };
  return { world: { ...world, ask }, said: () => said };
};

const carryOut = async (
  { world, invocation, ground, talk, wizard, answers }: Review,
  { actions, cautions, title }: Built,
): Promise<number | 'back'> => {
  const { options } = invocation;
  const again = commandLine(wizard, answers, invocation.practice);
  if (ground.scriptsOnly !== undefined || actions.length === 0) {
    const why =
      ground.scriptsOnly === undefined
        ? 'The director itself needs nothing.'
        : `Nothing is done on this machine: ${ground.scriptsOnly}.`;
    say(world, [
      '',
      ...cautions.flatMap(caution => paragraph(`careful: ${caution}`, 0)),
      ...(cautions.length === 0 ? [] : ['']),
      ...paragraph(why, 0),
    ]);
    return exits.ok;
  }
  say(world, [
    '',
    ...(talk === undefined ? [] : ['On the director (< instead of y goes back to the questions):']),
  ]);
  const person = talk === undefined ? undefined : asking(world, talk);
  const intent = { kind: 'actions', actions, title, cautions } as const;
  const code = await runIntent(person?.world ?? world, intent, changeOptions(options));
  if (person?.said() === '<') return 'back';
  if (person !== undefined && !/^y/i.test(person.said()) && code === exits.refused)
    say(world, ['Nothing was run. This goes on from here:', `  ${again}`]);
  return code;
};

/** Shows what the answers come to, writes what was asked for, and runs the plan; an exit code, or `back` to the questions. */
export const review = async (given: Review): Promise<number | 'back'> => {
  const { invocation, wizard, answers, ground } = given;
  const { options } = invocation;
  const printed = options.scripts === '-' || 'json' in options;
  const world = printed ? { ...given.world, ...quiet(given.world) } : given.world;
  const built = buildWizard(wizard.kind, answers, ground, { explain: 'explain' in options });
  if (!built.ok) return refusePlan(world, built.failure);
  const shown = shownSteps(wizard, answers, ground);
  const written = await writeHandouts(world, invocation, built.value.handouts);
  if (!written.ok) return refusePlan(world, written.failure);
  if ('json' in options)
    return runForJson(given.world, options, {
      wizard: wizard.kind,
      shown,
      built: built.value,
      written: written.value,
      ...(ground.scriptsOnly === undefined ? {} : { scriptsOnly: ground.scriptsOnly }),
    });
  const spoken = { ...given, world };
  present(spoken, built.value, shown, written.value);
  if (options.scripts === '-') printHandouts(given.world, built.value.handouts);
  return carryOut(spoken, built.value);
};
