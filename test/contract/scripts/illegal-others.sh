# What -A, -a and -d do not admit
ipvsadm -A -t 10.1.0.200:80 -n
ipvsadm -A -t 10.1.0.200:80 -r 10.0.0.1
ipvsadm -A -t 10.1.0.200:80 -g
ipvsadm -A -t 10.1.0.200:80 -w 5
ipvsadm -A -t 10.1.0.200:80 -x 5
ipvsadm -A -t 10.1.0.200:80 -y 5
ipvsadm -A -t 10.1.0.200:80 --mcast-interface eth0
ipvsadm -A -t 10.1.0.200:80 --timeout
ipvsadm -A -t 10.1.0.200:80 --daemon
ipvsadm -A -t 10.1.0.200:80 --stats
ipvsadm -A -t 10.1.0.200:80 --rate
ipvsadm -A -t 10.1.0.200:80 --thresholds
ipvsadm -A -t 10.1.0.200:80 --persistent-conn
ipvsadm -A -t 10.1.0.200:80 --nosort
ipvsadm -A -t 10.1.0.200:80 --sort
ipvsadm -A -t 10.1.0.200:80 --syncid 1
ipvsadm -A -t 10.1.0.200:80 -X
ipvsadm -A -t 10.1.0.200:80 --mcast-ttl 1
ipvsadm -A -t 10.1.0.200:80 --sync-maxlen 100
ipvsadm -A -t 10.1.0.200:80 --tun-info
ipvsadm -A -t 10.1.0.200:80 -c
ipvsadm -A -t 10.1.0.200:80
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 -n
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 -s rr
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 -p
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 -M 24
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 --timeout
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 --stats
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 -X
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 -o
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 --pe sip
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 -b flag-1
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 -c
ipvsadm -d -t 10.1.0.200:80 -r 10.0.0.11 -n
ipvsadm -d -t 10.1.0.200:80 -r 10.0.0.11 -s rr
ipvsadm -d -t 10.1.0.200:80 -r 10.0.0.11 -w 5
ipvsadm -d -t 10.1.0.200:80 -r 10.0.0.11 -x 5
ipvsadm -d -t 10.1.0.200:80 -r 10.0.0.11 -y 5
ipvsadm -d -t 10.1.0.200:80 -r 10.0.0.11 -m
ipvsadm -d -t 10.1.0.200:80 -r 10.0.0.11 -o
ipvsadm -d -t 10.1.0.200:80 -r 10.0.0.11 --tun-csum
