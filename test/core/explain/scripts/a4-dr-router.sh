#!/bin/bash
#
# lvs_rs: on each real server
# chkconfig: 2345 90 10
VIP=10.0.0.200
. /etc/rc.d/init.d/functions
case "$1" in
start)
        ifconfig lo:0 $VIP netmask 255.255.255.255 broadcast $VIP
        /sbin/route add -host $VIP dev lo:0
        echo "1" >/proc/sys/net/ipv4/conf/lo/arp_ignore
        echo "2" >/proc/sys/net/ipv4/conf/lo/arp_announce
        echo "1" >/proc/sys/net/ipv4/conf/all/arp_ignore
        echo "2" >/proc/sys/net/ipv4/conf/all/arp_announce
        sysctl -p >/dev/null 2>&1
        echo "RealServer started"
        ;;
stop)
        ifconfig lo:0 down
        /sbin/route del $VIP >/dev/null 2>&1
        echo "0" >/proc/sys/net/ipv4/conf/lo/arp_ignore
        echo "0" >/proc/sys/net/ipv4/conf/lo/arp_announce
        echo "0" >/proc/sys/net/ipv4/conf/all/arp_ignore
        echo "0" >/proc/sys/net/ipv4/conf/all/arp_announce
        ipvsadm -C
        ;;
*)
        echo "Usage: $0 {start|stop}"
        exit 1
esac

# on the director
ifconfig eth0:0 10.0.0.200 netmask 255.255.255.255 up
ipvsadm -A -t 10.0.0.200:80 -s wrr
ipvsadm -a -t 10.0.0.200:80 -r 10.0.0.7 -g -w 1
ipvsadm -a -t 10.0.0.200:80 -r 10.0.0.14 -g -w 3
exit 0
