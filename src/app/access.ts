/** Whether this director may be changed from here. */
import type { State } from './state.ts';

/** Why nothing can be changed now; undefined when it can. Goes on from “not now: ”. */
export const cannotChange = (state: State): string | undefined => {
  const { source, reading, freeze } = state;
  if (source.kind === 'file') return 'a saved text cannot be changed';
  if (source.locked !== undefined) return `read-only: ${source.locked}`;
  if (source.readOnly) return 'it takes root, or --sudo where sudo asks no password';
  if (reading.snapshot === undefined) return 'the director was not read yet';
  if (freeze !== undefined) return 'the picture is held; z goes on live';
  return undefined;
};
