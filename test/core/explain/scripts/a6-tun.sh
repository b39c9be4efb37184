# director 198.51.100.10, real servers 203.0.113.11 and 203.0.113.12
ip addr add 198.51.100.100/32 dev eth0
ipvsadm -A -t 198.51.100.100:80 -s wlc
ipvsadm -a -t 198.51.100.100:80 -r 203.0.113.11 -i
ipvsadm -a -t 198.51.100.100:80 -r 203.0.113.12 -i -w 2

# each real server
modprobe ipip
ifconfig tunl0 198.51.100.100 netmask 255.255.255.255 up
route add -host 198.51.100.100 dev tunl0
for i in /proc/sys/net/ipv4/conf/*/rp_filter; do echo 0 > $i; done
echo 1 > /proc/sys/net/ipv4/conf/tunl0/arp_ignore
echo 2 > /proc/sys/net/ipv4/conf/tunl0/arp_announce
echo 1 > /proc/sys/net/ipv4/conf/all/arp_ignore
echo 2 > /proc/sys/net/ipv4/conf/all/arp_announce
