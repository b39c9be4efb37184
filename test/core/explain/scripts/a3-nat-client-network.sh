#!/bin/bash
# director: 172.30.0.200 outside, 10.0.0.100 inside
VIP=172.30.0.200
RIPS="10.0.0.7 10.0.0.14"
PORT=80
iptables -t nat -F
echo 1 > /proc/sys/net/ipv4/ip_forward
ipvsadm -C
ipvsadm -A -t $VIP:$PORT -s rr
for rip in $RIPS; do
  ipvsadm -a -t $VIP:$PORT -r $rip:$PORT -m
done
ipvsadm -Ln

# on 10.0.0.7 and 10.0.0.14
route del default
route add default gw 10.0.0.100

# on the client hosts
ip route add default via 172.30.0.200
for i in 1 2 3 4; do curl 172.30.0.200; done
