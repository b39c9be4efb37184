/** Tables and chains of nft: reading what is between their braces, and listing them. */
import type { NftBase, NftChain, NftTable } from './network.types.ts';
import { readNftRule } from './nft-rule.ts';
import type { NftWords } from './nft-words.ts';

const types = ['filter', 'nat', 'route'] as const;
const hooks: readonly string[] = ['prerouting', 'input', 'forward', 'output', 'postrouting'];

/** Priorities with a name, and the hooks at which it is theirs. */
const priorities: readonly (readonly [name: string, value: number, hooks: readonly string[]])[] = [
  ['raw', -300, hooks],
  ['mangle', -150, hooks],
  ['dstnat', -100, ['prerouting']],
  ['filter', 0, hooks],
  ['security', 50, hooks],
  ['srcnat', 100, ['postrouting']],
];

/** As nft lists a priority: by the name that is at most 10 away. */
const priorityText = (hook: string, priority: number): string => {
  const near = priorities.find(([, value, at]) => at.includes(hook) && Math.abs(priority - value) <= 10);
  if (near === undefined) return String(priority);
  const [name, value] = near;
  const away = priority - value;
  return away === 0 ? name : `${name} ${away < 0 ? '-' : '+'} ${Math.abs(away)}`;
};

const readPriority = (words: NftWords, hook: string): number => {
  const word = words.next;
  if (/^-?\d{1,6}$/.test(word)) {
    words.take();
    return Number(word);
  }
  const [, value = 0] = priorities.find(([name, , at]) => name === word && at.includes(hook)) ?? [];
  if (!priorities.some(([name, , at]) => name === word && at.includes(hook))) words.lack();
  words.take();
  const sign = words.skip('+') ? 1 : words.skip('-') ? -1 : 0;
  if (sign === 0) return value;
  if (!/^\d{1,6}$/.test(words.next)) words.lack();
  return value + sign * Number(words.take());
};

const readBase = (words: NftWords): NftBase => {
  const type = types.find(one => one === words.next);
  if (type === undefined) words.lack();
  words.take();
  if (!words.skip('hook')) words.lack();
  if (!hooks.includes(words.next)) words.refuse('unknown chain hook');
  const hook = words.take();
  if (!words.skip('priority')) words.lack();
  return { type: type ?? 'filter', hook, priority: readPriority(words, hook), policy: 'accept' };
};

const readChain = (words: NftWords, family: NftTable['family']): NftChain => {
  if (!/^[A-Za-z]\w*$/.test(words.next)) words.lack();
  const name = words.take();
  words.expect('{');
  let base: NftBase | undefined;
  const rules: string[] = [];
  for (words.skipEnds(); words.next !== '' && words.next !== '}'; words.skipEnds()) {
    if (words.skip('type')) base = readBase(words);
    else if (base !== undefined && words.skip('policy')) {
      const policy = words.next;
      if (policy === 'accept' || policy === 'drop') base = { ...base, policy };
      else words.lack();
      words.take();
    } else rules.push(readNftRule(words, family));
    words.end();
  }
  words.expect('}');
  return { name, ...(base === undefined ? {} : { base }), rules };
};

/** Reads the chains between a table's braces; the opening one is taken already. */
export const readChains = (words: NftWords, family: NftTable['family']): readonly NftChain[] => {
  const chains: NftChain[] = [];
  for (words.skipEnds(); words.next !== '' && words.next !== '}'; words.skipEnds()) {
    if (!words.skip('chain')) words.lack();
    chains.push(readChain(words, family));
    words.end();
  }
  words.expect('}');
  return chains;
};

const chainText = ({ name, base, rules }: NftChain): string => {
  const head =
    base === undefined
      ? []
      : [
          `type ${base.type} hook ${base.hook} priority ${priorityText(base.hook, base.priority)}; policy ${base.policy};`,
        ];
  return `\tchain ${name} {\n${[...head, ...rules].map(line => `\t\t${line}\n`).join('')}\t}\n`;
};

/** A table as nft lists it. */
export const tableText = ({ family, name, chains }: NftTable): string =>
  `table ${family} ${name} {\n${chains.map(chainText).join('\n')}}\n`;
