/** The questions about the tunnel between director and real servers. */
import { reachOf } from '../../cluster/reach.ts';
import type { Family } from '../../model/address.ts';
import type { Tunnel } from '../../model/service.ts';
import { readPort } from '../reading/port.ts';
import { serversIn, vipsIn } from '../reading/vips.ts';
import { error, ok, rather, warn } from '../remarks.ts';
import type { Setting } from '../setting.ts';
import type { Answers, Ground, Remark, WizardStep } from '../wizard.types.ts';
import { choiceStep } from './choice.ts';

/** Bytes that a tunnel puts before a packet: [measured] by the MTU that the director tells its clients. */
const overheads: Readonly<Record<Tunnel['type'], Readonly<Record<Family, number>>>> = {
  ipip: { 4: 20, 6: 40 },
  gue: { 4: 32, 6: 52 },
  gre: { 4: 24, 6: 44 },
};

/** The kinds of tunnel by their answers. */
const kinds = [
  {
    value: 'ipip',
    title: 'IP in IP',
    about: 'one header around the packet, which every Linux server unwraps with its module ipip',
  },
  {
    value: 'gue',
    title: 'GUE, in UDP',
    about: 'UDP around the packet: it crosses firewalls, and network cards spread it over cores',
  },
  {
    value: 'gre',
    title: 'GRE',
    about:
      'the tunnel of routers, for networks that let pass GRE and not IP in IP; each server names the director as its other end',
  },
] as const;

/** The kind of tunnel of the answers; ipip where none was given. */
export const tunnelTypeIn = ({ tunnel }: Answers): Tunnel['type'] =>
  kinds.find(({ value }) => value === tunnel?.trim().toLowerCase())?.value ?? 'ipip';

/** The port that GUE has by its registration. */
const guePort = 6080;

/** The tunnel of the answers. The checksums stay as ipvsadm has them by itself: none. */
export const tunnelIn = (answers: Answers): Tunnel => {
  const type = tunnelTypeIn(answers);
  const port = readPort((answers['tunnel-port'] ?? '').trim(), 'udp');
  return { type, port: type === 'gue' ? (port.ok ? port.value : guePort) : 0, checksum: 'none' };
};

/** The smallest MTU on the way out to the servers, as far as it is known. */
const mtuTo = (answers: Answers, { network }: Ground): number | undefined => {
  if (network === undefined) return undefined;
  const devices = new Set(
    serversIn(answers).flatMap(({ address }) => {
      const reach = reachOf(network, address);
      return reach.how === 'none' || reach.how === 'own' ? [] : [reach.device];
    }),
  );
  const mtus = network.interfaces.flatMap(({ name, mtu }) =>
    devices.has(name) && mtu !== undefined ? [mtu] : [],
  );
  return mtus.length === 0 ? undefined : Math.min(...mtus);
};

/** The usual MTU of a link: packets of clients are no larger. */
const usualMtu = 1500;

const checkMtu = (type: Tunnel['type'], answers: Answers, ground: Ground): readonly Remark[] => {
  const mtu = mtuTo(answers, ground);
  if (mtu === undefined) return [];
  const family = vipsIn(answers)[0]?.includes(':') === true ? 6 : 4;
  const cost = overheads[type][family];
  if (mtu >= usualMtu + cost)
    return [ok(`an MTU of ${mtu} towards the servers has room for the ${cost} bytes of the tunnel`)];
  const room = mtu - cost;
  // TCP and IP headers without options: 40 bytes with IPv4, 60 with IPv6.
  const mss = room - (family === 4 ? 40 : 60);
  return [
    warn(
      `the tunnel costs ${cost} bytes of the MTU of ${mtu} towards the servers: clients learn by ICMP to send ${room} at most, and hang where that is filtered. Raise the MTU there to ${usualMtu + cost}, or let the servers' routes to clients say advmss ${mss}`,
    ),
  ];
};

const isTunnel =
  (setting: Setting) =>
  (answers: Answers, ground: Ground): boolean =>
    setting.way(answers, ground) === 'tun';

/** The step that asks for the kind of tunnel. */
export const tunnelStep = (setting: Setting, suggest?: WizardStep['suggest']): WizardStep =>
  choiceStep({
    id: 'tunnel',
    label: 'tunnel',
    question: 'In what are packets wrapped on their way to the servers?',
    why: () =>
      'Director and servers must agree on it, and the networks between must let it pass. All three carry the client’s packet unchanged inside; they differ in the header around it and in the bytes that it takes.',
    example: 'ipip',
    when: isTunnel(setting),
    options: () => kinds,
    ...(suggest === undefined ? {} : { suggest }),
    check: (text, answers, ground) => checkMtu(tunnelTypeIn({ tunnel: text }), answers, ground),
    words: ({ title }) => title,
  });

/** The step that asks for GUE's port. */
export const tunnelPortStep = (setting: Setting, suggest?: WizardStep['suggest']): WizardStep => ({
  id: 'tunnel-port',
  label: 'tunnel port',
  question: 'On which UDP port do the servers take the tunnel’s packets?',
  why: () =>
    'GUE is UDP, so it needs a port, the same on all servers; 6080 is the one that is registered for it. The firewalls between must let it pass.',
  example: String(guePort),
  kind: 'text',
  when: (answers, ground) => isTunnel(setting)(answers, ground) && tunnelTypeIn(answers) === 'gue',
  suggest: (answers, ground) => suggest?.(answers, ground) ?? String(guePort),
  check: text => {
    const port = readPort(text.trim(), 'udp');
    return port.ok ? [] : [error(port.text, rather('tunnel-port', port.better ?? String(guePort)))];
  },
  words: text => `UDP ${text.trim()}`,
});
