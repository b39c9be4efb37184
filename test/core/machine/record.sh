# Builds one network with everything that the readers meet, and prints it in every form of `ip`. Played by record.ts.
# BUSYBOX: path of a busybox with the `ip` applet; without it its recordings are left as they are.
set -e
ip link add eth0 type dummy
ip link set eth0 address 52:54:00:00:00:01 mtu 1400
ip link set eth0 up
ip addr add 10.0.0.254/24 brd + dev eth0
ip addr add 10.0.0.200/32 dev eth0 label eth0:0
ip addr add fd00::254/64 dev eth0 nodad
ip addr add 10.0.0.201/32 dev lo
ip link add inner type veth peer name outer
ip link set inner address 52:54:00:00:00:02
ip link set outer address 52:54:00:00:00:03
ip link set inner up
ip link set outer up
ip addr add 192.0.2.1/24 dev inner
ip link add link eth0 name eth0.10 type vlan id 10 2>/dev/null || ip link add eth0.10 type dummy
ip link set eth0.10 address 52:54:00:00:00:04
ip link add tun9 type dummy
ip link set tun9 address 52:54:00:00:00:05
ip addr add 172.16.0.1 peer 172.16.0.2/32 dev tun9
ip link add spare type dummy
ip link set spare address 52:54:00:00:00:06
ip route add default via 10.0.0.1 dev eth0 metric 100
ip route add 198.51.100.0/24 nexthop via 10.0.0.1 dev eth0 weight 1 nexthop via 192.0.2.9 dev inner weight 2
ip route add 203.0.113.7 via 10.0.0.1 dev eth0
ip route add blackhole 10.9.0.0/16
ip route add 10.8.0.0/16 via inet6 fd00::1 dev eth0
ip -6 route add default via fd00::1 dev eth0
ip -6 route add fd01::/64 dev inner metric 5
ip -6 route add unreachable fd02::/64
ip neigh add 10.0.0.7 lladdr 52:54:00:00:00:17 dev eth0 nud reachable
ip neigh add 10.0.0.8 lladdr 52:54:00:00:00:18 dev eth0 nud stale
ip neigh add 10.0.0.9 dev eth0 nud failed
ip neigh add 10.0.0.10 lladdr 52:54:00:00:00:1a dev eth0 nud permanent
ip neigh add 192.0.2.9 lladdr 52:54:00:00:00:19 router dev inner nud stale
ip neigh add fd00::7 lladdr 52:54:00:00:00:17 dev eth0 nud stale
# Addresses that the kernel made of the MAC addresses take a moment to become usable; what is printed then is final.
for _ in $(seq 50); do ip -6 addr show tentative | grep -q inet6 || break; sleep 0.1; done

record() { echo "=== $1"; shift; "$@" 2>&1 || true; }
record ip-j-addr.txt ip -j addr
record ip-j-route.txt ip -j route
record ip-6-j-route.txt ip -6 -j route
record ip-addr.txt ip addr
record ip-route.txt ip route
record ip-6-route.txt ip -6 route
record ip-j-neigh.txt ip -j neigh
record ip-neigh.txt ip neigh
if [ -x "$BUSYBOX" ]; then
  record busybox-ip-j-addr.txt "$BUSYBOX" ip -j addr
  record busybox-ip-addr.txt "$BUSYBOX" ip addr
  record busybox-ip-route.txt "$BUSYBOX" ip route
  record busybox-ip-6-route.txt "$BUSYBOX" ip -6 route
  record busybox-ip-neigh.txt "$BUSYBOX" ip neigh
fi
