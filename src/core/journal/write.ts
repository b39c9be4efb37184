/** A line of the journal as text. */
import type { JournalLine } from './line.types.ts';

/** One line with its line end. Nothing in it can break the line: JSON escapes control characters. */
export const writeLine = (line: JournalLine): string => `${JSON.stringify(line)}\n`;
