# and closed
ipvsadm -A -t 10.1.0.200:80 -s lc
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 -m -w 3
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.12 -m -w 2
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.13 -m -w 1
connect -n 9 tcp 10.1.0.200:80
ipvsadm -A -t 10.1.0.200:81 -s lc
ipvsadm -a -t 10.1.0.200:81 -r 10.0.0.11 -m -w 5
ipvsadm -a -t 10.1.0.200:81 -r 10.0.0.12 -m -w 1
connect -n 9 tcp 10.1.0.200:81
ipvsadm -A -t 10.1.0.200:82 -s wlc
ipvsadm -a -t 10.1.0.200:82 -r 10.0.0.11 -m -w 3
ipvsadm -a -t 10.1.0.200:82 -r 10.0.0.12 -m -w 2
ipvsadm -a -t 10.1.0.200:82 -r 10.0.0.13 -m -w 1
connect -n 9 tcp 10.1.0.200:82
ipvsadm -A -t 10.1.0.200:83 -s wlc
ipvsadm -a -t 10.1.0.200:83 -r 10.0.0.11 -m -w 5
ipvsadm -a -t 10.1.0.200:83 -r 10.0.0.12 -m -w 1
connect -n 9 tcp 10.1.0.200:83
ipvsadm -A -t 10.1.0.200:84 -s sed
ipvsadm -a -t 10.1.0.200:84 -r 10.0.0.11 -m -w 3
ipvsadm -a -t 10.1.0.200:84 -r 10.0.0.12 -m -w 2
ipvsadm -a -t 10.1.0.200:84 -r 10.0.0.13 -m -w 1
connect -n 9 tcp 10.1.0.200:84
ipvsadm -A -t 10.1.0.200:85 -s sed
ipvsadm -a -t 10.1.0.200:85 -r 10.0.0.11 -m -w 5
ipvsadm -a -t 10.1.0.200:85 -r 10.0.0.12 -m -w 1
connect -n 9 tcp 10.1.0.200:85
ipvsadm -A -t 10.1.0.200:86 -s nq
ipvsadm -a -t 10.1.0.200:86 -r 10.0.0.11 -m -w 3
ipvsadm -a -t 10.1.0.200:86 -r 10.0.0.12 -m -w 2
ipvsadm -a -t 10.1.0.200:86 -r 10.0.0.13 -m -w 1
connect -n 9 tcp 10.1.0.200:86
ipvsadm -A -t 10.1.0.200:87 -s nq
ipvsadm -a -t 10.1.0.200:87 -r 10.0.0.11 -m -w 5
ipvsadm -a -t 10.1.0.200:87 -r 10.0.0.12 -m -w 1
connect -n 9 tcp 10.1.0.200:87
