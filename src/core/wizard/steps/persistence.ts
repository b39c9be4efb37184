/** The question whether clients stay with their server, and for how long. */
import { shown } from '../../explain/say.ts';
import { maxTimeout } from '../../ipvsadm/options.ts';
import { readDuration } from '../../words/durations.ts';
import { durationWords } from '../../words/numbers.ts';
import { type Read, read, refuse } from '../reading/read.types.ts';
import { error, ok, rather } from '../remarks.ts';
import type { WizardStep } from '../wizard.types.ts';

/** Reads the seconds of a persistence: 1..2678400. */
export const readTimeout = (text: string): Read<number> => {
  const seconds = readDuration(text.replace(/\s+/g, ''));
  if (seconds === undefined) {
    const long = /^\d+[dhms]?$/.test(text);
    return long
      ? refuse(
          `${shown(text)} is more than ${durationWords(maxTimeout)}, the most that the kernel takes`,
          '1h',
        )
      : refuse(`${shown(text)} is no time: 90s, 6m or 1h30m are`, '6m');
  }
  return seconds === 0
    ? refuse('A time of 0 would keep nobody: leave it empty for that', '6m')
    : read(seconds);
};

const nobody: ReadonlySet<string> = new Set(['', 'no', 'none', 'off']);

/** The seconds of the answer `persistence`; undefined where clients do not stay. */
export const persistenceIn = (text: string | undefined): number | undefined => {
  const trimmed = (text ?? '').trim().toLowerCase();
  if (nobody.has(trimmed)) return undefined;
  const seconds = readTimeout(trimmed === 'yes' ? '6m' : trimmed);
  return seconds.ok ? seconds.value : undefined;
};

/** The step; `about`: what it means for this wizard besides, a sentence. */
export const persistenceStep = (about = ''): WizardStep => ({
  id: 'persistence',
  label: 'persistence',
  question: 'Shall a client stay with its server, and for how long?',
  why: () =>
    `Without it every connection is given to a server of its own. With it the first one decides, and all that a client opens until so long after its last connection go to the same server, for shopping carts and TLS sessions.${about === '' ? '' : ` ${about}`} It costs balance: clients behind one address count as one.`,
  example: '6m',
  kind: 'text',
  optional: true,
  check: text => {
    const trimmed = text.trim().toLowerCase();
    if (nobody.has(trimmed) || trimmed === 'yes') return [];
    const seconds = readTimeout(trimmed);
    if (!seconds.ok)
      return [
        error(seconds.text, seconds.better === undefined ? undefined : rather('persistence', seconds.better)),
      ];
    return seconds.value > 86_400
      ? [ok(`for ${durationWords(seconds.value)} a client comes back to a server whatever its load is`)]
      : [];
  },
  words: text => {
    const seconds = persistenceIn(text);
    return seconds === undefined
      ? 'none: each connection is placed by itself'
      : `a client stays for ${durationWords(seconds)}`;
  },
});
