/**
 * The programs iptables and ip6tables of the practice machine, of the legacy kind: their rules are no tables of nft. As much
 * as lvsh runs: `-A`, `-I`, `-D`, `-C` and `-S`, in the words of 1.8.9 [measured].
 */
import type { Family } from '../../model/address.ts';
import { targets } from './iptables-extensions.ts';
import { type ReadRule, readRule } from './iptables-rule.ts';
import {
  badArgument,
  complain,
  type FilterRun,
  noTable,
  notThere,
  refuse,
  versionOf,
} from './iptables-says.ts';
import type { FilterTable, KernelFilterRule, KernelNetwork } from './network.types.ts';
import { notModelled, type Said, says } from './said.ts';

const chains: Readonly<Record<FilterTable, readonly string[]>> = {
  filter: ['INPUT', 'FORWARD', 'OUTPUT'],
  nat: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
  mangle: ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'],
  raw: ['PREROUTING', 'OUTPUT'],
};

const isTable = (word: string): word is FilterTable => Object.hasOwn(chains, word);

type Command = '-A' | '-I' | '-D' | '-C' | '-S';

const commands: Readonly<Record<string, Command>> = {
  ...{ '-A': '-A', '--append': '-A', '-D': '-D', '--delete': '-D', '-C': '-C', '--check': '-C' },
  ...{ '-I': '-I', '--insert': '-I', '-S': '-S', '--list-rules': '-S' },
};
/** Commands and options that the program has and the practice machine does not. */
const others: ReadonlySet<string> = new Set([
  ...[
    '-I',
    '--insert',
    '-R',
    '--replace',
    '-L',
    '--list',
    '-F',
    '--flush',
    '-Z',
    '--zero',
    '-N',
    '--new-chain',
  ],
  ...['-X', '--delete-chain', '-P', '--policy', '-E', '--rename-chain', '-h', '--help', '-g', '--goto', '-n'],
  ...['-v', '--verbose', '-f', '--fragment', '-c', '--set-counters', '-W', '-M', '--modprobe'],
  ...['-4', '-6', '--ipv4', '--ipv6', '--line-numbers', '--numeric'],
]);

interface Line {
  readonly command: Command;
  readonly chain: string | undefined;
  readonly table: string;
  /** The words of a rule. */
  readonly rest: readonly string[];
}

/** Waiting for a lock takes no time here; everything that is no command and no table belongs to the rule. */
const split = (run: FilterRun, args: readonly string[]): Line | Said => {
  let command: Command | undefined;
  let [chain, table]: [string?, string?] = [];
  const rest: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? '';
    const found = Object.hasOwn(commands, word) ? commands[word] : undefined;
    const next = args[at + 1];
    if (word === '-w' || word === '--wait') {
      if (/^\d+$/.test(next ?? '')) at++;
    } else if (word === '-t' || word === '--table') {
      if (next === undefined) return complain(run, `option "${word}" requires an argument`);
      table = next;
      at++;
    } else if (found !== undefined) {
      if (command !== undefined) return complain(run, `Cannot use ${found} with ${command}`);
      command = found;
      if (next !== undefined && !/^(?:-|!$)/.test(next)) {
        chain = next;
        at++;
      }
    } else if (others.has(word)) return notModelled(run.network, run.program, word);
    else rest.push(word);
  }
  return command === undefined
    ? complain(run, 'no command specified')
    : { command, chain, table: table ?? 'filter', rest };
};

const rulesOf = ({ network, family }: FilterRun): readonly KernelFilterRule[] => network.filter[family];

const withRules = ({ network, family }: FilterRun, rules: readonly KernelFilterRule[]): Said =>
  says({ ...network, filter: { ...network.filter, [family]: rules } });

const show = (run: FilterRun, table: FilterTable, chain: string | undefined): Said => {
  if (chain !== undefined && !chains[table].includes(chain)) return refuse(run, notThere);
  const shown = chain === undefined ? chains[table] : [chain];
  const policies = shown.map(name => `-P ${name} ACCEPT\n`);
  const rules = shown.flatMap(name =>
    rulesOf(run)
      .filter(rule => rule.table === table && rule.chain === name)
      .map(({ words }) => `-A ${name}${words === '' ? '' : ` ${words}`}\n`),
  );
  return says(run.network, [...policies, ...rules].join(''));
};

/** Chains in which a packet has not come in, or not gone out yet, at any interface. */
const withoutSide: Readonly<Record<'-i' | '-o', readonly string[]>> = {
  '-i': ['OUTPUT', 'POSTROUTING'],
  '-o': ['INPUT', 'PREROUTING'],
};

