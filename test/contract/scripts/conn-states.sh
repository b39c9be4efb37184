# Connections, their states and their timeouts
ipvsadm -A -t 10.1.0.200:80 -s rr
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11:8080 -m
connect --hold tcp 10.1.0.200:80
connect tcp 10.1.0.200:80
ipvsadm -Lnc
ipvsadm -Ln
ipvsadm -A -t 10.1.0.200:81 -s rr
ipvsadm -a -t 10.1.0.200:81 -r 10.0.0.11 -g
connect --hold tcp 10.1.0.200:81
connect tcp 10.1.0.200:81
ipvsadm -A -t 10.1.0.200:82 -s rr
ipvsadm -a -t 10.1.0.200:82 -r 10.0.0.11 -i
connect --hold tcp 10.1.0.200:82
connect tcp 10.1.0.200:82
ipvsadm -A -u 10.1.0.200:53 -s rr
ipvsadm -a -u 10.1.0.200:53 -r 10.0.0.11 -m
connect -n 2 udp 10.1.0.200:53
connect --from 10.1.0.7:5000 udp 10.1.0.200:53
connect --from 10.1.0.7:5000 udp 10.1.0.200:53
ipvsadm -Lnc
cat /proc/net/ip_vs_conn
ipvsadm -Ln
