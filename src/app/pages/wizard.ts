/** A wizard that is filled in: all answers in sight, and under them the question at hand with what is said about its answer. */
import type { ShownStep } from '../../core/wizard/run.ts';
import { clean, left } from '../cells.ts';
import { viewRows } from '../frame.ts';
import { type Meaning, piece, type Rich, wrap } from '../rich.ts';
import type { State } from '../state.ts';
import { deskOfView, topWizard } from '../wizard/desk.ts';
import { type Desk, shownOf, stepHere } from '../wizard/hand.ts';
import { allAnswers } from '../wizard/shown.ts';
import type { WizardView } from '../wizard/view.types.ts';
import { sentenceOf } from '../wizard/words.ts';
import { roomOf, sentence } from './parts.ts';
import { optionLines } from './wizard-options.ts';
import { edged, levelLooks, rule } from './wizard-parts.ts';
import { fieldLines, isBegun } from './wizard-question.ts';
import { saidLines } from './wizard-said.ts';

/** From so many lines on, blank ones part what belongs together. */
const tall = 16;
const labelCells = 13;

/** Whether a suggestion was passed with enter. */
const isSeen = ({ seen }: WizardView, { step, text }: ShownStep): boolean => seen[step.id] === text;

const markOf = (view: WizardView, one: ShownStep): { readonly mark: string; readonly meaning: Meaning } => {
  if (one.state === 'wrong') return levelLooks.error;
  if (one.state === 'open') return { mark: '·', meaning: 'muted' };
  if (one.remarks.some(({ level }) => level === 'warn')) return levelLooks.warn;
  return one.state === 'done' || isSeen(view, one) ? levelLooks.ok : { mark: '·', meaning: 'muted' };
};

/** The answer of a step in the list: in words; where it is wrong, as it was typed, with the reason. */
const answerOf = (view: WizardView, one: ShownStep, here: boolean): Rich => {
  const { state, text, words, remarks, given } = one;
  if (state === 'open' && text === '') return [piece(here ? '' : 'needed', 'muted')];
  if (state === 'wrong' || state === 'open') {
    const soft = here && isBegun(view, one);
    const why = remarks.find(({ level }) => level === 'error')?.text ?? '';
    return [
      piece(clean(text), soft ? 'muted' : 'bad'),
      piece(here || why === '' ? '' : `  ${clean(why)}`, 'muted'),
    ];
  }
  const warning = here ? undefined : remarks.find(({ level }) => level === 'warn')?.text;
  const fresh = !given && !isSeen(view, one);
  return [
    piece(words === '' ? '–' : clean(words), fresh ? 'muted' : undefined),
    ...(fresh && words !== '' ? [piece('  suggested', 'muted')] : []),
    ...(warning === undefined ? [] : [piece(`  ${clean(warning)}`, 'warn')]),
  ];
};

const stepLine = (view: WizardView, one: ShownStep, here: boolean): Rich => {
  const { mark, meaning } = here ? { mark: '>', meaning: 'key' as const } : markOf(view, one);
  return [
    piece(` ${mark} `, meaning),
    piece(left(one.step.label, labelCells), here ? 'accent' : 'muted'),
    ...answerOf(view, one, here),
  ];
};

/** The question, and what may be answered. */
const questionLines = ({ step, text }: ShownStep, columns: number): readonly Rich[] => {
  const question = ` ${step.question}`;
  const example = step.example === '' || text !== '' ? '' : `  such as ${step.example}`;
  const whole: Rich = [piece(question, 'title'), piece(example, 'muted')];
  return wrap(whole, roomOf(columns), 1).slice(0, 3);
};

const whyLines = (desk: Desk, view: WizardView, { step }: ShownStep, columns: number): readonly Rich[] => {
  const all = allAnswers(desk.wizard, view.answers, desk.ground);
  const text = clean(step.why(all, desk.ground));
  return [rule('why', '', columns), ...wrap([piece(` ${text}`)], Math.min(roomOf(columns), 100), 1)];
};

/** What stands under the list of steps. */
interface Pane {
  readonly head: readonly Rich[];
  /** What is said about the answer, or the options, all of it. */
  readonly said: readonly Rich[];
  readonly room: number;
  readonly why: readonly Rich[];
}

