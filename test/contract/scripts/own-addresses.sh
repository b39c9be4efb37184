# Which addresses are the director's own changes with `ip addr`, and IPVS asks each time.
ipvsadm -A -t 10.1.0.200:80 -s rr
ipvsadm -a -t 10.1.0.200:80 -r 10.5.0.255 -m
ip addr add 10.5.0.5/24 dev eth0
ip addr add 10.5.0.5/24 dev eth0
ip addr add 10.5.0.6/24 dev eth0
ipvsadm -A -t 10.1.0.201:80 -s rr
ipvsadm -a -t 10.1.0.201:80 -r 10.5.0.255 -m
ipvsadm -a -t 10.1.0.201:80 -r 10.5.0.0 -m
ipvsadm -a -t 10.1.0.201:80 -r 10.5.0.5 -g
ipvsadm -a -t 10.1.0.201:80 -r 10.0.0.254 -m -w 2
ip addr del 10.5.0.5/24 dev eth0
ip addr del 10.5.0.6/24 dev eth0
ipvsadm -a -t 10.1.0.201:80 -r 10.5.0.255 -m
ip addr add 10.7.0.1/31 dev lo
ipvsadm -a -t 10.1.0.201:80 -r 10.7.0.0 -m
ip route add local 10.6.0.0/24 dev lo
ip route add local 10.6.0.0/24 dev lo
ipvsadm -a -t 10.1.0.201:80 -r 10.6.0.255 -m
ip addr add 10.6.0.200/32 dev nope
ip route show table 100
ip route add local 0.0.0.0/0 dev lo table 100
ip route show table 100
ip rule add fwmark 7 lookup 100
ip rule
ip rule del fwmark 7 lookup 100
ip rule del fwmark 7 lookup 100
ip route del local 0.0.0.0/0 dev lo table 100
ip route del local 0.0.0.0/0 dev lo table 100
ipvsadm -A -t [fd00:1::200]:80 -s rr
ipvsadm -a -t [fd00:1::200]:80 -r [fe80::5] -m
ip -6 addr add fe80::5/64 dev eth0 nodad
ip -6 addr add fe80::5/64 dev eth0 nodad
ipvsadm -a -t [fd00:1::200]:80 -r [fe80::5] -m
ip -6 addr add fd00:1::201/128 dev eth1 nodad
ipvsadm -a -t [fd00:1::200]:80 -r [fd00:1::201] -m
ip -6 addr del fd00:1::201/128 dev eth1
ip -6 addr del fd00:1::201/128 dev eth1
