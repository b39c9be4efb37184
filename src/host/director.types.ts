/** A director: what the screen and the command line read from, whatever machine stands behind it. */
import type {
  ConnectionQuery,
  Connections,
  DirectorReading,
  ReadWants,
  Settings,
} from '../core/director/reading.ts';
import type { Result } from '../core/model/failure.ts';

/** Reads one director. Methods never reject. */
export interface Director {
  readonly name: string;
  readonly kind: 'local' | 'practice' | 'file';
  /** The newest reading; each call does what is due by now and no more. Failure only if there was never a good one. */
  read(wants: ReadWants): Promise<Result<DirectorReading>>;
  connections(query: ConnectionQuery): Promise<Result<Connections>>;
  settings(): Promise<Result<Settings>>;
}
