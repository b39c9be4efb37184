/** `ip neigh`: shows neighbours, in the words of iproute2 6.1 [measured]. */
import { familyOf } from '../../model/address.ts';
import { findDevice, type IpObject } from './ip-words.ts';
import type { KernelNeighbour } from './network.types.ts';
import { fails, notModelled, says } from './said.ts';

const neighbourText = ({ address, device, mac, state }: KernelNeighbour): string =>
  `${address} dev ${device} ${mac === undefined ? '' : `lladdr ${mac} `}${state} \n`;

const neighbourJson = ({ address, device, mac, state }: KernelNeighbour): object => ({
  dst: address,
  dev: device,
  ...(mac === undefined ? {} : { lladdr: mac }),
  state: [state],
});

/** The object `ip neigh`; IPv4 before IPv6. */
export const ipNeigh: IpObject = (network, verb, words, { family, json }) => {
  if (!['show', 'list', 'lst'].includes(verb)) return notModelled(network, 'ip', `ip neigh ${verb}`);
  const [word, name, ...rest] = words;
  if (word !== undefined && (word !== 'dev' || rest.length > 0))
    return notModelled(network, 'ip', `ip neigh show ${words.join(' ')}`);
  if (word === 'dev') {
    if (name === undefined) return fails(network, 255, 'Command line is not complete. Try option "help"\n');
    const device = findDevice(network, name);
    if (!device.ok) return device.said;
  }
  const shown = ([4, 6] as const)
    .filter(one => family === undefined || family === one)
    .flatMap(one => network.neighbours.filter(({ address }) => familyOf(address) === one))
    .filter(({ device }) => name === undefined || device === name);
  return says(
    network,
    json ? `${JSON.stringify(shown.map(neighbourJson))}\n` : shown.map(neighbourText).join(''),
  );
};
