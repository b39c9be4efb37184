/** `virtual_server TARGET { ... }`, line by line. */
import { type Family, familyOf } from '../model/address.ts';
import { readEndpoint } from './addresses.ts';
import { type Pieces, readBlock, skipBlock } from './blocks.ts';
import type { ConfiguredServer, Target, VirtualServer } from './config.types.ts';
import { plainTunnel } from './forwarding.ts';
import { looseNumber } from './numbers.ts';
import type { Piece } from './pieces.ts';
import { readRealServer } from './real-server.ts';
import { readRow, type Say } from './rows.ts';
import { type VirtualServerDraft, virtualServerRows } from './virtual-server-rows.ts';

/** Reads a virtual server whose line is `opener`; undefined when keepalived passes it over. */
export const readVirtualServer = (pieces: Pieces, opener: Piece): VirtualServer | undefined => {
  const { words, where, text } = opener;
  const say: Say = reason => pieces.report(where, text, reason);
  const target = readTarget(words, say);
  if (target === undefined) {
    skipBlock(pieces);
    return undefined;
  }
  const draft: VirtualServerDraft = {
    where,
    target,
    ...(target.kind === 'address' ? { family: familyOf(target.address) } : {}),
    flags: [],
    ops: false,
    forwarding: { tunnel: plainTunnel },
    weight: 1,
    inhibit: false,
    alpha: false,
    omega: false,
    quorum: 1,
    hysteresis: 0,
    suspends: false,
    servers: [],
  };
  readBlock(pieces, opener, line => {
    if (line.words[0] === 'real_server') {
      const server = readRealServer(pieces, line, draft.forwarding);
      if (server !== undefined && fits(draft, server, line.text, pieces)) draft.servers.push(server);
    } else if (!readRow(virtualServerRows, draft, line, pieces.report)) {
      pieces.report(line.where, line.text, `${line.words[0]} is no keyword of a virtual server`);
    }
  });
  return settle(draft, pieces);
};

const readTarget = (words: readonly string[], say: Say): Target | undefined => {
  const [keyword, first, second] = words;
  const named = first === 'fwmark' || first === 'group';
  if (first === undefined || (named && second === undefined)) {
    say(`${keyword} has no value: keepalived does not start with it`);
    return undefined;
  }
  if (words.length > 3) say(`keepalived reads no more than ${words.slice(0, 3).join(' ')}`);
  if (first === 'group' && second !== undefined) return { kind: 'group', name: second };
  if (first !== 'fwmark' || second === undefined) {
    const endpoint = readEndpoint(first, second, say);
    return endpoint === undefined ? undefined : { kind: 'address', ...endpoint };
  }
  const { value: mark, remark } = looseNumber(second, 0, 0xffff_ffff);
  if (remark !== undefined) say(remark);
  if (mark === 0) say('mark 0 is no mark: what keepalived makes of it is no service that anybody wants');
  return mark === undefined || mark === 0 ? undefined : { kind: 'fwmark', mark };
};

/** A server that is not tunnelled must have the family of its service, or gives it. What counts is the method known by now. */
const fits = (draft: VirtualServerDraft, server: ConfiguredServer, text: string, pieces: Pieces): boolean => {
  if (server.forwarding.method === 'tun') return true;
  draft.family ??= familyOf(server.address);
  if (draft.family === familyOf(server.address)) return true;
  pieces.report(server.where, text, `not of the service's family (IPv${draft.family}): ignored`);
  return false;
};

/** The end of the block: a sorry server that does not fit goes, and a mark whose servers are all tunnelled gets a family. */
const settle = (draft: VirtualServerDraft, pieces: Pieces): VirtualServer => {
  const { sorry } = draft;
  if (sorry !== undefined && !fits(draft, sorry, `sorry_server ${sorry.address}`, pieces)) delete draft.sorry;
  if (draft.family === undefined && draft.target.kind === 'fwmark') {
    const all = sorry === undefined ? draft.servers : [...draft.servers, sorry];
    const families = new Set<Family>(all.map(server => familyOf(server.address)));
    const [only = 4] = families;
    draft.family = families.size === 1 ? only : 4;
  }
  return draft;
};
