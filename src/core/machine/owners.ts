/** Recognises the owners of a table. */
import { type OwnerRow, ownerRows } from './owner-rows.ts';
import type { Owner, OwnerFacts, Suspect } from './owners.types.ts';
import { printable } from './printable.ts';

/** Processes that have a parent of the same kind belong to it. */
const chiefs = (own: readonly Suspect[]): readonly Suspect[] =>
  own.filter(({ parent }) => !own.some(other => other.pid === parent));

/** The row that a process belongs to; undefined for all that have nothing to do with IPVS. */
export const rowOf = (comm: string, argv: readonly string[]): OwnerRow | undefined =>
  ownerRows.find(row => row.comm?.test(comm) === true && row.is?.(argv) === true);

/** All who may change the table by themselves, in the order of the rows. Never throws. */
export const ownersOf = (facts: OwnerFacts): readonly Owner[] =>
  ownerRows.flatMap(row => {
    const own = chiefs(facts.processes.filter(({ comm, argv }) => rowOf(comm, argv) === row));
    return row.shows(facts, own).map(sighting => ({
      id: row.id,
      name: printable(`${row.who} (${sighting.seen})`),
      does: printable(
        [
          ...(sighting.sure || row.unsure === undefined ? [] : [row.unsure]),
          row.does(sighting, facts),
          ...(sighting.besides === undefined ? [] : [sighting.besides]),
        ].join(' '),
      ),
      instead: printable(row.instead(sighting, facts)),
      owns: sighting.owns,
      daemons: sighting.daemons,
      sure: sighting.sure,
    }));
  });
