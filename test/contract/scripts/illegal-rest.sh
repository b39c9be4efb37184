# Commands that take few options
ipvsadm -C -t 10.1.0.200:80
ipvsadm -C -w 5
ipvsadm -C -X
ipvsadm -R -n
ipvsadm -R -t 10.1.0.200:80
ipvsadm -S -t 10.1.0.200:80
ipvsadm -S -X
ipvsadm -S -n -n
ipvsadm -Z -n
ipvsadm -Z -r 10.0.0.11
ipvsadm -Z -t 10.1.0.200:80 -r 10.0.0.11
ipvsadm -Z -f 5
ipvsadm -Z
ipvsadm --set
ipvsadm --set 1
ipvsadm --set 1 2
ipvsadm --set 1 2 3 4
ipvsadm --set 1 2 3 -n
ipvsadm --set 1 2 3 -t 10.1.0.200:80
ipvsadm --start-daemon
ipvsadm --start-daemon neither
ipvsadm --start-daemon master extra
ipvsadm --start-daemon master -n
ipvsadm --start-daemon master -t 10.1.0.200:80
ipvsadm --stop-daemon
ipvsadm --stop-daemon neither
ipvsadm --stop-daemon master --mcast-interface eth0
ipvsadm -L -r 10.0.0.11
ipvsadm -L -s rr
ipvsadm -L -p 5
ipvsadm -L -o
ipvsadm -L -g
ipvsadm -L --syncid 4
ipvsadm -L --tun-type ipip
ipvsadm -L -6
ipvsadm -L -f 1 -6
