/** `ip rule`: shows, adds and deletes rules by mark, in the words of iproute2 6.1 [measured]. */
import { type IpObject, incomplete, type Read, read, stop } from './ip-words.ts';
import type { KernelNetwork, KernelRule } from './network.types.ts';
import { addRule, deleteRule, type WantedRule } from './rules.ts';
import { changed, notModelled, says } from './said.ts';
import { mainTable, readTable, tableName } from './tables.ts';

const wholeMask = 0xffff_ffff;

const hex = (value: number): string => (value === 0 ? '0' : `0x${value.toString(16)}`);

const markText = ({ value, mask }: NonNullable<KernelRule['mark']>): string =>
  mask === wholeMask ? `0x${value.toString(16)}` : `0x${value.toString(16)}/${hex(mask)}`;

/** Rules that were there from the start are the kernel's own. */
const originOf = (rule: KernelRule): string => (rule.mark === undefined ? 'kernel' : 'unspec');

const ruleText = (rule: KernelRule, details: boolean): string =>
  `${rule.priority}:\tfrom all ${rule.mark === undefined ? '' : `fwmark ${markText(rule.mark)} `}` +
  `lookup ${tableName(rule.table)}${details ? ` proto ${originOf(rule)}` : ''}\n`;

const ruleJson = (rule: KernelRule, details: boolean): object => ({
  priority: rule.priority,
  src: 'all',
  ...(rule.mark === undefined
    ? {}
    : {
        fwmark: hex(rule.mark.value),
        ...(rule.mark.mask === wholeMask ? {} : { fwmask: hex(rule.mark.mask) }),
      }),
  table: tableName(rule.table),
  ...(details ? { protocol: originOf(rule) } : {}),
});

const number = (word: string): number | undefined => {
  const value = /^(?:0x[0-9a-f]{1,8}|\d{1,10})$/i.test(word) ? Number(word) : Number.NaN;
  return value <= wholeMask ? value : undefined;
};

const readMark = (network: KernelNetwork, word: string): Read<NonNullable<KernelRule['mark']>> => {
  const [first = '', second] = word.split('/', 2);
  const [value, mask] = [number(first), second === undefined ? wholeMask : number(second)];
  return value === undefined || mask === undefined
    ? stop(network, 255, `Error: argument "${word}" is wrong: fwmark value is invalid\n`)
    : read({ value, mask });
};

/** Words that `ip rule add` knows besides those that lvsh uses. */
const others: ReadonlySet<string> = new Set([
  ...[
    'from',
    'to',
    'tos',
    'dsfield',
    'preference',
    'order',
    'priority',
    'iif',
    'dev',
    'oif',
    'l3mdev',
    'not',
  ],
  ...['uidrange', 'ipproto', 'sport', 'dport', 'goto', 'nat', 'suppress_prefixlength', 'type', 'realms'],
  ...['blackhole', 'unreachable', 'prohibit', 'protocol'],
]);

const readWanted = (network: KernelNetwork, verb: string, words: readonly string[]): Read<WantedRule> => {
  if (words.length === 0)
    return stop(network, 1, `"ip rule ${verb === 'add' ? 'add' : 'del'}" requires arguments.`);
  let mark: KernelRule['mark'];
  let table: number | undefined;
  for (let at = 0; at < words.length; at += 2) {
    const [word = '', value] = words.slice(at, at + 2);
    if (others.has(word)) return { ok: false, said: notModelled(network, 'ip', `ip rule ${verb} … ${word}`) };
    if (word !== 'fwmark' && word !== 'lookup' && word !== 'table')
      return stop(network, 255, `Error: argument "${word}" is wrong: Failed to parse rule type`);
    if (value === undefined) return incomplete(network);
    if (word === 'fwmark') {
      const found = readMark(network, value);
      if (!found.ok) return found;
      mark = found.value;
    } else {
      table = readTable(value);
      if (table === undefined)
        return stop(network, 255, `Error: argument "${value}" is wrong: invalid table ID\n`);
    }
  }
  if (mark === undefined || mark.value === 0 || table === 0)
    return { ok: false, said: notModelled(network, 'ip', 'rules without a mark or for table 0') };
  return read({ mark, table: table ?? mainTable });
};

/** The object `ip rule`. */
export const ipRule: IpObject = (network, verb, words, { family = 4, json, details }) => {
  switch (verb) {
    case 'show':
    case 'list':
    case 'lst': {
      if (words.length > 0) return notModelled(network, 'ip', `ip rule show ${words[0]}`);
      const rules = network.rules[family];
      return says(
        network,
        json
          ? `${JSON.stringify(rules.map(rule => ruleJson(rule, details)))}\n`
          : rules.map(rule => ruleText(rule, details)).join(''),
      );
    }
    case 'add':
    case 'delete': {
      const wanted = readWanted(network, verb, words);
      if (!wanted.ok) return wanted.said;
      return changed(
        network,
        verb === 'add' ? addRule(network, family, wanted.value) : deleteRule(network, family, wanted.value),
      );
    }
    default:
      return notModelled(network, 'ip', `ip rule ${verb}`);
  }
};
