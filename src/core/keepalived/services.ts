/** From blocks to the table: the services that keepalived makes of virtual servers and groups, with its defaults. */
import type { Address, Family } from '../model/address.ts';
import {
  type Persistence,
  type Protocol,
  type ServiceConfig,
  type ServiceId,
  serviceFamily,
  wholeMask,
} from '../model/service.ts';
import { addressAfter } from './addresses.ts';
import type { Group, Member, VirtualServer } from './config.types.ts';
import { familiesOf } from './group.ts';
import type { Report } from './pieces.ts';
import type { KeepalivedService } from './reading.types.ts';
import { type ServerPart, serverParts } from './servers.ts';
import { TableOfServices } from './table.ts';

/** Services and servers together that are read at most: a group of many addresses makes a service of each. */
const mostRows = 1_000_000;

/** What keepalived does when nothing is said, and what of it is worth saying. */
interface Settled {
  readonly block: VirtualServer;
  readonly members: readonly Member[];
  readonly protocol: Protocol;
  readonly config: (family: Family) => ServiceConfig;
  /** Of marks that name none. */
  readonly family: Family;
}

/**
 * The services of all blocks, in their order. With `marksGroups` keepalived chooses a mark for each group, which only
 * the running table tells: groups are then left out.
 */
export const servicesOf = (
  blocks: readonly VirtualServer[],
  groups: ReadonlyMap<string, Group>,
  marksGroups: boolean,
  report: Report,
): readonly KeepalivedService[] => {
  const table = new TableOfServices(report);
  let rows = 0;
  for (const block of blocks) {
    const say = (reason: string): void => report(block.where, describe(block), reason);
    if (marksGroups && block.target.kind === 'group') {
      say('nftables_ipvs: keepalived gives the group a mark of its own, which is not known here');
      continue;
    }
    const settled = settle(block, groups, say);
    if (settled === undefined) continue;
    const partOf = serverParts(block, report);
    for (const id of idsOf(settled)) {
      const part: ServerPart = partOf(id);
      rows += 1 + part.servers.length;
      if (rows > mostRows) {
        say(`more than ${mostRows} services and servers: not read further`);
        return table.services();
      }
      table.add(block, id, settled.config(serviceFamily(id)), part);
    }
  }
  return table.services();
};

const describe = ({ target }: VirtualServer): string => {
  const words =
    target.kind === 'address'
      ? [target.address, target.port]
      : [target.kind, 'name' in target ? target.name : target.mark];
  return `virtual_server ${words.join(' ')}`;
};

/** The services of a block: one for its address or mark, one for every address and mark of its group, the addresses first. */
function* idsOf({ members, protocol, family }: Settled): Generator<ServiceId> {
  for (const member of members) {
    if (member.kind !== 'addresses') continue;
    for (let offset = 0; offset < member.count; offset++) {
      yield { kind: 'address', protocol, address: addressAfter(member.first, offset), port: member.port };
    }
  }
  for (const member of members) {
    if (member.kind === 'fwmark')
      yield { kind: 'fwmark', mark: member.mark, family: member.family ?? family };
  }
}

/** What a block is for, and with which settings; undefined when keepalived passes it over. */
const settle = (
  block: VirtualServer,
  groups: ReadonlyMap<string, Group>,
  say: (reason: string) => void,
): Settled | undefined => {
  if (block.servers.length === 0) {
    say('no real server: keepalived passes it over');
    return undefined;
  }
  const members = membersOf(block, groups, say);
  if (members === undefined) return undefined;
  const addresses = members.filter(member => member.kind === 'addresses');
  const { has4, has6 } = familiesOf(members);
  if (addresses.length > 0 && block.protocol === undefined) {
    // The kernel takes protocol 0 as UDP, and keepalived says so in its log.
    say('no protocol: keepalived takes UDP');
  }
  const protocol = block.protocol ?? 'udp';
  const ops = block.ops && (addresses.length === 0 || protocol === 'udp');
  if (block.ops && !ops) say('ops is only for UDP: ignored');
  let timeout = block.persistence;
  if (timeout === undefined && addresses.some(({ port }) => port === 0)) {
    timeout = 360;
    say('without a port a service must be persistent: keepalived sets 360 seconds');
  }
  const grouped = block.target.kind === 'group';
  if (grouped && block.granularity !== undefined) {
    say('keepalived 2.2.7 leaves out persistence_granularity in the services of a group');
  }
  const family = block.family ?? (has6 && !has4 ? 6 : 4);
  return {
    block,
    members,
    protocol,
    family,
    config: of => ({
      scheduler: block.scheduler ?? 'wlc',
      ...(timeout === undefined
        ? {}
        : { persistence: persistence(timeout, grouped ? undefined : block.granularity, of) }),
      // Without persistence keepalived does not tell the kernel of an engine.
      ...(timeout === undefined || block.pe === undefined ? {} : { pe: block.pe }),
      ops,
      flags: block.flags,
    }),
  };
};

const persistence = (timeout: number, mask: Address | number | undefined, family: Family): Persistence => ({
  timeout,
  mask: mask ?? wholeMask(family),
});

const membersOf = (
  { target, where, family }: VirtualServer,
  groups: ReadonlyMap<string, Group>,
  say: (reason: string) => void,
): readonly Member[] | undefined => {
  if (target.kind === 'address') {
    return [{ kind: 'addresses', where, first: target.address, count: 1, port: target.port }];
  }
  if (target.kind === 'fwmark') return [{ kind: 'fwmark', where, mark: target.mark }];
  const group = groups.get(target.name);
  if (group === undefined) {
    say(`there is no group ${target.name}: keepalived passes it over`);
    return undefined;
  }
  const { has4, has6 } = familiesOf(group.members);
  if (family !== undefined && (family === 4 ? has6 : has4)) {
    say(`the group is not of the family of its servers (IPv${family}): keepalived passes it over`);
    return undefined;
  }
  return group.members;
};
