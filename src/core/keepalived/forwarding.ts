/** `lvs_method` and its kin: NAT, DR, or TUN with the kind of its tunnels. */
import type { Method, Tunnel } from '../model/service.ts';
import type { Forwarding } from './config.types.ts';
import { strictNumber } from './numbers.ts';
import type { Say } from './rows.ts';

const methods: ReadonlyMap<string, Exclude<Method, 'local'>> = new Map([
  ['NAT', 'nat'],
  ['DR', 'dr'],
  ['TUN', 'tun'],
]);
const types: ReadonlyMap<string, Tunnel['type']> = new Map([
  ['ipip', 'ipip'],
  ['gue', 'gue'],
  ['gre', 'gre'],
]);
const checksums: ReadonlyMap<string, Tunnel['checksum']> = new Map([
  ['nocsum', 'none'],
  ['csum', 'csum'],
  ['remcsum', 'remcsum'],
]);

/** The tunnel of a method that says nothing of it. */
export const plainTunnel: Tunnel = { type: 'ipip', port: 0, checksum: 'none' };

/**
 * Reads `lvs_method METHOD [type T] [port N] [nocsum|csum|remcsum]` over what was there. A method that is known holds
 * even where its options do not; the tunnel then stays what it was (seen with 2.2.7).
 */
export const readForwarding = (words: readonly string[], before: Forwarding, say: Say): Forwarding => {
  const method = methods.get(words[1] ?? '');
  if (method === undefined) {
    say(`${words[1]} is no method (NAT, DR or TUN): ignored`);
    return before;
  }
  const tunnel = readTunnel(words.slice(2));
  if (typeof tunnel !== 'string') return { method, tunnel };
  say(`${tunnel}: the method holds, its tunnel does not`);
  return { method, tunnel: before.tunnel };
};

/** The tunnel that the options describe, or what is wrong with them. */
const readTunnel = (options: readonly string[]): Tunnel | string => {
  let { type, port, checksum } = plainTunnel;
  for (let index = 0; index < options.length; index++) {
    const option = options[index] ?? '';
    const sum = checksums.get(option);
    if (sum !== undefined) {
      checksum = sum;
      continue;
    }
    if (option !== 'type' && option !== 'port') return `${option} is no option of a tunnel`;
    const value = options[++index];
    if (value === undefined) return `${option} has no value`;
    const number = option === 'port' ? strictNumber(value, 1, 65_535) : undefined;
    const named = option === 'type' ? types.get(value) : undefined;
    if (number === undefined && named === undefined) return `${value} is no ${option} of a tunnel`;
    port = number ?? port;
    type = named ?? type;
  }
  if ((type === 'gue') !== (port !== 0)) return 'gue needs a port, the other types have none';
  if (type === 'ipip' && checksum !== 'none') return 'ipip has no checksum';
  if (type === 'gre' && checksum === 'remcsum') return 'gre has no remote checksum';
  return { type, port, checksum };
};
