/** What is said about an answer: remarks with what may be taken instead, and of servers one by one. */
import type { ShownStep } from '../../core/wizard/run.ts';
import type { Instead, Remark } from '../../core/wizard/wizard.types.ts';
import { count } from '../../core/words/numbers.ts';
import { cells, clean, left } from '../cells.ts';
import { piece, type Rich, wrap } from '../rich.ts';
import type { Desk } from '../wizard/hand.ts';
import { insteadHere } from '../wizard/keys.ts';
import { names, type ServerCheck, serverChecks } from '../wizard/servers.ts';
import { allAnswers } from '../wizard/shown.ts';
import type { WizardView } from '../wizard/view.types.ts';
import { roomOf } from './parts.ts';
import { levelLooks, marked } from './wizard-parts.ts';
import { isBegun } from './wizard-question.ts';

const insteadKey = 'ctrl-t';

/** What may be taken over; the first of several has the key, the others have it when that one is gone. */
const insteadLine = (label: string, first: boolean, columns: number): readonly Rich[] =>
  wrap(
    [
      piece(`     ${first ? insteadKey : ' '.repeat(insteadKey.length)}`, 'key'),
      piece('  instead: ', 'muted'),
      piece(clean(label), first ? 'accent' : 'muted'),
    ],
    roomOf(columns),
    13,
  );

const remarkLines = (
  { level, text, instead }: Remark,
  first: Remark['instead'],
  columns: number,
): readonly Rich[] => {
  const { mark, meaning } = levelLooks[level];
  const said = marked(1, mark, meaning, [piece(clean(text), level === 'ok' ? 'muted' : undefined)], columns);
  return instead === undefined ? said : [...said, ...insteadLine(instead.label, instead === first, columns)];
};

const serverLine = (
  { server, level, texts }: ServerCheck,
  width: number,
  columns: number,
): readonly Rich[] => {
  const { mark, meaning } = levelLooks[level];
  return marked(
    1,
    mark,
    meaning,
    [
      piece(left(clean(server), width), level === 'ok' ? undefined : meaning),
      piece(`  ${clean(texts.join('; '))}`, level === 'ok' ? 'muted' : undefined),
    ],
    columns,
    level === 'ok' ? 2 : 4,
  );
};

/** So many servers are read one by one; of more a summary is told. */
const fewServers = 8;

const summary = (each: readonly ServerCheck[]): string => {
  const of = (level: Remark['level']): number => each.filter(one => one.level === level).length;
  const parts = [
    ...(of('error') === 0 ? [] : [`${of('error')} wrong`]),
    ...(of('warn') === 0 ? [] : [`${of('warn')} with a note`]),
    ...(of('ok') === 0 ? [] : [`${of('ok')} fine`]),
  ];
  return `${count(each.length, 'server')}: ${parts.join(', ')}${parts.length > 1 ? '; the worst first' : ''}`;
};

const serversSaid = (
  desk: Desk,
  view: WizardView,
  { step, text, remarks }: ShownStep,
  begun: boolean,
  columns: number,
): readonly Rich[] => {
  const all = allAnswers(desk.wizard, view.answers, desk.ground);
  const { each, together } = serverChecks(step, text, remarks, all, desk.ground);
  const unfinished = begun ? text.split(/[\s,]+/).at(-1) : undefined;
  const told = each.filter(({ server, level }) => server !== unfinished || level !== 'error');
  const first = insteadHere(desk, view);
  const width = Math.min(28, Math.max(0, ...told.map(({ server }) => cells(clean(server)))));
  const hidesAll = told.length < each.length;
  // What is offered stands under the first of the servers that it is about.
  const offered = remarks.filter(remark => remark.instead !== undefined && !together.includes(remark));
  const offersAt = told.map(() => [] as Instead[]);
  for (const { text: words, instead } of offered) {
    const at = told.findIndex(({ address, level }) => level !== 'ok' && names(words, address));
    if (instead !== undefined) offersAt[Math.max(0, at)]?.push(instead);
  }
  return [
    ...(each.length > fewServers ? [[piece(`   ${summary(each)}`, 'muted')]] : []),
    ...together
      .filter(({ level, text: words }) => !hidesAll || level !== 'error' || !words.includes(unfinished ?? ''))
      .flatMap(remark => remarkLines(remark, first, columns)),
    ...told.flatMap((one, index) => [
      ...serverLine(one, width, columns),
      ...(offersAt[index] ?? []).flatMap(instead => insteadLine(instead.label, instead === first, columns)),
    ]),
  ];
};

/** What is said about the answer as it stands. */
export const saidLines = (
  desk: Desk,
  view: WizardView,
  here: ShownStep,
  columns: number,
): readonly Rich[] => {
  const { step, text, remarks, state } = here;
  if (text.trim() === '')
    return state === 'open' && view.tried
      ? marked(1, levelLooks.error.mark, 'bad', [piece('An answer is needed here')], columns)
      : [];
  const begun = isBegun(view, here);
  if (step.kind === 'servers') return serversSaid(desk, view, here, begun, columns);
  const first = insteadHere(desk, view);
  if (begun && remarks.some(({ level }) => level === 'error'))
    return marked(1, '·', 'muted', [piece(`not all of it yet: such as ${step.example}`, 'muted')], columns);
  return remarks.flatMap(remark => remarkLines(remark, first, columns));
};
