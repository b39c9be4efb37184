/** Commands of the wizards: what can be built, the questions, and what the answers come to. */
import { type WizardKind, wizardKinds } from '../core/wizard/wizard.types.ts';
import { prefer } from './choose.ts';
import type { Command } from './command.ts';
import type { State, Step } from './state.ts';
import { deskOfView, topWizard, withView } from './wizard/desk.ts';
import { insteadHere, moveStep, moveUpDown, passStep, takeInstead } from './wizard/keys.ts';
import { draftHere } from './wizard/listed.ts';
import {
  beginWizard,
  chooseWizard,
  forgetDraft,
  keep,
  leaveWizard,
  openReviewPage,
  openWizards,
} from './wizard/open.ts';
import type { WizardView } from './wizard/view.types.ts';

const noWizard = (state: State): string | undefined =>
  topWizard(state) === undefined ? 'no wizard is open' : undefined;

/** A change of the wizard that is open. */
const onView =
  (change: (view: WizardView, state: State) => WizardView) =>
  (state: State): Step => {
    const view = topWizard(state);
    return view === undefined ? [state, []] : [withView(state, view, change(view, state)), []];
  };

/** The same, and what was answered is kept. */
const onStep =
  (change: (view: WizardView, state: State) => WizardView) =>
  (state: State): Step => {
    const view = topWizard(state);
    return view === undefined ? [state, []] : keep(state, view, change(view, state));
  };

/** Enter: the next question; after the last one, what the answers come to. */
const pass = (state: State): Step => {
  const view = topWizard(state);
  if (view === undefined) return [state, []];
  const { view: next, end } = passStep(deskOfView(state, view), view);
  const [kept, effects] = keep(state, view, next);
  if (!end) return [kept, effects];
  const [last, more] = openReviewPage(kept);
  return [last, [...effects, ...more]];
};

const scrollBy = (lines: number) => onView(view => ({ ...view, scroll: Math.max(0, view.scroll + lines) }));

const toggleWhy = (state: State): Step => prefer(state, { why: !state.preferences.why });

/** The wizards as commands. What they ask is loaded with the first of them. */
const kinds: Readonly<Record<WizardKind, readonly [title: string, summary: string]>> = {
  dr: ['New service: DR', 'Questions for a service by direct routing; then the plan, and the scripts.'],
  nat: ['New service: NAT', 'Questions for a service by address translation, which can map ports.'],
  tun: ['New service: TUN', 'Questions for a service by tunnels (ipip, gue, gre) to servers anywhere.'],
  mark: [
    'New service: firewall mark',
    'Questions for several ports or addresses as one service, by a firewall mark.',
  ],
  persistence: ['Persistence', 'Questions for keeping clients with their server: by port, client or mark.'],
  server: [
    'Add a real server, with its script',
    'Questions for more real servers of a service that runs, and their script.',
  ],
  fullnat: [
    'New service: full NAT, as far as there is',
    'Questions for NAT with SNAT, which stands in for full NAT: servers need no change.',
  ],
  ha: ['Two directors', 'Questions for a pair of directors: files for keepalived or ldirectord.'],
};

