/**
 * The rules that give packets a firewall mark, so that a service by mark takes them: several ports or addresses as one service.
 * They stand where packets come in and nothing is decided yet (mangle PREROUTING, or nft at the same hook and priority).
 */
import type { Marked, Marker } from '../cluster/cluster.types.ts';
import { type Family, familyOf, fullLength } from '../model/address.ts';
import type { FilterItem, FilterProgram, NetItem, NftItem } from '../model/net-item.ts';
import { nftPorts, portMatches, portsWords } from './marks-ports.ts';
import type { Item } from './script.types.ts';

/** The priority of `mangle` at the prerouting hook; nft before 0.9 knows only the number. */
const manglePriority = -150;

/** The program that speaks of a family, of the same kind (`-legacy` or not) as the one given. */
export const filterProgram = (program: FilterProgram, family: Family): FilterProgram => {
  const legacy = program.endsWith('-legacy');
  if (family === 6) return legacy ? 'ip6tables-legacy' : 'ip6tables';
  return legacy ? 'iptables-legacy' : 'iptables';
};

const filterItems = ({ mark, address, protocol, ports }: Marked, program: FilterProgram): FilterItem[] => {
  const family = familyOf(address);
  return portMatches(protocol, ports).map(match => ({
    what: 'iptables',
    program: filterProgram(program, family),
    table: 'mangle',
    chain: 'PREROUTING',
    words: [
      ...['-d', `${address}/${fullLength(family)}`],
      ...match,
      ...['-j', 'MARK', '--set-mark', String(mark)],
    ],
  }));
};

const nftItem = (mark: number, family: Family, marked: readonly Marked[]): NftItem => {
  const rules = marked.map(
    ({ address, protocol, ports }) =>
      `${family === 4 ? 'ip' : 'ip6'} daddr ${address} ${nftPorts(protocol, ports)} meta mark set ${mark};`,
  );
  return {
    what: 'nft',
    family: family === 4 ? 'ip' : 'ip6',
    name: `lvsh_mark_${mark}`,
    // A brace that ends a chain needs a semicolon or a newline before and after it (seen with nft 1.0.6).
    body: `chain prerouting { type filter hook prerouting priority ${manglePriority}; ${rules.join(' ')} };`,
  };
};

/**
 * The rules that set marks (1..2^32-1). iptables: a rule for each address, protocol and fifteen ports at most, by the program of the
 * address's family; nft: a table of our own for each mark and family, `lvsh_mark_17`, so that removing it touches no one else's.
 * The whole mark is set: one that something else gave to these packets before is replaced, and all other packets keep theirs.
 */
export const markItems = (marked: readonly Marked[], marker: Marker): readonly NetItem[] => {
  if (marker !== 'nft') return marked.flatMap(one => filterItems(one, marker));
  const tables = new Map<string, [number, Family, Marked[]]>();
  for (const one of marked) {
    const family = familyOf(one.address);
    const key = `${family} ${one.mark}`;
    const table = tables.get(key);
    if (table === undefined) tables.set(key, [one.mark, family, [one]]);
    else table[2].push(one);
  }
  return [...tables.values()].map(([mark, family, rows]) => nftItem(mark, family, rows));
};

/**
 * What lets a director take in marked packets whose VIP it does not hold: they are looked up in a table of their own (1..2^32-1, one that
 * nothing else uses), where every address counts as local. Seen on the kernel: without it such packets are forwarded past IPVS or
 * dropped, with it they reach the INPUT hook, where IPVS works, by NAT, DR and TUN alike. Not where the source is rewritten, too: then the kernel
 * looks up the way of a packet again after IPVS has sent it on, finds it by its mark in this table, and it never leaves (seen).
 */
export const markRoutes = (marks: readonly number[], family: Family, table: number): readonly NetItem[] => {
  const distinct = [...new Set(marks)];
  if (distinct.length === 0) return [];
  return [
    ...distinct.map(mark => ({ what: 'rule', family, mark, table }) as const),
    { what: 'route', family, to: undefined, local: true, device: 'lo', table },
  ];
};

const markedWords = (marked: readonly Marked[]): string =>
  marked
    .map(({ address, protocol, ports }) => `${address} ${protocol.toUpperCase()} ${portsWords(ports)}`)
    .join('; ');

/** The same as parts of a script: rules, and with a `table` the routes for marks whose VIP is not held, each with its reason. */
export const markScriptItems = (
  marked: readonly Marked[],
  marker: Marker,
  table?: number,
): readonly Item[] => {
  const of = (mark: number, family: Family): readonly Marked[] =>
    marked.filter(one => one.mark === mark && familyOf(one.address) === family);
  const families = ([4, 6] as const).filter(family =>
    marked.some(({ address }) => familyOf(address) === family),
  );
  return families.flatMap(family => {
    const marks = [...new Set(marked.map(({ mark }) => mark))].filter(mark => of(mark, family).length > 0);
    return [
      ...marks.flatMap(mark =>
        markItems(of(mark, family), marker).map(item => ({
          do: item,
          why:
            `Gives packets to ${markedWords(of(mark, family))} the mark ${mark}, by which the service knows them. ` +
            'A mark that they had before is replaced; other packets keep theirs.',
          without: `Packets to ${markedWords(of(mark, family))} do not get the mark ${mark}: the service by mark never sees them.`,
        })),
      ),
      ...(table === undefined ? [] : markRoutes(marks, family, table)).map(item => ({
        do: item,
        why: 'This machine does not hold the VIP: a packet with the mark is taken in all the same, else IPVS would not see it.',
        without:
          'Packets with the mark are not taken in here: the VIP is not on this machine, and nothing makes them local.',
      })),
    ];
  });
};
