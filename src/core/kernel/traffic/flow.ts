/** The connections that practice clients hold, and how clients are drawn. */
import {
  type Address,
  familyOf,
  ipv4Bits,
  ipv4FromBits,
  ipv6FromGroups,
  ipv6Groups,
} from '../../model/address.ts';
import type { Method } from '../../model/service.ts';
import type { Request } from '../connect.ts';
import type { Lots } from './lots.ts';
import type { Crowd, Load } from './scene.ts';

/** An open connection. Times are practice milliseconds. */
export interface Flow {
  readonly request: Request;
  /** Its key in the connection table. */
  readonly key: string;
  readonly method: Method;
  /** When the client closes it, or, when nobody answers, gives up. */
  readonly until: number;
  /** Set when its server answers nothing: when the client will send its SYN again, and the wait after that. */
  readonly retry?: { readonly at: number; readonly wait: number };
}

/** A client of a crowd; low numbers come more often. */
const drawClient = ({ base, size }: Crowd, draw: Lots): Address => {
  const number = Math.floor(draw.share() ** 2 * size);
  if (familyOf(base) === 4) return ipv4FromBits(ipv4Bits(base) + number + 1);
  const groups = ipv6Groups(base).slice();
  groups[7] = ((groups[7] ?? 0) + number + 1) & 0xffff;
  return ipv6FromGroups(groups);
};

/** A client's request for a new connection of a load, from a port of the usual range. */
export const drawRequest = (load: Load, protocol: 'tcp' | 'udp', draw: Lots): Request => ({
  protocol,
  client: drawClient(load.crowd, draw),
  clientPort: 32768 + draw.below(28232),
  virtual: load.virtual,
  virtualPort: load.ports[draw.below(load.ports.length)] ?? 0,
  ...(load.service.kind === 'fwmark' && { mark: load.service.mark }),
});

/** A SYN that is not answered is sent again after 1 s, 2 s, 4 s and so on; most clients give up after half a minute. */
export const patience = 31_000;

/** Share of new connections around 1 at a practice time: two slow waves. */
export const tide = (phase: number, now: number): number => {
  const seconds = now / 1000;
  const waves = 0.3 * Math.sin(seconds / 17 + phase) + 0.15 * Math.sin(seconds / 5.3 + 2 * phase);
  return 1 + waves;
};
