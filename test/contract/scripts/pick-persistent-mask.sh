# A mask puts many clients under one template
ipvsadm -A -t 10.1.0.200:80 -s rr -p 300 -M 255.255.255.252
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11:8080 -m
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.12:8080 -m
connect --from 10.1.0.1 tcp 10.1.0.200:80
connect --from 10.1.0.2 tcp 10.1.0.200:80
connect --from 10.1.0.3 tcp 10.1.0.200:80
connect --from 10.1.0.4 tcp 10.1.0.200:80
connect --from 10.1.0.7 tcp 10.1.0.200:80
connect --from 10.1.0.8 tcp 10.1.0.200:80
ipvsadm -Lnc
ipvsadm -A -t 10.1.0.200:81 -s rr -p 300 -M 255.0.255.0
ipvsadm -a -t 10.1.0.200:81 -r 10.0.0.11 -g
ipvsadm -a -t 10.1.0.200:81 -r 10.0.0.12 -g
connect --from 10.1.0.1 tcp 10.1.0.200:81
connect --from 10.1.0.99 tcp 10.1.0.200:81
connect --from 10.77.0.5 tcp 10.1.0.200:81
connect --from 10.1.1.1 tcp 10.1.0.200:81
ipvsadm -A -t [fd00:1::200]:80 -s rr -p 300 -M 120
ipvsadm -a -t [fd00:1::200]:80 -r [fd00::11]:80 -m
ipvsadm -a -t [fd00:1::200]:80 -r [fd00::12]:80 -m
connect --from fd00:1::1 tcp [fd00:1::200]:80
connect --from fd00:1::2 tcp [fd00:1::200]:80
connect --from fd00:1::101 tcp [fd00:1::200]:80
ipvsadm -Lnc
cat /proc/net/ip_vs_conn
ipvsadm -A -u 10.1.0.200:53 -s rr -p 60 -M 255.255.255.0
ipvsadm -a -u 10.1.0.200:53 -r 10.0.0.11 -m
ipvsadm -a -u 10.1.0.200:53 -r 10.0.0.12 -m
connect -n 2 --from 10.1.0.1 udp 10.1.0.200:53
connect -n 2 --from 10.1.0.9 udp 10.1.0.200:53
ipvsadm -Ln --persistent-conn
