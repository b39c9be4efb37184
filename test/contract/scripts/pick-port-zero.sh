# A service of port 0 takes every port of its address; a service of its own for a port goes first
ipvsadm -A -t 10.1.0.200:0 -s rr -p 300
ipvsadm -a -t 10.1.0.200:0 -r 10.0.0.11:0 -m
ipvsadm -a -t 10.1.0.200:0 -r 10.0.0.12:0 -m
connect -n 2 --from 10.1.0.1 tcp 10.1.0.200:80
connect -n 2 --from 10.1.0.1 tcp 10.1.0.200:443
connect -n 2 --from 10.1.0.2 tcp 10.1.0.200:22
ipvsadm -A -t 10.1.0.200:443 -s rr
ipvsadm -a -t 10.1.0.200:443 -r 10.0.0.13:8443 -m
connect -n 2 --from 10.1.0.1 tcp 10.1.0.200:443
connect udp 10.1.0.200:53
ipvsadm -Lnc
ipvsadm -a -t 10.1.0.200:0 -r 10.0.0.14:8080 -m
connect -n 2 --from 10.1.0.3 tcp 10.1.0.200:81
connect -n 2 --from 10.1.0.4 tcp 10.1.0.200:81
connect -n 2 --from 10.1.0.5 tcp 10.1.0.200:81
ipvsadm -A -t 10.1.0.201:0 -s lc -p 60
ipvsadm -a -t 10.1.0.201:0 -r 10.0.0.11 -g
ipvsadm -a -t 10.1.0.201:0 -r 10.0.0.12 -g
connect -n 2 --from 10.1.0.1 tcp 10.1.0.201:5000
connect -n 2 --from 10.1.0.2 tcp 10.1.0.201:6000
ipvsadm -Lnc
ipvsadm -Ln
