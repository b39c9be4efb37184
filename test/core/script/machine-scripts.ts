/** One script of each kind that this folder makes for machines other than real servers. */
import { directorScript } from '../../../src/core/script/director.ts';
import { marksScript, permanently } from '../../../src/core/script/director-permanent.ts';
import { nfsClientScript } from '../../../src/core/script/nfs-client.ts';
import { nfsHostScript } from '../../../src/core/script/nfs-host.ts';
import { sharedContent } from '../../../src/core/script/nfs-shared.ts';
import { routerScript } from '../../../src/core/script/router.ts';
import type { Script } from '../../../src/core/script/script.types.ts';
import { testClientScript } from '../../../src/core/script/test-client.ts';
import { at, dr, hostile, hostileDevice, mark, marked, nat, nat6, snat, tun } from './machine-clusters.ts';

const outbound = { network: { address: at('10.0.0.0'), prefix: 24 }, device: 'eth1' };
const second = {
  kind: 'second-address',
  address: { address: at('192.168.0.1'), prefix: 24 },
} as const;
const staticArp = { kind: 'static-arp', mac: '02:00:00:00:00:01' } as const;

const content = sharedContent(dr, at('10.0.0.40'), '/opt/web', 'each');
const strange = {
  ...content,
  folders: content.folders.map(folder => ({
    ...folder,
    path: `/srv/${hostile}`,
    page: hostile,
  })),
};

/** The same clusters with names that a shell would take apart. */
const strangePlace = {
  ...nat,
  director: { name: hostile, outside: hostileDevice, inside: hostileDevice },
};

/** Scripts by a name for each. */
export const machineScripts: Readonly<Record<string, Script>> = {
  'director dr': directorScript(dr, { firewall: 'iptables' }),
  'director nat': directorScript(nat, { firewall: 'nft', outbound }),
  'director nat, firewalld': directorScript(nat, { firewall: 'firewalld' }),
  'director snat': directorScript(snat, { marker: 'nft', firewall: 'iptables' }),
  'director tun': directorScript(tun),
  'director mark': directorScript(mark, { marker: 'nft', table: 100 }),
  'director nat6': directorScript(nat6, { firewall: 'nft' }),
  'director at boot': directorScript(nat, { flavour: 'systemd' }),
  'director hostile': directorScript(strangePlace, {
    marker: 'nft',
    firewall: 'iptables',
    outbound: { ...outbound, device: hostileDevice },
    flavour: 'systemd',
  }),
  marks: marksScript(marked, 'iptables', 100),
  'marks at boot': permanently(marksScript(marked, 'nft')),
  'router static-arp': routerScript(dr, { cure: staticArp, device: 'eth0', serversDevice: 'eth1.7' }),
  'router host-route at boot': routerScript(dr, {
    cure: { kind: 'host-route', dip: at('10.0.0.2') },
    device: 'eth0',
    flavour: 'systemd',
  }),
  'router nmcli': routerScript(dr, { cure: second, device: 'eth0', flavour: 'nmcli' }),
  'router ifcfg': routerScript(dr, { cure: second, device: 'eth0', flavour: 'ifcfg' }),
  'router hostile': routerScript(dr, {
    cure: { kind: 'static-arp', mac: hostile },
    device: hostileDevice,
    serversDevice: `${hostileDevice}2`,
  }),
  'router hostile ifcfg': routerScript(dr, { cure: second, device: hostileDevice, flavour: 'ifcfg' }),
  'nfs host': nfsHostScript(content),
  'nfs host hostile': nfsHostScript(strange),
  'nfs client': nfsClientScript(content, at('10.0.0.7'), { target: '/var/www/html', permanent: true }),
  'nfs client hostile': nfsClientScript(strange, at('10.0.0.7'), { target: `/${hostile}`, permanent: true }),
  'nfs client without a folder': nfsClientScript(content, at('10.9.9.9'), { target: '/var/www/html' }),
  'test client': testClientScript(mark, { via: at('10.0.0.9') }),
  'test client hostile': testClientScript(dr, { mac: hostile }),
};
