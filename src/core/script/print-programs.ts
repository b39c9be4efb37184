/** The programs that a script runs, and what brings them where they are missing. */
import { quote } from '../ipvsadm/print.ts';

/** Debian's packages; those of other distributions have the same or a like name. */
const packages: Readonly<Record<string, string>> = {
  ip: 'iproute2',
  ss: 'iproute2',
  sysctl: 'procps',
  modprobe: 'kmod',
  ifconfig: 'net-tools',
  route: 'net-tools',
  iptables: 'iptables',
  ip6tables: 'iptables',
  'iptables-legacy': 'iptables',
  'ip6tables-legacy': 'iptables',
  arptables: 'arptables',
  nft: 'nftables',
  systemctl: 'systemd',
  nmcli: 'network-manager (NetworkManager)',
  exportfs: 'nfs-kernel-server (nfs-utils)',
  showmount: 'nfs-common (nfs-utils)',
  'mount.nfs': 'nfs-common (nfs-utils)',
  curl: 'curl',
  ping: 'iputils-ping (iputils)',
  arping: 'iputils-arping (iputils)',
  firewalld: 'firewalld',
  'firewall-cmd': 'firewalld',
};

/** What every system has: nobody is told to install these. */
const basic: ReadonlySet<string> = new Set([
  ...['sh', 'test', '[', 'true', 'false', 'grep', 'cat', 'cp', 'mv', 'rm', 'mkdir', 'rmdir', 'chmod'],
  ...['echo', 'printf', 'sed', 'touch', 'ls', 'chown'],
]);

/**
 * The lines that look for the programs of a list, once each, without those that every system has: all that
 * are missing are named, then the script ends with exit code 1.
 */
export const printNeeds = (programs: readonly string[]): readonly string[] => {
  const needed = [...new Set(programs)].filter(program => !basic.has(program));
  if (needed.length === 0) return [];
  return [
    'lacking=0',
    'need() { command -v "$1" >/dev/null || { echo "$name: $1 not found$2" >&2; lacking=1; }; }',
    ...needed.map(program => {
      const from = packages[program];
      return ['need', quote(program), ...(from === undefined ? [] : [quote(`: install ${from}`)])].join(' ');
    }),
    '[ "$lacking" = 0 ] || exit 1',
  ];
};
