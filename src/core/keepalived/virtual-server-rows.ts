/** The keywords of a `virtual_server` block. */

import { inetAton } from '../ipvsadm/addresses.ts';
import { orderFlags } from '../ipvsadm/flags.ts';
import { ipv4FromBits } from '../model/address.ts';
import type { Protocol, SchedulerFlag } from '../model/service.ts';
import { readEndpoint } from './addresses.ts';
import type { RealServer, VirtualServer } from './config.types.ts';
import { readForwarding } from './forwarding.ts';
import { looseNumber, strictNumber } from './numbers.ts';
import type { Row, Rows, Say } from './rows.ts';

/** A virtual server while its block is read. */
export type VirtualServerDraft = {
  -readonly [Key in keyof VirtualServer]: VirtualServer[Key];
} & { readonly servers: RealServer[] };

type Setter = Required<Row<VirtualServerDraft>>['set'];

/** Seconds of a persistence that names none. */
const usualPersistence = 360;

/** The longest name of a persistence engine that the kernel takes. */
const longestEngine = 16;

const schedulers = 'rr wrr lc wlc lblc sh mh dh fo ovf lblcr sed nq twos'.split(' ');
const protocols: readonly Protocol[] = ['tcp', 'udp', 'sctp'];

const scheduler: Setter = (draft, words, say) => {
  const name = words[1] ?? '';
  if (schedulers.includes(name)) draft.scheduler = name;
  else say(`${name} is no scheduler that keepalived knows: ignored`);
};

const setFlag = (draft: VirtualServerDraft, flag: SchedulerFlag): void => {
  draft.flags = orderFlags([...draft.flags, flag]);
};

/** A flag of one scheduler, which must have been named before. */
const flagOf =
  (owner: string, flag: SchedulerFlag): Setter =>
  (draft, words, say) => {
    if (draft.scheduler === owner) setFlag(draft, flag);
    else say(`${words[0]} counts only after lvs_sched ${owner}: ignored`);
  };

const method: Setter = (draft, words, say) => {
  draft.forwarding = readForwarding(words, draft.forwarding, say);
};

const persistence: Setter = (draft, words, say) => {
  const seconds = words[1] === undefined ? usualPersistence : strictNumber(words[1], 1, 2_678_400);
  if (seconds === undefined) say(`${words[1]} is no time in seconds (1..2678400): ignored`);
  else draft.persistence = seconds;
};

/** A mask, written in any way that inet_aton(3) reads, or the length of an IPv6 prefix. It makes the service persistent. */
const granularity: Setter = (draft, words, say) => {
  const word = words[1] ?? '';
  const family = draft.family ?? (word.includes('.') ? 4 : 6);
  const bits = family === 4 ? inetAton(word) : strictNumber(word, 1, 128);
  if (bits === undefined) {
    say(`${word} is no ${family === 4 ? 'mask' : 'prefix length (1..128)'}: ignored`);
    return;
  }
  draft.granularity = family === 4 ? ipv4FromBits(bits) : bits;
  draft.family = family;
  draft.persistence ??= usualPersistence;
};

const engine: Setter = (draft, words, say) => {
  const name = words[1] ?? '';
  if (name.length > longestEngine)
    say(`a name of an engine has at most ${longestEngine} characters: the rest is cut off`);
  draft.pe = name.slice(0, longestEngine);
};

const protocol: Setter = (draft, words, say) => {
  const found = protocols.find(name => name === words[1]?.toLowerCase());
  if (found === undefined) say(`${words[1]} is no protocol (TCP, UDP or SCTP): ignored`);
  else draft.protocol = found;
};

const family: Setter = (draft, words, say) => {
  const found = words[1] === 'inet' ? 4 : words[1] === 'inet6' ? 6 : undefined;
  if (found === undefined) say(`${words[1]} is neither inet nor inet6: ignored`);
  else if (draft.family !== undefined && draft.family !== found)
    say(`the service is IPv${draft.family} already: ignored`);
  else draft.family = found;
};

