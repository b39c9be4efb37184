ipvsadm --start-daemon master --mcast-group ff02::99 --mcast-interface eth0
ipvsadm -L --daemon
ipvsadm --start-daemon backup --mcast-group ff02::99 --mcast-port 8849
ipvsadm -L --daemon
ipvsadm --stop-daemon master
ipvsadm --stop-daemon backup
ipvsadm -L --daemon
