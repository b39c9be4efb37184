/** Makes the scripts for shared pages. */
import type { Cluster } from '../core/cluster/cluster.types.ts';
import type { Address } from '../core/model/address.ts';
import { type Result, success } from '../core/model/failure.ts';
import { nameText } from '../core/script/director.ts';
import { nfsClientScript } from '../core/script/nfs-client.ts';
import { nfsHostScript } from '../core/script/nfs-host.ts';
import { sharedContent } from '../core/script/nfs-shared.ts';
import { handout } from '../core/wizard/build/handouts.ts';
import type { Handout } from '../core/wizard/wizard.types.ts';
import { need, type Order, one, only } from './script-order.ts';

const ripsOf = ({ services }: Cluster): readonly Address[] => [
  ...new Set(services.flatMap(service => service.servers.map(({ id }) => id.address))),
];

const contentOf = ({ cluster, flags }: Order) => {
  const { host, folder = '/srv/lvs', pages = 'each' } = flags;
  return host === undefined ? undefined : sharedContent(cluster, host, folder, pages);
};

const noHost = need('which machine has the pages?', '--host 10.0.0.40');

/** Of the machine that has the pages. */
export const nfsHost = (order: Order): Result<readonly Handout[]> => {
  const content = contentOf(order);
  const refused = only(['iproute2'], order.printing, 'the script of the NFS host');
  if (content === undefined || refused !== undefined) return refused ?? noHost;
  return one(
    { id: 'nfs-host', for: `the NFS host ${content.host}`, about: 'gives the pages to the real servers' },
    nfsHostScript(content),
    order.printing,
  );
};

/** Of each real server that mounts them. */
export const nfsClient = (order: Order): Result<readonly Handout[]> => {
  const { cluster, flags, printing } = order;
  const content = contentOf(order);
  const refused = only(['iproute2', 'systemd'], printing, 'the script of an NFS client');
  if (content === undefined || refused !== undefined) return refused ?? noHost;
  const { target = '/var/www/html' } = flags;
  return success(
    ripsOf(cluster).map(server =>
      handout(
        { id: `nfs-client-${nameText(server)}`, for: `the real server ${server}`, about: 'mounts its pages' },
        nfsClientScript(content, server, { target, permanent: printing.flavour === 'systemd' }),
        printing,
      ),
    ),
  );
};
