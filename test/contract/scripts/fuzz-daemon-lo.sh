# lo has no route for IPv6 multicast: a master cannot connect its socket there, a backup can bind
ipvsadm --start-daemon master --mcast-interface lo --mcast-group ff02::81
ipvsadm -L --daemon
ipvsadm --stop-daemon master
ipvsadm --start-daemon backup --mcast-interface lo --mcast-group ff05::81
ipvsadm --start-daemon master --mcast-interface lo --mcast-group 224.0.0.81
ipvsadm -L --daemon
ipvsadm --start-daemon master --mcast-interface lo --mcast-group ff05::81
ipvsadm --start-daemon backup --mcast-interface lo --mcast-group ff05::81
