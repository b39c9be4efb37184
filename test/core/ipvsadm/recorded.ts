/** What record.ts found on the real tool. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const read = <T>(name: string): readonly T[] =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'recorded', name), 'utf8')) as readonly T[];

/** One command line. `after` is the table afterwards as -Sn prints it; absent when it did not change. */
export interface RecordedLine {
  readonly argv: readonly string[];
  readonly exit: number;
  readonly stderr: string;
  readonly after?: string;
}

/** One run of -R on an empty table. */
export interface RecordedRestore {
  readonly text: string;
  readonly exit: number;
  readonly stderr: string;
  readonly stdout: string;
  readonly after: string;
}

/** One listing of the table that listings.sh makes. */
export interface RecordedListing {
  readonly argv: readonly string[];
  readonly exit: number;
  readonly stdout: string;
}

export const recordedLines = (): readonly RecordedLine[] => read('lines.json');
export const recordedRestores = (): readonly RecordedRestore[] => read('restore.json');
export const recordedListings = (): readonly RecordedListing[] => read('listings.json');
