# An option given twice
ipvsadm -Lnn
ipvsadm -L -c -c
ipvsadm -L --timeout --timeout
ipvsadm -L --daemon --daemon
ipvsadm -L --stats --stats
ipvsadm -L --rate --rate
ipvsadm -L --thresholds --thresholds
ipvsadm -L --persistent-conn --persistent-conn
ipvsadm -L --nosort --nosort
ipvsadm -L --sort --sort
ipvsadm -L -X -X
ipvsadm -L --exact -X
ipvsadm -L --tun-info --tun-info
ipvsadm -L -t 10.1.0.200:80 -t 10.1.0.200:80
ipvsadm -L -t 10.1.0.200:80 -u 10.1.0.200:80
ipvsadm -A -t 10.1.0.200:80 -f 5
ipvsadm -A -f 5 -t 10.1.0.200:80
ipvsadm -A -t 10.1.0.200:80 -s rr -s rr
ipvsadm -A -t 10.1.0.200:80 -p -p
ipvsadm -A -t 10.1.0.200:80 -p 5 -p 6
ipvsadm -A -t 10.1.0.200:80 -M 24 -M 24
ipvsadm -A -t 10.1.0.200:80 --pe sip --pe sip
ipvsadm -A -u 10.1.0.200:80 -o -o
ipvsadm -A -t 10.1.0.200:80 -b flag-1 -b flag-1
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.1 -r 10.0.0.1
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.1 -g -g
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.1 -m -i
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.1 -w 1 -w 1
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.1 -x 1 -x 1
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.1 -y 1 -y 1
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.1 -i --tun-type gre --tun-type gre
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.1 -i --tun-port 1 --tun-port 1
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.1 -i --tun-csum --tun-csum
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.1 -i --tun-nocsum --tun-nocsum
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.1 -i --tun-remcsum --tun-remcsum
ipvsadm --start-daemon master --syncid 1 --syncid 1
ipvsadm --start-daemon master --mcast-interface eth0 --mcast-interface eth0
ipvsadm --start-daemon master --sync-maxlen 1 --sync-maxlen 1
ipvsadm --start-daemon master --mcast-group 224.0.0.9 --mcast-group 224.0.0.9
ipvsadm --start-daemon master --mcast-port 1 --mcast-port 1
ipvsadm --start-daemon master --mcast-ttl 1 --mcast-ttl 1
