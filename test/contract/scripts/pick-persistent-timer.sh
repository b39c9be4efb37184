# A template lives as long as its time says, and while it still controls a connection
ipvsadm -A -u 10.1.0.200:53 -s rr -p 5
ipvsadm -a -u 10.1.0.200:53 -r 10.0.0.11 -m
ipvsadm -a -u 10.1.0.200:53 -r 10.0.0.12 -m
ipvsadm --set 0 0 3
connect --from 10.1.0.1 udp 10.1.0.200:53
ipvsadm -Lnc
sleep 4
ipvsadm -Lnc
connect --from 10.1.0.1 udp 10.1.0.200:53
sleep 4
ipvsadm -Lnc
sleep 3
ipvsadm -Lnc
connect --from 10.1.0.1 udp 10.1.0.200:53
ipvsadm -Lnc
ipvsadm -A -t 10.1.0.200:80 -s rr -p 4
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 -m
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.12 -m
connect --hold --from 10.1.0.1 tcp 10.1.0.200:80
sleep 6
ipvsadm -Lnc
connect --from 10.1.0.1 tcp 10.1.0.200:80
ipvsadm -Ln --persistent-conn
