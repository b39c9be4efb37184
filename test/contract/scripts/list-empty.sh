ipvsadm
ipvsadm -L
ipvsadm -Ln --stats
ipvsadm -Ln --rate
ipvsadm -Ln --thresholds
ipvsadm -Ln --persistent-conn
ipvsadm -Ln --tun-info
ipvsadm -Lnc
ipvsadm -Lnc --persistent-conn
ipvsadm -L --daemon
ipvsadm -Sn
ipvsadm-save
ipvsadm -Z
ipvsadm -C
cat /proc/net/ip_vs
cat /proc/net/ip_vs_stats
cat /proc/net/ip_vs_stats_percpu
cat /proc/net/ip_vs_conn
cat /proc/net/ip_vs_conn_sync
cat /proc/net/ip_vs_nothing