const paneOf = (state: State, desk: Desk, view: WizardView, here: ShownStep, rows: number): Pane => {
  const { columns, preferences } = state;
  const head = [
    ...questionLines(here, columns),
    ...fieldLines(view, here, columns, Math.max(1, Math.floor(rows / 4))),
  ];
  const free = Math.max(0, rows - head.length);
  const text = preferences.why ? whyLines(desk, view, here, columns) : [];
  // What is said about the answer keeps a third, for the why was asked for; where there is more room, all of it.
  const said = saidLines(desk, view, here, columns);
  const options = optionLines(desk, view, here, columns, Number.POSITIVE_INFINITY);
  const needed = Math.max(said.length + options.length, 1);
  const kept = Math.min(needed, Math.max(3, Math.floor(free / 3)));
  const why = text.slice(0, Math.max(0, Math.max(free - needed, free - Math.max(kept, free - text.length))));
  const room = free - why.length;
  return {
    head,
    said: [...optionLines(desk, view, here, columns, Math.max(1, room - said.length)), ...said],
    room,
    why,
  };
};

/** The parts of the page. */
const partsOf = (
  state: State,
  view: WizardView,
): { readonly top: readonly Rich[]; readonly pane: Pane } | undefined => {
  const { columns } = state;
  const desk = deskOfView(state, view);
  const shown = shownOf(desk, view);
  const here = stepHere(desk, view);
  if (here === undefined) return undefined;
  const rows = viewRows(state);
  const at = shown.indexOf(here);
  const waiting = state.ground?.pending === true && state.ground.value === undefined;
  const { scriptsOnly } = desk.ground;
  const head: readonly Rich[] = [
    edged(
      [piece(` ${desk.wizard.title}`, 'title')],
      [
        piece(waiting ? 'reading this machine …  ' : '', 'muted'),
        piece(`step ${at + 1} of ${shown.length}`, 'muted'),
      ],
      columns,
    ),
    ...(scriptsOnly === undefined
      ? []
      : sentence(' ! ', `Scripts only. ${sentenceOf(scriptsOnly)}`, columns, 'warn').slice(
          0,
          rows >= tall ? 2 : 1,
        )),
    ...(rows >= tall ? [[]] : []),
  ];
  const least = state.preferences.why ? (rows >= tall ? 11 : 9) : rows >= tall ? 8 : 6;
  const room = Math.max(2, Math.min(shown.length, rows - head.length - 1 - least));
  const from = Math.max(0, Math.min(at - Math.floor(room / 2), shown.length - room));
  const hidden = [
    from > 0 ? `${from} above` : '',
    shown.length - from - room > 0 ? `${shown.length - from - room} below` : '',
  ].filter(part => part !== '');
  const top = [
    ...head,
    ...shown.slice(from, from + room).map(one => stepLine(view, one, one === here)),
    rule(here.step.label, hidden.join(', '), columns),
  ];
  return { top, pane: paneOf(state, desk, view, here, Math.max(0, rows - top.length)) };
};

/** How far what is said can be scrolled. */
export const wizardScroll = (state: State): number => {
  const view = topWizard(state);
  const parts = view === undefined ? undefined : partsOf(state, view);
  return parts === undefined ? 0 : Math.max(0, parts.pane.said.length - parts.pane.room);
};

/** The page; it fits the screen. */
export const wizardPage = (state: State): readonly Rich[] => {
  const view = topWizard(state);
  const parts = view === undefined ? undefined : partsOf(state, view);
  if (view === undefined || parts === undefined) return [];
  const { top, pane } = parts;
  const { head, said, room, why } = pane;
  const from = Math.min(view.scroll, Math.max(0, said.length - room));
  const cut = said.length - from > room;
  const lines = said.slice(from, from + room);
  const more = said.length - from - room + 1;
  const inSight =
    cut && room > 1
      ? [...lines.slice(0, -1), [piece(`   … and ${more} more lines: `, 'muted'), piece('pgdn', 'key')]]
      : lines;
  const blanks = Array.from({ length: Math.max(0, room - inSight.length) }, (): Rich => []);
  return [...top, ...head, ...inSight, ...blanks, ...why].slice(0, viewRows(state));
};
