/** The program nft of the practice machine: as much of 1.0.6 as lvsh runs. Its tables live beside those of iptables. */
import type { KernelNetwork, NftChain, NftTable } from './network.types.ts';
import { readChains, tableText } from './nft-table.ts';
import { type NftTrouble, NftWords } from './nft-words.ts';
import { fails, notModelled, type Said, says } from './said.ts';

const version = 'nftables v1.0.6\n';

const families = ['ip', 'ip6', 'inet'] as const;

/** A message with the line that it is about, and the place in it. */
const marked = (text: string, message: string, at: number, length: number): string => {
  const start = text.lastIndexOf('\n', Math.max(0, at - 1)) + 1;
  const line = text.slice(start).split('\n')[0] ?? '';
  return `Error: ${message}\n${line}\n${' '.repeat(at - start)}${'^'.repeat(length)}\n`;
};

const troubled = (network: KernelNetwork, text: string, trouble: NftTrouble): Said => {
  if ('lacks' in trouble) return notModelled(network, 'nft', trouble.lacks);
  const { says: message, at, length, unfinished } = trouble;
  const more = unfinished === true ? marked(text, 'syntax error, unexpected end of file', 0, 1) : '';
  return fails(network, 1, marked(text, message, at, length) + more);
};

/** A family may be left out: it is `ip` then. */
const readFamily = (words: NftWords): NftTable['family'] => {
  const family = families.find(one => one === words.next);
  if (family !== undefined) words.take();
  return family ?? 'ip';
};

const readName = (words: NftWords, expected: string): string => {
  if (words.next === '' || words.next === '\n')
    return words.refuse(`syntax error, unexpected newline, expecting ${expected}`);
  return /^[A-Za-z][\w-]*$/.test(words.next) ? words.next : words.lack();
};

const sameBase = ({ base: one }: NftChain, { base: other }: NftChain): boolean =>
  one?.type === other?.type && one?.hook === other?.hook && one?.priority === other?.priority;

/** A chain that is there already gets the rules as well, and the policy of the newer one. */
const merged = (words: NftWords, chains: readonly NftChain[], chain: NftChain): readonly NftChain[] => {
  const there = chains.find(({ name }) => name === chain.name);
  if (there === undefined) return [...chains, chain];
  if (chain.base !== undefined && !sameBase(there, chain)) words.lack(`moving the chain ${chain.name}`);
  const base = chain.base ?? there.base;
  const both: NftChain = {
    name: there.name,
    ...(base === undefined ? {} : { base }),
    rules: [...there.rules, ...chain.rules],
  };
  return chains.map(one => (one === there ? both : one));
};

const isTable =
  (family: string, name: string) =>
  (table: NftTable): boolean =>
    table.family === family && table.name === name;

const addTable = (network: KernelNetwork, words: NftWords): KernelNetwork => {
  const family = readFamily(words);
  const name = readName(words, 'string');
  words.take();
  const chains = words.skip('{') ? readChains(words, family) : [];
  words.skipEnds();
  words.over();
  const there = network.nft.find(isTable(family, name));
  const table: NftTable = {
    family,
    name,
    chains: chains.reduce<readonly NftChain[]>(
      (known, chain) => merged(words, known, chain),
      there?.chains ?? [],
    ),
  };
  return {
    ...network,
    nft:
      there === undefined ? [...network.nft, table] : network.nft.map(one => (one === there ? table : one)),
  };
};

/** The table of a line; its name is the next word, so that a complaint points to it. */
const findTable = (
  network: KernelNetwork,
  words: NftWords,
  expected: string,
  missing: string,
): NftTable | undefined => {
  const family = readFamily(words);
  const name = readName(words, expected);
  const found = network.nft.find(isTable(family, name));
  if (found === undefined) words.refuse(missing);
  words.take();
  words.over();
  return found;
};

const list = (network: KernelNetwork, words: NftWords): string => {
  if (words.skip('ruleset')) {
    words.over();
    return network.nft.map(tableText).join('');
  }
  if (!words.skip('table')) return words.lack();
  const found = findTable(network, words, 'string', 'No such file or directory');
  return found === undefined ? '' : tableText(found);
};

const run = (network: KernelNetwork, words: NftWords): Said => {
  if (words.skip('list')) return says(network, list(network, words));
  if (words.skip('delete')) {
    if (!words.skip('table')) words.lack();
    const missing = 'Could not process rule: No such file or directory';
    const gone = findTable(network, words, 'handle or string', missing);
    return says({ ...network, nft: network.nft.filter(table => table !== gone) });
  }
  words.skip('add');
  if (!words.skip('table')) words.lack();
  return says(addTable(network, words));
};

/** Runs `nft ARGS`: its words are one text, however they came. Exit codes: 0; 1 for everything else. */
export const nft = (network: KernelNetwork, args: readonly string[]): Said => {
  const check = args[0] === '-c' || args[0] === '--check';
  const words = check ? args.slice(1) : args;
  const [first] = words;
  if (first === '-v' || first === '--version') return says(network, version);
  if (first === undefined) return fails(network, 1, 'nft: no command specified\n');
  if (first.startsWith('-')) return notModelled(network, 'nft', `the option ${first}`);
  const text = words.join(' ');
  const read = new NftWords(text);
  const ran = run(network, read);
  if (read.trouble !== undefined) return troubled(network, text, read.trouble);
  return check ? { ...ran, network } : ran;
};
