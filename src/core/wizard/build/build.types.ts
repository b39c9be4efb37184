/** What building a wizard goes by. */
import type { Answers, Ground } from '../wizard.types.ts';
import type { Printing } from './handouts.ts';

/** Answers that were checked, with all suggestions filled in. */
export interface Build {
  readonly answers: Answers;
  readonly ground: Ground;
  readonly printing: Printing;
}
