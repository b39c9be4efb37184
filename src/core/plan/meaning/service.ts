/** What becomes of services: new ones, those that go, and those that are set otherwise. */
import { serverKey } from '../../model/service.ts';
import { findServer } from '../../model/setup.ts';
import { durationWords } from '../../words/numbers.ts';
import { serverNames, takers } from '../usable.ts';
import type { Pair } from './pair.ts';
import { mostNamed, named } from './sentences.ts';

/** Services that are new. */
export const newcomers = (pairs: readonly Pair[]): readonly string[] =>
  pairs
    .filter(({ before, after }) => before === undefined && after !== undefined)
    .slice(0, mostNamed)
    .flatMap(({ label, after }) => {
      const now = takers(after);
      return now.length === 0
        ? [`${label} is new and refuses every client until it has a server with weight.`]
        : [`${label} is new, with ${serverNames(now, after?.servers ?? [])} behind it.`];
    });

/** Services that go. */
export const vanished = (pairs: readonly Pair[]): readonly string[] => {
  const gone = pairs.filter(({ before, after }) => before !== undefined && after === undefined);
  if (gone.length === 0) return [];
  return [
    `${named(gone.map(({ label }) => label))} ${gone.length === 1 ? 'is' : 'are'} gone: new clients are refused.`,
  ];
};

/** How a server's packets travel, as the table shows it. */
const methodName = { nat: 'NAT', dr: 'DR', tun: 'TUN', local: 'local' } as const;

/** Servers that are reached otherwise. */
export const rewired = (pairs: readonly Pair[]): readonly string[] =>
  pairs.flatMap(({ label, before, after }) => {
    const moved = (after?.servers ?? []).filter(server => {
      const former = findServer(before, serverKey(server.id));
      return former !== undefined && former.config.method !== server.config.method;
    });
    const to = moved[0]?.config.method;
    return to === undefined
      ? []
      : [
          `${serverNames(moved, after?.servers ?? [])} of ${label} must be set up for ${methodName[to]}; connections that are open keep their way.`,
        ];
  });

/** Services that give their connections out otherwise. */
export const rescheduled = (pairs: readonly Pair[]): readonly string[] =>
  pairs.flatMap(({ label, before, after }) => {
    if (before === undefined || after === undefined) return [];
    const [from, to] = [before.config, after.config];
    const said: string[] = [];
    if (from.scheduler !== to.scheduler)
      said.push(
        `New connections of ${label} are given out by ${to.scheduler} instead of ${from.scheduler}; open ones stay.`,
      );
    if (from.persistence !== undefined && to.persistence === undefined)
      said.push(`${label} is no longer persistent: each connection is scheduled by itself.`);
    else if (to.persistence !== undefined && from.persistence?.timeout !== to.persistence.timeout)
      said.push(
        `A client of ${label} stays on its server for ${durationWords(to.persistence.timeout)}; who is held already keeps the former time.`,
      );
    if (!from.ops && to.ops) said.push(`Every datagram of ${label} is scheduled by itself from now on.`);
    return said;
  });
