/**
 * The questions of a wizard as plain lines, one after another. The same steps as on the screen: every answer is checked when it
 * is given, going back loses none, and what is given already is asked only where something is wrong with it.
 */
import { type ShownStep, shownSteps } from '../core/wizard/run.ts';
import type { Answers, Ground, Instead, Wizard, WizardKind } from '../core/wizard/wizard.types.ts';
import {
  insteadOf,
  introLines,
  offerLines,
  optionsOf,
  promptOf,
  questionLines,
  remarkLines,
} from './prompts-lines.ts';
import type { Talk } from './prompts-terminal.ts';
import { turnOf } from './prompts-turn.ts';

/** Who is asked, and where everything besides the questions goes: a line, without its end. */
export interface Person {
  readonly ask: Talk['ask'];
  readonly say: (line: string) => void;
}

/** What a person gave, or saw and let stand: it is not asked again unless it becomes wrong. */
export interface Settled {
  readonly answers: Answers;
  readonly steps: ReadonlySet<string>;
}

/** How asking ended. `left`: before the end; `other`: another wizard goes on with the answers. */
export type Asked = Settled &
  ({ readonly kind: 'done' | 'left' } | { readonly kind: 'other'; readonly wizard: WizardKind });

/** Answers that are given before anybody was asked. */
export const settledBy = (answers: Answers): Settled => ({ answers, steps: new Set(Object.keys(answers)) });

const isDue = ({ step, state }: ShownStep, steps: ReadonlySet<string>): boolean =>
  state === 'wrong' || state === 'open' || !steps.has(step.id);

/** Asks everything that is not settled, or that is wrong; `back`: begins with the last question. */
export const askSteps = async (
  wizard: Wizard,
  settled: Settled,
  ground: Ground,
  person: Person,
  back = false,
): Promise<Asked> => {
  let { answers } = settled;
  const steps = new Set(settled.steps);
  const say = (lines: readonly string[]): void => lines.forEach(person.say);
  let begun = back;
  let at = back ? shownSteps(wizard, answers, ground).at(-1)?.step.id : undefined;
  let asked: string | undefined;
  let offers: readonly Instead[] = [];
  let refused: Answers | undefined;
  for (;;) {
    const all = shownSteps(wizard, answers, ground);
    const shown = all.find(({ step }) => step.id === at) ?? all.find(one => isDue(one, steps));
    if (shown === undefined) return { kind: 'done', answers, steps };
    if (!begun) say(introLines(wizard));
    begun = true;
    const { id } = shown.step;
    const index = all.indexOf(shown);
    if (asked !== id) {
      say(questionLines(shown, `(${index + 1} of ${all.length})`, optionsOf(shown, wizard, answers, ground)));
      if (shown.state === 'wrong') offers = insteadOf(shown.remarks);
    }
    asked = id;
    const turn = turnOf(await person.ask(promptOf(shown)), { wizard, shown, answers, ground, offers });
    switch (turn.kind) {
      case 'left':
        return { kind: 'left', answers, steps };
      case 'back': {
        const before = all[index - 1]?.step.id;
        at = before ?? id;
        [offers, refused] = [[], undefined];
        if (before === undefined) say(['   This is the first question.']);
        break;
      }
      case 'taken': {
        const { instead } = turn;
        // What was refused alone may be right with what is taken: ports with NAT.
        answers = { ...(refused ?? answers), ...instead.answers };
        if (refused !== undefined) steps.add(id);
        refused = undefined;
        for (const key of Object.keys(instead.answers)) steps.add(key);
        say([`   Taken: ${instead.label}`]);
        if (instead.wizard !== undefined) return { kind: 'other', answers, steps, wizard: instead.wizard };
        [at, asked, offers] = [undefined, undefined, []];
        break;
      }
      case 'again':
        say(turn.lines);
        at = id;
        break;
      case 'refused':
        say(turn.lines);
        offers = turn.offers;
        refused = turn.answers;
        at = id;
        break;
      case 'answer':
        answers = turn.answers;
        refused = undefined;
        steps.add(id);
        at = undefined;
        offers = insteadOf(turn.remarks);
        say([...remarkLines(turn.remarks), ...offerLines(offers)]);
    }
  }
};
