# What was counted since the last estimation comes back with a server out of the trash, though its statistics are zeroed
ipvsadm -A -t 10.1.0.200:80 -s wrr
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11:8080 -g -w 3
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.12 -m
sleep 1
connect -n 4 tcp 10.1.0.200:80
ipvsadm-save -n > saved
ipvsadm -C
ipvsadm-restore < saved
sleep 3
ipvsadm -Ln --stats
ipvsadm -Ln
cat /proc/net/ip_vs_stats
