/** What a service line of a listing says, as the service that it opens. */
import { type ServiceId, serviceKey } from '../../model/service.ts';
import type { ReadServer, ReadService } from './reading.ts';
import { type Named, plainTail, type Tail } from './service-line.ts';

/** A service whose real servers are still being read. */
export type Open = Omit<ReadService, 'servers'> & { readonly servers: ReadServer[] };

/** A service with its configuration, as far as the kind of listing says it, and no real servers yet. */
export const configured = (named: Named, scheduler: string, tail: Tail): Open => {
  const { key, id } = named;
  const { persistence, ops, flags, pe, jiffies, extra } = tail;
  if (tail === plainTail && id !== undefined && named.family === 4) {
    // Most services of a large table are as plain as this; spreading objects together is slow.
    if (named.proc) return { key, id, scheduler, persistence, ops, servers: [] };
    return { key, id, scheduler, persistence, ops, flags, servers: [] };
  }
  const base = { key, ...(id === undefined ? {} : { id }), scheduler, persistence };
  const rest = {
    ...(jiffies === undefined ? {} : { jiffies }),
    ...(extra.length === 0 ? {} : { extra }),
  };
  if (named.proc) {
    // Of an IPv6 service the kernel's file does not say whether it is one-packet; pe and flags it never says.
    const known = named.family === 6 ? {} : { ops };
    const guess = named.family === undefined ? { familyGuessed: true as const } : {};
    const six = tail.six && id?.kind === 'fwmark' ? withFamily(id, 6) : {};
    return { ...base, ...six, ...known, ...rest, ...guess, servers: [] };
  }
  // Outside of persistence ipvsadm does not print the engine although there may be one.
  const engine = persistence === null ? {} : { pe: pe ?? null };
  return { ...base, ...engine, ops, flags, ...rest, servers: [] };
};

/** The same mark in a family, with its key. */
export const withFamily = (
  id: ServiceId & { kind: 'fwmark' },
  family: 4 | 6,
): { key: string; id: ServiceId } => {
  const other = { ...id, family };
  return { key: serviceKey(other), id: other };
};

/** A mark of /proc with IPv6 real servers only is taken as an IPv6 one, unless its mask already said which. */
export const guessFamily = (service: Open): Open => {
  const { id, persistence, servers } = service;
  if (id?.kind !== 'fwmark' || servers.length === 0 || id.family === 6) return service;
  if (persistence !== undefined && typeof persistence?.mask === 'string') return service;
  if (!servers.every(server => server.id?.address.includes(':'))) return service;
  return { ...service, ...withFamily(id, 6) };
};
