# A datagram of the same port goes where the last one went, unless one-packet scheduling is on
ipvsadm -A -u 10.1.0.200:53 -s rr
ipvsadm -a -u 10.1.0.200:53 -r 10.0.0.11 -m
ipvsadm -a -u 10.1.0.200:53 -r 10.0.0.12 -g
connect -n 4 udp 10.1.0.200:53
connect --from 10.1.0.5:5000 udp 10.1.0.200:53
connect --from 10.1.0.5:5000 udp 10.1.0.200:53
connect --from 10.1.0.5:5000 udp 10.1.0.200:53
ipvsadm -Lnc
ipvsadm -A -u 10.1.0.200:54 -s rr -o
ipvsadm -a -u 10.1.0.200:54 -r 10.0.0.11 -m
ipvsadm -a -u 10.1.0.200:54 -r 10.0.0.12 -g
ipvsadm -a -u 10.1.0.200:54 -r 10.2.0.13 -i
connect -n 4 udp 10.1.0.200:54
connect --from 10.1.0.5:5000 udp 10.1.0.200:54
connect --from 10.1.0.5:5000 udp 10.1.0.200:54
connect --from 10.1.0.5:5000 udp 10.1.0.200:54
ipvsadm -Lnc
ipvsadm -A -f 3 -s wrr -o
ipvsadm -a -f 3 -r 10.0.0.11 -g -w 2
ipvsadm -a -f 3 -r 10.0.0.12 -g
connect -n 4 udp mark 3 10.9.0.1:99
connect -n 4 tcp mark 3 10.9.0.1:99
ipvsadm -A -u 10.1.0.200:55 -s rr -o -p 60
ipvsadm -a -u 10.1.0.200:55 -r 10.0.0.11 -g
ipvsadm -a -u 10.1.0.200:55 -r 10.0.0.12 -g
connect -n 4 udp 10.1.0.200:55
connect -n 2 --from 10.1.0.9 udp 10.1.0.200:55
ipvsadm -Lnc
ipvsadm -A -u [fd00:1::200]:53 -s rr -o
ipvsadm -a -u [fd00:1::200]:53 -r [fd00::11]:53 -g
ipvsadm -a -u [fd00:1::200]:53 -r [fd00::12]:53 -m
connect -n 4 udp [fd00:1::200]:53
sleep 2
ipvsadm -Ln --stats
ipvsadm -Ln
