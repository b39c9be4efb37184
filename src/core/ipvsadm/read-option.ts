/** Reads the options of one command line, one by one, as they stand: what each of them says, and what is wrong with it. */
import { familyOf, ipv4FromBits, parseAddress } from '../model/address.ts';
import { inetAton, parseHostPort } from './addresses.ts';
import type { Draft } from './draft.ts';
import { fail, type Refusal } from './messages.ts';
import type { Names } from './names.ts';
import { leadingNumber, wholeNumber } from './numbers.ts';
import { defaultPersistence, maxTimeout, type OptionRow, optionRows } from './options.ts';
import type { Word } from './popt.ts';

/** ipvsadm copies the value of `-b` into a buffer of 128 bytes. */
const longestFlags = 127;

const rowsById: ReadonlyMap<string, OptionRow> = new Map(optionRows.map(row => [row.id, row]));

/** Reads one option into the draft; gives the refusal where the tool stops at it. */
export const readOption = (word: Word, draft: Draft, names: Names): Refusal | undefined => {
  const row = rowsById.get(word.id);
  if (row === undefined) return fail(`invalid option \`${word.source}'`);
  if (row.name !== undefined) {
    if (draft.given.has(row.name)) return fail(`multiple '${row.name}' options specified`);
    draft.given.add(row.name);
  }
  const text = word.value ?? '';
  const { value } = row;
  if (value.kind === 'service') {
    draft.protocol = value.protocol;
    const read = parseHostPort(text, value.protocol, names);
    if (read === undefined) return fail('illegal virtual server address[:port] specified');
    draft.address = read.address;
    draft.port = read.port ?? 0;
    draft.family = familyOf(read.address);
    if (draft.family === 6) draft.mask = 128;
    return undefined;
  }
  switch (row.id) {
    case 'fwmark-service': {
      const mark = wholeNumber(text, 1, 4_294_967_295);
      if (mark === undefined) return fail(`invalid fwmark value \`${text}' specified`);
      draft.mark = mark;
      draft.family = 4;
      // Without a meaning for marks; but port names of a later -r are looked up for it.
      draft.protocol = 'tcp';
      return undefined;
    }
    case 'ipv6':
      if (draft.mark === 0) return fail('-6 used before -f\n');
      draft.family = 6;
      draft.mask = 128;
      return undefined;
    case 'scheduler':
      draft.scheduler = text.slice(0, 15);
      return undefined;
    case 'persistent': {
      const seconds = word.value === undefined ? defaultPersistence : wholeNumber(text, 1, maxTimeout);
      if (seconds === undefined) return fail(`invalid timeout value \`${text}' specified`);
      draft.persistent = seconds;
      return undefined;
    }
    case 'netmask':
      return readMask(text, draft, names);
    case 'real-server': {
      const read = parseHostPort(text, draft.protocol, names);
      if (read === undefined) return fail('illegal real server address[:port] specified');
      draft.server = { address: read.address, port: read.port ?? draft.port };
      return undefined;
    }
    case 'gatewaying':
      draft.method = 'dr';
      return undefined;
    case 'ipip':
      draft.method = 'tun';
      return undefined;
    case 'masquerading':
      draft.method = 'nat';
      return undefined;
    case 'mcast-interface':
      draft.interface = text.slice(0, 15);
      return undefined;
    case 'mcast-group':
      return readGroup(text, draft);
    case 'ops':
      draft.ops = true;
      return undefined;
    case 'pe':
      draft.pe = text.slice(0, 15);
      return undefined;
    case 'sched-flags':
      draft.flags = text.slice(0, longestFlags);
      return undefined;
    case 'tun-type':
      if (text !== 'ipip' && text !== 'gue' && text !== 'gre') return fail('illegal tunnel type specified');
      draft.tunnelType = text;
      return undefined;
    default:
      return readNumber(row, text, draft);
  }
};

/** What the messages call the values that are plain numbers, and where they go. */
const numberFields: Readonly<Record<string, readonly [field: NumberField, called: string]>> = {
  weight: ['weight', 'weight'],
  'u-threshold': ['upper', 'u_threshold'],
  'l-threshold': ['lower', 'l_threshold'],
  syncid: ['syncId', 'syncid'],
  'sync-maxlen': ['maxLen', 'sync-maxlen'],
  'mcast-port': ['groupPort', 'mcast-port'],
  'mcast-ttl': ['ttl', 'mcast-ttl'],
  'tun-port': ['tunnelPort', 'tunnel port'],
};
type NumberField = 'weight' | 'upper' | 'lower' | 'syncId' | 'maxLen' | 'groupPort' | 'ttl' | 'tunnelPort';

const readNumber = (row: OptionRow, text: string, draft: Draft): Refusal | undefined => {
  const target = numberFields[row.id];
  if (target === undefined || row.value.kind !== 'integer') return undefined;
  const [field, called] = target;
  const value = wholeNumber(text, row.value.min, row.value.max);
  if (value === undefined) return fail(`illegal ${called} specified`);
  draft[field] = value;
  return undefined;
};

/** `-M` means what the family known so far makes of it, and a later `-t [v6]` or `-6` sets it back. */
const readMask = (text: string, draft: Draft, names: Names): Refusal | undefined => {
  if (draft.family === 6) {
    const prefix = leadingNumber(text);
    if (prefix < 1 || prefix > 128) return fail('illegal ipv6 netmask specified');
    draft.mask = prefix;
    return undefined;
  }
  const bits = inetAton(text);
  const mask = bits === undefined ? names.host(text, 4) : ipv4FromBits(bits);
  if (mask === undefined) return fail('illegal virtual server persistent mask specified');
  draft.mask = mask;
  return undefined;
};

/** Multicast groups are read by inet_pton, IPv6 when there is a colon. */
const readGroup = (text: string, draft: Draft): Refusal | undefined => {
  const version = text.includes(':') ? 6 : 4;
  const group = parseAddress(text);
  const multicast =
    group !== undefined && (version === 6 ? group.startsWith('ff') : /^2(2[4-9]|3\d)\./.test(group));
  if (!multicast) return fail(`invalid IPv${version} mcast-group \`${text}'`);
  draft.group = group;
  return undefined;
};

/** The three words of `--set`. */
export const readTimeouts = (words: readonly string[], draft: Draft): Refusal | undefined => {
  if (words.length < 3) return fail('--set option requires 3 timeout values');
  const values: number[] = [];
  for (const word of words.slice(0, 3)) {
    const seconds = wholeNumber(word, 0, maxTimeout);
    if (seconds === undefined) return fail(`invalid timeout value \`${word}' specified`);
    values.push(seconds);
  }
  const [tcp = 0, tcpFin = 0, udp = 0] = values;
  draft.timeouts = { tcp, tcpFin, udp };
  return undefined;
};
