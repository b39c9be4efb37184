/** Actions as the journal writes them, and back. */
import { type Action, actionArgv, objection, readArgv } from '../plan/action.ts';
import type { WrittenAction } from './line.types.ts';

/** An action as it is written down: what a person would type, or a file with its whole text. */
export const writtenOf = (action: Action): WrittenAction =>
  action.kind === 'file'
    ? { file: action.path, text: action.text ?? null }
    : { run: [...(actionArgv(action) ?? [])] };

/** The same in short, for the lines of a step: without the text of a file. */
export const briefOf = (written: WrittenAction): WrittenAction =>
  'file' in written ? { file: written.file } : written;

/**
 * The action that was written down; undefined for anything that lvsh itself would not have written, so a journal that
 * somebody edited cannot make it run another program, or an option that it does not know.
 */
export const actionOf = (written: WrittenAction): Action | undefined => {
  if ('file' in written && written.text === undefined) return undefined;
  const action: Action | undefined =
    'run' in written
      ? readArgv(written.run)
      : { kind: 'file', path: written.file, text: written.text ?? undefined };
  return action === undefined || objection(action) !== undefined ? undefined : action;
};
