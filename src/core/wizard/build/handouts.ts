/** Scripts as handouts, and those for the real servers of a cluster. */
import type { Cluster } from '../../cluster/cluster.types.ts';
import { listed } from '../../explain/say.ts';
import type { Address } from '../../model/address.ts';
import { type Result, success } from '../../model/failure.ts';
import { holderOf } from '../../model/network.ts';
import type { Server, Service } from '../../model/service.ts';
import { nameText } from '../../script/director.ts';
import { printScript } from '../../script/print.ts';
import { realServerScript } from '../../script/real-server.ts';
import type { Listening, ServerWant } from '../../script/real-server.types.ts';
import type { Flavour, Script } from '../../script/script.types.ts';
import type { Ground, Handout } from '../wizard.types.ts';

/** How scripts are printed. */
export interface Printing {
  readonly explain: boolean;
  readonly flavour: Flavour;
}

/** A script as a handout. */
export const handout = (
  parts: Pick<Handout, 'id' | 'for' | 'about'>,
  script: Script,
  { explain }: Printing,
): Handout => ({
  ...parts,
  file: `${script.name}.sh`,
  text: printScript(script, { explain }),
  mode: 0o755,
});

/** More single ports than these are not listed for `status` to look at. */
const mostPorts = 16;

/** Where a server must listen: on its own port, or on those that its service stands for. */
const listening = ({ id }: Service, server: Server, cluster: Cluster): readonly Listening[] => {
  if (id.kind === 'address')
    return server.id.port === 0 ? [] : [{ protocol: id.protocol, port: server.id.port }];
  const single = cluster.marks.flatMap(({ protocol, ports }) =>
    ports.flatMap(([first, last]) =>
      first === last ? [{ protocol, port: server.id.port === 0 ? first : server.id.port }] : [],
    ),
  );
  const distinct = new Map(single.map(one => [`${one.protocol} ${one.port}`, one]));
  return [...distinct.values()].slice(0, mostPorts);
};

/** Servers that need the same script. */
interface Group {
  readonly rips: readonly Address[];
  readonly ports: readonly Listening[];
}

/** Servers by what must listen on them; those that are the director itself need no script. */
const groupsOf = (cluster: Cluster, { network }: Ground, single: boolean): readonly Group[] => {
  const groups = new Map<string, { rips: Address[]; ports: readonly Listening[] }>();
  const places = new Map<Address, Listening[]>();
  for (const service of cluster.services)
    for (const server of service.servers) {
      const { address } = server.id;
      if (network !== undefined && holderOf(network, address) !== undefined) continue;
      places.set(address, [...(places.get(address) ?? []), ...listening(service, server, cluster)]);
    }
  for (const [address, ports] of places) {
    const key = `${single ? address : ''} ${ports.map(({ protocol, port }) => `${protocol}${port}`).join(' ')}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { rips: [address], ports });
    else group.rips.push(address);
  }
  return [...groups.values()];
};

const purposes: Readonly<Record<Cluster['way'], string>> = {
  dr: 'gives them the VIP on lo and keeps them silent about it in ARP',
  tun: 'sets up the end of the tunnel with the VIP on it',
  nat: 'makes the director their gateway',
  snat: 'only checks: they need no change',
};

/**
 * The scripts of the real servers: one for all that are alike, one for each where ports differ or the flavour is about
 * single machines. Fails where the flavour cannot do what the way needs, with the reason.
 */
export const serverHandouts = (
  cluster: Cluster,
  ground: Ground,
  printing: Printing,
): Result<readonly Handout[]> => {
  if (cluster.way === 'snat') return success([]);
  const groups = groupsOf(cluster, ground, printing.flavour === 'arptables');
  const handouts: Handout[] = [];
  for (const { rips, ports } of groups) {
    const [first] = rips;
    const want: ServerWant = {
      way: cluster.way,
      ...(cluster.tunnel === undefined ? {} : { tunnel: cluster.tunnel }),
      family: cluster.family,
      vips: cluster.vips,
      ...(cluster.director.dip === undefined ? {} : { dip: cluster.director.dip.address }),
      ports,
      rips,
    };
    const script = realServerScript(want, printing.flavour);
    if (!script.ok) return script;
    const alone = groups.length > 1 && first !== undefined;
    const name = alone ? `${script.value.name}-${nameText(first)}` : script.value.name;
    handouts.push(
      handout(
        {
          id: alone ? `rs-${nameText(first)}` : 'rs',
          for: `real server${rips.length === 1 ? '' : 's'} ${listed(rips)}`,
          about: purposes[cluster.way],
        },
        { ...script.value, name },
        printing,
      ),
    );
  }
  return success(handouts);
};
