/** Ports as packet filters are told them: single ones, ranges, and no more in a rule than it can hold. */

/** `[first, last]`, 1..65535 each. */
export type Ports = readonly (readonly [first: number, last: number])[];

/** A rule of xt_multiport holds fifteen ports; a range takes the place of two (seen: a sixteenth is "too many ports specified"). */
const placesOfRule = 15;

/**
 * The same ports in rising order, each once: ranges that overlap become one, as nft makes them itself when it reads a set.
 */
export const distinctPorts = (ports: Ports): Ports => {
  const sorted = [...ports].sort(([one], [other]) => one - other);
  const found: [number, number][] = [];
  for (const [first, last] of sorted) {
    const former = found.at(-1);
    if (former !== undefined && first <= former[1]) former[1] = Math.max(former[1], last);
    else found.push([first, last]);
  }
  return found;
};

const text = ([first, last]: Ports[number], between: string): string =>
  first === last ? String(first) : `${first}${between}${last}`;

/** Lists of ports that fit into a rule each. */
const rules = (ports: Ports): readonly Ports[] => {
  const lists: Ports[number][][] = [];
  let free = 0;
  for (const range of ports) {
    const places = range[0] === range[1] ? 1 : 2;
    if (places > free) {
      lists.push([]);
      free = placesOfRule;
    }
    lists.at(-1)?.push(range);
    free -= places;
  }
  return lists;
};

/**
 * The matches of iptables for a protocol's ports, a list of words for each rule that it takes: `-p tcp --dport 80`,
 * `-p tcp -m multiport --dports 80,443`. No ports: all of the protocol, one rule. `side`: destination or source ports.
 */
export const portMatches = (
  protocol: string,
  ports: Ports,
  side: 'd' | 's' = 'd',
): readonly (readonly string[])[] => {
  const distinct = distinctPorts(ports);
  if (distinct.length === 0) return [['-p', protocol]];
  return rules(distinct).map(list => {
    const words = list.map(range => text(range, ':')).join(',');
    return list.length === 1
      ? ['-p', protocol, `--${side}port`, words]
      : ['-p', protocol, '-m', 'multiport', `--${side}ports`, words];
  });
};

/** The match of nft for a protocol's ports: `tcp dport 80`, `tcp dport { 80, 8000-8010 }`, `meta l4proto tcp`. */
export const nftPorts = (protocol: string, ports: Ports, side: 'd' | 's' = 'd'): string => {
  const words = distinctPorts(ports).map(range => text(range, '-'));
  if (words.length === 0) return `meta l4proto ${protocol}`;
  return `${protocol} ${side}port ${words.length === 1 ? words[0] : `{ ${words.join(', ')} }`}`;
};

/** Ports in words: `port 80`, `ports 80, 443 and 8000-8010`, `all ports`. */
export const portsWords = (ports: Ports): string => {
  const words = distinctPorts(ports).map(range => text(range, '-'));
  if (words.length === 0) return 'all ports';
  if (words.length === 1 && !words[0]?.includes('-')) return `port ${words[0]}`;
  return `ports ${words.length === 1 ? words[0] : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`}`;
};
