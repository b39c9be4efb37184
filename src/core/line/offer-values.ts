/** What may stand as the value of an option. */
import { flagWords } from '../ipvsadm/flags.ts';
import { defaultPersistence, defaultScheduler, type OptionName } from '../ipvsadm/options.ts';
import { schedulerRows } from '../kernel/schedulers/table.ts';
import { durationWords } from '../words/numbers.ts';
import { type Item, mostItems } from './completion.types.ts';
import type { Context, Offer } from './offer.types.ts';
import { offerServers, offerServices } from './offer-places.ts';
import { familyOn, presentValue } from './present.ts';
import { takes } from './problem.ts';
import { search } from './search.ts';
import { isOption, optionValue, type Row } from './tokens.ts';

const value = (text: string, about: string): Item => ({ text, about, group: 'value' });

/** What a choice means, by the option's long name. */
const meanings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'tun-type': {
    ipip: 'IP in IP: 20 bytes more in each packet, 40 with IPv6',
    gue: 'in UDP, to a port of the real server; passes firewalls that know only UDP',
    gre: 'in GRE',
  },
  'start-daemon': {
    master: 'sends the connections of this director to the others',
    backup: 'receives the connections of the others',
  },
  'stop-daemon': {
    master: 'sends connections no longer',
    backup: 'receives connections no longer',
  },
  pe: { sip: 'by the Call-ID of SIP, so that a call stays together' },
};

const masks: Readonly<Record<4 | 6, readonly (readonly [text: string, about: string])[]>> = {
  4: [
    ['255.255.255.0', 'clients whose first three numbers are equal count as one'],
    ['255.255.0.0', 'clients whose first two numbers are equal count as one'],
    ['255.255.255.255', 'each address is a client of its own, the default'],
  ],
  6: [
    ['64', 'clients of one /64, mostly one network, count as one'],
    ['56', 'clients of one /56, mostly one household or site, count as one'],
    ['48', 'clients of one /48 count as one'],
    ['128', 'each address is a client of its own, the default'],
  ],
};

/** Numbers worth offering besides the present one and the default. */
const numbers: Readonly<Partial<Record<OptionName, readonly (readonly [text: string, about: string])[]>>> = {
  weight: [['0', 'takes no new connections']],
  persistent: [[String(defaultPersistence), `${durationWords(defaultPersistence)}, as -p without a number`]],
};

const withoutTwins = (items: readonly Item[]): readonly Item[] =>
  [...new Map([...items].reverse().map(item => [item.text, item])).values()].reverse();

const schedulers = ({ ground, ...context }: Context): readonly Item[] => {
  const now = presentValue({ ...context, ground }, 'scheduler');
  const missing = new Set(
    (ground.schedulers ?? []).filter(({ state }) => state === 'missing').map(({ name }) => name),
  );
  const known = schedulerRows.map(({ name, title, summary }): Item => {
    const marks = [
      ...(missing.has(name) ? ['not on this kernel'] : []),
      ...(name === now ? ['as it is now'] : []),
    ];
    const words = `${title}: ${summary}`;
    return { text: name, about: [...marks, words].join('; '), group: 'scheduler' };
  });
  const others = (ground.schedulers ?? [])
    .filter(({ name, state }) => state !== 'missing' && !schedulerRows.some(row => row.name === name))
    .map(({ name }): Item => ({ text: name, about: 'a scheduler of this kernel', group: 'scheduler' }));
  const rank = ({ text }: Item): number => (text === now ? 0 : missing.has(text) ? 2 : 1);
  return [...known, ...others].sort((a, b) => rank(a) - rank(b));
};

const flagAbout = (flag: string): string =>
  flag.endsWith('-fallback')
    ? 'a client whose server takes no new connections goes to another, instead of being refused'
    : flag.endsWith('-port')
      ? 'the client’s port counts too, so the connections of one client are spread'
      : `bit ${flag.slice(-1)} of the scheduler’s flags`;

const flags = (letters: string, context: Context): readonly Item[] => {
  const scheduler =
    optionValue(context.tokens, 'scheduler') ?? presentValue(context, 'scheduler') ?? defaultScheduler;
  const head = letters.slice(0, letters.lastIndexOf(',') + 1);
  const before = head.split(',');
  return flagWords(scheduler)
    .filter(flag => !before.includes(flag))
    .map(flag => value(`${head}${flag}`, flagAbout(flag)));
};

const plain = (row: Row, letters: string, context: Context): readonly Item[] => {
  const name = isOption(row) ? row.name : undefined;
  const now = name === undefined ? undefined : presentValue(context, name);
  const present = now === undefined ? [] : [value(now, 'as it is now')];
  const absent =
    isOption(row) && /^[\w.]+$/.test(row.absent ?? '') ? [value(row.absent ?? '', 'the default')] : [];
  switch (row.value.kind) {
    case 'integer':
      return [
        ...present,
        ...(name === undefined ? [] : (numbers[name] ?? []).map(([text, about]) => value(text, about))),
        ...absent,
      ];
    case 'mask':
      return [...present, ...masks[familyOn(context)].map(([text, about]) => value(text, about))];
    case 'text': {
      if (name === 'scheduler') return schedulers(context);
      const { interfaces = [] } = context.ground;
      const links =
        name === 'mcast-interface' ? interfaces.map(link => value(link, 'an interface of the director')) : [];
      return [
        ...present,
        ...(interfaces.length > 0 && name === 'mcast-interface' ? [] : absent),
        ...links,
        ...row.value.known.map(word => value(word, meanings[row.long]?.[word] ?? '')),
      ];
    }
    case 'choice':
      return row.value.choices.map(word => value(word, meanings[row.long]?.[word] ?? ''));
    case 'scheduler-flags':
      return flags(letters, context);
    case 'group':
      return absent;
    default:
      return [];
  }
};

const hintOf = (row: Row): string => {
  const name = (row.placeholder ?? row.long).replace(/[[\]]/g, '');
  if (row.value.kind === 'text') return name;
  const bare = row.arity === 'optional' ? `; without a number ${defaultPersistence}` : '';
  return row.value.kind === 'integer' ? `${name}: ${takes(row.value)}${bare}` : takes(row.value);
};

/** What may stand as the value of `row`, of which `letters` are typed. */
export const offerValues = (row: Row, letters: string, context: Context): Offer => {
  if (row.value.kind === 'service') return offerServices(row.value.protocol, letters, context);
  if (row.value.kind === 'mark') return offerServices('mark', letters, context);
  if (row.value.kind === 'server') return offerServers(letters, context);
  const items = withoutTwins(plain(row, letters, context));
  return {
    items: search(letters, items, { name: ({ text }) => text, also: ({ about }) => about }, mostItems),
    hint: hintOf(row),
    closed: row.value.kind === 'choice',
  };
};
