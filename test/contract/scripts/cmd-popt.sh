# How popt reads words: bundles, joined values, --long=value, no abbreviations
ipvsadm -At 10.1.0.200:80
ipvsadm -At10.1.0.200:81
ipvsadm -At=10.1.0.200:82
ipvsadm -A --tcp-service=10.1.0.200:83 --scheduler=rr
ipvsadm -A --tcp-service 10.1.0.200:84 --scheduler rr
ipvsadm -A -t 10.1.0.200:85 -swlc
ipvsadm -A -t 10.1.0.200:86 -srr -p300
ipvsadm -A -t 10.1.0.200:87 -p=300
ipvsadm -A -t 10.1.0.200:88 --persistent=120
ipvsadm -A -t 10.1.0.200:89 --sched rr
ipvsadm -A -t 10.1.0.200:89 --persist 5
ipvsadm -A -t 10.1.0.200:89 -q
ipvsadm -A -t
ipvsadm -A --tcp-service
ipvsadm -A -t 10.1.0.200:89 -s
ipvsadm -A -t 10.1.0.200:89 --scheduler
ipvsadm -a -t 10.1.0.200:80 -r
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 -w
ipvsadm -at 10.1.0.200:80 -r 10.0.0.11 -mw5
ipvsadm -at 10.1.0.200:80 -mr 10.0.0.12 -w=6
ipvsadm -at 10.1.0.200:80 -gr10.0.0.13 -w7 -x9 -y3
ipvsadm -at 10.1.0.200:80 -r 10.0.0.14 -wm 5
ipvsadm -at 10.1.0.200:80 -r -m
ipvsadm -Ln --numeric=1
ipvsadm -Lnt 10.1.0.200:80
ipvsadm -Lt 10.1.0.200:81 -n
ipvsadm -lnX
ipvsadm -L -n --nosort=yes
ipvsadm --add-service --udp-service 10.1.0.200:53 --ops
ipvsadm --add-server -u 10.1.0.200:53 --real-server 10.0.0.11 --masquerading --weight 2
ipvsadm --list --numeric
ipvsadm --save --numeric
ipvsadm --clear
ipvsadm --list -n
