import { piece, type Rich } from '../app/rich.ts';
import type { State, View } from '../app/state.ts';
import type { Line } from './block.ts';
import type { Look } from './look.ts';

export const detailLines = (state: State, look: Look, view: Extract<View, { type: 'detail' }>): readonly (Rich | Line)[] => {
  void state;
  void look;
  return [[piece(view.service)]];
};
