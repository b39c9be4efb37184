/** The scripts of real servers: what way, in which flavour. */
import { type Family, familyOf } from '../model/address.ts';
import { failed, type Result, success } from '../model/failure.ts';
import type { ServerWant } from './real-server.types.ts';
import { arpRules, arpSysctls } from './real-server-arp.ts';
import { serverChecks } from './real-server-checks.ts';
import { dummyName, ifcfgItems, nmcliItems, systemdItems } from './real-server-permanent.ts';
import { refusal } from './real-server-refusals.ts';
import { tunItems } from './real-server-tun.ts';
import { drItems, natItems } from './real-server-ways.ts';
import { serverHeader } from './real-server-words.ts';
import type { Flavour, Item, Script } from './script.types.ts';

/**
 * `lvs-rs-10.0.0.200`, `lvs-rs-fd00--200`: the first VIP's, for a machine may be a real server of several.
 */
const nameOf = ({ vips }: ServerWant): string => `lvs-rs-${(vips[0] ?? '').replaceAll(':', '-')}`;

const arpItems = ({ family, vips, rips = [] }: ServerWant, flavour: Flavour): readonly Item[] => {
  if (family === 6) return [];
  const [rip] = rips;
  return flavour === 'arptables' && rip !== undefined ? arpRules(vips, rip) : arpSysctls;
};

/** Guides for old systems have this route. On Linux 6.1 nothing changes when it is left out. */
const hostRoutes = ({ family, vips }: ServerWant): readonly Item[] =>
  vips.map(vip => ({
    do: { what: 'route', family, to: { address: vip, prefix: 32 }, device: 'lo' },
    why: 'Guides for old systems have this route, and it does no harm. For kernels of today the address of the step before is enough.',
    without: 'kernels of today take in packets for the VIP without it, very old ones may not',
  }));

const wayItems = (want: ServerWant, flavour: Flavour): Result<readonly Item[]> => {
  const arp = arpItems(want, flavour);
  switch (want.way) {
    case 'nat':
      return natItems(want);
    case 'snat':
      return success([]);
    case 'dr':
      return success([...arp, ...drItems(want), ...(flavour === 'classic' ? hostRoutes(want) : [])]);
    case 'tun':
      return tunItems(want, arp);
  }
};

const flavoured = (
  want: ServerWant,
  flavour: Flavour,
  name: string,
  items: readonly Item[],
): readonly Item[] => {
  if (items.length === 0) return items;
  switch (flavour) {
    case 'systemd':
      return systemdItems(name, items);
    case 'ifcfg':
      return ifcfgItems(name, items, want.vips);
    case 'nmcli':
      return nmcliItems(name, arpItems(want, flavour), want, dummyName(vipOf(want)));
    default:
      return items;
  }
};

const vipOf = ({ vips }: ServerWant) => vips[0] ?? ('' as never);

const wrongFamily = ({ vips, rips = [], dip, family }: ServerWant): Family | undefined =>
  [...vips, ...rips, ...(dip === undefined ? [] : [dip])].map(familyOf).find(own => own !== family);

/**
 * The script of a real server. Failures: `value` where something is missing or of the other family (no VIP,
 * no DIP for NAT), `other` where a flavour cannot do what is asked for; both say what to do instead. The
 * order is that in which it can be started on a server in service: silence in ARP before the VIP.
 */
export const realServerScript = (want: ServerWant, flavour: Flavour): Result<Script> => {
  if (want.vips.length === 0)
    return failed({
      kind: 'value',
      what: 'a real server needs a VIP',
      advice: 'give the address that clients call',
    });
  if (wrongFamily(want) !== undefined)
    return failed({
      kind: 'value',
      what: `VIP, DIP and real servers have to be IPv${want.family} all of them`,
      why: 'the scripts carry no packets of one family inside those of the other',
      advice: 'write a script for each family',
    });
  const refused = refusal(want, flavour);
  if (refused !== undefined) return failed(refused);
  const items = wayItems(want, flavour);
  if (!items.ok) return items;
  const name = nameOf(want);
  const dummy = flavour === 'nmcli' && want.way === 'dr' ? dummyName(vipOf(want)) : undefined;
  return success({
    role: 'real server',
    flavour,
    name,
    header: serverHeader(want, flavour),
    items: flavoured(want, flavour, name, items.value),
    checks: serverChecks(want, flavour, dummy),
  });
};
