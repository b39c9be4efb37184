/** Until the workshop is there, what a person does is held: it counts as soon as it can. */
import type { State, Step } from '../state.ts';
import type { Awaited, Held } from './waiting.types.ts';
import type { Workshop } from './workshop.types.ts';

/** Asks for the workshop; `open` follows when it is there. */
export const awaitWorkshop = (state: State, open: Awaited): Step => [
  { ...state, waiting: { open, held: [] } },
  [{ type: 'load-workshop' }],
];

/** The state that holds a message back; undefined where it is not to be held. Ctrl-C and its kin are never. */
export const heldBack = (state: State, message: Held): State | undefined => {
  const { waiting } = state;
  if (waiting === undefined || (message.type === 'key' && /^ctrl-[cz]$/.test(message.key))) return undefined;
  return { ...state, waiting: { ...waiting, held: [...waiting.held, message] } };
};

/** The workshop. Views of wizards are only open where it is there. */
export const workshopOf = ({ workshop }: State): Workshop => {
  if (workshop === undefined) throw new Error('a wizard is open without its workshop');
  return workshop;
};
