# The lab's hardware, sourced by the guest's script: machines are network namespaces, switches are bridges in one more.
# NODE names the node to use, REPO where lvsh is; everything a machine keeps under /run/lvsh and
# /var/lib/lvsh is its own.
LAB=$(pwd)
mount -t tmpfs tmpfs /var/lib
mkdir -p /run/lvsh /var/lib/lvsh /run/machines
ip netns add switches
machines=''
count=0

# machine NAME: a bare machine; as on a fresh one, nothing is forwarded and no ARP setting is touched.
machine() {
  ip netns add "$1"
  ip -n "$1" link set lo up
  ip netns exec "$1" sysctl -q -w net.ipv6.conf.default.accept_dad=0 net.ipv6.conf.all.accept_ra=0
  mkdir -p "/run/machines/$1/run" "/run/machines/$1/lib" "/run/machines/$1/home"
  machines="$machines $1"
}
# switch NAME: joins what is plugged into it.
switch() {
  ip -n switches link add "$1" type bridge
  ip -n switches link set "$1" up
}
# plug MACHINE DEVICE SWITCH ADDRESS...: a network card with a MAC address that tells whose it is.
plug() {
  local machine=$1 device=$2 switch=$3
  shift 3
  count=$((count + 1))
  local mac
  mac=$(printf '02:00:00:00:00:%02x' $count)
  ip link add "p$count" netns switches type veth peer name "$device" address "$mac" netns "$machine"
  ip -n switches link set "p$count" master "$switch" up
  ip -n "$machine" link set "$device" up
  local address
  for address in "$@"; do ip -n "$machine" addr add "$address" dev "$device"; done
  echo "$mac $machine $device" >> "$RESULTS/macs"
}
gateway() { ip -n "$1" route add default via "$2"; }
# A machine of the provider's, not of the cluster's: it forwards from the start.
forwards() { ip netns exec "$1" sysctl -q -w net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1; }

# on MACHINE COMMAND...: runs it there.
on() {
  local machine=$1
  shift
  ip netns exec "$machine" env HOME="/run/machines/$machine/home" sh -c \
    'mount --bind "/run/machines/$0/run" /run/lvsh && mount --bind "/run/machines/$0/lib" /var/lib/lvsh && exec "$@"' "$machine" "$@"
}
lvsh() { on director "$NODE" "${LVSH:-$REPO/dist/lvsh.js}" "$@"; }

# serve MACHINE PORT...: answers with its name, by TCP and UDP, on every address that it has.
serve() {
  local machine=$1
  shift
  ip netns exec "$machine" "$NODE" "$REPO/test/kernel/cluster/talk.js" serve "$machine" "$@" > "$RESULTS/$machine.ready" &
  until [ -s "$RESULTS/$machine.ready" ]; do sleep 0.05; done
}
# ask MACHINE NAME REQUESTS: what came back, as JSON.
ask() { ip netns exec "$1" "$NODE" "$REPO/test/kernel/cluster/talk.js" ask "$3" > "$RESULTS/$2"; }

# watch_wires: every frame on every card of every machine, until unwatch_wires.
watch_wires() {
  watchers=''
  local machine device
  for machine in $machines; do
    for device in $(ip -n "$machine" -o link show | sed -n 's/^[0-9]*: \(eth[0-9]*\)@.*/\1/p'); do
      ip netns exec "$machine" tcpdump -i "$device" -n -U --immediate-mode -w "$RESULTS/$1.$machine.$device.pcap" \
        2> "$RESULTS/$machine.$device.watch" &
      watchers="$watchers $!"
      until grep -q 'listening on' "$RESULTS/$machine.$device.watch"; do sleep 0.02; done
    done
  done
}
unwatch_wires() {
  kill -INT $watchers
  wait $watchers
}

# picture FILE: of the machines in $pictured, everything that a script or a plan may touch.
picture() {
  local machine
  for machine in $pictured; do
    ip netns exec "$machine" sh -c '
      # A table of rules that was looked at once stays, empty.
      for table in mangle nat filter; do
        iptables-legacy -t $table -S > /dev/null; ip6tables-legacy -t $table -S > /dev/null
      done
      # A device that was up once keeps the queue that it got.
      ip -o link show | sed "s/^[0-9]*: //; s/ qlen.*//; s/@[a-zA-Z0-9]*:/:/; s/ qdisc [a-z]*//"
      ip -o addr show | sed "s/^[0-9]*: //"
      ip -4 route show table all
      ip -6 route show table all | sed "s/ expires [0-9]*sec//"
      ip rule show
      ip -6 rule show
      ip neigh show nud permanent
      iptables-legacy-save | grep -v "^#" | sed "s/\[.*\]//"
      ip6tables-legacy-save | grep -v "^#" | sed "s/\[.*\]//"
      ip fou show
      ipvsadm -Sn
      cd /proc/sys/net
      grep -rs . ipv4/conf ipv4/ip_forward ipv4/vs ipv6/conf/all ipv6/conf/lo
    ' > "$RESULTS/$1.$machine" 2> /dev/null
  done
}

# lab NAME: a fresh one.
lab() {
  RESULTS=$LAB/$1
  mkdir -p "$RESULTS"
}
# dismantle: nothing of it is left.
dismantle() {
  local machine pid
  for machine in $machines switches; do
    for pid in $(ip netns pids "$machine"); do kill -9 "$pid"; done
    ip netns del "$machine"
  done
  wait 2> /dev/null
  rm -rf /run/machines/*
  ip netns add switches
  machines=''
}
