# --set counts for connections that change their state after it
ipvsadm -A -t 10.1.0.200:80 -s rr
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11:8080 -m
ipvsadm -A -t 10.1.0.200:81 -s rr
ipvsadm -a -t 10.1.0.200:81 -r 10.0.0.11 -g
ipvsadm -A -u 10.1.0.200:53 -s rr
ipvsadm -a -u 10.1.0.200:53 -r 10.0.0.11 -m
ipvsadm --set 1000 30 40
connect --hold tcp 10.1.0.200:80
connect tcp 10.1.0.200:80
connect tcp 10.1.0.200:81
connect udp 10.1.0.200:53
ipvsadm -Lnc
sleep 4
ipvsadm -Lnc
ipvsadm --set 0 0 2
connect udp 10.1.0.200:53
sleep 4
ipvsadm -Lnc
ipvsadm -Ln
