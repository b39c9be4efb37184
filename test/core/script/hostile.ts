/** Scripts whose names and texts try to be more than names and texts. */
import type { Address } from '../../../src/core/model/address.ts';
import type { Item, Script } from '../../../src/core/script/script.types.ts';

const owned = 'touch /run/owned';

const texts: readonly string[] = [
  `a\n${owned}\n`,
  `\r\n${owned}`,
  `\u2028${owned}`,
  `\u0085${owned}`,
  `\v${owned}\f`,
  `$(${owned})`,
  `\`${owned}\``,
  `'; ${owned}; '`,
  `"; ${owned}; "`,
  `*/ ${owned}`,
  `\\\n${owned}`,
  `'\\''$(${owned})'\\''`,
  `x && ${owned} || ${owned} & ${owned}; ${owned} | ${owned} > /run/owned`,
  `shellcheck disable=all\n${owned}`,
  `\u202e${owned}`,
  `nul\0$(${owned})`,
  ...[
    "it's",
    '\\',
    'a\\',
    "a'\\",
    '"',
    '“q”',
    '\u00a0x',
    '{a,b}',
    '~',
    '~/x',
    '*',
    '#x',
    '!x',
    '$x',
    '$'.concat('{x}'),
  ],
  ...['%s', 'a=b', '\r', '\t x', '<x', 'EOF', 'esac', ';;', '-n', '[ x', 'é', ')', '(', 'a|b', "$'x'", ''],
  ...['../../etc/x', '.', '-', 'done', 'time', '\u001b[2J', '%n', '$$', '$1'],
];

const items = (text: string): readonly Item[] => {
  const address = text as Address;
  const things: readonly Item['do'][] = [
    { what: 'sysctl', name: text, value: text },
    { what: 'sysctl', name: `net.ipv4.conf.${text}.rp_filter`, value: text, atLeast: true },
    { what: 'address', address, prefix: 32, device: text, nodad: true },
    { what: 'address', address, prefix: 32, device: text },
    { what: 'route', family: 4, to: undefined, via: address, device: text, table: 5 },
    { what: 'route', family: 6, to: { address, prefix: 3 }, local: true, device: text },
    { what: 'rule', family: 4, mark: 1, table: 100 },
    {
      what: 'iptables',
      program: 'iptables',
      table: 'mangle',
      chain: 'PREROUTING',
      words: [text, '-j', text],
    },
    { what: 'nft', family: 'ip', name: 'x', body: text },
    { what: 'module', name: text },
    { what: 'device', name: text, module: text },
    { what: 'device', name: text, make: [text] },
    { what: 'fou', port: 1, family: 6 },
    { what: 'neighbour', address, mac: text, device: text },
    { what: 'arptables', chain: 'INPUT', words: [text, '-j', text] },
    { what: 'file', path: `/run/files/${text}`, text, mode: '0600' },
    { what: 'program', start: [['true', text]], stop: [['true', text]], check: ['true', text] },
    { what: 'program', start: [['true', text]], stop: [], check: [] },
  ];
  return things.map(thing => ({ do: thing, why: text, without: text }));
};

/** Some at a time: one script for each text takes shellcheck minutes. */
const groups = Array.from({ length: Math.ceil(texts.length / 9) }, (_, at) =>
  texts.slice(9 * at, 9 * at + 9),
);

const script = (group: readonly string[], flavour: Script['flavour']): Script => ({
  role: 'real server',
  flavour,
  name: group[0] ?? '',
  header: group.flatMap(text => [text, `x ${text}`]),
  items: group.flatMap(items),
  checks: group.flatMap(text => [
    { run: ['true', text], wrong: text, right: text },
    { run: ['true', text], wrong: text },
  ]),
});

/** All texts as one, with every kind of thing, for both sets of tools. */
export const mixedScripts: readonly Script[] = [
  script([texts.join('')], 'iproute2'),
  script([texts.join('')], 'classic'),
];

/** Every text with every kind of thing. */
export const hostileScripts: readonly Script[] = groups.map(group => script(group, 'iproute2'));
