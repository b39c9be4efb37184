/**
 * The problem line's rules: only what follows from the table itself or was seen to happen. A rule that could be
 * wrong on a healthy director does not belong here.
 */
import type { SeenService, Snapshot } from '../core/model/snapshot.ts';
import { isFull, isUsable } from './facts.ts';
import type { RowKey } from './labels.ts';
import type { Changes } from './log.ts';
import { count } from './words/numbers.ts';

/** One likely problem. */
export interface Problem {
  readonly rule: string;
  readonly level: 'bad' | 'warn';
  readonly row?: RowKey;
  /** Follows the row's name: `has no server with weight above 0`. */
  readonly text: string;
}

/** A rule about one service: its text when it applies. */
interface Rule {
  readonly id: string;
  readonly level: Problem['level'];
  readonly check: (service: SeenService) => string | undefined;
}

/** What the kernel does then: it logs "no destination available" and the client is refused at once. */
const refused = 'new connections are refused';

const rules: readonly Rule[] = [
  {
    id: 'no-servers',
    level: 'bad',
    check: service => (service.servers.length === 0 ? `has no real server: ${refused}` : undefined),
  },
  {
    id: 'all-zero',
    level: 'bad',
    check: service =>
      service.servers.length > 0 && service.servers.every(server => server.weight === 0)
        ? `has no server with weight above 0: ${refused}`
        : undefined,
  },
  {
    id: 'all-full',
    level: 'bad',
    check: service => {
      if (service.servers.length === 0 || service.servers.some(isUsable)) return undefined;
      const full = service.servers.filter(isFull).length;
      return full === 0
        ? undefined
        : `has every server with weight at its upper threshold (${full}): ${refused}`;
    },
  },
  {
    id: 'no-scheduling',
    level: 'bad',
    check: service =>
      service.scheduler === 'none' ? `has scheduler none, which picks no server: ${refused}` : undefined,
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
      text: 'is sent connections and answers nothing: is it alive, is the director its gateway?',
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

/** `1 likely problem`, `3 likely problems`. */
export const problemCount = (found: number): string => count(found, 'likely problem');
