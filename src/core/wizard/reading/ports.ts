/** Lists of ports as a person types them: `80 443`, `8000-8100`, `80,udp:53`, `all`. */
import { shown } from '../../explain/say.ts';
import type { Protocol } from '../../model/service.ts';
import { splitProtocol } from './endpoint.ts';
import { readPort } from './port.ts';
import { type Read, read, refuse } from './read.types.ts';
import { wordsOf } from './servers.ts';

/** Ports of one protocol, in rising order and apart from each other; empty: all of them. */
export interface PortSet {
  readonly protocol: Protocol;
  readonly ports: readonly (readonly [first: number, last: number])[];
}

const readRange = (text: string, protocol: Protocol): Read<readonly [number, number]> => {
  const [from = '', to, ...more] = text.split(/[-:]/);
  if (more.length > 0) return refuse(`${shown(text)} is no range of ports`);
  const first = readPort(from, protocol);
  const last = to === undefined ? first : readPort(to, protocol);
  if (!first.ok) return first.better === undefined || to !== undefined ? refuse(first.text) : first;
  if (!last.ok) return refuse(last.text);
  return first.value > last.value
    ? refuse(`${shown(text)} ends before it begins`, `${last.value}-${first.value}`)
    : read([first.value, last.value]);
};

/** Ranges in order, those that touch or overlap made one. */
const joined = (ranges: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] => {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const result: (readonly [number, number])[] = [];
  for (const [first, last] of sorted) {
    const before = result.at(-1);
    if (before !== undefined && first <= before[1])
      result[result.length - 1] = [before[0], Math.max(before[1], last)];
    else result.push([first, last]);
  }
  return result;
};

/** Reads a list of ports. Fails at the first word that is none. */
export const readPorts = (text: string): Read<readonly PortSet[]> => {
  const found = new Map<Protocol, (readonly [number, number])[] | 'all'>();
  const words = wordsOf(text);
  if (words.length === 0) return refuse('No port is given', '80 443');
  for (const word of words) {
    const { protocol, prefix, rest } = splitProtocol(word);
    if (rest === 'all') {
      found.set(protocol, 'all');
      continue;
    }
    const range = readRange(rest, protocol);
    if (!range.ok) {
      const { better } = range;
      const replaced = words.map(one => (one === word ? `${prefix}${better ?? ''}` : one)).join(' ');
      return refuse(range.text, better === undefined ? undefined : replaced);
    }
    const before = found.get(protocol) ?? [];
    if (before !== 'all') found.set(protocol, [...before, range.value]);
  }
  return read(
    [...found].map(([protocol, ports]) => ({ protocol, ports: ports === 'all' ? [] : joined(ports) })),
  );
};

/** One range in words: `80`, `8000-8100`. */
export const rangeText = ([first, last]: readonly [number, number]): string =>
  first === last ? String(first) : `${first}-${last}`;

/** Ports in words: `TCP 80, 443 and UDP 53`. */
export const portsWords = (sets: readonly PortSet[]): string =>
  sets
    .map(
      ({ protocol, ports }) =>
        `${protocol.toUpperCase()} ${ports.length === 0 ? 'all ports' : ports.map(rangeText).join(', ')}`,
    )
    .join(' and ');
