import { piece, type Rich } from '../app/rich.ts';
import type { State } from '../app/state.ts';

export const brokenLines = (state: State): readonly Rich[] => [[piece(state.reading.failure?.what ?? 'reading')]];
