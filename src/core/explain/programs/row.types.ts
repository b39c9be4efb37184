/** How the table of programs is made. */
import type { Names } from '../../ipvsadm/names.ts';
import type { Call } from '../reading/piece.types.ts';
import type { Told } from '../told.types.ts';

/** What is around a program. */
export interface Around {
  readonly names: Names;
  /** The program whose output it reads through a pipe. */
  readonly input?: Call;
}

/** One program, or several that are told alike. */
export interface ProgramRow {
  readonly programs: readonly string[];
  /** What a call of it does. Its redirections are told by whoever asks, but for those of programs that write texts. */
  readonly explain: (call: Call, around: Around) => Told;
  /** It tells what is put into it through a pipe as well. */
  readonly takesInput?: boolean;
  /** Behind a pipe it only shapes what another program prints. */
  readonly filter?: boolean;
}
