/** What stood there before a step, short, for the end of its line. */

import { flagOption, serverConfigWords, serviceConfigWords, thresholdWords } from '../ipvsadm/print.ts';
import { serverKey, serviceFamily } from '../model/service.ts';
import { findServer } from '../model/setup.ts';
import { count } from '../words/numbers.ts';
import type { Action, Change } from './action.ts';
import type { SetupDraft } from './draft.ts';

/** Options of one command line, each with its value: `-w 3`, `--tun-type gue`. */
const options = (words: readonly string[]): readonly string[] => {
  const found: string[] = [];
  for (const word of words) {
    if (word.startsWith('-')) found.push(word);
    else found[found.length - 1] = `${found.at(-1) ?? ''} ${word}`;
  }
  return found;
};

/** The options before that are not among those after, with what was not set at all named by its absence. */
const changed = (before: readonly string[], after: readonly string[]): string => {
  const now = new Set(options(after));
  const gone = options(before).filter(option => !now.has(option));
  if (gone.length > 0) return `was ${gone.join(' ')}`;
  const then = new Set(options(before));
  const fresh = options(after).filter(option => !then.has(option));
  return fresh.length === 0
    ? 'as it is'
    : `without ${fresh.map(option => option.split(' ')[0]).join(' ')} before`;
};

const ofChange = (change: Change, before: SetupDraft): string => {
  switch (change.name) {
    case 'edit-service': {
      const former = before.service(change.service);
      if (former === undefined) return '';
      const family = serviceFamily(change.service);
      return changed(
        [...serviceConfigWords(former.config, family), ...flagOption(former.config)],
        [...serviceConfigWords(change.config, family), ...flagOption(change.config)],
      );
    }
    case 'edit-server': {
      const former = findServer(before.service(change.service), serverKey(change.server));
      if (former === undefined) return '';
      return changed(
        [...serverConfigWords(former.config), ...thresholdWords(former.config)],
        [...serverConfigWords(change.config), ...thresholdWords(change.config)],
      );
    }
    case 'delete-server': {
      const former = findServer(before.service(change.service), serverKey(change.server));
      if (former === undefined) return '';
      return `was ${[...serverConfigWords(former.config), ...thresholdWords(former.config)].join(' ')}`;
    }
    case 'delete-service':
      return `with ${count(before.service(change.service)?.servers.length ?? 0, 'server')}`;
    case 'flush':
      return count(before.services().length, 'service');
    case 'set': {
      const { timeouts } = before;
      return timeouts === undefined ? '' : `was ${timeouts.tcp} ${timeouts.tcpFin} ${timeouts.udp}`;
    }
    default:
      return '';
  }
};

/** What an action replaces or takes away; empty where there was nothing. */
export const wasBefore = (action: Action, before: SetupDraft): string => {
  switch (action.kind) {
    case 'ipvsadm':
      return ofChange(action.change, before);
    case 'sysctl': {
      const value = before.sysctl(action.name);
      return value === undefined ? '' : `was ${value}`;
    }
    default:
      return '';
  }
};
