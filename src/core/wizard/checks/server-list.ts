/** What is to be said about a list of real servers whatever the machine is. */
import { shown } from '../../explain/say.ts';
import { type Address, familyOf } from '../../model/address.ts';
import { type ServerList, serverText, type TypedServer, wordsOf } from '../reading/servers.ts';
import { error, gathered, type Said, warn } from '../remarks.ts';
import type { Called, Setting } from '../setting.ts';
import type { Answers, Ground, Instead, Remark } from '../wizard.types.ts';

/** A list that is checked. */
export interface Case {
  /** As it was typed. */
  readonly text: string;
  readonly list: ServerList;
  readonly answers: Answers;
  readonly ground: Ground;
  readonly setting: Setting;
  readonly way: ReturnType<Setting['way']>;
  readonly called: Called;
}

/** The same list with one word replaced; without it where nothing takes its place. */
export const replaced = (text: string, word: string, by: string | undefined): Instead => {
  const words = wordsOf(text).flatMap(one => (one === word ? (by === undefined ? [] : [by]) : [one]));
  return { label: by ?? `without ${shown(word)}`, answers: { rs: words.join(' ') } };
};

/** More problems than these are counted. */
const mostProblems = 6;

const unreadable = ({ text, list }: Case): readonly Remark[] => {
  const lonely = wordsOf(text).length === 1;
  const said = list.problems
    .slice(0, mostProblems)
    // A whole list can lose the word that is wrong; a single word cannot.
    .map(({ word, text: why, better }) =>
      error(why, better === undefined && lonely ? undefined : replaced(text, word, better)),
    );
  const more = list.problems.length - said.length;
  return more > 0 ? [...said, error(`${more} more of them cannot be read`)] : said;
};

/** A server's place in its service: the port of the service where none was written. */
const placeOf = ({ address, port }: TypedServer, { port: usual }: Called): string =>
  `${address} ${port ?? usual ?? 0}`;

const twice = ({ text, list, called }: Case): readonly Remark[] => {
  const seen = new Set<string>();
  const doubled = new Set<Address>();
  const kept = new Set<string>(list.problems.map(({ word }) => word));
  for (const server of list.servers) {
    const place = placeOf(server, called);
    if (seen.has(place)) doubled.add(server.address);
    else kept.add(server.word);
    seen.add(place);
  }
  if (doubled.size === 0) return [];
  const once = [...new Set(wordsOf(text))].filter(word => kept.has(word));
  return gathered(
    [...doubled].map(who => {
      const why = 'given twice: a server stands in a service once, and its weight says how much it gets';
      const instead = { label: 'each once', answers: { rs: once.join(' ') } };
      return { level: 'error', who, one: `is ${why}`, many: `are ${why}`, instead };
    }),
  );
};

const familyName = (family: 4 | 6): string => `IPv${family}`;

const ofFamily = ({ called: { family } }: Case, { address }: TypedServer): readonly Said[] => {
  if (family === undefined || familyOf(address) === family) return [];
  const rest = `${familyName(familyOf(address))} and the service ${familyName(family)}: servers are of the service's family`;
  return [{ level: 'error', who: address, one: `is ${rest}`, many: `are ${rest}` }];
};

const notVip = ({ called: { vips }, text }: Case, { address: who, word }: TypedServer): readonly Said[] => {
  if (!vips.includes(who)) return [];
  const one = 'is the VIP: a real server is named by an address of its own, the director, too';
  return [{ level: 'error', who, one, many: one, instead: replaced(text, word, undefined) }];
};

const ofPort = (it: Case, server: TypedServer): readonly Said[] => {
  const { called, way, setting, text } = it;
  const { address: who, port, weight, word } = server;
  if (port === undefined || (way !== 'dr' && way !== 'tun') || port === called.port) return [];
  const why = `${way === 'dr' ? 'direct routing' : 'tunnelling'} hands over packets as they came, so a server listens on the port that clients call${called.port === undefined || called.port === 0 ? '' : `, ${called.port}`}. Mapping ports takes NAT`;
  const bare = serverText({ address: who, ...(weight === undefined ? {} : { weight }) });
  const instead = setting.turn('nat', 'NAT, which maps ports') ?? replaced(text, word, bare);
  return [
    {
      level: 'error',
      who,
      one: `cannot have port ${port}: ${why}`,
      many: `cannot have ports of their own: ${why}`,
      instead,
    },
  ];
};

const ofWeight = ({ address: who, weight }: TypedServer): readonly Said[] => {
  const rest = 'weight 0: no new connection goes there until it is raised';
  return weight === 0 ? [{ level: 'warn', who, one: `has ${rest}`, many: `have ${rest}` }] : [];
};

/** Everything about a list that needs no machine. */
export const checkList = (it: Case): readonly Remark[] => {
  const { servers } = it.list;
  const none =
    servers.length > 1 && servers.every(({ weight }) => weight === 0)
      ? [warn('All weights are 0: clients are refused until one of them is raised')]
      : [];
  return [
    ...unreadable(it),
    ...twice(it),
    ...none,
    ...gathered(
      servers.flatMap(server => [
        ...ofFamily(it, server),
        ...notVip(it, server),
        ...ofPort(it, server),
        ...ofWeight(server),
      ]),
    ),
  ];
};
