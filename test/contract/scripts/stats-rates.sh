# Counters are folded every two seconds; rates are averages of those folds
ipvsadm -A -t 10.1.0.200:80 -s rr
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 -m
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.12 -g
connect -n 20 tcp 10.1.0.200:80
ipvsadm -Ln --stats
ipvsadm -Ln --rate
sleep 2
ipvsadm -Ln --stats
ipvsadm -Ln --stats --exact
ipvsadm -Ln --rate
sleep 2
ipvsadm -Ln --rate
connect -n 50 tcp 10.1.0.200:80
sleep 2
ipvsadm -Ln --rate
ipvsadm -Ln --stats
sleep 2
ipvsadm -Ln --rate
cat /proc/net/ip_vs_stats
sleep 4
ipvsadm -Ln --rate
ipvsadm -Ln --rate --exact
cat /proc/net/ip_vs_stats
cat /proc/net/ip_vs_stats_percpu
