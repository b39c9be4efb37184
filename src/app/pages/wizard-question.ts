/** The question at hand: the field, the options, and what is said about the answer. */
import { parseAddress } from '../../core/model/address.ts';
import type { ShownStep } from '../../core/wizard/run.ts';
import { cells } from '../cells.ts';
import { addressBegun, portNameBegun } from '../forms/begun.ts';
import { piece, type Rich } from '../rich.ts';
import { fieldOf } from '../wizard/hand.ts';
import { isTyped } from '../wizard/shown.ts';
import type { WizardView } from '../wizard/view.types.ts';
import { roomOf } from './parts.ts';
import { typedLines } from './wizard-parts.ts';

/** Whether the last word is only begun: what is missing of it is no fault yet. */
export const isBegun = (view: WizardView, { step, text, given }: ShownStep): boolean => {
  if (view.tried || !given || !isTyped(step) || view.caret < text.length) return false;
  const last = text.split(/[\s,]+/).at(-1) ?? '';
  const bare = last.replace(/=\d*$/, '').replace(/^(?:tcp|udp|sctp):/i, '');
  // A whole address or port may still grow, but there is something to be said about it.
  const whole = parseAddress(bare.replace(/^\[|\]$/g, '')) !== undefined || /[.\]]\S*:\d+$/.test(bare);
  return last !== '' && !whole && (addressBegun(bare) || portNameBegun(bare));
};

/** The field that is typed into; a choice has none. */
export const fieldLines = (
  view: WizardView,
  here: ShownStep,
  columns: number,
  most: number,
): readonly Rich[] => {
  const { step, text, given } = here;
  if (!isTyped(step)) return [];
  const field = fieldOf(view, step.id);
  const ghost = !given ? text : '';
  const lines = typedLines(field.text, field.at, ghost, roomOf(columns), step.kind === 'servers' ? most : 1);
  const hint =
    field.text !== ''
      ? ''
      : ghost !== ''
        ? '  suggested: enter takes it, → changes it'
        : step.optional === true
          ? '  it may be left empty'
          : '';
  const [first] = lines;
  if (first === undefined || hint === '') return lines;
  const used = first.reduce((sum, one) => sum + cells(one.text), 0);
  return used + cells(hint) > roomOf(columns) ? lines : [[...first, piece(hint, 'muted')], ...lines.slice(1)];
};
