# A template and its connections that end at one moment: the connections go first, so the template goes too
ipvsadm -A -u 10.1.0.200:53 -s rr -p 3
ipvsadm -a -u 10.1.0.200:53 -r 10.0.0.11 -m
ipvsadm -a -u 10.1.0.200:53 -r 10.0.0.12 -m
ipvsadm --set 0 0 3
connect --from 10.1.0.3 udp 10.1.0.200:53
connect -n 2 --from 10.1.0.4 udp 10.1.0.200:53
ipvsadm -Lnc
sleep 4
ipvsadm -Lnc
ipvsadm -Ln --persistent-conn
connect --from 10.1.0.3 udp 10.1.0.200:53
