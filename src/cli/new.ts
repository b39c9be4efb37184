/** `lvsh new`: a wizard from flags, a file of answers and questions at the terminal, to a plan and scripts. */
import { type Result, success } from '../core/model/failure.ts';
import { type AnswersFile, printAnswers, readAnswers, shownSteps, wizardOf } from '../core/wizard/run.ts';
import type { Answers, Ground, Wizard } from '../core/wizard/wizard.types.ts';
import type { Invocation } from './arguments.ts';
import { refusePlan } from './change.ts';
import { complain } from './new-complaints.ts';
import { askKind, kindOf, wizardList } from './new-list.ts';
import { answersOf, commandLine } from './new-options.ts';
import { review } from './new-review.ts';
import { askSteps, type Person, type Settled, settledBy } from './prompts.ts';
import { paragraph } from './prompts-lines.ts';
import type { Talk } from './prompts-terminal.ts';
import { writeHere } from './script-write.ts';
import { type RunVerb, textOf, write } from './verb-tools.ts';
import { exits } from './verbs.ts';
import { usage, type World } from './world.ts';

/** A wizard with what is answered of it. */
interface Begun {
  readonly wizard: Wizard;
  readonly answers: Answers;
}

/** The person at the terminal: questions, and all that is said with them, go to standard error. */
const personOf = ({ out }: World, talk: Talk): Person => ({
  ask: talk.ask,
  say: line => write({ out: { ...out, write: out.warn } }, line),
});

const answersIn = async (world: World, file: string | true | undefined): Promise<Result<AnswersFile>> => {
  if (typeof file !== 'string') return success({ answers: {} });
  const text = await textOf(world, file);
  return text.ok ? readAnswers(text.value.text) : text;
};

/** The wizard, and the answers of the file and of the command line; an exit code where there is none. */
const begin = async (
  world: World,
  { words, options }: Invocation,
  person: Person | undefined,
): Promise<Begun | number> => {
  const read = await answersIn(world, options.answers);
  if (!read.ok) return refusePlan(world, read.failure);
  const { kind: own, answers } = read.value;
  const [word = own] = words;
  if (word === undefined && person === undefined) {
    for (const line of wizardList()) write(world, line);
    return exits.ok;
  }
  const found = word === undefined ? person && (await askKind(person)) : kindOf(word);
  if (found === undefined) return exits.refused;
  if ('message' in found) return usage(world.out, found.message);
  const { kind } = found;
  if (own !== undefined && own !== kind)
    return usage(world.out, `these are answers for lvsh new ${own}, not for lvsh new ${kind}`);
  const wizard = wizardOf(kind);
  const given = answersOf(wizard, options);
  return typeof given === 'string' ? usage(world.out, given) : { wizard, answers: { ...answers, ...given } };
};

/** What the machine tells; nothing can be done on one that is locked, or where only scripts were asked for. */
const groundFor = async (world: World, { options }: Invocation): Promise<Ground> => {
  const { around, director, locked } = world;
  const read = await world.whole();
  const ground: Ground =
    around === undefined
      ? { director: director.name, scriptsOnly: 'nothing is known of this machine' }
      : await around.ground(read.ok ? { services: read.value.snapshot.services } : {});
  // It goes on in a sentence of ours.
  const found = ground.scriptsOnly?.replace(/^[A-Z](?=[a-z ])/, letter => letter.toLowerCase());
  const reason =
    'scripts-only' in options ? 'only scripts were asked for (--scripts-only)' : (locked ?? found);
  return { ...ground, director: director.name, ...(reason === undefined ? {} : { scriptsOnly: reason }) };
};

/** A conversation, where it stands. */
interface Stand extends Settled {
  readonly wizard: Wizard;
}

/** Asks until all is answered or the person leaves; another wizard may take over. */
const askAll = async (
  stand: Stand,
  ground: Ground,
  person: Person,
  back: boolean,
): Promise<Stand & { readonly left: boolean }> => {
  const end = await askSteps(stand.wizard, stand, ground, person, back);
  return end.kind === 'other'
    ? askAll({ ...end, wizard: wizardOf(end.wizard) }, ground, person, false)
    : { ...end, wizard: stand.wizard, left: end.kind === 'left' };
};

/** Keeps the answers in the file that the person named; an exit code where that failed. */
const keepAnswers = async (
  world: World,
  { options }: Invocation,
  { wizard, answers }: Begun,
): Promise<number | undefined> => {
  const path = options['save-answers'];
  if (typeof path !== 'string') return undefined;
  const files = [{ path, text: printAnswers(wizard.kind, answers), mode: 0o644 }];
  const written = await writeHere(world, options, files);
  return written.ok ? undefined : refusePlan(world, written.failure);
};

const conduct = async (
  world: World,
  invocation: Invocation,
  begun: Begun,
  talk: Talk | undefined,
): Promise<number> => {
  const ground = await groundFor(world, invocation);
  const person = talk === undefined ? undefined : personOf(world, talk);
  let state: Stand = { wizard: begun.wizard, ...settledBy(begun.answers) };
  if (person !== undefined && ground.scriptsOnly !== undefined)
    for (const line of paragraph(`Nothing will be done on this machine: ${ground.scriptsOnly}.`, 0))
      person.say(line);
  for (let back = false; ; back = true) {
    if (person !== undefined) {
      const asked = await askAll(state, ground, person, back);
      state = asked;
      if (asked.left) {
        await keepAnswers(world, invocation, asked);
        person.say('Nothing was done. This goes on from here:');
        person.say(`  ${commandLine(asked.wizard, asked.answers, invocation.practice)}`);
        return exits.refused;
      }
    }
    const { wizard, answers } = state;
    const bad = complain(
      world,
      { wizard, answers, ground, practice: invocation.practice },
      shownSteps(wizard, answers, ground),
    );
    if (bad !== undefined) return bad;
    const unkept = back ? undefined : await keepAnswers(world, invocation, state);
    if (unkept !== undefined) return unkept;
    const end = await review({ world, invocation, wizard, answers, ground, talk });
    if (end !== 'back') return end;
  }
};

/** `lvsh new`. */
export const newVerb: RunVerb = async (world, invocation) => {
  const { options } = invocation;
  const silent = 'yes' in options || 'json' in options || options.answers === '-';
  const talk = silent ? undefined : world.talk?.();
  try {
    const person = talk === undefined ? undefined : personOf(world, talk);
    const begun = await begin(world, invocation, person);
    return typeof begun === 'number' ? begun : await conduct(world, invocation, begun, talk);
  } finally {
    talk?.close();
  }
};