/** All of them, in the order of the help. */
export const wizardCommands: readonly Command[] = [
  {
    id: 'new',
    title: 'Build something new',
    summary:
      'Asks questions and does the director’s part as a plan; hands over a script for every other machine.',
    hint: 'new',
    group: 'build',
    keys: { table: ['n'], broken: ['n'] },
    run: openWizards,
    danger: 'none',
    verb: 'new',
  },
  ...wizardKinds.map(
    (kind): Command => ({
      id: `new ${kind}`,
      title: kinds[kind][0],
      summary: kinds[kind][1],
      group: 'build',
      keys: {},
      run: state => beginWizard(state, kind),
      danger: 'none',
      verb: `new ${kind}`,
    }),
  ),
  {
    id: 'wizard-choose',
    title: 'Begin, or go on',
    summary: 'In the list of wizards: begins the one under the cursor, or goes on with the draft.',
    hint: 'begin',
    group: 'build',
    keys: { wizards: ['enter'] },
    run: chooseWizard,
    danger: 'none',
  },
  {
    id: 'wizard-forget',
    title: 'Forget this draft',
    summary: 'In the list of wizards: forgets the draft under the cursor; what it built stays.',
    hint: 'forget the draft',
    group: 'build',
    keys: { wizards: ['x'] },
    not: state => (draftHere(state) === undefined ? 'the cursor is not on a draft' : undefined),
    run: forgetDraft,
    danger: 'none',
  },
  {
    id: 'wizard-next',
    title: 'Take the answer',
    summary: 'In a wizard: takes the answer, or what is suggested, and goes on to the next question.',
    hint: 'next',
    group: 'build',
    keys: { wizard: ['enter'] },
    not: noWizard,
    run: pass,
    danger: 'none',
  },
  {
    id: 'wizard-on',
    title: 'The next question',
    summary: 'In a wizard: to the next question, whatever stands here.',
    group: 'build',
    keys: { wizard: ['tab'] },
    not: noWizard,
    run: onStep((view, state) => moveStep(deskOfView(state, view), view, 1)),
    danger: 'none',
  },
  {
    id: 'wizard-back',
    title: 'The question before',
    summary: 'In a wizard: to the question before; no answer is lost.',
    hint: 'back',
    group: 'build',
    keys: { wizard: ['shift-tab'] },
    not: noWizard,
    run: onStep((view, state) => moveStep(deskOfView(state, view), view, -1)),
    danger: 'none',
  },
  {
    id: 'wizard-down',
    title: 'Down in the wizard',
    summary: 'In a wizard: the next of the answers to choose from; where one is typed, the next question.',
    group: 'move',
    keys: { wizard: ['down', 'ctrl-n'] },
    not: noWizard,
    run: onStep((view, state) => moveUpDown(deskOfView(state, view), view, 1)),
    danger: 'none',
  },
  {
    id: 'wizard-up',
    title: 'Up in the wizard',
    summary: 'In a wizard: the answer or question before.',
    group: 'move',
    keys: { wizard: ['up', 'ctrl-p'] },
    not: noWizard,
    run: onStep((view, state) => moveUpDown(deskOfView(state, view), view, -1)),
    danger: 'none',
  },
  {
    id: 'wizard-page-down',
    title: 'Further down in what is said',
    summary: 'In a wizard: further down in what is said about an answer, of 300 servers for instance.',
    group: 'move',
    keys: { wizard: ['pgdn'] },
    not: noWizard,
    run: scrollBy(5),
    danger: 'none',
  },
  {
    id: 'wizard-page-up',
    title: 'Further up in what is said',
    summary: 'In a wizard: further up again.',
    group: 'move',
    keys: { wizard: ['pgup'] },
    not: noWizard,
    run: scrollBy(-5),
    danger: 'none',
  },
  {
    id: 'wizard-instead',
    title: 'Take what is offered instead',
    summary: 'In a wizard: takes over what a remark under the answer offers instead.',
    hint: 'instead',
    group: 'build',
    keys: { wizard: ['ctrl-t'] },
    not: state => {
      const view = topWizard(state);
      return view === undefined || insteadHere(deskOfView(state, view), view) === undefined
        ? 'nothing is offered instead'
        : undefined;
    },
    run: onStep((view, state) => takeInstead(deskOfView(state, view), view)),
    danger: 'none',
  },
  {
    id: 'wizard-why',
    title: 'Why this is asked',
    summary:
      'In a wizard: shows why each question is asked, or not; kept. ? does so where nothing is typed yet.',
    hint: 'why',
    group: 'build',
    keys: { wizard: ['f1', '?', 'ctrl-y'] },
    not: noWizard,
    run: toggleWhy,
    danger: 'none',
  },
  {
    id: 'wizard-review',
    title: 'Review',
    summary: 'In a wizard: shows at once what the answers come to; where one is missing, goes there.',
    hint: 'review',
    group: 'build',
    keys: { wizard: ['ctrl-r'] },
    not: noWizard,
    run: openReviewPage,
    danger: 'none',
  },
  {
    id: 'wizard-leave',
    title: 'Keep as a draft',
    summary: 'Leaves a wizard; what was answered is kept as a draft.',
    hint: 'keep draft',
    group: 'build',
    keys: { wizard: ['esc'] },
    not: noWizard,
    run: leaveWizard,
    danger: 'none',
  },
];
