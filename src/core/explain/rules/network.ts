/** Slips around the table: addresses, address translation, what is turned off for it. */
import { type Address, familyOf, ipv4Bits, ipv4FromBits } from '../../model/address.ts';
import { contains } from '../../model/network.ts';
import type { Service, ServiceId } from '../../model/service.ts';
import { isLoopback } from '../programs/addresses.ts';
import { listed } from '../say.ts';
import type { Finding, Script, SlipRule } from './rule.types.ts';
import { commandsOf, factsOf, finding, none } from './script.ts';

const checkLoopback = (script: Script): readonly Finding[] =>
  factsOf(script, 'address').flatMap(({ at, fact: { interface: face, address: own, assumed } }) => {
    const whole = familyOf(own.address) === 4 ? 32 : 128;
    if (!isLoopback(face) || own.prefix >= whole || own.address.startsWith('127.')) return none;
    return [
      finding(
        at,
        'wrong',
        `${assumed ? `Without a mask it is /${own.prefix}, by the class of the address. ` : ''}On lo a mask of /${own.prefix} makes the machine take the whole subnet for its own: it no longer reaches its neighbours there.`,
        whole === 32 ? 'netmask 255.255.255.255, or /32' : '/128',
      ),
    ];
  });

/** More servers than these are not looked at one by one. */
const mostServers = 64;

const natServers = (script: Script): readonly Address[] => [
  ...new Set(
    commandsOf(script, 'add-server').flatMap(({ command: { config, server } }) =>
      config.method === 'nat' && familyOf(server.address) === 4 ? [server.address] : [],
    ),
  ),
];

const checkSnat = (script: Script): readonly Finding[] => {
  const servers = natServers(script).slice(0, mostServers);
  const sources = factsOf(script, 'snat');
  if (sources.some(({ fact }) => fact.source === undefined)) return none;
  return sources.flatMap(({ at, fact: { source } }) => {
    if (source === undefined || familyOf(source.address) !== 4) return none;
    const left = servers.filter(server => !contains(source, server));
    const [first] = left;
    // Several ranges may share the servers among them.
    if (first === undefined || left.length < servers.length || servers.length === 0) {
      const elsewhere = left.filter(
        server => !sources.some(({ fact }) => fact.source !== undefined && contains(fact.source, server)),
      );
      if (elsewhere.length === 0) return none;
      return [
        finding(
          at,
          'note',
          `The servers ${listed(elsewhere)} are in no range of this text: what they begin to the outside keeps its inner address.`,
        ),
      ];
    }
    const alone = source.prefix === 32 ? ' Without a mask, iptables takes the one address alone.' : '';
    return [
      finding(
        at,
        'wrong',
        `The range ${source.address}/${source.prefix} holds none of the NAT servers (${listed(left)}): what they begin to the outside keeps its inner address.${alone}`,
        `-s ${ipv4FromBits((ipv4Bits(first) & 0xff_ff_ff_00) >>> 0)}/24`,
      ),
    ];
  });
};

const idsOf = (script: Script): readonly ServiceId[] => [
  ...commandsOf(script, 'add-service').map(({ command }) => command.service),
  ...(script.ground.services ?? []).map(({ id }: Service) => id),
];

const checkFirewall = (script: Script): readonly Finding[] => {
  const off = factsOf(script, 'firewall-off');
  if (off.length === 0) return none;
  const service = idsOf(script).find(id => id.kind === 'address' && id.port !== 0);
  const nat = natServers(script).length > 0;
  const port = service?.kind === 'address' ? service : undefined;
  const needs = `IPVS needs no more than its ports let in${port === undefined ? '' : ` (${port.protocol.toUpperCase()} ${port.port})`}${nat ? ', and for NAT forwarding to and from the servers' : ''}.`;
  return off.map(({ at }) => {
    const byRules = script.entries[at]?.calls.some(({ program }) => /^ip6?tables/.test(program)) === true;
    return finding(
      at,
      'danger',
      `Everything else on this machine is open to everybody as well.${byRules ? ' With a policy of DROP it is the other way round: everybody is cut off.' : ''} ${needs}`,
      port === undefined
        ? 'iptables -I INPUT -p tcp --dport PORT -j ACCEPT'
        : byRules
          ? `iptables -I INPUT -d ${port.address} -p ${port.protocol} --dport ${port.port} -j ACCEPT`
          : `firewall-cmd --permanent --add-port=${port.port}/${port.protocol}; firewall-cmd --reload`,
    );
  });
};

const checkSelinux = (script: Script): readonly Finding[] =>
  factsOf(script, 'selinux-off').map(({ at }) =>
    finding(
      at,
      'danger',
      'SELinux then holds nothing back on the whole machine. IPVS does not need it off; a web server whose pages come by NFS needs one switch.',
      'setsebool -P httpd_use_nfs on',
    ),
  );

/** Slips in addresses and in address translation. */
export const networkRules: readonly SlipRule[] = [
  { id: 'lo-netmask', about: 'A VIP on lo has a mask that holds more than itself.', check: checkLoopback },
  { id: 'snat-range', about: 'SNAT is for a range that does not hold the NAT servers.', check: checkSnat },
  { id: 'firewall-off', about: 'The packet filter is emptied or stopped.', check: checkFirewall },
  { id: 'selinux-off', about: 'SELinux is turned off.', check: checkSelinux },
];