/** A number over what was there; refused ones leave `otherwise`, or what was there. */
const number =
  (key: 'quorum' | 'hysteresis' | 'weight', min: number, max: number, otherwise?: number): Setter =>
  (draft, words, say) => {
    const { value = otherwise, remark } = looseNumber(words[1] ?? '', min, max);
    if (remark !== undefined) say(remark);
    if (value !== undefined) draft[key] = value;
  };

const turnOn =
  (key: 'ops' | 'alpha' | 'omega' | 'suspends' | 'inhibit'): Setter =>
  draft => {
    draft[key] = true;
  };

const sorryServer: Setter = (draft, words, say, where) => {
  const endpoint = readEndpoint(words[1] ?? '', words[2], say);
  if (endpoint === undefined) return;
  draft.sorry = { where, ...endpoint, forwarding: draft.forwarding, inhibit: false };
};

type Sorry = Required<VirtualServer>['sorry'];

/** What belongs to a sorry server, which must stand before it. */
const ofSorry =
  (set: (sorry: Sorry, words: readonly string[], say: Say) => Sorry): Setter =>
  (draft, words, say) => {
    if (draft.sorry === undefined) say(`${words[0]} counts only after sorry_server: ignored`);
    else draft.sorry = set(draft.sorry, words, say);
  };

const sorryMethod = ofSorry((sorry, words, say) => ({
  ...sorry,
  forwarding: readForwarding(words, sorry.forwarding, say),
}));

/** Keywords that need one value. */
const valued: readonly (readonly [string, Setter])[] = [
  ['ip_family', family],
  ['lb_algo', scheduler],
  ['lvs_sched', scheduler],
  ['persistence_engine', engine],
  ['persistence_granularity', granularity],
  ['protocol', protocol],
  ['quorum', number('quorum', 1, 0xffff_ffff, 1)],
  ['hysteresis', number('hysteresis', 0, 0xffff_ffff)],
  ['weight', number('weight', 1, 0x7fff_ffff)],
];

/** Keywords that stand alone. */
const alone: readonly (readonly [string, Setter])[] = [
  ['flag-1', draft => setFlag(draft, 'flag-1')],
  ['flag-2', draft => setFlag(draft, 'flag-2')],
  ['flag-3', draft => setFlag(draft, 'flag-3')],
  ['sh-fallback', flagOf('sh', 'flag-1')],
  ['sh-port', flagOf('sh', 'flag-2')],
  ['mh-fallback', flagOf('mh', 'flag-1')],
  ['mh-port', flagOf('mh', 'flag-2')],
  ['hashed', (_, words, say) => say(`${words[0]} does nothing`)],
  ['ops', turnOn('ops')],
  ['alpha', turnOn('alpha')],
  ['omega', turnOn('omega')],
  ['ha_suspend', turnOn('suspends')],
  ['inhibit_on_failure', turnOn('inhibit')],
  ['sorry_server_inhibit', ofSorry(sorry => ({ ...sorry, inhibit: true }))],
];

/** Every keyword of a virtual server but `real_server`, which has a block. */
export const virtualServerRows: Rows<VirtualServerDraft> = new Map<string, Row<VirtualServerDraft>>([
  ...valued.map(([keyword, set]) => [keyword, { needsValue: true, most: 2, set }] as const),
  ...alone.map(([keyword, set]) => [keyword, { most: 1, set }] as const),
  ['persistence_timeout', { most: 2, set: persistence }],
  ['lb_kind', { needsValue: true, set: method }],
  ['lvs_method', { needsValue: true, set: method }],
  ['sorry_server', { needsValue: true, most: 3, set: sorryServer }],
  ['sorry_server_lvs_method', { needsValue: true, set: sorryMethod }],
  // These say how and when servers are checked, and who is told.
  ...'connect_timeout delay_before_retry delay_loop quorum_down quorum_up retry warmup'
    .split(' ')
    .map(keyword => [keyword, { needsValue: true }] as const),
  ...'smtp_alert snmp_name virtualhost'.split(' ').map(keyword => [keyword, {}] as const),
]);
