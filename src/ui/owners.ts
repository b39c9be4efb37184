/** Who else changes this table: the line under the first. */
import { piece, type Rich } from '../app/rich.ts';
import type { State } from '../app/state.ts';

/** `! keepalived (pid 812) owns this table: it puts back what is changed here`. */
export const ownersLine = (state: State): Rich => {
  const [first, ...others] = state.owners;
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  const own =
    first.owns === 'all'
      ? ' owns this table'
      : first.owns.length === 0
        ? ' runs the sync daemons'
        : ` owns ${first.owns.length === 1 ? '1 service' : `${first.owns.length} services`}`;
  return [
    piece(' ! ', 'warn'),
    piece(`${first.name}${more}`, 'warn'),
    piece(`${own}: `, 'warn'),
    piece(first.does, 'muted'),
  ];
};
