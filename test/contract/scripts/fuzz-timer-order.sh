# A template whose connections have ended before it goes at its own time (at the same moment it is chance which timer runs first)
ipvsadm -A -u 10.1.0.200:53 -s rr -p 4
ipvsadm -a -u 10.1.0.200:53 -r 10.0.0.11 -m
ipvsadm -a -u 10.1.0.200:53 -r 10.0.0.12 -m
ipvsadm --set 0 0 2
connect --from 10.1.0.3 udp 10.1.0.200:53
connect -n 2 --from 10.1.0.4 udp 10.1.0.200:53
ipvsadm -Lnc
sleep 6
ipvsadm -Lnc
ipvsadm -Ln --persistent-conn
connect --from 10.1.0.3 udp 10.1.0.200:53
