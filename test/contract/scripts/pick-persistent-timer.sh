# A template lives as long as its time says, and while it still controls a connection
ipvsadm -A -u 10.1.0.200:53 -s rr -p 10
ipvsadm -a -u 10.1.0.200:53 -r 10.0.0.11 -m
ipvsadm -a -u 10.1.0.200:53 -r 10.0.0.12 -m
ipvsadm --set 0 0 4
connect --from 10.1.0.1 udp 10.1.0.200:53
ipvsadm -Lnc
sleep 6
ipvsadm -Lnc
connect --from 10.1.0.1 udp 10.1.0.200:53
sleep 6
ipvsadm -Lnc
sleep 6
ipvsadm -Lnc
connect --from 10.1.0.1 udp 10.1.0.200:53
ipvsadm -Lnc
ipvsadm -Ln --persistent-conn
