/** Processor time of this process's children, which node does not tell. */
import { readFileSync } from 'node:fs';

/** proc(5): cutime and cstime count in ticks of USER_HZ, which is 100 on every Linux architecture that node runs on. */
const tickMs = 10;

/**
 * User and system time in milliseconds of all children (and their children) that ended so far, from a text of
 * /proc/self/stat; undefined when the text is not one. The name in brackets may hold blanks and brackets.
 */
export const childMsOf = (stat: string): number | undefined => {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // proc(5) counts from 1 and the state is field 3, so cutime (16) and cstime (17) stand at 13 and 14 here.
  const ticks = Number(fields[13]) + Number(fields[14]);
  return Number.isFinite(ticks) ? ticks * tickMs : undefined;
};

/** The same for this process, now; undefined without /proc. */
export const childMs = (): number | undefined => {
  try {
    return childMsOf(readFileSync('/proc/self/stat', 'latin1'));
  } catch {
    return undefined;
  }
};
