/** The list of wizards: drafts that wait, what can be begun, and what helps to choose a method. */
import { count } from '../../core/words/numbers.ts';
import { cells, clean, cutTo, left } from '../cells.ts';
import { viewRows } from '../frame.ts';
import { type Piece, piece, type Rich } from '../rich.ts';
import { type State, topView } from '../state.ts';
import { workshopOf } from '../wizard/await.ts';
import { deskOf } from '../wizard/desk.ts';
import { groundOf } from '../wizard/ground.ts';
import { type ListedWizard, listedWizards } from '../wizard/listed.ts';
import { stepsOf } from '../wizard/shown.ts';
import { isThere } from '../wizard/there.ts';
import type { Draft } from '../wizard/view.types.ts';
import { sentenceOf } from '../wizard/words.ts';
import { dayOf, moment } from './moments.ts';
import { sentence } from './parts.ts';

/** What tells the three methods apart: the question, and the answer of each. */
const compared = [
  ['', 'DR', 'NAT', 'TUN'],
  ['servers stand', 'on the same link', 'behind the director', 'anywhere'],
  ['servers have', 'the VIP, ARP silent', 'director as gateway', 'the VIP on a tunnel'],
  ['answers go', 'straight to clients', 'through the director', 'straight to clients'],
  ['another port', 'no', 'yes: 80 to 8080', 'no'],
  ['good for', 'most traffic', 'any kind of server', 'distant servers'],
] as const;
const methods: readonly (string | undefined)[] = ['dr', 'nat', 'tun'];
const comparedCells = [14, 21, 22] as const;
const comparedWidth = 3 + 14 + 21 + 22 + 'straight to clients'.length;

const comparison = (kind: string | undefined, columns: number): readonly Rich[] =>
  columns < comparedWidth
    ? []
    : [
        [],
        ...compared.map(
          (row, at): Rich => [
            piece('   '),
            ...row.map(
              (text, column): Piece =>
                piece(
                  column === row.length - 1 ? text : left(text, comparedCells[column] ?? 0),
                  column === 0 || at === 0 ? 'heading' : methods[column - 1] === kind ? 'accent' : 'muted',
                ),
            ),
          ],
        ),
      ];

/** What a draft holds: its first answers in words, and how far it came. */
const draftWords = (state: State, draft: Draft): string => {
  const { wizard, ground } = deskOf(state, draft.kind, draft.id);
  return stepsOf(wizard, draft.answers, ground)
    .filter(({ given, words }) => given && words !== '')
    .slice(0, 2)
    .map(({ words }) => clean(words))
    .join('; ');
};

const draftState = ({ id, answers, built }: Draft, state: State): string => {
  const today = dayOf(state.now, state.offsetMinutes);
  const at = (time: number): string => moment(time, today, state.offsetMinutes);
  if (built === undefined) return `draft of ${at(id)}, ${count(Object.keys(answers).length, 'answer')}`;
  if (isThere(state, built)) return `built ${at(built.at)}, scripts at hand`;
  return `${built.undone ? 'undone' : 'gone'}, was built ${at(built.at)}`;
};

const lineOf = (one: ListedWizard, here: boolean, width: number, state: State): Rich => {
  const kind = one.type === 'draft' ? one.draft.kind : one.kind;
  const { title, about } = workshopOf(state).wizardOf(kind);
  const says =
    one.type === 'new' ? about : `${draftState(one.draft, state)}: ${draftWords(state, one.draft)}`;
  const head = ` ${here ? '>' : ' '} ${left(title, width)}`;
  const rest = cutTo(clean(says), Math.max(0, state.columns - 1 - cells(head) - 2));
  if (here) {
    const text = `${head}  ${rest}`;
    return [piece(text + ' '.repeat(Math.max(0, state.columns - cells(text))), 'select')];
  }
  return [piece(head, one.type === 'draft' ? 'accent' : undefined), piece(`  ${rest}`, 'muted')];
};

/** The page; it fits the screen. */
export const wizardsPage = (state: State): readonly Rich[] => {
  const { columns } = state;
  const view = topView(state);
  const listed = listedWizards(state);
  const row = view?.type === 'wizards' ? Math.min(view.row, listed.length - 1) : 0;
  const here = listed[row];
  const width = Math.min(30, Math.max(...listed.map(one => cells(titleOf(state, one)))));
  const none = groundOf(state).scriptsOnly;
  const head: readonly Rich[] = [
    [
      piece(' What is to be built?', 'title'),
      piece('  questions first, then a plan and the scripts', 'muted'),
    ],
    ...(none === undefined
      ? []
      : sentence(' ! ', `Scripts only. ${sentenceOf(none)}`, columns, 'warn').slice(0, 2)),
    [],
  ];
  const said =
    here === undefined
      ? []
      : here.type === 'draft'
        ? sentence('   ', draftWords(state, here.draft), columns, 'muted')
        : sentence('   ', sentenceOf(workshopOf(state).wizardOf(here.kind).about), columns, 'muted');
  const table = comparison(here?.type === 'new' ? here.kind : here?.draft.kind, columns);
  const rows = viewRows(state);
  const about: readonly Rich[] = [[], ...said.slice(0, 3)];
  const withTable = head.length + listed.length + about.length + table.length <= rows;
  const foot = withTable ? [...about, ...table] : about;
  const room = Math.max(3, Math.min(listed.length, rows - head.length - foot.length));
  const from = Math.max(0, Math.min(row - Math.floor(room / 2), listed.length - room));
  return [
    ...head,
    ...listed.slice(from, from + room).map((one, index) => lineOf(one, from + index === row, width, state)),
    ...foot,
  ].slice(0, rows);
};

const titleOf = (state: State, one: ListedWizard): string =>
  workshopOf(state).wizardOf(one.type === 'draft' ? one.draft.kind : one.kind).title;
