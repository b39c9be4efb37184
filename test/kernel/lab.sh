# Builds the lab, sourced by the guest's scripts: a client, a director and two web servers, each a network namespace.
#   client 10.1.0.1 --- eth1 10.1.0.254 director 10.0.0.254 eth0 --- web1 10.0.0.11, web2 10.0.0.12
# The director forwards by NAT; its VIP is 10.1.0.200. NODE names the node to use, REPO where lvsh is.
for host in client director web1 web2; do
  ip netns add $host
  ip -n $host link set lo up
done
ip -n director link add eth0 type bridge
ip -n director link set eth0 up
ip -n director addr add 10.0.0.254/24 dev eth0
ip link add eth1 netns director type veth peer name eth0 netns client
ip -n director addr add 10.1.0.254/24 dev eth1
ip -n director addr add 10.1.0.200/32 dev eth1
ip -n director link set eth1 up
ip -n client addr add 10.1.0.1/24 dev eth0
ip -n client link set eth0 up
ip netns exec director sysctl -q -w net.ipv4.ip_forward=1
for web in 1 2; do
  ip link add port$web netns director type veth peer name eth0 netns web$web
  ip -n director link set port$web master eth0 up
  ip -n web$web addr add 10.0.0.1$web/24 dev eth0
  ip -n web$web link set eth0 up
  ip -n web$web route add default via 10.0.0.254
  ip netns exec web$web "$NODE" "$REPO/test/kernel/server.js" web$web 10.0.0.1$web 8080 &
done
on_director() { ip netns exec director "$@"; }
ask() { ip netns exec client curl -s -m 5 "$@"; }
for web in 1 2; do
  on_director curl -s -o /dev/null --retry 50 --retry-connrefused --retry-delay 1 http://10.0.0.1$web:8080/
done
