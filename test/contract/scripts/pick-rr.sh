# rr: the pointer walks the list, newest server first; weights do not matter
ipvsadm -A -t 10.1.0.200:80 -s rr
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11:80 -m
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.12:8080 -m -w 3
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.13:80 -g
connect -n 4 tcp 10.1.0.200:80
connect -n 2 --hold tcp 10.1.0.200:80
connect tcp 10.1.0.201:80
connect udp 10.1.0.200:80
ipvsadm -Lnc
ipvsadm -A -u 10.1.0.200:53 -s rr
ipvsadm -a -u 10.1.0.200:53 -r 10.2.0.11 -i
ipvsadm -a -u 10.1.0.200:53 -r 10.0.0.12 -m
connect -n 3 udp 10.1.0.200:53
ipvsadm -A -t [fd00:1::200]:80 -s rr
ipvsadm -a -t [fd00:1::200]:80 -r [fd00::11]:80 -m
ipvsadm -a -t [fd00:1::200]:80 -r [fd00::12]:80 -g
connect -n 4 tcp [fd00:1::200]:80
ipvsadm -A -f 17 -s rr
ipvsadm -a -f 17 -r 10.0.0.11 -m
ipvsadm -a -f 17 -r 10.0.0.12 -g
connect -n 3 tcp mark 17 10.9.0.5:443
connect -n 1 tcp mark 18 10.9.0.5:443
sleep 3
ipvsadm -Ln --stats
ipvsadm -Ln --rate
ipvsadm -Lnc
