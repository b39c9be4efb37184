/** The options of a choice. */
import type { ShownStep } from '../../core/wizard/run.ts';
import type { Option } from '../../core/wizard/wizard.types.ts';
import { cells, clean, cutTo, left } from '../cells.ts';
import { piece, type Rich, wrap } from '../rich.ts';
import { optionAt } from '../wizard/choices.ts';
import type { Desk } from '../wizard/hand.ts';
import { allAnswers, optionsOf } from '../wizard/shown.ts';
import type { WizardView } from '../wizard/view.types.ts';
import { roomOf } from './parts.ts';

/** What an option is called: its value, or its title alone where that is the same in words. */
const nameOf = ({ value, title }: Option): { readonly name: string; readonly more: string } => {
  const same = title.toLowerCase().replace(' ', ':') === value;
  return { name: clean(same ? title : value), more: same || title === value ? '' : clean(title) };
};

const optionLine = (option: Option, here: boolean, width: number): Rich => {
  const { about, not } = option;
  const { name, more } = nameOf(option);
  const says = not === undefined ? clean(about) : `not here: ${clean(not)}`;
  return [
    piece(here ? ' > ' : '   ', 'key'),
    piece(left(name, width), not === undefined ? 'accent' : 'muted'),
    piece(more === '' ? '' : `  ${more}`, not === undefined ? undefined : 'muted'),
    piece(says === '' ? '' : `${more === '' ? '  ' : ': '}${says}`, not === undefined ? 'muted' : 'warn'),
  ];
};

const cutRich = (line: Rich, width: number): Rich => {
  let room = width;
  return line.map(one => {
    const text = cutTo(one.text, room);
    room = Math.max(0, room - cells(text));
    return { ...one, text };
  });
};

/** The options of a choice: all in full where there is room, otherwise one line each and the one at hand in full. */
export const optionLines = (
  desk: Desk,
  view: WizardView,
  { step, text }: ShownStep,
  columns: number,
  room: number,
): readonly Rich[] => {
  const options = optionsOf(step, allAnswers(desk.wizard, view.answers, desk.ground), desk.ground);
  if (options.length === 0) return [];
  const width = Math.min(24, Math.max(...options.map(option => cells(nameOf(option).name))));
  const current = optionAt(options, text);
  const lines = options.map(option => optionLine(option, option === current, width));
  const whole = lines.map(line => wrap(line, roomOf(columns), width + 5));
  if (whole.flat().length <= room) return whole.flat();
  const at = Math.max(0, current === undefined ? 0 : options.indexOf(current));
  const full = (whole[at] ?? []).slice(0, Math.max(1, room));
  const others = Math.max(0, room - full.length);
  const from = Math.max(0, Math.min(at - Math.floor(others / 2), lines.length - others - 1));
  return lines
    .flatMap((line, index) => (index < from ? [] : index === at ? full : [cutRich(line, roomOf(columns))]))
    .slice(0, room);
};
