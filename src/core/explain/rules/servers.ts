/** Slips about real servers: their network, their ports, the order of the options. */
import { contains, holderOf, linkOf, type Network } from '../../model/network.ts';
import { type Method, serverKey } from '../../model/service.ts';
import { serviceName } from '../command/service.ts';
import { shown } from '../say.ts';
import type { Finding, Script, SlipRule } from './rule.types.ts';
import { commandsOf, factsOf, finding, none, type Placed } from './script.ts';

type Added = Placed<'add-server' | 'edit-server'>;

/** Whether an address is on a link of the director, or will be by a line of the text. */
const onLink = (
  network: Network,
  script: Script,
): ((address: Added['command']['server']['address']) => boolean) => {
  const own = factsOf(script, 'address')
    .map(({ fact }) => fact.address)
    .filter(({ address, prefix }) => prefix < (address.includes(':') ? 128 : 32));
  const known = new Map<string, boolean>();
  return address => {
    const seen = known.get(address);
    if (seen !== undefined) return seen;
    const found =
      linkOf(network, address) !== undefined ||
      holderOf(network, address) !== undefined ||
      own.slice(0, 100).some(one => contains(one, address));
    known.set(address, found);
    return found;
  };
};

const offLink: Readonly<Partial<Record<Method, (name: string, at: number) => Finding>>> = {
  dr: (name, at) =>
    finding(
      at,
      'wrong',
      `${name} is in no subnet that the director has. Direct routing changes only the MAC address, so it reaches its own links only: the packets go round between director and router until they die.`,
      '-i where the server is behind a router, or an address of the director in that subnet',
    ),
  nat: (name, at) =>
    finding(
      at,
      'note',
      `${name} is in no subnet that the director has. NAT works only if its answers come back through the director: each router between them must lead the clients’ addresses there.`,
    ),
};

const checkLink = (script: Script): readonly Finding[] => {
  const { network } = script.ground;
  if (network === undefined) return none;
  const near = onLink(network, script);
  return commandsOf(script, 'add-server').flatMap(({ at, command }) => {
    if (near(command.server.address)) return none;
    return offLink[command.config.method]?.(command.server.address, at) ?? none;
  });
};

const checkPorts = (script: Script): readonly Finding[] =>
  commandsOf(script, 'add-server', 'edit-server').flatMap(({ at, command, read: { asked } }) => {
    const { server, config } = command;
    if (config.method === 'nat' || asked === undefined || asked.port === 0 || asked.port === server.port)
      return none;
    return [
      finding(
        at,
        'wrong',
        `ipvsadm puts port ${server.port} in the place of ${asked.port} without a word, and ends with exit code 0. ${config.method === 'dr' ? 'DR' : 'A tunnel'} leaves the port as it is: the server must listen on ${server.port}.`,
        `-m for a server on port ${asked.port}, or -r ${serverKey(server)}`,
      ),
    ];
  });

const checkOrder = (script: Script): readonly Finding[] =>
  commandsOf(script, 'add-server', 'edit-server').flatMap(({ at, command, words }) => {
    if (command.config.method !== 'nat' || command.server.port !== 0) return none;
    const ids = words.map(({ id }) => id);
    const server = ids.indexOf('real-server');
    const service = ids.findIndex(
      id => id.endsWith('-service') && id !== 'add-service' && id !== 'edit-service',
    );
    if (service < server || command.service.kind === 'fwmark') return none;
    return [
      finding(
        at,
        'note',
        `-r stands before the service, so ipvsadm knows no port for it yet: the server gets port 0, which means the port that the client asked for, and under that port -e and -d must name it. With the service first it gets the port of ${serviceName(command.service)}.`,
        'the service (-t, -u) before -r',
      ),
    ];
  });

/** inet_aton takes fewer than four numbers: `192.168.100` is 192.168.0.100 [measured]. */
const checkSpelling = (script: Script): readonly Finding[] =>
  script.commands.flatMap(({ at, words, read: { command } }) => {
    if (!('service' in command) || command.service === undefined) return none;
    const { service } = command;
    return words.flatMap(({ id, value }) => {
      const host = value?.split(':', 1)[0] ?? '';
      if (!/^[\d.]+$/.test(host) || host.split('.').length === 4) return none;
      const read =
        id === 'real-server' && 'server' in command
          ? command.server.address
          : id.endsWith('p-service') && service.kind === 'address'
            ? service.address
            : undefined;
      return read === undefined
        ? none
        : [
            finding(
              at,
              'wrong',
              `${shown(host)} has fewer than four numbers: ipvsadm reads it as ${read}.`,
              'the address in full',
            ),
          ];
    });
  });

/** Slips about real servers. */
export const serverRules: readonly SlipRule[] = [
  { id: 'server-off-link', about: 'A real server is in no subnet that the director has.', check: checkLink },
  {
    id: 'port-replaced',
    about: 'A DR or TUN server is given another port than its service.',
    check: checkPorts,
  },
  { id: 'server-before-service', about: '-r without a port stands before the service.', check: checkOrder },
  { id: 'short-address', about: 'An address has fewer than four numbers.', check: checkSpelling },
];
