# Two directors on one link, lb1 and lb2. The table is made by ipvsadm on lb1, written as configurations by lvsh, cleared,
# and made again by keepalived on both, and by ldirectord in ld. In mix are tunnels to another family. lb3 (keepalived) and
# ld3 (ldirectord) check: one web server on their own loopback lives, the other one does not. Each wait ends when what is
# waited for is there.
exec 2> err
config() { ns=$1; shift; ip netns exec "$ns" "$NODE" config.mjs "$@"; }
# Waits until a command succeeds; gives up after half a minute.
await() { for _ in {1..120}; do eval "$1" && return; sleep 0.25; done; echo "never: $1" >> never; return 1; }
table() { ip netns exec "$1" ipvsadm -Sn; }
for ns in lb1 lb2 lb3 mix ld ld3; do ip netns add $ns; ip -n $ns link set lo up; done
ip link add eth0 netns lb1 type veth peer name eth0 netns lb2
for n in 1 2; do
  ip -n lb$n addr add 10.0.0.$n/24 dev eth0
  ip -n lb$n addr add fd00::$n/64 dev eth0 nodad
  ip -n lb$n link set eth0 up
done
for ns in lb3 ld3; do
  ip -n $ns addr add 10.9.0.7/32 dev lo
  ip -n $ns addr add 10.9.0.8/32 dev lo
  ip -n $ns addr add 10.9.0.200/32 dev lo
  ip netns exec $ns "$NODE" server.mjs 10.9.0.7 80 asked.$ns &
done
ip netns exec lb1 ipvsadm -R < table
ip netns exec lb1 ipvsadm -Ln --thresholds > made.thresholds
ip netns exec lb1 ipvsadm -Ln --nosort > made.order
table lb1 > made.save
ip netns exec mix ipvsadm -R < mixed
table mix > mixed.save
# What ldirectord can say of it.
ip netns exec ld ipvsadm -R < common
ip netns exec ld ipvsadm -Ln --thresholds > common.thresholds
table ld > common.save

both="--check none --router-id 77 --sync-id 5"
config lb1 keepalived $both --peer 10.0.0.2 --peer fd00::2 > lb1.conf 2> lb1.cautions; echo $? > lb1.exit
config lb1 keepalived $both --peer 10.0.0.1,fd00::1 --role backup --interface eth0 > lb2.conf
config lb1 ldirectord --check none $(cat names) > ld.cf 2> ld.cautions; echo $? > ld.exit
for ns in lb1 mix ld; do ip netns exec $ns ipvsadm -C; done

keepalived_in() {
  ns=$1; shift
  ip netns exec $ns keepalived --dont-fork --log-console --no_bfd --dont-respawn --use-file $PWD/$ns.conf \
    --pid /run/$ns.pid --checkers_pid /run/$ns.checkers --vrrp_pid /run/$ns.vrrp "$@" > $ns.log 2>&1 &
}
ldirectord_in() { (cd /run; ip netns exec $1 ldirectord -d /run/job/$1.cf start) > $1.log 2>&1 & }
has_ldirectord() { command -v ldirectord > /dev/null; }
keepalived_in lb1
keepalived_in lb2
keepalived_in lb3 --check
keepalived_in mix --check
has_ldirectord && ldirectord_in ld && ldirectord_in ld3

holds() { ip -n $1 addr show dev eth0 | grep -q -F " $2/"; }
await 'holds lb1 10.0.0.200 && holds lb1 fd00::200'
for ns in lb1 lb2; do
  await "table $ns | cmp -s - made.save"
  table $ns > $ns.save
  ip netns exec $ns ipvsadm -Ln --thresholds > $ns.thresholds
  ip netns exec $ns ipvsadm -Ln --nosort > $ns.order
  await "ip netns exec $ns ipvsadm -Ln --daemon | grep -q syncid"
  ip netns exec $ns ipvsadm -Ln --daemon > $ns.daemon
  ip -n $ns addr show dev eth0 > $ns.addresses
done
await 'table mix | cmp -s - mixed.save'
table mix > mix.save
if has_ldirectord; then
  await 'table ld | cmp -s - common.save'
  table ld > ld.save
  ip netns exec ld ipvsadm -Ln --thresholds > ld.thresholds
fi
config lb2 --read lb2.conf > read.save
for ns in lb3 $(has_ldirectord && echo ld3); do
  await "[ -s asked.$ns ] && table $ns | cmp -s - living"
  table $ns > $ns.save
done

# The master ends: its table goes, the VIPs move.
kill "$(cat /run/lb1.pid)"
await 'holds lb2 10.0.0.200 && holds lb2 fd00::200 && ! holds lb1 10.0.0.200'
ip -n lb1 addr show dev eth0 > lb1.after
ip -n lb2 addr show dev eth0 > lb2.after
for ns in lb2 lb3 mix; do kill "$(cat /run/$ns.pid)"; done
exit 0
