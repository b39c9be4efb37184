/** The recordings in the repository. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Recording } from './guest.ts';

/** The recording of a script; undefined when it was never recorded. */
export const readRecording = (script: string): Recording | undefined => {
  const path = join(import.meta.dirname, 'recorded', `${script}.json`);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Recording) : undefined;
};
