ipvsadm -Z
ipvsadm -Z -t 10.1.0.200:80
ipvsadm -A -t 10.1.0.200:80 -s rr
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 -m
ipvsadm -A -u 10.1.0.200:53 -s rr
ipvsadm -a -u 10.1.0.200:53 -r 10.0.0.12 -m
connect -n 3 tcp 10.1.0.200:80
connect -n 2 udp 10.1.0.200:53
sleep 2
ipvsadm -Ln --stats
cat /proc/net/ip_vs_stats
ipvsadm -Z -t 10.1.0.200:80
ipvsadm -Ln --stats
ipvsadm -Ln --rate
cat /proc/net/ip_vs_stats
ipvsadm -Z -t 10.1.0.200:81
ipvsadm -Z -t 0.0.0.0:0
ipvsadm -Ln --stats
cat /proc/net/ip_vs_stats
connect -n 1 tcp 10.1.0.200:80
sleep 2
ipvsadm -Ln --stats
cat /proc/net/ip_vs_stats
ipvsadm -Z
ipvsadm -Ln --stats
cat /proc/net/ip_vs_stats
cat /proc/net/ip_vs_stats_percpu
