/** Command lines that are played on the real programs and on the practice machine: every answer must be the same. */
import type { Argv } from './real.ts';

/** A line's words: blanks part them, single quotes keep them together. */
const words = (line: string): Argv =>
  [...line.matchAll(/(?:[^\s']|'[^']*')+/g)].map(([word]) => word.replaceAll("'", ''));

const lines = (text: string): readonly Argv[] =>
  text
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(words);

type Groups = Readonly<Record<string, readonly Argv[]>>;

/** Addresses, routes, rules, neighbours. */
export const ipLines: Groups = {
  'addresses come, and bring their routes along': lines(`
    ip addr
    ip addr add 10.0.0.200/32 dev eth0
    ip addr add 10.0.0.200/32 dev eth0
    ip addr add 10.0.0.201/24 dev eth0
    ip addr add 10.0.0.202/24 dev eth0
    ip addr add 10.0.0.200/32 dev lo
    ip addr add 10.0.0.20 dev eth0
    ip addr add 10.8.0.1/24 dev lo
    ip addr add 10.8.1.1/31 dev eth0
    ip addr add 10.8.2.1/30 dev eth0
    ip addr add 10.0.0.5/16 dev eth0
    ip addr add 10.0.0.6/24 dev eth1
    ip addr add 127.0.0.5/8 dev lo
    ip addr add 127.0.0.6/32 dev lo
    ip addr add 0.0.0.0/32 dev eth0
    ip addr add 10.44.0.0/24 dev eth0
    ip addr add 10.45.0.255/24 dev eth1
    ip addr add 10.46.0.1/0 dev eth0
    ip addr add 10.47.0.1/1 dev eth0
    ip -6 addr add fd00::200/128 dev eth0 nodad
    ip -6 addr add fd00::200/128 dev eth0 nodad
    ip -6 addr add fd00::200/64 dev eth0 nodad
    ip -6 addr add fd00::200/128 dev lo nodad
    ip -6 addr add fd00::201/128 dev lo
    ip -6 addr add ::2/128 dev lo
    ip -6 addr add fd00:1::8/64 dev lo
    ip -6 addr add fe80::5/64 dev eth0 nodad
    ip -6 addr add ::ffff:10.0.0.3/128 dev eth0 nodad
    ip addr add fd00:7::1/48 dev eth1 nodad
    ip addr show
    ip -j addr
    ip -4 addr
    ip -6 addr
    ip -j -6 addr
    ip -j -4 addr
    ip -6 addr show dev eth1
    ip -j -6 addr show eth1
    ip a l eth0
    ip route
    ip route show table local
    ip -6 route
    ip -j route
    ip -6 -j route
  `),
  'addresses go, and take what hung on them along': lines(`
    ip addr add 10.0.0.201/24 dev eth0
    ip addr add 10.0.0.202/24 dev eth0
    ip addr add 10.0.0.5/32 dev eth0
    ip addr add 10.0.0.7/16 dev eth0
    ip route add 10.9.0.0/24 via 10.1.0.7
    ip route add 10.9.1.0/24 via 10.0.0.7
    ip addr del 10.0.0.201/32 dev eth0
    ip addr del 10.0.0.202/24 dev eth0
    ip addr del 10.0.0.202/24 dev eth0
    ip addr del 10.0.0.254/24 dev eth0
    ip addr show dev eth0
    ip route
    ip route show table local
    ip addr del 10.1.0.254/24 dev eth1
    ip route
    ip route show table local
    ip -6 addr add fd00:1::5/64 dev eth1 nodad
    ip -6 addr add fd00:1::6/128 dev eth1 nodad
    ip -6 addr add fd00:1::6/128 dev eth0 nodad
    ip -6 addr add fd00:1::7/128 dev eth1 nodad preferred_lft 0
    ip addr add 10.9.9.9/32 dev eth1 preferred_lft 0
    ip addr
    ip -j addr
    ip -6 addr del fd00:1::254/128 dev eth1
    ip -6 addr del fd00:1::254/64 dev eth1
    ip -6 route
    ip -6 addr del fd00:1::5/64 dev eth1
    ip -6 addr del fd00:1::6/128 dev eth1
    ip -6 addr del fd00:1::6/128 dev eth1
    ip -6 route
    ip -6 addr
    ip addr del 127.0.0.1/8 dev lo
    ip route show table local
  `),
  'lines about addresses that are wrong': lines(`
    ip addr add 10.0.0.202/32 dev nope
    ip addr add 10.0.0.300/32 dev eth0
    ip addr add 10.0.0.20/33 dev eth0
    ip addr add fd00::30/33/33 dev eth0
    ip addr add 10.0.0.20/32
    ip addr add 10.0.0.200/32 eth0
    ip addr add 10.0.0.200/32 dev
    ip addr add 10.0.0.201/32 dev eth0 frob
    ip addr add 10.0.0.9/32 10.0.0.8/32 dev eth0
    ip addr add 10.0.0.9/32 dev eth0 dev eth1
    ip addr add dev eth0
    ip -4 addr add fd00::9/64 dev eth0
    ip -6 addr add fd00::202/129 dev lo
    ip -6 addr add ff02::1/128 dev eth0 nodad
    ip -6 addr add ::/128 dev eth0 nodad
    ip -6 addr add ::1/128 dev eth0 nodad
    ip -6 addr add 10.0.0.3/32 dev eth0
    ip addr del 10.0.0.1/24 dev nope
    ip addr del 10.0.0.1/24 dev eth0
    ip addr show dev nope
    ip addr show eth0 frob
    ip addr show dev
    ip addr frob
    ip frob
    ip -x addr
    ip addr show
  `),
  routes: lines(`
    ip route add 10.5.0.0/24 via 10.1.0.9
    ip route add 10.5.0.0/24 via 10.1.0.9
    ip route add 10.5.0.0/24 via 10.1.0.8
    ip route add 10.5.0.1/24 via 10.1.0.9
    ip route add 10.6.0.0/24 via 10.77.0.9
    ip route add 10.6.0.0/24 via 10.77.0.9 dev eth1
    ip route add 10.6.0.0/24 dev eth1
    ip route add 10.6.0.0/32 dev eth1
    ip route add 10.6.0.0/16 dev eth1
    ip route add 10.6.0.128/25 dev eth1
    ip route add 10.6.0.8 dev eth1
    ip route add default via 10.1.0.2
    ip route add default via 10.1.0.254
    ip route add 10.6.1.0/24 via 10.1.0.254 dev eth1
    ip route add 10.6.2.0/24 via 127.0.0.1
    ip route add 10.6.3.0/24 via 0.0.0.0
    ip route add 10.6.3.0/24 via 0.0.0.0 dev eth0
    ip route add 10.6.4.0/24
    ip route add 10.6.4.0/24 via 10.0.0.255
    ip route add 10.6.4.0/24 via 10.0.0.0
    ip route add 10.6.5.0/24 via 224.0.0.5 dev eth0
    ip route add 10.6.5.0/24 via 10.0.0.7 dev lo
    ip route add 10.6.5.0/24 dev lo
    ip route add 10.6.6.0/24 via 10.0.0.7 dev eth1
    ip route add local 0.0.0.0/0 dev lo table 100
    ip route add local 0.0.0.0/0 dev lo table 100
    ip route add local default dev lo table 101
    ip route add local 10.9.9.9/32 dev lo
    ip route add local 10.9.9.9/32
    ip route add local 10.9.9.8/32 dev eth0 table 102
    ip route add local 10.9.8.0/24 dev lo via 10.0.0.7
    ip route add 10.9.9.0/24 via 10.1.0.9 dev eth1 table 103
    ip route add default via 10.1.0.1 table 104
    ip route add default dev eth1 table 4294967295
    ip route add 10.9.7.0/24 dev eth1 table 0
    ip route show table 100
    ip -j route show table 100
    ip -d route show table 100
    ip route show table 101
    ip route show table 102
    ip route show table 103
    ip route show table 104
    ip route show table 4294967295
    ip route show table 105
    ip -j route show table 105
    ip route show table local
    ip route
    ip -j route
    ip -d route
    ip -j -d route
    ip route del 10.5.0.0/24 via 10.1.0.8
    ip route del 10.5.0.0/24 via 10.1.0.9
    ip route del 10.5.0.0/24 via 10.1.0.9
    ip route del 10.6.0.1/24 dev eth1
    ip route del 10.6.0.0/24 dev eth0
    ip route del 10.6.0.0/24
    ip route del local 0.0.0.0/0 dev lo table 100
    ip route del local 0.0.0.0/0 dev lo table 100
    ip route show table 100
    ip route del 10.6.0.0/24 table 999
    ip route del default
    ip route del default
    ip route del 10.0.0.0/24 dev nope
    ip route del 10.0.0.0/24
    ip route
  `),
  'routes of IPv6': lines(`
    ip -6 route add local ::/0 dev lo table 100
    ip -6 route add local ::/0 dev lo table 100
    ip -6 route show table 100
    ip -6 -j route show table 100
    ip -6 -d route show table 100
    ip -6 route add fd05::/64 via fd00::9
    ip -6 route add fd05::/64 via fd00::8
    ip -6 route add fd05::1/64 via fd00::8
    ip -6 route add fd06::/64 via fd77::8
    ip -6 route add fd06::/64 dev eth1
    ip -6 route add fd06::9/128 dev eth1
    ip -6 route add default via fd00:1::2
    ip -6 route add fd07::/64 via fd00:1::254
    ip -6 route add fd09::/64 via fd00:1::7 dev eth1
    ip -6 route add fd0b::/64
    ip -6 route add fd0c::/64 via fe80::1
    ip -6 route add fd0c::/64 via fe80::1 dev eth0
    ip -6 route add fd0d::/64 via ff02::1 dev eth0
    ip -6 route add fd0d::/64 via :: dev eth0
    ip -6 route add fd0e::/64 via fd00::7 dev eth1
    ip -6 route add local fd0f::9/128 dev eth0
    ip -6 route add local fd0f::8/128
    ip -6 route add fd00::/64 dev eth0
    ip -6 route add fd00::254/128 dev eth0
    ip -6 route add local fd00::254/128 dev lo
    ip -6 route add default dev eth0 table 200
    ip route add fd10::/64 via fd00::5
    ip -6 route show table 200
    ip -6 route show table 201
    ip -6 route
    ip -6 -j route
    ip -6 -d route
    ip -6 -j -d route
    ip -6 route del fd09::/64 dev eth0
    ip -6 route del fd09::1/64
    ip -6 route del fd09::/64
    ip -6 route del local ::/0 dev lo table 100
    ip -6 route del local ::/0 dev lo table 100
    ip -6 route del local ::/0 dev lo
    ip -6 route del default dev lo
    ip -6 route del default via fd00:1::2
    ip -6 route del default
    ip -6 route del default
    ip -6 route del default table 300
    ip -6 route
  `),
  'lines about routes that are wrong': lines(`
    ip route add 10.6.1.0/24 via fd00::1 dev eth0
    ip route add 10.6.1.0/33 dev eth0
    ip route add 10.6.1.300/32 dev eth0
    ip route add foo dev eth0
    ip route add 10.6.0.0/24 dev nope
    ip route add 10.9.9.0/24 dev eth1 table 4294967296
    ip route add 10.9.9.0/24 dev eth1 table foo
    ip route add 10.0.0.0/24 frob
    ip route add local
    ip route add default
    ip route add 10.1.2.0/24 via
    ip route add 10.1.2.0/24 dev
    ip route add 10.1.2.0/24 via 10.0.0.1 via 10.0.0.2
    ip route add 10.1.3.0/24 via foo
    ip -6 route add 10.1.3.0/24 via 10.0.0.1
    ip -4 route add fd00:7::/64 via fd00::5
    ip -6 route add fd07::/64 via 10.0.0.1
    ip route show table
    ip route show table foo
    ip route frob
    ip route
  `),
  'rules and neighbours': lines(`
    ip rule
    ip -6 rule
    ip rule add fwmark 1 lookup 100
    ip rule add fwmark 1 lookup 100
    ip rule add fwmark 2 lookup 101
    ip rule add fwmark 4294967295 lookup 101
    ip rule add fwmark 0x11 lookup 4294967295
    ip rule add fwmark 1/0xff lookup 100
    ip rule add fwmark 3
    ip rule add fwmark 4 table 253
    ip -6 rule add fwmark 1 lookup 100
    ip -6 rule add fwmark 1 lookup 100
    ip -6 route show table 100
    ip route show table 100
    ip rule
    ip -j rule
    ip -d rule
    ip -6 rule show
    ip -6 -j rule list
    ip rule del fwmark 1 lookup 100
    ip rule del fwmark 1 lookup 100
    ip rule del fwmark 1 lookup 100
    ip rule del fwmark 1/0xff lookup 100
    ip -6 rule del fwmark 1 lookup 100
    ip -6 rule del fwmark 1 lookup 999
    ip rule add fwmark 4294967296 lookup 101
    ip rule add fwmark x lookup 100
    ip rule add fwmark 1 lookup foo
    ip rule add fwmark 1 lookup 100 frob
    ip rule add frob
    ip rule add
    ip rule del
    ip rule del fwmark
    ip rule frob
    ip rule
    ip -j rule
    ip neigh show dev nope
    ip neigh frob
  `),
};

const both = (text: string): readonly Argv[] =>
  lines(text).map(([program = '', ...rest]) => [`${program}-legacy`, ...rest]);

/** Rules of the packet filter. */
export const filterLines: Groups = {
  'rules come and go': both(`
    iptables -w -t mangle -S PREROUTING
    iptables -w -t mangle -A PREROUTING -d 10.0.0.200 -p tcp -m multiport --dports 80,443 -j MARK --set-mark 1
    iptables -w -t mangle -A PREROUTING -d 10.0.0.200/32 -p tcp -m multiport --dports 80,443 -j MARK --set-mark 1
    iptables -w -t mangle -C PREROUTING -d 10.0.0.200 -p tcp -m multiport --dports 80,443 -j MARK --set-mark 1
    iptables -w -t mangle -C PREROUTING -d 10.0.0.200 -p tcp -m multiport --dports 443,80 -j MARK --set-mark 1
    iptables -w -t mangle -C PREROUTING -p tcp -d 10.0.0.200 -m multiport --dports 80,443 -j MARK --set-xmark 0x1/0xffffffff
    iptables -w -t mangle -D PREROUTING -d 10.0.0.200 -p tcp -m multiport --dports 80 -j MARK --set-mark 1
    iptables -w -t mangle -A PREROUTING -d 10.0.0.200 -p udp --dport 53 -j MARK --set-mark 0x2
    iptables -w -t mangle -A PREROUTING -d 10.0.0.201 -p udp -m udp --dport 1000:2000 -j MARK --set-mark 4294967295
    iptables -w -t mangle -A PREROUTING -d 10.0.0.201 -j MARK --set-mark 010
    iptables -w -t mangle -A PREROUTING -d 10.0.0.201 -p tcp -m multiport --dports 80,1000:2000,443 -j MARK --set-mark 8
    iptables -w -t mangle -A PREROUTING -i eth0 -d 10.0.0.201 -p icmp -j MARK --set-mark 8/0xff
    iptables -w -t mangle -A PREROUTING ! -d 10.0.0.201 -p tcp ! --dport 80 -j MARK --set-mark 0x8/0xff
    iptables -w -t mangle -A PREROUTING -j MARK --set-xmark 5
    iptables -w -t mangle -S
    iptables -w -t nat -A POSTROUTING -s 20.0.0.5/24 -o eth1 -j SNAT --to-source 12.0.0.1
    iptables -w -t nat -A POSTROUTING -s 20.0.0.0/24 -o eth1 -j MASQUERADE
    iptables -w -t nat -A POSTROUTING -j SNAT --to-source 10.0.0.1-10.0.0.5
    iptables -w -t nat -A INPUT -j SNAT --to-source 10.0.0.1
    iptables -w -t nat -C POSTROUTING -s 20.0.0.0/24 -o eth1 -j MASQUERADE
    iptables -w -t nat -D POSTROUTING -s 20.0.0.0/24 -o eth1 -j SNAT --to-source 12.0.0.1
    iptables -w -t nat -S
    iptables -w -t raw -S
    iptables -w -S
    iptables -w -t filter -A INPUT -j MARK --set-mark 1
    iptables -w -t filter -A INPUT -p tcp --dport 80 -j ACCEPT
    iptables -w -t filter -A INPUT -p tcp -m tcp --dport 80 -j ACCEPT
    iptables -w -t filter -A INPUT -p tcp -m state --state NEW -m tcp --dport 22 -j ACCEPT
    iptables -w -t filter -A INPUT -m conntrack --ctstate ESTABLISHED,NEW,RELATED -j ACCEPT
    iptables -w -t filter -A INPUT -p 112 -j ACCEPT
    iptables -w -t filter -A INPUT -p ah -j ACCEPT
    iptables -w -t filter -A INPUT -p 4 -j ACCEPT
    iptables -w -t filter -A INPUT -p ipip -j ACCEPT
    iptables -w -t filter -A INPUT -p gre -j ACCEPT
    iptables -w -t filter -A INPUT -p 200 -j ACCEPT
    iptables -w -t filter -A INPUT -p all -j ACCEPT
    iptables -w -t filter -A INPUT -p TCP --dport http -j ACCEPT
    iptables -w -t filter -A INPUT -p tcp --sport 1024: --dport :80 -j ACCEPT
    iptables -w -t filter -A INPUT -d 224.0.0.81 -p udp --dport 8848 -j ACCEPT
    iptables -w -t filter -A INPUT -m comment --comment lvsh -j ACCEPT
    iptables -w -t filter -A INPUT -m comment --comment 'a "b" c.d' -j ACCEPT
    iptables -w -t filter -A INPUT -p tcp -m comment --comment a --dport 80 -j ACCEPT
    iptables -w -t filter -A INPUT -m mark --mark 1 -j RETURN
    iptables -w -t filter -A INPUT -m mark --mark 0x5/0xff -j DROP
    iptables -w -t filter -A INPUT ! -d 10.0.0.1 ! -p tcp -j ACCEPT
    iptables -w -t filter -A INPUT -d 0.0.0.0/0 -j ACCEPT
    iptables -w -t filter -A INPUT -j ACCEPT -p tcp --dport 80 -s 1.2.3.4
    iptables -w -t filter -A INPUT -p tcp -m multiport --dports 80 -m multiport --sports 81 -j ACCEPT
    iptables -w -t filter -A INPUT
    iptables -w -t filter -C INPUT
    iptables -w -t filter -I INPUT -s 10.0.0.7/32 -p tcp --dport 443 -j ACCEPT
    iptables -w -t filter -I INPUT 1 -p tcp --dport 444 -j ACCEPT
    iptables -w -t filter -I FOO -p tcp --dport 444 -j ACCEPT
    iptables -w -t nat --insert POSTROUTING -j MASQUERADE
    iptables -w -t nat -S POSTROUTING
    iptables -w 5 -S INPUT
    iptables -w -t filter -D INPUT -p tcp --dport 80 -j ACCEPT
    iptables -w -t filter -D INPUT -p tcp --dport 80 -j ACCEPT
    iptables -w -t filter -D INPUT 1
    iptables -w -t filter -D INPUT 99
    iptables -w -t filter -S
    iptables --append INPUT --destination 10.0.0.1 --jump ACCEPT
    iptables --table nat --list-rules POSTROUTING
    iptables --delete INPUT --destination 10.0.0.1 --jump ACCEPT
    iptables --version
  `),
  'rules of IPv6': both(`
    ip6tables -w -t mangle -S PREROUTING
    ip6tables -w -t mangle -A PREROUTING -d fd00::200 -p tcp -m multiport --dports 80,443 -j MARK --set-mark 1
    ip6tables -w -t mangle -A PREROUTING -d fd00:0::200/128 -p udp --dport 53 -j MARK --set-mark 1
    ip6tables -w -t nat -A POSTROUTING -s fd00:2::1/64 -o eth1 -j SNAT --to-source fd00:1::254
    ip6tables -w -t nat -A POSTROUTING -j SNAT --to-source [fd00::1]
    ip6tables -w -t nat -A POSTROUTING -j MASQUERADE
    ip6tables -w -t mangle -C PREROUTING -d fd00::200/128 -p tcp -m multiport --dports 80,443 -j MARK --set-mark 1
    ip6tables -w -t mangle -C PREROUTING -d fd00::201/128 -p tcp -m multiport --dports 80,443 -j MARK --set-mark 1
    ip6tables -w -t mangle -D PREROUTING -d fd00::201/128 -j ACCEPT
    ip6tables -w -t mangle -A PREROUTING -d 10.0.0.1 -j MARK --set-mark 1
    ip6tables -w -t mangle -A FOO -d fd00::1 -j MARK --set-mark 1
    ip6tables -w -t filter -A INPUT -p icmpv6 -j ACCEPT
    ip6tables -w -t filter -A INPUT -p ipv6-icmp -j ACCEPT
    ip6tables -w -t filter -A INPUT -d ::/0 -j ACCEPT
    ip6tables -w -t filter -A INPUT -d fd00::1/129 -j ACCEPT
    ip6tables -w -t nat -A POSTROUTING -j SNAT --to-source 10.0.0.1
    ip6tables -w -t foo -S
    ip6tables -w -S
    ip6tables -w -t nat -S
    ip6tables -w -t mangle -S
  `),
  'lines that are wrong': both(`
    iptables -w -t foo -S
    iptables -w -t mangle -S FOO
    iptables -w -t mangle -A FOO -j ACCEPT
    iptables -w -t mangle -C FOO -j ACCEPT
    iptables -w -t mangle -D FOO -j MARK --set-mark 1
    iptables -w -t nat -A PREROUTING -j SNAT --to-source 12.0.0.1
    iptables -w -t nat -A INPUT -j MASQUERADE
    iptables -w -t mangle -A POSTROUTING -j MASQUERADE
    iptables -w -t nat -A POSTROUTING -j DROP
    iptables -w -t filter -A POSTROUTING -j ACCEPT
    iptables -w -t filter -A INPUT -j SNAT --to-source 12.0.0.1
    iptables -w -t filter -A INPUT --dport 80 -j ACCEPT
    iptables -w -t filter -A INPUT -p icmp --dport 80 -j ACCEPT
    iptables -w -t filter -A INPUT -p tcp -m udp --dport 80 -j ACCEPT
    iptables -w -t filter -A INPUT -m tcp --dport 80 -j ACCEPT
    iptables -w -t filter -A INPUT -m multiport --dports 80 -j ACCEPT
    iptables -w -t filter -A INPUT -p tcp -m multiport -j ACCEPT
    iptables -w -t filter -A INPUT -d 10.0.0.300 -j ACCEPT
    iptables -w -t filter -A INPUT -d 10.0.0.0/33 -j ACCEPT
    iptables -w -t filter -A INPUT -d fd00::1 -j ACCEPT
    iptables -w -t filter -A INPUT -p tcp --dport 65536 -j ACCEPT
    iptables -w -t filter -A INPUT -p tcp --dport 90:80 -j ACCEPT
    iptables -w -t filter -A INPUT -p tcp -m multiport --dports 90:80 -j ACCEPT
    iptables -w -t filter -A INPUT -p tcp -m multiport --dports 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16 -j ACCEPT
    iptables -w -t filter -A INPUT -p tcp -m multiport --dports 1:2,3:4,5:6,7:8,9:10,11:12,13:14,15:16 -j ACCEPT
    iptables -w -t filter -A INPUT -p tcp -m multiport --dports foo -j ACCEPT
    iptables -w -t filter -A INPUT -p tcp -m multiport --dports 80 --dports 81 -j ACCEPT
    iptables -w -t filter -A INPUT -p foo -j ACCEPT
    iptables -w -t filter -A INPUT -p 256 -j ACCEPT
    iptables -w -t filter -A INPUT -j FOO
    iptables -w -t filter -A INPUT -m foo -j ACCEPT
    iptables -w -t filter -A INPUT -m comment -j ACCEPT
    iptables -w -t filter -A INPUT -m conntrack --ctstate foo -j ACCEPT
    iptables -w -t mangle -A PREROUTING -j MARK
    iptables -w -t mangle -A PREROUTING -j MARK --set-mark foo
    iptables -w -t mangle -A PREROUTING -j MARK --set-mark 4294967296
    iptables -w -t mangle -A PREROUTING -j MARK --set-mark 1 --set-mark 2
    iptables -w -t mangle -A PREROUTING --set-mark 1
    iptables -w -t mangle -A PREROUTING -o eth0 -j ACCEPT
    iptables -w -t nat -A POSTROUTING -i eth0 -j ACCEPT
    iptables -w -t nat -A POSTROUTING -j SNAT
    iptables -w -t nat -A POSTROUTING -j SNAT --to-source foo
    iptables -w -t filter -A INPUT -i averylonginterfacename -j ACCEPT
    iptables -w -t filter -A INPUT -d 10.0.0.1 -d 10.0.0.2 -j ACCEPT
    iptables -w -t filter -A INPUT -x
    iptables -w -t filter -A INPUT --frob
    iptables -w -t filter -A INPUT foo
    iptables -w -t filter -A INPUT -j
    iptables -w -t filter -A INPUT -d
    iptables -w -t filter -A INPUT -S
    iptables -w -t filter -A averyveryverylongchainnamethatis -j ACCEPT
    iptables -w -t filter -A
    iptables -w -t filter
    iptables -t
    iptables
    iptables -S -t mangle PREROUTING
    iptables -S
  `),
};

/** Tables of nft. */
export const nftLines: Groups = {
  'tables for marks and source addresses': lines(`
    nft list ruleset
    nft 'table ip lvsh { chain pre { type filter hook prerouting priority mangle; ip daddr 10.0.0.200 tcp dport { 80, 443 } meta mark set 1; }; }'
    nft list table ip lvsh
    nft 'table ip lvsh { chain pre { type filter hook prerouting priority mangle; ip daddr 10.0.0.201 tcp dport 80 mark set 2; }; }'
    nft list table ip lvsh
    nft 'table ip6 lvsh6 { chain pre { type filter hook prerouting priority -150; policy accept; ip6 daddr fd00::200 udp dport 53 meta mark set 0x2; ip6 daddr { fd00::2, fd00::1 } meta l4proto { udp, tcp } th dport 1-100 mark set 3; ip6 nexthdr tcp accept; }; }'
    nft 'table inet lvsh_a { chain out { type nat hook postrouting priority 100; ip saddr 20.0.0.0/24 oifname eth1 snat to 12.0.0.1; ip6 saddr fd00::/64 snat ip6 to fd00:1::254; ip saddr 10.0.0.0/24 ip daddr != 10.0.0.0/8 masquerade; }; }'
    nft 'table ip n { chain b { type nat hook postrouting priority srcnat; ip saddr 10.0.0.0/24 oifname "eth1" snat to 12.0.0.1; }; }'
    nft list ruleset
    nft delete table ip lvsh
    nft list table ip lvsh
    nft delete table inet lvsh_a
    nft list ruleset
  `),
  'every form of a rule': lines(`
    nft 'table ip r { chain a { type filter hook prerouting priority mangle ; ip daddr { 10.0.0.2, 10.0.0.1 } tcp dport {443,80,8000-8010} meta mark set 7 counter accept; ip daddr 10.0.0.9 ip protocol udp mark set 0x10; ip daddr 10.0.0.0/24 tcp dport 80-90 meta mark set 11; ip daddr 10.0.0.9 meta l4proto tcp meta mark set 12; ip daddr 10.0.0.1/32 mark set 4; ip daddr 10.0.0.1/24 mark set 4294967295; iifname eth0 drop; iifname "eth0" counter return; tcp dport http mark set 3; tcp dport {http,https} mark set 3; } ; }'
    nft 'table ip a { chain c { type filter hook prerouting priority -145; tcp dport { 80-90, 91-95 } mark set 1; tcp dport { 80-90, 85-95, 80 } mark set 2; tcp dport { 80, 81 } mark set 2; tcp dport { 22 } mark set 3; ip daddr { 10.0.0.0/24, 10.0.0.128/25, 9.0.0.1 } mark set 4; tcp dport { 90-100, 101, 80 } mark set 4; tcp dport != 80 return; }; }'
    nft 'table ip f { chain in { type filter hook input priority filter; policy drop; ct state new,established,related,invalid accept; ip protocol vrrp accept; ip protocol 4 accept; meta l4proto 47 accept; meta l4proto { udp, tcp, sctp } accept; mark 5 accept; meta mark != 0x6 accept; iifname != lo drop; ip daddr != { 10.0.0.1, 10.0.0.2 } accept; drop; }; chain out { type filter hook output priority 11; }; chain plain { tcp dport 5 accept; }; chain empty { }; }'
    nft 'table ip p { chain c { type nat hook prerouting priority -100; }; chain d { type nat hook output priority -100; }; chain g { type route hook output priority -300; }; chain h { type filter hook input priority 50; }; chain i { type nat hook input priority 100; }; chain k { type filter hook forward priority filter - 7; }; }'
    nft list ruleset
    nft 'table ip f { chain plain { udp dport 6 accept; }; }'
    nft 'table ip f { chain in { type filter hook input priority filter; policy accept; }; }'
    nft list table ip f
    nft add table inet empty
    nft add table inet empty
    nft list table inet empty
    nft -c add table ip checked
    nft list table ip checked
  `),
  'lines that are wrong': lines(`
    nft list table ip nope
    nft delete table ip nope
    nft list table ip
    nft delete table ip
    nft 'table ip lvsh { chain pre { type filter hook prerouting priority mangle; ip daddr 10.0.0.200 tcp dport 80 meta mark set 1; } }'
    nft 'table ip lvsh { chain pre { type filter hook prerouting priority mangle; ip daddr 10.0.0.200 tcp dport 80 meta mark set 1 }; }'
    nft 'table ip y { chain a { type filter hook frob priority mangle; }; }'
    nft 'table ip y { chain a { type filter hook prerouting priority mangle; mark set 4294967296; }; }'
    nft
    nft list ruleset
  `),
};

/** Kernel settings. */
export const settingLines: Groups = {
  'settings outside of IPVS': lines(`
    sysctl -w net.ipv4.ip_forward=1
    sysctl net.ipv4.ip_forward
    sysctl -w net.ipv4.ip_forward=2
    sysctl -w net.ipv4.ip_forward=foo
    sysctl -w net.ipv4.ip_forward=-1
    sysctl -w net.ipv4.ip_forward=
    sysctl -w net.ipv4.ip_forward=99999999999
    sysctl -w 'net.ipv4.ip_forward=1 2'
    sysctl net.ipv4.ip_forward
    sysctl -w net.ipv4.ip_forward=0x10
    sysctl net.ipv4.ip_forward
    sysctl -w net.ipv4.ip_forward=010
    sysctl -w net.ipv4.ip_forward=08
    sysctl net.ipv4.ip_forward
    sysctl -w net.ipv4.conf.eth0.rp_filter=2 net.ipv4.conf.all.rp_filter=1
    sysctl -w net.ipv4.conf.nope.rp_filter=1
    sysctl net.ipv4.conf.nope.rp_filter
    sysctl -w net.ipv4.conf.eth0.arp_ignore=foo
    sysctl -w net.ipv4.conf.eth1.arp_announce=9
    sysctl -w net.ipv6.conf.all.forwarding=1
    sysctl -w net.ipv4.conf.all.arp_ignore=1
    sysctl net.ipv4.conf.all.arp_ignore net.ipv4.conf.all.nope net.ipv4.conf.eth1.arp_announce
    sysctl -n net.ipv4.ip_forward
    sysctl -w net/ipv4/ip_forward=0
    sysctl -w net.ipv4.ip_forward
    sysctl -w
    sysctl -q -w net.ipv4.ip_forward=1
    sysctl -w net.ipv4.conf.lo.send_redirects=0
    sysctl net.ipv4.conf.lo.send_redirects
  `),
  'a module that there is not': lines(`
    modprobe lvsh_nope
    modprobe
  `),
};
