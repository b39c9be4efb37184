# One service for many addresses and ports
ipvsadm -A -f 17 -s rr
ipvsadm -a -f 17 -r 10.0.0.11 -m
ipvsadm -a -f 17 -r 10.0.0.12:8080 -m
ipvsadm -a -f 17 -r 10.0.0.13 -g
connect -n 4 tcp mark 17 10.9.0.5:443
connect -n 4 tcp mark 17 10.9.0.6:80
connect -n 3 udp mark 17 10.9.0.6:53
connect tcp mark 18 10.9.0.5:443
ipvsadm -A -f 19 -s rr -p 60
ipvsadm -a -f 19 -r 10.0.0.11 -m
ipvsadm -a -f 19 -r 10.0.0.12 -m
connect -n 2 --from 10.1.0.1 tcp mark 19 10.9.0.5:443
connect -n 2 --from 10.1.0.1 tcp mark 19 10.9.0.7:80
connect -n 2 --from 10.1.0.2 tcp mark 19 10.9.0.5:443
connect -n 2 --from 10.1.0.1 udp mark 19 10.9.0.5:53
ipvsadm -Lnc
ipvsadm -A -f 17 -6 -s rr
ipvsadm -a -f 17 -6 -r fd00::11 -m
ipvsadm -a -f 17 -6 -r fd00::12 -g
connect -n 3 tcp mark 17 [fd00:9::5]:443
ipvsadm -A -f 20 -6 -s rr -p 60 -M 64
ipvsadm -a -f 20 -6 -r fd00::11 -m
ipvsadm -a -f 20 -6 -r fd00::12 -m
connect -n 2 --from fd00:1::1 tcp mark 20 [fd00:9::5]:443
connect -n 2 --from fd00:1::2 tcp mark 20 [fd00:9::6]:80
connect -n 2 --from fd00:2::2 tcp mark 20 [fd00:9::6]:80
ipvsadm -Lnc
cat /proc/net/ip_vs_conn
ipvsadm -A -t 10.1.0.200:80 -s rr
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.14 -m
connect -n 2 tcp mark 17 10.1.0.200:80
connect -n 2 tcp mark 99 10.1.0.200:80
connect -n 2 mark 17 10.9.0.5:443
ipvsadm -Ln
