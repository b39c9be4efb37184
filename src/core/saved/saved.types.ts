/** The saved side of a director: the rules file of this system, its backups, keepalived's configuration. */
import type { KeepalivedReading } from '../keepalived/reading.types.ts';
import type { Failure } from '../model/failure.ts';

/** The rules file of this system as it was read. */
export interface SavedState {
  /** Absent where this system has none that lvsh knows of: then a file must be named. */
  readonly place?: { readonly path: string; readonly why: string; readonly sure: boolean };
  /** Its text; absent where there is no such file, or it could not be read. */
  readonly text?: string;
  /** Milliseconds since 1970. */
  readonly modifiedMs?: number;
  /** Why it could not be read. */
  readonly failure?: Failure;
  /** keepalived's configuration, where it holds virtual servers. */
  readonly keepalived?: { readonly path: string; readonly reading: KeepalivedReading };
}

/** One former text of a rules file. */
export interface Backup {
  /** Its file, without the folder. */
  readonly name: string;
  /** When it was replaced: ISO 8601, UTC. */
  readonly at: string;
  /** Who replaced it. */
  readonly user: string;
  /** Bytes. */
  readonly size: number;
}
