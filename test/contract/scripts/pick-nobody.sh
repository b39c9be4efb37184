# none: the service is there, and nobody is ever picked; an empty service neither
ipvsadm -A -t 10.1.0.200:80 -s none
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 -m -w 1
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.12 -m -w 1
connect -n 2 tcp 10.1.0.200:80
ipvsadm -A -t 10.1.0.200:81 -s rr
connect -n 2 tcp 10.1.0.200:81
ipvsadm -A -t 10.1.0.200:82 -s wlc
ipvsadm -a -t 10.1.0.200:82 -r 10.0.0.11 -m -w 0
connect -n 2 tcp 10.1.0.200:82
connect tcp 10.1.0.201:80
connect udp 10.1.0.200:80
connect tcp [fd00:1::200]:80
ipvsadm -E -t 10.1.0.200:80 -s rr
connect -n 3 tcp 10.1.0.200:80
sleep 2
ipvsadm -Ln --stats
cat /proc/net/ip_vs_stats
