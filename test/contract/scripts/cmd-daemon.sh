ipvsadm -L --daemon
ipvsadm --start-daemon master
ipvsadm -L --daemon
ipvsadm --start-daemon master
ipvsadm --stop-daemon master
ipvsadm --stop-daemon master
ipvsadm --stop-daemon backup
ipvsadm --start-daemon backup --mcast-interface eth1 --syncid 7
ipvsadm -Ln --daemon
ipvsadm --start-daemon master --mcast-interface eth0 --syncid 5 --sync-maxlen 1000 --mcast-group 224.0.0.99 --mcast-port 9000 --mcast-ttl 4
ipvsadm -L --daemon
ipvsadm --stop-daemon backup --syncid 3
ipvsadm -L --daemon
ipvsadm --stop-daemon master --syncid 5
ipvsadm --start-daemon master --mcast-interface eth9
ipvsadm --start-daemon backup --mcast-interface eth9
ipvsadm --start-daemon master --mcast-interface a-name-longer-than-fifteen
ipvsadm --start-daemon master --mcast-interface ""
ipvsadm --start-daemon master --syncid 256
ipvsadm --start-daemon master --syncid -1
ipvsadm --start-daemon master --syncid abc
ipvsadm --start-daemon master --sync-maxlen 0
ipvsadm --start-daemon master --sync-maxlen 65508
ipvsadm --start-daemon master --sync-maxlen abc
ipvsadm --start-daemon master --mcast-port 0
ipvsadm --start-daemon master --mcast-port 65536
ipvsadm --start-daemon master --mcast-ttl 0
ipvsadm --start-daemon master --mcast-ttl 256
ipvsadm --start-daemon master --mcast-group 10.0.0.1
ipvsadm --start-daemon master --mcast-group abc
ipvsadm --start-daemon master --mcast-group fd00::1
ipvsadm --start-daemon nobody
ipvsadm --stop-daemon nobody
ipvsadm --start-daemon MASTER
ipvsadm --start-daemon=master --syncid=255
ipvsadm -L --daemon
ipvsadm -L --daemon -t 10.1.0.200:80
ipvsadm -L --daemon --stats
ipvsadm -L --daemon --persistent-conn
ipvsadm -L --daemon --exact
ipvsadm -L --daemon -c
ipvsadm -C
ipvsadm -L --daemon
ipvsadm --stop-daemon=master
