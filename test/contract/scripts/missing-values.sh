ipvsadm -A -t
ipvsadm -A -u
ipvsadm -A -f
ipvsadm -A --sctp-service
ipvsadm -A -t 10.1.0.200:80 -M
ipvsadm -A -t 10.1.0.200:80 --pe
ipvsadm -A -t 10.1.0.200:80 -b
ipvsadm -a -t 10.1.0.200:80 -r
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.1 -x
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.1 -y
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.1 --tun-type
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.1 --tun-port
ipvsadm --start-daemon
ipvsadm --start-daemon master --syncid
ipvsadm --start-daemon master --mcast-interface
ipvsadm --set
ipvsadm -L -t
ipvsadm -A -t -s rr
ipvsadm -A -t 10.1.0.200:80 -s -p 5
ipvsadm -Ln
