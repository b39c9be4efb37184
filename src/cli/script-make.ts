/** Makes the scripts of real servers, the director, the router and a client. */
import type { Cluster } from '../core/cluster/cluster.types.ts';
import { failed, type Result } from '../core/model/failure.ts';
import { directorScript } from '../core/script/director.ts';
import { realServerScript } from '../core/script/real-server.ts';
import { type RouterCure, routerFlavours, routerScript } from '../core/script/router.ts';
import { testClientScript } from '../core/script/test-client.ts';
import { serverHandouts } from '../core/wizard/build/handouts.ts';
import type { Handout } from '../core/wizard/wizard.types.ts';
import type { Flags } from './script-flags.ts';
import { need, type Order, one, only } from './script-order.ts';

/** Without a list of real servers, one script for any of them. */
const anyServer = ({ cluster, printing }: Order): Result<readonly Handout[]> => {
  const { dip } = cluster.director;
  const ports = cluster.services.flatMap(({ id }) =>
    id.kind === 'address' && id.port > 0 ? [{ protocol: id.protocol, port: id.port }] : [],
  );
  const script = realServerScript(
    {
      way: cluster.way,
      ...(cluster.tunnel === undefined ? {} : { tunnel: cluster.tunnel }),
      family: cluster.family,
      vips: cluster.vips,
      ...(dip === undefined ? {} : { dip: dip.address }),
      ports,
    },
    printing.flavour,
  );
  if (!script.ok) return script;
  return one(
    { id: 'rs', for: 'a real server', about: 'what its way of forwarding asks of it' },
    script.value,
    printing,
  );
};

/** Of real servers, one for all that are alike. */
export const rs = (order: Order): Result<readonly Handout[]> => {
  const { cluster, ground, printing } = order;
  if (cluster.way === 'snat')
    return failed({
      kind: 'nothing',
      what: 'real servers behind NAT of both addresses need nothing: to them the director is the client',
    });
  const servers = cluster.services.flatMap(service => service.servers);
  return servers.length === 0 ? anyServer(order) : serverHandouts(cluster, ground, printing);
};

/** Of the director. */
export const director = ({ cluster, flags, printing }: Order): Result<readonly Handout[]> => {
  const refused = only(['iproute2', 'systemd'], printing, 'the director’s script');
  if (refused !== undefined) return refused;
  if (cluster.services.some(({ id }) => id.kind === 'address' && id.port === 0))
    return need('which port do clients call?', '--port 80');
  const { marker, firewall, table } = flags;
  const script = directorScript(cluster, {
    ...(marker === undefined ? {} : { marker }),
    ...(firewall === undefined ? {} : { firewall }),
    ...(table === undefined ? {} : { table }),
    ...(printing.flavour === 'systemd' ? { flavour: 'systemd' } : {}),
  });
  return one({ id: 'director', for: 'the director', about: 'the whole of its part' }, script, printing);
};

const cureOf = ({ mac, address }: Flags, { director: { dip } }: Cluster): RouterCure | undefined => {
  if (mac !== undefined) return { kind: 'static-arp', mac };
  if (address !== undefined) return { kind: 'second-address', address };
  return dip === undefined ? undefined : { kind: 'host-route', dip: dip.address };
};

/** Of the router in front. */
export const router = ({ cluster, flags, printing }: Order): Result<readonly Handout[]> => {
  const cure = cureOf(flags, cluster);
  if (cure === undefined)
    return need(
      'what shall the router be told?',
      '--dip ADDRESS (a route to the VIP by way of the director), --mac MAC (a static ARP entry), or --address ADDRESS/LENGTH (a second address of the router)',
    );
  const refused = only(routerFlavours(cure.kind, cluster.family), printing, 'this script of a router');
  if (refused !== undefined) return refused;
  const other = flags['servers-device'];
  const script = routerScript(cluster, {
    cure,
    device: flags.device ?? 'eth0',
    ...(other === undefined ? {} : { serversDevice: other }),
    flavour: printing.flavour,
  });
  return one(
    { id: 'router', for: 'the router', about: 'leads packets for the VIP to the director' },
    script,
    printing,
  );
};

/** Of a client that tries it. */
export const client = ({ cluster, flags, printing }: Order): Result<readonly Handout[]> => {
  const refused = only(['iproute2'], printing, 'the script of a client');
  if (refused !== undefined) return refused;
  const { mac, times } = flags;
  const script = testClientScript(cluster, {
    ...(mac === undefined ? {} : { mac }),
    ...(times === undefined ? {} : { times }),
  });
  return one(
    { id: 'client', for: 'a client', about: 'calls the service and counts who answers' },
    script,
    printing,
  );
};
