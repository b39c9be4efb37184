/** What the objects of `ip` have in common: options, abbreviations, and its words for what is wrong with a line. */
import { type Address, type Family, familyOf, parseAddress } from '../../model/address.ts';
import type { NetworkAddress } from '../../model/network.ts';
import type { NetworkInterface } from '../interfaces.ts';
import type { KernelNetwork } from './network.types.ts';
import { readPrefix } from './prefixes.ts';
import { fails, type Said } from './said.ts';

/** How a line of `ip` wants to be understood and answered. */
export interface IpOptions {
  /** `-4` or `-6`; undefined: whatever the words say. */
  readonly family: Family | undefined;
  readonly json: boolean;
  readonly details: boolean;
}

/** A line's object after its verb. */
export type IpObject = (
  network: KernelNetwork,
  verb: string,
  words: readonly string[],
  options: IpOptions,
) => Said;

/** Something read of a line, or how the run ends that it ends. */
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly said: Said };

/** What was read. */
export const read = <T>(value: T): Read<T> => ({ ok: true, value });

/** The line ends here, with this exit code and error. */
export const stop = (network: KernelNetwork, exit: number, text: string): Read<never> => ({
  ok: false,
  said: fails(network, exit, `${text}\n`),
});

/** The first of `all`, in the program's own order, that begins with a word: `ip` takes any abbreviation. */
export const unabbreviated = (word: string, all: readonly string[]): string | undefined =>
  word === '' ? undefined : all.find(one => one.startsWith(word));

/** A word that needs another one after it stands at the end. */
export const incomplete = (network: KernelNetwork): Read<never> =>
  stop(network, 255, 'Command line is not complete. Try option "help"');

const familyWord = (family: Family | undefined, otherwise: string): string =>
  family === undefined ? otherwise : family === 6 ? 'inet6' : 'inet';

/** Reads an address with its prefix length, of the family that was asked for if one was. */
export const readPrefixWord = (
  network: KernelNetwork,
  word: string,
  family: Family | undefined,
): Read<NetworkAddress> => {
  const found = readPrefix(word);
  return found === undefined || (family !== undefined && familyOf(found.address) !== family)
    ? stop(network, 1, `Error: ${familyWord(family, 'any valid')} prefix is expected rather than "${word}".`)
    : read(found);
};

/** Reads an address alone. */
export const readAddressWord = (
  network: KernelNetwork,
  word: string,
  family: Family | undefined,
): Read<Address> => {
  const found = parseAddress(word);
  return found === undefined || (family !== undefined && familyOf(found) !== family)
    ? stop(network, 1, `Error: ${familyWord(family, 'any valid')} address is expected rather than "${word}".`)
    : read(found);
};

/** The interface of a name. */
export const findDevice = (network: KernelNetwork, name: string): Read<NetworkInterface> => {
  const device = network.interfaces.find(one => one.name === name);
  return device === undefined ? stop(network, 1, `Cannot find device "${name}"`) : read(device);
};
