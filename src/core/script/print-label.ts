/** What a program's step is called where a person reads it. */
import { clean } from './print-comment.ts';
import type { ProgramItem } from './script.types.ts';

const most = 72;

/** The words without a script that is handed to sh: it would be a page long. */
const short = (argv: readonly string[]): readonly string[] =>
  argv[0] === 'sh' && argv[1] === '-c' ? ['sh', ...argv.slice(4)] : argv;

/** What a program's step runs first, on one line of at most 72 letters. */
export const programLabel = ({ start, stop, check }: ProgramItem): string => {
  const text = clean(short(start[0] ?? stop[0] ?? check).join(' '))
    .replace(/ +/g, ' ')
    .trim();
  return text.length > most ? `${text.slice(0, most - 3)}...` : text;
};
