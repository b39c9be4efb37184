/**
 * Which program can give packets a mark on this machine, and what rules say already. Everything here only reads, or asks
 * nft for a dry run.
 *
 * That `iptables -S` works says little where iptables writes tables of nft: it lists the built-in chains from memory, on a
 * kernel that has no such tables as well, and only `-A` fails then (seen with iptables 1.8.9 on a 6.1 kernel without them).
 * `nft -c add table` asks the kernel itself, and changes nothing.
 */
import type { Marker } from '../core/cluster/cluster.types.ts';
import type { Family } from '../core/model/address.ts';
import type { Host } from './host.ts';
import { runAs } from './rights.ts';

/** What was found. */
export interface FoundMarkers {
  /** By family; undefined inside: nothing can. Absent altogether where rights are missing to find out. */
  readonly markers?: Readonly<Record<Family, Marker | undefined>>;
  /** Listings of the rules that give marks, of every program that answered. */
  readonly listings: readonly string[];
}

/** A listing of 4 MB is that of a machine full of containers; larger ones are not waited for. */
const limits = { timeoutMs: 5000, maxBytes: 4 * 1024 * 1024 };

/** `unknown`: rights are missing, or it did not end in time. */
interface Heard {
  readonly works: 'yes' | 'no' | 'unknown';
  readonly text: string;
}

const noRights =
  /permission denied|not permitted|must be root|password is required|not allowed to|may not run/i;

type Ask = (program: string, ...args: readonly string[]) => Promise<Heard>;

const askOn =
  (host: Host, sudo: boolean): Ask =>
  async (program, ...args) => {
    const ran = await runAs(host, sudo, [program, ...args], limits);
    if (!ran.ok) {
      const missing = ran.failure.kind === 'not-found';
      return { works: missing ? 'no' : 'unknown', text: '' };
    }
    const { exit, stdout, stderr } = ran.value;
    if (exit === 0) return { works: 'yes', text: stdout };
    return { works: noRights.test(stderr) ? 'unknown' : 'no', text: '' };
  };

const hasRules = ({ text }: Heard): boolean => /^-A /m.test(text);

/** Tables that iptables-legacy has loaded into the kernel; listing one that is not there would load it. */
const legacyTables = async (host: Host, family: Family): Promise<readonly string[]> => {
  const file = await host.readFile(`/proc/net/${family === 6 ? 'ip6' : 'ip'}_tables_names`);
  return file.ok ? file.value.text.split('\n').filter(name => /^(?:mangle|nat|filter|raw)$/.test(name)) : [];
};

const list = (ask: Ask, program: string, table: string): Promise<Heard> =>
  ask(program, '-w', '-t', table, '-S');

interface OfFamily {
  readonly marker: Marker | undefined;
  readonly unknown: boolean;
  readonly listings: readonly string[];
}

const ofFamily = async (host: Host, ask: Ask, family: Family): Promise<OfFamily> => {
  const usual = family === 6 ? 'ip6tables' : 'iptables';
  const legacy = `${usual}-legacy` as const;
  const [mangle, version, dryRun, loaded] = await Promise.all([
    list(ask, usual, 'mangle'),
    ask(usual, '-V'),
    ask('nft', '-c', 'add', 'table', family === 6 ? 'ip6' : 'ip', 'lvsh'),
    legacyTables(host, family),
  ]);
  const writesNft = /\(nf_tables\)/.test(version.text);
  const usable = mangle.works === 'yes' && (!writesNft || hasRules(mangle) || dryRun.works !== 'no');
  // Where legacy tables are in use beside those of nft, rules of both kinds count.
  const both = usable && writesNft && loaded.length > 0;
  const [old, ...others] =
    both || !usable
      ? await Promise.all(
          ['mangle', ...(both ? loaded.filter(table => table !== 'mangle') : [])].map(table =>
            list(ask, legacy, table),
          ),
        )
      : [];
  const oldRules = old !== undefined && [old, ...others].some(hasRules);
  const newRules =
    oldRules && both
      ? [mangle, ...(await Promise.all(['nat', 'filter'].map(table => list(ask, usual, table))))].some(
          hasRules,
        )
      : false;
  const marker: Marker | undefined =
    usable && (newRules || !oldRules)
      ? usual
      : old?.works === 'yes'
        ? legacy
        : dryRun.works === 'yes'
          ? 'nft'
          : undefined;
  const answers = [mangle, dryRun, ...(old === undefined ? [] : [old])];
  return {
    marker,
    unknown: marker === undefined && answers.some(({ works }) => works === 'unknown'),
    listings: [mangle, ...(old === undefined ? [] : [old])]
      .filter(({ works }) => works === 'yes')
      .map(({ text }) => text),
  };
};

/**
 * Finds out. Where iptables writes tables of nft and iptables-legacy has rules of its own, the one that has rules is taken,
 * and iptables when both do; nft where neither works. Never rejects. `sudo`: through `sudo -n`.
 */
export const findMarkers = async (host: Host, sudo: boolean): Promise<FoundMarkers> => {
  const ask = askOn(host, sudo);
  const [four, six, ruleset] = await Promise.all([
    ofFamily(host, ask, 4),
    ofFamily(host, ask, 6),
    ask('nft', 'list', 'ruleset'),
  ]);
  const listings = [...four.listings, ...six.listings, ...(ruleset.works === 'yes' ? [ruleset.text] : [])];
  return four.unknown || six.unknown
    ? { listings }
    : { markers: { 4: four.marker, 6: six.marker }, listings };
};
