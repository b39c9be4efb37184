import { describe, expect, test } from 'vitest';
import { programRows } from '../../../src/core/explain/programs/index.ts';
import { problemsOf, wordsOf } from './explain-helpers.ts';

/** A line, what is said of it, and what is found in it. */
const lines: readonly (readonly [line: string, words: RegExp, problem?: RegExp])[] = [
  // ip
  [
    'ip addr add 10.0.0.200/32 dev eth0',
    /^Gives eth0 the address 10\.0\.0\.200\/32 until the next boot\. .*director holds a VIP/,
  ],
  ['ip a a 10.0.0.200 dev lo', /^Gives lo the address 10\.0\.0\.200\/32 .* real server of DR holds the VIP/],
  ['ip addr add 10.0.0.200/24 dev eth0 label eth0:0', /^Gives eth0:0 the address 10\.0\.0\.200\/24/],
  ['ip -6 addr add fd00::1/64 dev eth0', /^Gives eth0 the address fd00::1\/64/],
  ['ip addr del 10.0.0.200/32 dev eth0', /^Takes the address 10\.0\.0\.200\/32 off eth0/],
  ['ip addr flush dev eth0', /^Takes every address off eth0/, /remote session/],
  ['ip a', /^Shows the addresses/],
  ['ip -br a show dev eth0', /^Shows the addresses/],
  ['ip route add default via 10.0.0.100', /^Sends everything .* to 10\.0\.0\.100\. .*NAT needs the director/],
  [
    'ip route add 10.1.0.0/16 via 10.0.0.254 dev eth1',
    /^Sends packets for 10\.1\.0\.0\/16 through 10\.0\.0\.254 by eth1\./,
  ],
  ['ip r add local 0/0 dev lo table 100', /^Takes packets for 0\/0 as its own in the table 100\./],
  ['ip route del default', /^Removes the route to everywhere else/],
  ['ip route get 10.0.0.7', /^Asks which way/],
  ['ip route flush table main', /Throws routes away/, /nothing is reached/],
  ['ip rule add fwmark 1 lookup 100', /^Routes packets with the firewall mark 1 by the table 100\./],
  ['ip link set eth0 down', /^Takes eth0 down/, /eth0 is cut/],
  ['ip link set dev tunl0 up', /^Brings tunl0 up/],
  ['ip link set eth0 arp off', /no longer takes part in ARP/],
  ['ip link add tun1 type ipip remote 10.0.0.1', /^Makes the interface tun1 of the type ipip\. .*unwraps/],
  ['ip link set eth0 mtu 1480', /largest packet of eth0 to 1480/],
  ['ip neigh show', /who answers for a VIP/],
  ['ip neigh add 10.0.0.200 lladdr 00:11:22:33:44:55 dev eth0', /three cures/],
  ['ip tunnel add gre1 mode gre local 1.2.3.4 remote 5.6.7.8', /^Makes the tunnel gre1 \(gre\)\./],
  ['ip netns add rs1', /^Makes the network namespace rs1/],
  ['ip fou add port 6080 gue', /does not know/],
  // ifconfig, route
  [
    'ifconfig ens33:0 192.168.31.100 netmask 255.255.255.255 up',
    /^Gives ens33:0 the address 192\.168\.31\.100\/32/,
  ],
  ['ifconfig eth0 192.168.31.10', /192\.168\.31\.10\/24/],
  ['ifconfig eth0 172.16.0.1', /172\.16\.0\.1\/16/],
  ['ifconfig eth0 10.0.0.1/24', /10\.0\.0\.1\/24/],
  ['ifconfig eth0 10.0.0.1 netmask 255.0.255.0', /10\.0\.0\.1/, /no netmask/],
  ['ifconfig lo:0 down', /^Takes lo:0 down/],
  ['ifconfig eth1 down', /^Takes eth1 down/, /eth1 is cut/],
  ['ifconfig', /^Shows the interfaces/],
  ['route add -host 10.0.0.200 dev lo:0', /^Sends packets for 10\.0\.0\.200 by lo:0\. .*needs no such route/],
  ['route add default gw 10.0.0.100', /^Sends everything .* to 10\.0\.0\.100/],
  [
    'route add -net 10.1.0.0 netmask 255.255.0.0 gw 10.0.0.254',
    /^Sends packets for 10\.1\.0\.0\/16 through 10\.0\.0\.254/,
  ],
  ['route del default', /^Removes the default route/],
  ['route -n', /^Shows the routes/],
  // settings and files
  ['sysctl -w net.ipv4.ip_forward=1', /^Sets net\.ipv4\.ip_forward to 1 until the next boot\. Forwarding/],
  ['sysctl net.ipv4.vs.conntrack=1', /netfilter’s connection tracking/],
  ['sysctl -w net.ipv4.ip_forward = 1', /^Sets/, /takes no blanks/],
  ['sysctl -p /etc/sysctl.d/lvs.conf', /out of \/etc\/sysctl\.d\/lvs\.conf/],
  ['sysctl --system', /every file of kernel settings/],
  ['sysctl -a', /^Shows every kernel setting/],
  ['sysctl net.ipv4.ip_forward', /^Shows kernel settings/],
  ['echo 1 > /proc/sys/net/ipv4/ip_forward', /^Sets net\.ipv4\.ip_forward to 1 until the next boot/],
  ['echo "1" | sudo tee /proc/sys/net/ipv4/ip_forward', /^Sets net\.ipv4\.ip_forward to 1/],
  ['sudo echo 1 > /proc/sys/net/ipv4/ip_forward', /^Sets/, /sudo does not reach the redirection/],
  [
    'echo net.ipv4.ip_forward=1 > /etc/sysctl.conf',
    /^Writes \/etc\/sysctl\.conf/,
    /every other setting in it is lost/,
  ],
  ['echo 1 >> /etc/sysctl.conf', /^Adds to \/etc\/sysctl\.conf/, /"1" is no setting/],
  ['> /etc/fstab', /^Writes \/etc\/fstab/, /may not boot/],
  [
    'echo "/opt/web1 *(rw,no_root_squash)" >> /etc/exports',
    /everybody may mount \/opt\/web1/,
    /Every machine/,
  ],
  [
    '/opt/web1 192.168.31.0/24(ro)',
    /^A line of \/etc\/exports: 192\.168\.31\.0\/24 may mount \/opt\/web1 by NFS, to read only/,
  ],
  ['10.0.0.40:/opt/web1 /var/www/html nfs defaults 0 0', /^A line of \/etc\/fstab/, /_netdev/],
  ['net.ipv4.ip_forward = 1', /^A line of \/etc\/sysctl\.conf\. Sets/, /only after the next boot/],
  ['echo "<h1>rs1</h1>" > /var/www/html/index.html', /a page of a web server\. .*shows who answered/],
  ['echo ip_vs >> /etc/modules-load.d/ipvs.conf', /modules that are loaded at every boot/],
  ['echo "modprobe ip_vs" >> /etc/rc.local', /the end of every boot/],
  ['echo hello', /^Prints a text/],
  ['echo x > /dev/null', /^Prints a text/],
  ['cat /proc/net/ip_vs', /^Shows \/proc\/net\/ip_vs/],
  // modules
  ['modprobe ip_vs', /^Loads ip_vs \(IPVS itself\) until the next boot/],
  ['modprobe -a ip_vs ip_vs_rr', /ip_vs \(IPVS itself\) and ip_vs_rr \(the scheduler rr\)/],
  ['modprobe ip_vs_wrrr', /^Loads/, /no module ip_vs_wrrr/],
  ['modprobe ipip', /tunl0/],
  ['rmmod ip_vs', /^Removes ip_vs/, /whole table/],
  ['lsmod | grep ip_vs', /^Shows modules/],
  // packet filters
  ['iptables -t nat -F', /^Throws away all rules of the table nat/],
  [
    'iptables -t nat -A POSTROUTING -s 10.0.0.0/24 -o eth0 -j SNAT --to-source 12.0.0.1',
    /^Gives packets from 10\.0\.0\.0\/24 that go out by eth0 the address 12\.0\.0\.1/,
  ],
  ['iptables -A POSTROUTING -j MASQUERADE', /^Gives packets/, /work in the table nat/],
  ['iptables -t nat -A POSTROUTING -m ipvs --vaddr 10.0.0.1 -j MASQUERADE', /conntrack=1/],
  [
    'iptables -t mangle -A PREROUTING -d 10.0.0.1 -p tcp -m multiport --dports 80,443 -j MARK --set-mark 1',
    /^Gives TCP packets to 10\.0\.0\.1 for the ports 80,443 the firewall mark 1\. A service by mark \(-f 1\)/,
  ],
  ['iptables -A PREROUTING -j MARK --set-mark 1', /mark 1/, /table mangle only/],
  ['iptables -t mangle -A OUTPUT -j MARK --set-mark 1', /mark 1/, /comes too late/],
  ['iptables -t mange -A PREROUTING -j MARK --set-mark 1', /mark 1/, /no table mange/],
  ['iptables -A INPUT --dport 80 -j ACCEPT', /^Lets packets for port 80 through/, /needs its protocol/],
  ['iptables -A INPUT -p tcp --dport 80,443 -j ACCEPT', /^Lets/, /one port or a range/],
  [
    'iptables -I INPUT -p tcp -d 10.0.0.1 --dport 80 -j DROP',
    /^Drops TCP packets .* to this machine\. IPVS comes after INPUT/,
  ],
  ['iptables -P INPUT DROP', /dropped from now on/, /remote session/],
  ['iptables -P INPUT ACCEPT', /let through from now on/, /open to everybody/],
  ['iptables -t nat -A PREROUTING -d 10.0.0.1 -j DNAT --to-destination 10.0.0.7', /DNAT comes before IPVS/],
  ['iptables -nvL', /^Shows the rules of the table filter/],
  ['iptables -t nat -L -n --line-numbers', /^Shows the rules of the table nat/],
  ['iptables -D INPUT 3', /^Removes a rule from INPUT/],
  ['iptables -X', /^Removes the chains/],
  ['iptables-save | grep MARK', /^Prints the rules/],
  ['nft add rule ip mangle prerouting tcp dport 80 meta mark set 7', /mark 7/],
  [
    'firewall-cmd --permanent --add-port=80/tcp',
    /^Opens 80\/tcp in firewalld for every boot; it holds now after/,
  ],
  ['firewall-cmd --add-service=http', /^Opens http in firewalld until the next boot/],
  ['arptables -A INPUT -d 10.0.0.200 -j DROP', /three cures/],
  [
    'arptables -A OUT -s 10.0.0.200 -j mangle --mangle-ip-s 10.0.0.7',
    /^Asks by ARP as 10\.0\.0\.7 instead of 10\.0\.0\.200/,
  ],
  // services of the system
  ['systemctl stop firewalld', /^Stops firewalld, the packet filter/, /open to everybody/],
  [
    'systemctl disable --now firewalld.service',
    /No longer starts at boot: firewalld.* stopped now/,
    /open to everybody/,
  ],
  ['systemctl enable ipvsadm', /file must be there/],
  ['systemctl start ipvsadm', /^Starts ipvsadm/, /empty for a moment/],
  ['systemctl restart ipvsadm', /^Stops and starts ipvsadm/, /saves the running table over the file/],
  ['systemctl stop ipvsadm', /^Stops ipvsadm/, /Every service goes/],
  ['/etc/init.d/ipvsadm restart', /^Stops and starts ipvsadm/, /saves the running table over the file/],
  ['service ipvsadm save', /over \/etc\/sysconfig\/ipvsadm/],
  ['service network restart', /^Stops and starts network/, /set by hand/],
  ['systemctl start keepalived', /its own configuration/, /takes back/],
  ['systemctl status ipvsadm', /^Shows the state/],
  ['chkconfig iptables off', /^No longer starts at boot: iptables/, /open to everybody/],
  ['systemctl daemon-reload', /reads its units/],
  // the rest
  ['setenforce 0', /only warns/, /IPVS does not need it off/],
  ['getenforce', /^Shows whether SELinux/],
  [
    'mount -t nfs 10.0.0.40:/opt/web1 /var/www/html',
    /^Mounts 10\.0\.0\.40:\/opt\/web1 on \/var\/www\/html, by NFS/,
  ],
  ['mount -a', /\/etc\/fstab/],
  ['umount -l /mnt', /^Takes \/mnt out/, /not asked/],
  ['exportfs -rv', /^Gives out the folders/],
  ['showmount -e 10.0.0.40', /^Asks 10\.0\.0\.40 which folders/],
  ['yum -y install ipvsadm nfs-utils', /^Installs ipvsadm and nfs-utils/],
  ['apt-get update', /lists of packages/],
  [
    'ipvsadm-save -n > /etc/sysconfig/ipvsadm',
    /^Prints the table.* Its output becomes \/etc\/sysconfig\/ipvsadm/,
    /what was saved before is lost/,
  ],
  ['ipvsadm -Sn >> /etc/ipvsadm.rules', /added to \/etc\/ipvsadm\.rules/, /stand in it twice/],
  [
    'ipvsadm-restore < /etc/sysconfig/ipvsadm',
    /^Clears the table.* from \/etc\/sysconfig\/ipvsadm/,
    /bad line leaves half a table/,
  ],
  [
    'nmcli connection modify eth1 +ipv4.addresses 192.168.0.254/24',
    /^Gives eth1 the address 192\.168\.0\.254\/24 for every boot/,
  ],
  ['ifdown eth1', /^Takes eth1 down/, /eth1 is cut/],
  ['ifup eth1', /^Brings eth1 up/],
  ['arping -I eth0 10.0.0.200', /ARP problem/],
  ['arping -U -I eth0 10.0.0.200', /^Tells the network/],
  ['vim /etc/sysctl.conf', /^Opens \/etc\/sysctl\.conf in an editor/],
  ['ls /var/www', /^Shows files/],
  ['grep IP_VS /boot/config-6.1', /^Looks for something/],
  ['curl http://10.0.0.200', /^Asks a service.* Try it from a client/],
  ['ping 10.0.0.200', /IPVS has no part in ping/],
  ['tcpdump -i eth0 -nn', /MAC address changes/],
  ['reboot', /^Stops this machine/, /until the next boot is gone/],
  ['rm -rf /', /^Removes \//, /Everything below it goes/],
  ['rm -f /tmp/x', /^Removes \/tmp\/x/],
  ['watch -n1 ipvsadm -Ln', /^Repeats it.* Shows all services/],
];

describe('programs', () => {
  test.each(lines.map(([line, words, problem]) => ({ line, words, problem })))(
    '$line',
    ({ line, words, problem }) => {
      expect(wordsOf(line)).toMatch(words);
      const found = problemsOf(line).map(({ text }) => text);
      if (problem === undefined) expect(found).toEqual([]);
      else
        expect(
          found.some(text => problem.test(text)),
          JSON.stringify(found),
        ).toBe(true);
    },
  );

  test('each program has one row', () => {
    const names = programRows.flatMap(({ programs }) => programs);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test.each(programRows.flatMap(({ programs }) => programs).filter(name => name !== ''))(
    '%s has words for any arguments',
    name => {
      for (const args of [
        '',
        '-x',
        '--help',
        'x y z',
        '-a -b -c',
        '= = =',
        '-t',
        '-A -j',
        '-w a=',
        '-i',
        '-c',
        '-p',
      ]) {
        const words = wordsOf(`${name} ${args}`);
        expect(words).not.toBe('');
        expect(words).not.toMatch(/undefined|NaN|\[object/);
      }
    },
  );
});
