/** What must hold of a want before anything is written: ranges, names, paths. */
import type { Failure } from '../model/failure.ts';
import { isPath } from './check.ts';
import type { Check, LdirectordWant } from './want.types.ts';

/** A number with its range; undefined is as good as any. */
type Bound = readonly [what: string, value: number | undefined, least: number, most: number];

/** The first number that is out of its range, or no whole one. */
export const outOfRange = (bounds: readonly Bound[]): Failure | undefined => {
  for (const [what, value, least, most] of bounds)
    if (value !== undefined && !(Number.isInteger(value) && value >= least && value <= most))
      return {
        kind: 'out-of-range',
        what: `${what} is a whole number from ${least} to ${most}, not ${value}`,
      };
  return undefined;
};

/** The first text that is not as it must be. */
export const badText = (
  texts: readonly (readonly [what: string, text: string | undefined, good: RegExp, form: string])[],
): Failure | undefined => {
  for (const [what, text, good, form] of texts)
    if (text !== undefined && !good.test(text))
      return { kind: 'value', what: `${what} is ${form}, not ${JSON.stringify(text.slice(0, 80))}` };
  return undefined;
};

const badCheck = (check: Check): Failure | undefined => {
  if (check.kind === 'none' || check.kind === 'ping') return undefined;
  const range = outOfRange([['the port of a check', check.port, 1, 65_535]]);
  if (range !== undefined || check.kind === 'tcp' || check.kind === 'udp') return range;
  if (!isPath(check.path))
    return {
      kind: 'value',
      what: `${JSON.stringify(check.path.slice(0, 80))} is no path that can be written`,
    };
  return (
    outOfRange([['the status of a check', check.status, 100, 599]]) ??
    badText([
      ['the host of a check', check.host, /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252})$/, 'a name of a host'],
    ])
  );
};

/** What is wrong with what both programs are told; undefined: nothing. */
export const badWatch = ({ check, sorry, everySeconds }: LdirectordWant): Failure | undefined =>
  outOfRange([
    ['the time between two checks', everySeconds, 1, 86_400],
    ['the port of the sorry server', sorry?.port, 1, 65_535],
  ]) ?? badCheck(check);
