/** A person in words. */
import type { Person } from './line.types.ts';

/** `alice as root from 10.0.0.5 on pts/3`: who it was, as far as it is known. */
export const personText = ({ user, as, from, tty }: Person): string =>
  [
    user,
    ...(as === undefined ? [] : [`as ${as}`]),
    ...(from === undefined ? [] : [`from ${from}`]),
    ...(tty === undefined ? [] : [`on ${tty}`]),
  ].join(' ');
