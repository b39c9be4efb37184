/** The classic tools: ifconfig and route. */
import { parseAddress } from '../../model/address.ts';
import { classPrefix, prefixOfMask, readNetwork } from '../networks.ts';
import type { Call } from '../reading/piece.types.ts';
import { shown } from '../say.ts';
import type { Told } from '../told.types.ts';
import { tellAddress, tellDefaultRoute, tellDown } from './addresses.ts';
import { has, plainWords, valueAfter } from './options.ts';
import type { ProgramRow } from './row.types.ts';
import { problem, told, toldWhy } from './told.ts';

const ifconfig = ({ args }: Call): Told => {
  const words = args.filter(arg => arg !== '-a' && arg !== '-s' && arg !== '-v');
  const [face = '', ...rest] = words;
  if (rest.length === 0) return told('Shows the interfaces with their addresses.');
  if (has(rest, 'down')) return tellDown(face, `Takes ${shown(face)} down, with its address.`);
  const text = rest.find(arg => parseAddress(arg.split('/', 1)[0] ?? '') !== undefined);
  if (has(rest, 'del')) return told(`Takes an address off ${shown(face)}.`);
  if (text === undefined) {
    if (has(rest, '-arp'))
      return told(`${shown(face)} no longer takes part in ARP: it neither asks nor answers.`);
    return told(has(rest, 'up') ? `Brings ${shown(face)} up.` : `Changes the interface ${shown(face)}.`);
  }
  const network = readNetwork(text);
  if (network === undefined)
    return told(`Gives ${shown(face)} an address.`, [
      problem('wrong', `${shown(text)} is no address with a prefix length.`),
    ]);
  const mask = valueAfter(rest, 'netmask');
  const prefix = mask === undefined ? undefined : prefixOfMask(mask);
  if (mask !== undefined && prefix === undefined)
    return told(`Gives ${shown(face)} the address ${network.address}.`, [
      problem(
        'wrong',
        `${shown(mask)} is no netmask: a mask is ones, then zeros.`,
        'netmask 255.255.255.255',
      ),
    ]);
  const assumed = mask === undefined && !text.includes('/');
  const length = prefix ?? (assumed && !text.includes(':') ? classPrefix(text) : network.prefix);
  return tellAddress(face, { ...network, prefix: length }, assumed);
};

const route = ({ args }: Call): Told => {
  const verb = args.find(arg => arg === 'add' || arg === 'del');
  if (verb === undefined) return told('Shows the routes.');
  const target = valueAfter(args, '-host', '-net') ?? plainWords(args.slice(args.indexOf(verb) + 1))[0] ?? '';
  const router = valueAfter(args, 'gw');
  const face = valueAfter(args, 'dev') ?? (router === undefined ? args.at(-1) : undefined);
  const mask = valueAfter(args, 'netmask');
  const to = `${shown(target)}${mask === undefined ? '' : `/${prefixOfMask(mask) ?? shown(mask)}`}`;
  if (target === 'default') {
    if (verb === 'del')
      return told(
        'Removes the default route: nothing outside the own networks is reached until there is another.',
      );
    return router === undefined
      ? told(`Sends everything that has no better route by ${shown(face ?? '')}.`)
      : tellDefaultRoute(router);
  }
  if (verb === 'del') return told(`Removes the route to ${to}.`);
  const host = has(args, '-host');
  return toldWhy(
    `Sends packets for ${to} ${router === undefined ? `by ${shown(face ?? '')}` : `through ${shown(router)}`}.`,
    host && face?.includes(':') === true
      ? ['An address of the machine itself needs no such route on the kernels of today.']
      : [],
  );
};

/** ifconfig and route, as tutorials of older systems use them. */
export const classicRows: readonly ProgramRow[] = [
  { programs: ['ifconfig'], explain: ifconfig },
  { programs: ['route'], explain: route },
];
