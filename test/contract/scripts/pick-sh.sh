# sh: the client address decides
ipvsadm -A -t 10.1.0.200:80 -s sh
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 -m -w 1
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.12 -m -w 1
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.13 -m -w 1
connect --from 10.1.0.1 tcp 10.1.0.200:80
connect --from 10.1.0.2 tcp 10.1.0.200:80
connect --from 10.1.0.3 tcp 10.1.0.200:80
connect --from 10.1.0.4 tcp 10.1.0.200:80
connect --from 10.1.0.5 tcp 10.1.0.200:80
connect --from 10.1.0.6 tcp 10.1.0.200:80
connect --from 10.1.0.7 tcp 10.1.0.200:80
connect --from 10.1.0.8 tcp 10.1.0.200:80
connect --from 10.1.0.9 tcp 10.1.0.200:80
connect --from 10.1.0.10 tcp 10.1.0.200:80
connect --from 10.1.0.11 tcp 10.1.0.200:80
connect --from 10.1.0.12 tcp 10.1.0.200:80
connect --from 10.1.0.13 tcp 10.1.0.200:80
connect --from 10.1.0.14 tcp 10.1.0.200:80
connect --from 10.1.0.15 tcp 10.1.0.200:80
connect --from 10.1.0.16 tcp 10.1.0.200:80
ipvsadm -A -t 10.1.0.200:81 -s sh
ipvsadm -a -t 10.1.0.200:81 -r 10.0.0.11 -m -w 1
ipvsadm -a -t 10.1.0.200:81 -r 10.0.0.12 -m -w 2
ipvsadm -a -t 10.1.0.200:81 -r 10.0.0.13 -m -w 5
connect --from 10.1.0.1 tcp 10.1.0.200:81
connect --from 10.1.0.2 tcp 10.1.0.200:81
connect --from 10.1.0.3 tcp 10.1.0.200:81
connect --from 10.1.0.4 tcp 10.1.0.200:81
connect --from 10.1.0.5 tcp 10.1.0.200:81
connect --from 10.1.0.6 tcp 10.1.0.200:81
connect --from 10.1.0.7 tcp 10.1.0.200:81
connect --from 10.1.0.8 tcp 10.1.0.200:81
connect --from 10.1.0.20 tcp 10.1.0.200:81
connect --from 10.1.0.99 tcp 10.1.0.200:81
connect --from 10.1.0.150 tcp 10.1.0.200:81
connect --from 10.1.0.240 tcp 10.1.0.200:81
ipvsadm -e -t 10.1.0.200:80 -r 10.0.0.13 -m -w 0
connect --from 10.1.0.1 tcp 10.1.0.200:80
connect --from 10.1.0.2 tcp 10.1.0.200:80
connect --from 10.1.0.3 tcp 10.1.0.200:80
ipvsadm -d -t 10.1.0.200:80 -r 10.0.0.13
connect --from 10.1.0.1 tcp 10.1.0.200:80
connect --from 10.1.0.2 tcp 10.1.0.200:80
connect --from 10.1.0.3 tcp 10.1.0.200:80
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.13 -m -w 1
connect --from 10.1.0.1 tcp 10.1.0.200:80
connect --from 10.1.0.3 tcp 10.1.0.200:80
ipvsadm -A -t 10.1.0.200:82 -s sh -b sh-port
ipvsadm -a -t 10.1.0.200:82 -r 10.0.0.11 -m -w 1
ipvsadm -a -t 10.1.0.200:82 -r 10.0.0.12 -m -w 1
ipvsadm -a -t 10.1.0.200:82 -r 10.0.0.13 -m -w 1
connect -n 12 --from 10.1.0.1:40000 tcp 10.1.0.200:82
connect -n 6 --from 10.1.0.2:1024 tcp 10.1.0.200:82
ipvsadm -A -t 10.1.0.200:83 -s sh -b sh-fallback
ipvsadm -a -t 10.1.0.200:83 -r 10.0.0.11 -m -w 1
ipvsadm -a -t 10.1.0.200:83 -r 10.0.0.12 -m -w 0
ipvsadm -a -t 10.1.0.200:83 -r 10.0.0.13 -m -w 1
connect --from 10.1.0.1 tcp 10.1.0.200:83
connect --from 10.1.0.2 tcp 10.1.0.200:83
connect --from 10.1.0.3 tcp 10.1.0.200:83
connect --from 10.1.0.4 tcp 10.1.0.200:83
connect --from 10.1.0.5 tcp 10.1.0.200:83
connect --from 10.1.0.6 tcp 10.1.0.200:83
connect --from 10.1.0.7 tcp 10.1.0.200:83
connect --from 10.1.0.8 tcp 10.1.0.200:83
ipvsadm -A -t 10.1.0.200:84 -s sh
ipvsadm -a -t 10.1.0.200:84 -r 10.0.0.11 -m -w 1
ipvsadm -a -t 10.1.0.200:84 -r 10.0.0.12 -m -w 0
ipvsadm -a -t 10.1.0.200:84 -r 10.0.0.13 -m -w 1
connect --from 10.1.0.1 tcp 10.1.0.200:84
connect --from 10.1.0.2 tcp 10.1.0.200:84
connect --from 10.1.0.3 tcp 10.1.0.200:84
connect --from 10.1.0.4 tcp 10.1.0.200:84
connect --from 10.1.0.5 tcp 10.1.0.200:84
connect --from 10.1.0.6 tcp 10.1.0.200:84
ipvsadm -A -t 10.1.0.200:85 -s sh -b sh-fallback,sh-port
ipvsadm -a -t 10.1.0.200:85 -r 10.0.0.11 -m -w 1
ipvsadm -a -t 10.1.0.200:85 -r 10.0.0.12 -m -w 0
ipvsadm -a -t 10.1.0.200:85 -r 10.0.0.13 -m -w 2
connect -n 12 --from 10.1.0.9:50000 tcp 10.1.0.200:85
ipvsadm -A -u 10.1.0.200:53 -s sh -b sh-port
ipvsadm -a -u 10.1.0.200:53 -r 10.0.0.11 -m
ipvsadm -a -u 10.1.0.200:53 -r 10.0.0.12 -m
connect -n 8 --from 10.1.0.9:5000 udp 10.1.0.200:53
ipvsadm -A -t [fd00:1::200]:80 -s sh
ipvsadm -a -t [fd00:1::200]:80 -r [fd00::11]:80 -m
ipvsadm -a -t [fd00:1::200]:80 -r [fd00::12]:80 -m -w 2
ipvsadm -a -t [fd00:1::200]:80 -r [fd00::13]:80 -m
connect --from fd00:1::1 tcp [fd00:1::200]:80
connect --from fd00:1::2 tcp [fd00:1::200]:80
connect --from fd00:1::3 tcp [fd00:1::200]:80
connect --from fd00:1::a tcp [fd00:1::200]:80
connect --from fd00:1::b tcp [fd00:1::200]:80
connect --from fd00:1::ff tcp [fd00:1::200]:80
connect --from fd00:1::1234:5678 tcp [fd00:1::200]:80