/** Where the kernel takes a target; it takes those that do not stand here everywhere. */
const places: Readonly<Record<string, readonly string[]>> = {
  SNAT: ['INPUT', 'POSTROUTING'],
  MASQUERADE: ['POSTROUTING'],
};

/** A new rule, after the others or before them. */
const add = (
  run: FilterRun,
  rule: KernelFilterRule,
  { target, needs, protocol }: ReadRule,
  first: boolean,
): Said => {
  const { table, chain } = rule;
  if (!chains[table].includes(chain)) return refuse(run, notThere);
  const place = target === undefined ? undefined : places[target];
  const misplaced = place !== undefined && (table !== 'nat' || !place.includes(chain));
  return misplaced || needs.some(name => name !== protocol)
    ? refuse(run, "Invalid argument. Run `dmesg' for more information.")
    : withRules(run, first ? [rule, ...rulesOf(run)] : [...rulesOf(run), rule]);
};

const deleteNumber = (run: FilterRun, table: FilterTable, chain: string, number: number): Said => {
  if (!chains[table].includes(chain)) return refuse(run, notThere);
  const gone = rulesOf(run).filter(rule => rule.table === table && rule.chain === chain)[number - 1];
  return gone === undefined
    ? refuse(run, 'Index of deletion too big.')
    : withRules(
        run,
        rulesOf(run).filter(rule => rule !== gone),
      );
};

/** What the program itself refuses of a rule, before any table sees it. */
const objection = ({ sides, target }: ReadRule, table: FilterTable, chain: string): string | undefined => {
  const side = sides.find(one => withoutSide[one].includes(chain));
  if (side !== undefined) return `Can't use ${side} with ${chain}\n`;
  return target === 'DROP' && table === 'nat'
    ? '\nThe "nat" table is not intended for filtering, the use of DROP is therefore inhibited.\n\n'
    : undefined;
};

const change = (run: FilterRun, table: FilterTable, { command, rest }: Line, chain: string): Said => {
  const [only = ''] = rest;
  const numbered = /^\d+$/.test(only);
  if (command === '-D' && rest.length === 1 && numbered) return deleteNumber(run, table, chain, Number(only));
  if (command === '-I' && numbered && only !== '1')
    return notModelled(run.network, run.program, `-I ${chain} ${only}`);
  const read = readRule(command === '-I' && numbered ? rest.slice(1) : rest, run.family);
  if (!read.ok) {
    if ('unknown' in read) return notModelled(run.network, run.program, read.unknown);
    return 'word' in read ? badArgument(run, read.word) : complain(run, read.complaint);
  }
  const wrong = objection(read.rule, table, chain);
  if (wrong !== undefined) return complain(run, wrong);
  const { words, target } = read.rule;
  if (command === '-A' || command === '-I')
    return add(run, { table, chain, words }, read.rule, command === '-I');
  const at = rulesOf(run).findIndex(one => one.table === table && one.chain === chain && one.words === words);
  if (at >= 0) return command === '-C' ? says(run.network) : withRules(run, rulesOf(run).toSpliced(at, 1));
  // Looking for a target's module leaves another error behind than looking for a rule.
  return refuse(
    run,
    chains[table].includes(chain) && target !== undefined && Object.hasOwn(targets, target)
      ? notThere
      : 'Bad rule (does a matching rule exist in that chain?).',
  );
};

/** Runs `iptables ARGS` (4) or `ip6tables ARGS` (6). Exit codes: 0; 1 refused; 2 a wrong line; 3 no such table. */
export const iptables = (network: KernelNetwork, family: Family, args: readonly string[]): Said => {
  const run: FilterRun = { network, family, program: family === 6 ? 'ip6tables' : 'iptables' };
  if (args[0] === '-V' || args[0] === '--version') return says(network, `${versionOf(run)}\n`);
  const line = split(run, args);
  if ('exit' in line) return line;
  const { command, chain, table, rest } = line;
  if (command !== '-S') {
    if (chain === undefined) return complain(run, `option "${command}" requires an argument`);
    if (chain.length > 28) return complain(run, `chain name \`${chain}' too long (must be under 29 chars)`);
  }
  if (!isTable(table)) return noTable(run, table);
  if (command === '-S' || chain === undefined) {
    const [word] = rest;
    return word === undefined ? show(run, table, chain) : badArgument(run, word);
  }
  return change(run, table, line, chain);
};
