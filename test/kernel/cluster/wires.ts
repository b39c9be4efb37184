/** Whether the frames on the lab's wires are those that lvsh draws. */
import type { Hop, Stand } from '../../../src/core/path/hop.types.ts';
import { type Frame, type Header, readFrames } from './frames.ts';
import type { Scenario } from './scenario.types.ts';

/** Machines by their cards' MAC addresses. The text has a card a line: `02:00:00:00:00:03 web1 eth0` a line. */
export const readMacs = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .trim()
      .split('\n')
      .map(line => line.split(' '))
      .map(([mac = '', machine = '']) => [mac, machine]),
  );

/** The files in which a card's frames were caught: `wire.web1.eth0.pcap`. */
export const pcapNames = (macs: string): readonly string[] =>
  macs
    .trim()
    .split('\n')
    .map(line => `wire.${line.split(' ').slice(1).join('.')}.pcap`);

/** The addresses of each machine, as the lab's lines plug them. */
const addressesIn = (hardware: string): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const [, machine = '', rest = ''] of hardware.matchAll(/plug (\S+) \S+ \S+ ([^;\n]+)/g)) {
    const own = found.get(machine) ?? [];
    own.push(
      ...rest
        .trim()
        .split(' ')
        .map(address => address.split('/')[0] ?? ''),
    );
    found.set(machine, own);
  }
  return found;
};

/** The machine that has an address. */
export const ownerOf = ({ hardware }: Scenario, address: string): string | undefined =>
  [...addressesIn(hardware)].find(([, addresses]) => addresses.includes(address))?.[0];

const sameEnds = (seen: Header, drawn: Hop['inner']): boolean =>
  seen.from === drawn.from &&
  seen.to === drawn.to &&
  (drawn.fromPort === undefined || drawn.fromPort === 'any' || seen.fromPort === drawn.fromPort) &&
  (drawn.toPort === undefined || seen.toPort === drawn.toPort);

const fits = (frame: Frame, hop: Hop): boolean => {
  const [first, second] = frame.headers;
  if (hop.outer === undefined)
    return frame.headers.length === 1 && first?.protocol === hop.protocol && sameEnds(first, hop.inner);
  return (
    first?.protocol === hop.outer.wrap &&
    sameEnds(first, hop.outer) &&
    second?.protocol === hop.protocol &&
    sameEnds(second, hop.inner)
  );
};

const words = ({ from, to, inner, outer }: Hop): string => {
  const ends = (header: Hop['inner']): string =>
    `${header.from}:${header.fromPort ?? ''} > ${header.to}:${header.toPort ?? ''}`;
  return `${from} > ${to}: ${outer === undefined ? '' : `${outer.wrap} ${ends(outer)}: `}${ends(inner)}`;
};

/**
 * The drawn hops that no frame on any wire shows. `server`: the machine that answered; `pcaps`: what was caught; `gue`: the
 * port of the tunnel, 0 for none.
 */
export const unseen = (
  hops: readonly Hop[],
  server: string,
  macs: ReadonlyMap<string, string>,
  pcaps: readonly Buffer[],
  gue: number,
): readonly string[] => {
  const machine = (stand: Stand): string => (stand === 'real server' ? server : stand);
  const frames = pcaps.flatMap(pcap => readFrames(pcap, gue));
  return hops
    .filter(
      hop =>
        !frames.some(
          frame =>
            macs.get(frame.fromMac) === machine(hop.from) &&
            macs.get(frame.toMac) === machine(hop.to) &&
            fits(frame, hop),
        ),
    )
    .map(words);
};
