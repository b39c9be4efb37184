# Options that a command does not admit: one message for each pair
ipvsadm -D -t 10.1.0.200:80 -n
ipvsadm -D -t 10.1.0.200:80 -s rr
ipvsadm -D -t 10.1.0.200:80 -p 5
ipvsadm -D -t 10.1.0.200:80 -M 24
ipvsadm -D -t 10.1.0.200:80 -r 10.0.0.1
ipvsadm -D -t 10.1.0.200:80 -g
ipvsadm -D -t 10.1.0.200:80 -w 5
ipvsadm -D -t 10.1.0.200:80 -x 5
ipvsadm -D -t 10.1.0.200:80 -y 5
ipvsadm -D -t 10.1.0.200:80 --mcast-interface eth0
ipvsadm -D -t 10.1.0.200:80 --timeout
ipvsadm -D -t 10.1.0.200:80 --daemon
ipvsadm -D -t 10.1.0.200:80 --stats
ipvsadm -D -t 10.1.0.200:80 --rate
ipvsadm -D -t 10.1.0.200:80 --thresholds
ipvsadm -D -t 10.1.0.200:80 --persistent-conn
ipvsadm -D -t 10.1.0.200:80 --nosort
ipvsadm -D -t 10.1.0.200:80 --syncid 1
ipvsadm -D -t 10.1.0.200:80 -X
ipvsadm -D -t 10.1.0.200:80 -o
ipvsadm -D -t 10.1.0.200:80 --pe sip
ipvsadm -D -t 10.1.0.200:80 -b flag-1
ipvsadm -D -t 10.1.0.200:80 --mcast-group 224.0.0.9
ipvsadm -D -t 10.1.0.200:80 --mcast-port 9
ipvsadm -D -t 10.1.0.200:80 --mcast-ttl 1
ipvsadm -D -t 10.1.0.200:80 --sync-maxlen 100
ipvsadm -D -t 10.1.0.200:80 --tun-info
ipvsadm -D -t 10.1.0.200:80 --tun-type ipip
ipvsadm -D -t 10.1.0.200:80 --tun-port 5
ipvsadm -D -t 10.1.0.200:80 --tun-nocsum
ipvsadm -D -t 10.1.0.200:80 --tun-csum
ipvsadm -D -t 10.1.0.200:80 --tun-remcsum
ipvsadm -D -t 10.1.0.200:80 -c
