/** Reads the neighbours of a machine: `ip -j neigh` (iproute2 4.16 and later), and `ip neigh` for people. */
import { parseAddress } from '../model/address.ts';
import { rowsOf, textOf } from './network-json.ts';
import { readMac } from './network-parts.ts';

/** An address on a link, as the kernel last knew it. */
interface SeenNeighbour {
  /** Canonical. */
  readonly address: string;
  readonly device: string;
  /** Absent where it never answered, and on links without MAC addresses. */
  readonly mac?: string;
  /** REACHABLE, STALE, DELAY, PROBE, PERMANENT, FAILED, INCOMPLETE, NOARP; `UNKNOWN` where none is said. */
  readonly state: string;
}

const states: ReadonlySet<string> = new Set([
  ...['INCOMPLETE', 'REACHABLE', 'STALE', 'DELAY', 'PROBE', 'FAILED', 'NOARP', 'PERMANENT'],
]);

const neighbourOf = (
  text: string,
  device: string,
  mac: string,
  words: readonly unknown[],
): readonly SeenNeighbour[] => {
  const address = parseAddress(text);
  if (address === undefined || device === '') return [];
  const own = readMac(mac);
  const state = words.find(word => typeof word === 'string' && states.has(word));
  return [
    {
      address,
      device,
      ...(own === undefined ? {} : { mac: own }),
      state: typeof state === 'string' ? state : 'UNKNOWN',
    },
  ];
};

/** The neighbours of `ip -j neigh`; undefined for a text that is no JSON list. Never throws. */
export const readNeighbourJson = (text: string): readonly SeenNeighbour[] | undefined =>
  rowsOf(text)?.flatMap(row =>
    neighbourOf(
      textOf(row.dst),
      textOf(row.dev),
      textOf(row.lladdr),
      Array.isArray(row.state) ? row.state : [],
    ),
  );

/** The neighbours of `ip neigh`: `10.0.0.7 dev eth0 lladdr 02:00:00:00:00:07 REACHABLE`. Other lines are passed over. */
export const readNeighbourText = (text: string): readonly SeenNeighbour[] =>
  text.split('\n').flatMap(line => {
    const words = line.trim().split(/\s+/);
    const after = (name: string): string => {
      const at = words.indexOf(name);
      return at < 0 ? '' : (words[at + 1] ?? '');
    };
    return neighbourOf(words[0] ?? '', after('dev'), after('lladdr'), words);
  });
