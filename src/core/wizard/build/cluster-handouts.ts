/** All that a new cluster hands out: scripts for the real servers, the router, a test client and the director. */
import type { Cluster } from '../../cluster/cluster.types.ts';
import { reachOf, sourceOf } from '../../cluster/reach.ts';
import { listed } from '../../explain/say.ts';
import { type Address, familyOf, fullLength } from '../../model/address.ts';
import { type Result, success } from '../../model/failure.ts';
import { holderOf } from '../../model/network.ts';
import { type DirectorOptions, directorScript } from '../../script/director.ts';
import { routerScript } from '../../script/router.ts';
import { testClientScript } from '../../script/test-client.ts';
import type { Ground, Handout } from '../wizard.types.ts';
import { handout, type Printing, serverHandouts } from './handouts.ts';

/** The name that the router's interface is given in its script: nobody here knows it. */
const routerDevice = 'eth0';

/** The router's script, where it must be told the way: no link of the director is that of the VIP. */
const routerHandout = (cluster: Cluster, { network }: Ground, printing: Printing): readonly Handout[] => {
  if (network === undefined) return [];
  // Towards clients, not towards the servers: the router is on that side.
  const dip = sourceOf(network, cluster.client)?.address ?? cluster.director.dip?.address;
  if (dip === undefined) return [];
  const away = cluster.vips.filter(vip => {
    // A VIP that is held as a host address lies on no link by that.
    const others = {
      ...network,
      interfaces: network.interfaces.map(face => ({
        ...face,
        addresses: face.addresses.filter(({ address }) => address !== vip),
      })),
    };
    return reachOf(others, vip).how !== 'link' && heldWithSubnet(network, vip) === false;
  });
  if (away.length === 0) return [];
  const script = routerScript(
    { ...cluster, vips: away },
    { cure: { kind: 'host-route', dip }, device: routerDevice },
  );
  return [
    handout(
      {
        id: 'router',
        for: 'the router between clients and director',
        about: `sends packets for ${listed(away)} to ${dip}; put the name of its interface in the place of ${routerDevice}`,
      },
      script,
      printing,
    ),
  ];
};

const heldWithSubnet = (network: NonNullable<Ground['network']>, vip: Address): boolean =>
  holderOf(network, vip)?.addresses.some(
    ({ address, prefix }) => address === vip && prefix < fullLength(familyOf(vip)),
  ) ?? false;

/** Everything that a new cluster hands out; the director's script comes first where nothing is done on this machine. */
export const clusterHandouts = (
  cluster: Cluster,
  ground: Ground,
  director: DirectorOptions,
  printing: Printing,
): Result<readonly Handout[]> => {
  const servers = serverHandouts(cluster, ground, printing);
  if (!servers.ok) return servers;
  const own = handout(
    {
      id: 'director',
      for: 'the director',
      about:
        ground.scriptsOnly === undefined
          ? 'the same as the plan, for a director on which lvsh does not run'
          : 'the whole of its part, as nothing is done on this machine',
    },
    directorScript(cluster, director),
    printing,
  );
  const rest = [
    ...servers.value,
    ...routerHandout(cluster, ground, printing),
    handout(
      {
        id: 'client',
        for: 'a client, to try it',
        about: 'calls the service and counts which server answers how often',
      },
      testClientScript(cluster),
      printing,
    ),
  ];
  return success(ground.scriptsOnly === undefined ? [...rest, own] : [own, ...rest]);
};
