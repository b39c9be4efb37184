/** keepalived.conf in words: what it makes, and how far what runs is from it. */
import type { KeepalivedReading } from '../../core/keepalived/reading.types.ts';
import type { SeenService } from '../../core/model/snapshot.ts';
import { count } from '../../core/words/numbers.ts';
import type { Rich } from '../rich.ts';
import type { KeepalivedDifference } from './beside-keepalived.ts';
import { heading, sentence } from './parts.ts';

const agreement = (found: readonly KeepalivedDifference[]): string => {
  if (found.length === 0) return 'what runs is what it makes.';
  const own = found.filter(({ note }) => note === undefined || note.byItself).length;
  const all = count(found.length, 'difference');
  if (own === 0) return `${all}, not made by keepalived itself.`;
  return own === found.length
    ? `${all}, which keepalived may have made by itself.`
    : `${all}; keepalived may have made ${own} of them by itself.`;
};

const problemText = ({ problems }: KeepalivedReading): string | undefined => {
  const [first] = problems;
  if (first === undefined) return undefined;
  const how = `${count(problems.length, 'line')} ${problems.length === 1 ? 'is' : 'are'} not taken as written`;
  return `${how}${problems.length === 1 ? '' : ', the first'}: ${first.file}:${first.line}: ${first.reason}.`;
};

/** The lines under a heading. `made`: the keys of the services that it makes. */
export const keepalivedLines = (
  { path, reading }: { readonly path: string; readonly reading: KeepalivedReading },
  made: ReadonlySet<string>,
  found: readonly KeepalivedDifference[],
  seen: readonly SeenService[],
  columns: number,
): readonly Rich[] => {
  const { unread, vrrp, namespace } = reading;
  const others = seen.filter(({ key }) => !made.has(key)).length;
  const problem = problemText(reading);
  const quiet = (text: string): readonly Rich[] => sentence('   ', text, columns, 'muted');
  const loud = (text: string): readonly Rich[] => sentence(' · ', text, columns, 'warn');
  return [
    ...heading('keepalived', path),
    ...sentence('   ', `It makes ${count(made.size, 'service')}: ${agreement(found)}`, columns),
    ...(others === 0
      ? []
      : quiet(
          `${count(others, 'service')} that ${others === 1 ? 'runs is' : 'run are'} not in it; keepalived leaves ${others === 1 ? 'it' : 'them'} alone.`,
        )),
    ...(vrrp ? quiet('The addresses may be on the other director; the table is the same on both.') : []),
    ...(namespace === undefined
      ? []
      : loud(`It works in the network namespace ${namespace}, which may have another table.`)),
    ...(problem === undefined ? [] : loud(problem)),
    ...(unread.length === 0
      ? []
      : loud(`It includes what could not be read: ${unread.slice(0, 3).join(', ')}.`)),
  ];
};
