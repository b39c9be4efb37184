ipvsadm -A -t 10.1.0.200:80 -s rr -p 600
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.12:80 -m
ipvsadm -A -u 10.1.0.200:5060 -s sh -p 90 -M 255.255.0.0 -o
ipvsadm -A -u 10.1.0.200:53 -s rr -o
ipvsadm -A -u [fd00:1::200]:53 -s rr -o
ipvsadm -A -t [fd00:1::200]:443 -s mh -p 60 -M 64
ipvsadm -a -t [fd00:1::200]:443 -r [fd00::11]:8443 -m -w 1000000
ipvsadm -A -f 1 -6 -s wrr -p 120
ipvsadm -A -f 300 -s mh -o
ipvsadm -a -f 300 -r 10.0.0.1:65535 -i -w 3
ipvsadm -A --sctp-service 10.1.0.200:3868
ipvsadm -A -t 10.1.0.201:0 -s none -p 2678400
cat /proc/net/ip_vs
connect -n 2 tcp 10.1.0.200:80
connect --hold tcp [fd00:1::200]:443
cat /proc/net/ip_vs
cat /proc/net/ip_vs_conn
cat /proc/net/ip_vs_conn_sync
ipvsadm -Lnc
ipvsadm -Lnc --persistent-conn
cat /proc/net/ip_vs_stats
sleep 2
cat /proc/net/ip_vs_stats
cat /proc/net/ip_vs_stats_percpu
ipvsadm -Ln --stats
ipvsadm -Ln --rate
ipvsadm -Ln --persistent-conn
