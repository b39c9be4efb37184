/** `real_server ADDRESS [PORT] { ... }`. */

import { readEndpoint } from './addresses.ts';
import { type Pieces, readBlock, skipBlock } from './blocks.ts';
import type { Check, Forwarding, RealServer } from './config.types.ts';
import { readForwarding } from './forwarding.ts';
import { looseNumber } from './numbers.ts';
import type { Piece } from './pieces.ts';
import { type Row, type Rows, readRow, readSwitch, type Say } from './rows.ts';

type Draft = { -readonly [Key in keyof RealServer]: RealServer[Key] } & { readonly checks: Check[] };

type Setter = Required<Row<Draft>>['set'];

/** A number over what was there. */
const number =
  (key: 'weight' | 'upper' | 'lower', max: number): Setter =>
  (draft, words, say) => {
    const { value, remark } = looseNumber(words[1] ?? '', 0, max);
    if (remark !== undefined) say(remark);
    if (value !== undefined) draft[key] = value;
  };

const turn =
  (key: 'inhibit' | 'alpha'): Setter =>
  (draft, words, say) => {
    const value = readSwitch(words[1], say);
    if (value !== undefined) draft[key] = value;
  };

const method: Setter = (draft, words, say) => {
  draft.forwarding = readForwarding(words, draft.forwarding, say);
};

const rows: Rows<Draft> = new Map<string, Row<Draft>>([
  ['weight', { needsValue: true, most: 2, set: number('weight', 0x7fff_ffff) }],
  ['uthreshold', { needsValue: true, most: 2, set: number('upper', 0xffff_ffff) }],
  ['lthreshold', { needsValue: true, most: 2, set: number('lower', 0xffff_ffff) }],
  ['lvs_method', { needsValue: true, set: method }],
  ['inhibit_on_failure', { most: 2, set: turn('inhibit') }],
  ['alpha', { most: 2, set: turn('alpha') }],
  // These say how and when it is checked, and who is told.
  ...'connect_timeout delay_before_retry delay_loop notify_down notify_up retry warmup'
    .split(' ')
    .map(keyword => [keyword, { needsValue: true }] as const),
  ...'smtp_alert snmp_name virtualhost'.split(' ').map(keyword => [keyword, {}] as const),
]);

/** The checkers, with the words that let them set the weight. */
const checkers: ReadonlyMap<string, readonly string[]> = new Map([
  ['HTTP_GET', []],
  ['SSL_GET', []],
  ['TCP_CHECK', []],
  ['SMTP_CHECK', []],
  ['DNS_CHECK', []],
  ['MISC_CHECK', ['misc_dynamic']],
  ['BFD_CHECK', []],
  ['UDP_CHECK', []],
  ['PING_CHECK', []],
  ['FILE_CHECK', ['dynamic', 'weight']],
]);

/** What has a block of its own inside a checker. */
const inCheckers = ['url', 'host'];

const readCheck = (pieces: Pieces, opener: Piece, weightWords: readonly string[]): Check => {
  let movesWeight = false;
  readBlock(pieces, opener, line => {
    const keyword = line.words[0] ?? '';
    if (weightWords.includes(keyword)) movesWeight = true;
    if (inCheckers.includes(keyword)) readBlock(pieces, line, () => {});
  });
  return { type: opener.words[0] ?? '', movesWeight };
};

/**
 * Reads a real server whose line is `opener`; undefined when keepalived passes it over. `forwarding` is what its
 * virtual server says so far.
 */
export const readRealServer = (
  pieces: Pieces,
  opener: Piece,
  forwarding: Forwarding,
): RealServer | undefined => {
  const { words, where, text } = opener;
  const say: Say = reason => pieces.report(where, text, reason);
  if (words[1] === undefined) say('real_server has no address: keepalived does not start with it');
  if (words.length > 3) say(`keepalived reads no more than ${words.slice(0, 3).join(' ')}`);
  const endpoint = words[1] === undefined ? undefined : readEndpoint(words[1], words[2], say);
  if (endpoint === undefined) {
    skipBlock(pieces);
    return undefined;
  }
  const draft: Draft = { where, ...endpoint, forwarding, upper: 0, lower: 0, checks: [] };
  readBlock(pieces, opener, line => {
    const weightWords = checkers.get(line.words[0] ?? '');
    if (weightWords !== undefined) draft.checks.push(readCheck(pieces, line, weightWords));
    else if (!readRow(rows, draft, line, pieces.report)) {
      pieces.report(line.where, line.text, `${line.words[0]} is no keyword of a real server`);
    }
  });
  return draft;
};
