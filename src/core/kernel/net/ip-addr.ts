/** `ip addr`: shows, adds and deletes addresses, in the words of iproute2 6.1 [measured]. */
import { familyOf } from '../../model/address.ts';
import type { InterfaceAddress, NetworkInterface } from '../interfaces.ts';
import { addAddress, deleteAddress } from './addresses.ts';
import { deviceJson, deviceText, type ShownInterface } from './ip-addr-text.ts';
import {
  findDevice,
  type IpObject,
  type IpOptions,
  incomplete,
  type Read,
  read,
  readPrefixWord,
  stop,
} from './ip-words.ts';
import type { KernelNetwork } from './network.types.ts';
import { changed, fails, notModelled, type Said, says } from './said.ts';

const show = (network: KernelNetwork, words: readonly string[], options: IpOptions): Said => {
  if (options.details) return notModelled(network, 'ip', 'ip -d addr');
  const { family, json } = options;
  const [name, ...rest] = words[0] === 'dev' ? words.slice(1) : words;
  if (name === undefined && words.length > 0)
    return fails(network, 255, 'Command line is not complete. Try option "help"\n');
  if (rest[0] !== undefined)
    return fails(network, 255, `Error: either "dev" is duplicate, or "${rest[0]}" is a garbage.\n`);
  if (name !== undefined && !network.interfaces.some(one => one.name === name))
    return fails(network, 1, `Device "${name}" does not exist.\n`);
  const shown = network.interfaces.flatMap((device, at): readonly ShownInterface[] => {
    if (name !== undefined && device.name !== name) return [];
    const addresses = device.addresses.filter(
      ({ address }) => family === undefined || familyOf(address) === family,
    );
    if (family !== undefined && addresses.length === 0) return [];
    const queue = family !== 6 || name !== undefined;
    return [{ device, index: at + 1, addresses, queue, link: family === undefined }];
  });
  return says(network, json ? `${JSON.stringify(shown.map(deviceJson))}\n` : shown.map(deviceText).join(''));
};

/** Words that `ip addr add` knows besides those that lvsh uses. */
const others: ReadonlySet<string> = new Set([
  ...['peer', 'remote', 'broadcast', 'brd', 'anycast', 'label', 'metric', 'scope', 'proto'],
  ...['valid_lft', 'preferred_lft', 'home', 'mngtmpaddr', 'noprefixroute', 'autojoin', 'optimistic'],
]);

interface WantedAddress {
  readonly own: InterfaceAddress;
  readonly device: NetworkInterface;
}

const readWanted = (
  network: KernelNetwork,
  words: readonly string[],
  { family }: IpOptions,
): Read<WantedAddress> => {
  let own: InterfaceAddress | undefined;
  let name: string | undefined;
  let nodad = false;
  let deprecated = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === 'nodad') nodad = true;
    else if (word === 'preferred_lft' && words[at + 1] === '0') {
      deprecated = true;
      at++;
    } else if (word === 'dev') {
      name = words[++at];
      if (name === undefined) return incomplete(network);
    } else if (others.has(word)) {
      return { ok: false, said: notModelled(network, 'ip', `ip addr add … ${word}`) };
    } else {
      const text = word === 'local' ? words[++at] : word;
      if (text === undefined) return incomplete(network);
      if (own !== undefined)
        return stop(network, 255, `Error: either "local" is duplicate, or "${text}" is a garbage.`);
      const found = readPrefixWord(network, text, family);
      if (!found.ok) return found;
      own = found.value;
    }
  }
  if (name === undefined) return stop(network, 1, 'Not enough information: "dev" argument is required.');
  const device = findDevice(network, name);
  if (!device.ok) return device;
  if (own === undefined) return stop(network, 2, 'RTNETLINK answers: Operation not supported');
  return read({
    own: { ...own, ...(nodad ? { nodad } : {}), ...(deprecated ? { deprecated } : {}) },
    device: device.value,
  });
};

/** The object `ip addr`. */
export const ipAddr: IpObject = (network, verb, words, options) => {
  switch (verb) {
    case 'show':
    case 'list':
    case 'lst':
      return show(network, words, options);
    case 'add':
    case 'delete': {
      const wanted = readWanted(network, words, options);
      if (!wanted.ok) return wanted.said;
      const { own, device } = wanted.value;
      if (verb === 'delete' && !words.some(word => word.includes('/')))
        return notModelled(network, 'ip', 'ip addr del without a prefix length');
      return changed(
        network,
        verb === 'add' ? addAddress(network, device, own) : deleteAddress(network, device, own),
      );
    }
    default:
      return notModelled(network, 'ip', `ip addr ${verb}`);
  }
};
