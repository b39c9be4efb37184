/** What rules of the packet filter do to packets, by target. */
import { readNetwork } from '../networks.ts';
import { shown } from '../say.ts';
import type { Fact, Told } from '../told.types.ts';
import { type PacketRule, packets } from './packetrule.ts';
import { problem, told, toldWhy } from './told.ts';

const snat = (rule: PacketRule): Told => {
  const { options, table, chain, matches, negated } = rule;
  const source = options.get('source');
  const to = options.get('to-source');
  const of = matches.includes('ipvs');
  const network = source === undefined ? undefined : readNetwork(source);
  const fact: Fact = { kind: 'snat', source: network };
  const wrongPlace =
    table !== 'nat' || (chain !== 'POSTROUTING' && chain !== 'INPUT' && /^[A-Z]+$/.test(chain ?? ''));
  return toldWhy(
    `Gives ${packets(rule)} ${to === undefined ? 'the address of the interface where they go out' : `the address ${shown(to)}`} as their sender.`,
    [
      of
        ? 'Connections of IPVS (-m ipvs) are seen there only with net.ipv4.vs.conntrack=1.'
        : 'SNAT lets machines of an inner network reach the outside. IPVS itself does not need it: it puts the VIP into the answers of NAT servers.',
    ],
    wrongPlace
      ? [
          problem(
            'wrong',
            'SNAT and MASQUERADE work in the table nat, in POSTROUTING.',
            'iptables -t nat -A POSTROUTING ...',
          ),
        ]
      : [],
    of || wrongPlace || negated.has('source') || (source !== undefined && network === undefined)
      ? []
      : [fact],
  );
};

const mark = (rule: PacketRule): Told => {
  const { options, table, chain } = rule;
  const text = options.get('set-mark') ?? '';
  const [value = ''] = text.split('/', 1);
  const number = /^(?:0[xX][\da-fA-F]{1,8}|\d{1,10})$/.test(value) ? Number(value) : undefined;
  const late = /^(?:OUTPUT|POSTROUTING|FORWARD)$/.test(chain ?? '');
  return toldWhy(
    `Gives ${packets(rule)} the firewall mark ${shown(value)}.`,
    [
      `A service by mark (-f ${number ?? shown(value)}) takes packets with the mark, whatever their address and port.`,
    ],
    [
      ...(table === 'filter'
        ? [problem('wrong', 'MARK works in the table mangle only.', 'iptables -t mangle -A PREROUTING ...')]
        : []),
      ...(late
        ? [
            problem(
              'wrong',
              `IPVS sees a packet before ${shown(chain ?? '')} does: the mark comes too late.`,
              'PREROUTING',
            ),
          ]
        : []),
    ],
    number === undefined || late ? [] : [{ kind: 'mark', mark: number }],
  );
};

const directions: ReadonlyMap<string, string> = new Map([
  ['INPUT', 'to this machine'],
  ['FORWARD', 'through this machine'],
  ['OUTPUT', 'from this machine'],
]);

const through = (rule: PacketRule): Told => {
  const { chain = '', target = '' } = rule;
  const where = directions.get(chain);
  const lets = target === 'ACCEPT';
  const eats = !lets && (chain === 'INPUT' || chain === 'FORWARD');
  return toldWhy(
    `${lets ? 'Lets' : target === 'DROP' ? 'Drops' : 'Refuses'} ${packets(rule)}${lets ? ' through' : ''}${where === undefined ? '' : `, ${where}`}.`,
    eats
      ? [
          chain === 'INPUT'
            ? 'IPVS comes after INPUT: what is dropped there never reaches a service.'
            : 'Answers of NAT servers go through FORWARD.',
        ]
      : [],
  );
};

/** By name. */
export const packetTargets: ReadonlyMap<string, (rule: PacketRule) => Told> = new Map(
  Object.entries({
    SNAT: snat,
    MASQUERADE: snat,
    MARK: mark,
    ACCEPT: through,
    DROP: through,
    REJECT: through,
    DNAT: (rule: PacketRule) =>
      toldWhy(
        `Sends ${packets(rule)} to ${shown(rule.options.get('to-destination') ?? 'another address')}.`,
        ['DNAT comes before IPVS: a service for the former address does not get these packets.'],
      ),
    REDIRECT: (rule: PacketRule) => told(`Sends ${packets(rule)} to a port of this machine itself.`),
    TCPMSS: (rule: PacketRule) =>
      told(`Makes ${packets(rule)} agree on smaller segments, so that they fit into a tunnel.`),
    LOG: (rule: PacketRule) => told(`Writes ${packets(rule)} to the kernel’s log.`),
    NOTRACK: (rule: PacketRule) => told(`Keeps ${packets(rule)} out of connection tracking.`),
  }),
);
