/** What a person should know of a new cluster besides what is done: sentences. */
import type { Cluster } from '../../cluster/cluster.types.ts';
import { listed } from '../../explain/say.ts';
import { portsWords } from '../../script/marks-ports.ts';
import { vipTargets } from '../../script/openings-targets.ts';
import type { Ground } from '../wizard.types.ts';

const servers = ({ services }: Cluster): readonly string[] => [
  ...new Set(services.flatMap(service => service.servers.map(({ id }) => id.address))),
];

/** What happens on the real servers before and after the director's part. */
const ofServers = (cluster: Cluster): readonly string[] => {
  const who = listed(servers(cluster));
  switch (cluster.way) {
    case 'dr':
      return [
        `Run the script on the real servers first (${who}): without the VIP they drop what they get, and without the ARP settings they draw clients past the director.`,
        'The service cannot be tried from the director or from a real server: the director gets no answer, and a real server answers itself. Try it from a client.',
      ];
    case 'tun':
      return [
        `Run the script on the real servers first (${who}): without the tunnel they refuse what they get.`,
        'The service cannot be tried from the director or from a real server. Try it from a client.',
      ];
    case 'nat':
      return [
        `The default gateway of the real servers (${who}) must be ${cluster.director.dip?.address ?? 'the director'}: the script sets it, and takes the place of the one they have.`,
      ];
    case 'snat':
      return [
        'The real servers see the director as the client: their logs and whatever goes by addresses no longer know who calls.',
      ];
  }
};

const ofForwarding = ({ way, family }: Cluster): readonly string[] =>
  (way === 'nat' || way === 'snat') && family === 6
    ? [
        'A machine that forwards IPv6 takes no default route from router advertisements any more, unless accept_ra of its interface is 2.',
      ]
    : [];

const ofFirewall = (cluster: Cluster): readonly string[] => {
  const called = vipTargets(cluster).map(
    ({ address, protocol, ports }) => `${address} ${protocol.toUpperCase()} ${portsWords(ports)}`,
  );
  const answers =
    cluster.way === 'nat' || cluster.way === 'snat' ? ', and the answers of the real servers in FORWARD' : '';
  return [
    `A firewall on the director must let in every packet to ${listed(called)} (INPUT)${answers}; nothing has to be turned off.`,
  ];
};

/** Packets from where no route leads are dropped while the source is tested. */
const ofRoutes = ({ family }: Cluster, { network }: Ground): readonly string[] =>
  network === undefined || network.routes.some(({ to, family: of }) => to === undefined && of === family)
    ? []
    : [
        'This machine has no default route: packets of clients to whom it knows no way are dropped where rp_filter tests their source.',
      ];

/** How long it lasts. */
const lasting =
  'All of this lasts until the next reboot: save the table with lvsh save; the director’s script with the flavour systemd brings back the rest.';

/** The cautions of a new cluster. */
export const clusterCautions = (cluster: Cluster, ground: Ground): readonly string[] => [
  ...ofServers(cluster),
  ...ofForwarding(cluster),
  ...ofFirewall(cluster),
  ...ofRoutes(cluster, ground),
  ...(ground.scriptsOnly === undefined ? [lasting] : []),
];
