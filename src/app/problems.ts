/**
 * The problem line's rules: only what follows from the table itself or was seen to happen. A rule that could be
 * wrong on a healthy director does not belong here.
 */
import type { SeenService, Snapshot } from '../core/model/snapshot.ts';
import { count } from '../core/words/numbers.ts';
import { isFull, isUsable } from './facts.ts';
import type { RowKey } from './labels.ts';
import type { Changes } from './log.ts';

/** One likely problem. */
export interface Problem {
  readonly rule: string;
  readonly level: 'bad' | 'warn';
  readonly row?: RowKey;
  /** Follows the row's name, what it means first: `refuses clients: no server has weight > 0`. */
  readonly text: string;
}

/** A rule about one service: its text when it applies. */
interface Rule {
  readonly id: string;
  readonly level: Problem['level'];
  readonly check: (service: SeenService) => string | undefined;
}

/** What the kernel does then: it logs "no destination available" and the client is refused at once. */
const refuses = 'refuses clients';

const rules: readonly Rule[] = [
  {
    id: 'no-servers',
    level: 'bad',
    check: service => (service.servers.length === 0 ? `${refuses}: it has no real server` : undefined),
  },
  {
    id: 'all-zero',
    level: 'bad',
    check: service =>
      service.servers.length > 0 && service.servers.every(server => server.weight === 0)
        ? `${refuses}: no server has weight > 0`
        : undefined,
  },
  {
    id: 'all-full',
    level: 'bad',
    check: service => {
      if (service.servers.length === 0 || service.servers.some(isUsable)) return undefined;
      const full = service.servers.filter(isFull).length;
      return full === 0 ? undefined : `${refuses}: all servers with weight are full (${full})`;
    },
  },
  {
    id: 'no-scheduling',
    level: 'bad',
    check: service =>
      service.scheduler === 'none' ? `${refuses}: scheduler none picks no server` : undefined,
  },
];

/** More than this are counted, not listed. */
const listed = 200;

/** The problems of a snapshot, `bad` first, and how many there are in all. */
export const findProblems = (
  snapshot: Snapshot,
  silent: Changes['silent'],
): { readonly problems: readonly Problem[]; readonly count: number } => {
  const problems: Problem[] = [];
  let found = 0;
  for (const [id, { said }] of silent) {
    if (!said) continue;
    const [service = '', server = ''] = id.split('\n');
    found++;
    problems.push({
      rule: 'silent',
      level: 'bad',
      row: { service, server },
      text: 'answers nothing: likely dead, or its gateway is wrong',
    });
  }
  for (const service of snapshot.services) {
    for (const rule of rules) {
      const text = rule.check(service);
      if (text === undefined) continue;
      found++;
      if (problems.length < listed) {
        problems.push({ rule: rule.id, level: rule.level, row: { service: service.key }, text });
      }
      break;
    }
  }
  return { problems, count: found };
};

/** What the problem line begins with: `problem`, `1 of 3 problems`. */
export const problemCount = (found: number): string =>
  found > 1 ? `1 of ${count(found, 'problem')}` : 'problem';
