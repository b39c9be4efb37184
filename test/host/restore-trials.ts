/** Random tables and rules files that were written from them before they changed. */
import fc from 'fast-check';
import { noNames } from '../../src/core/ipvsadm/names.ts';
import { parseArgs } from '../../src/core/ipvsadm/parse.ts';
import type { ServiceConfig } from '../../src/core/model/service.ts';
import { type Change, isChange } from '../../src/core/plan/action.ts';
import { anyLine, tableLines } from '../core/plan/practice.ts';

const changeOf = (words: readonly string[]): readonly Change[] => {
  const parsed = parseArgs(words, noNames);
  return parsed.ok && isChange(parsed.command) ? [parsed.command] : [];
};
const changes = (lines: fc.Arbitrary<string[][]>): fc.Arbitrary<Change[]> =>
  lines.map(list => list.flatMap(changeOf));
const tables = changes(
  fc.tuple(tableLines, fc.array(anyLine, { maxLength: 8 })).map(([table, more]) => [...table, ...more]),
);

/** Where a file comes from: ipvsadm-save, lvsh save, or somebody’s own hand, who also wrote lines that are refused. */
type Writer = 'ipvsadm' | 'lvsh' | 'hand';

/** A table, and a file that is to be restored into it. */
export interface Trial {
  readonly table: readonly Change[];
  /** What was done to the table after the file was written. */
  readonly since: readonly Change[];
  readonly writer: Writer;
  /** ipvsadm is reached through sudo, a process a listing. */
  readonly sudo: boolean;
}

/**
 * Flags of a scheduler that knows none, and an engine without persistence, do nothing and are not listed: nobody looks
 * for them.
 */
export const withoutIdle = (config: ServiceConfig): ServiceConfig => {
  const { pe, ...rest } = config;
  return {
    ...rest,
    ...(pe === undefined || config.persistence === undefined ? {} : { pe }),
    flags: ['sh', 'mh'].includes(config.scheduler) ? config.flags : [],
  };
};

/** A service or server of which /proc shows all. */
const shown = (change: Change): Change => {
  if (change.name === 'add-service' || change.name === 'edit-service') {
    const { scheduler, ops } = change.config;
    return { ...change, config: { scheduler, ops, flags: [] } };
  }
  if (change.name !== 'add-server' && change.name !== 'edit-server') return change;
  const { weight, method } = change.config;
  return { ...change, config: { weight, method: method === 'tun' ? 'dr' : method, upper: 0, lower: 0 } };
};

const effective = (change: Change): Change =>
  change.name === 'add-service' || change.name === 'edit-service'
    ? { ...change, config: withoutIdle(change.config) }
    : change;

/** What is left of random changes: everything, what has an effect, what /proc shows. */
const kinds: fc.Arbitrary<(change: Change) => Change> = fc.oneof(
  { weight: 1, arbitrary: fc.constant((change: Change) => change) },
  { weight: 4, arbitrary: fc.constant(effective) },
  { weight: 4, arbitrary: fc.constant(shown) },
);

/** Random ones. */
export const trials: fc.Arbitrary<Trial> = fc
  .record({
    table: tables,
    tableKind: kinds,
    since: changes(fc.array(anyLine, { maxLength: 4 })),
    sinceKind: kinds,
    writer: fc.constantFrom<Writer>('ipvsadm', 'lvsh', 'hand'),
    sudo: fc.boolean(),
  })
  .map(({ table, tableKind, since, sinceKind, ...rest }) => ({
    ...rest,
    table: table.map(tableKind),
    since: since.map(sinceKind),
  }));
