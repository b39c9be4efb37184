# wrr: which round it begins with depends on how the servers were added
ipvsadm -A -t 10.1.0.200:80 -s wrr
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 -m -w 3
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.12 -m -w 2
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.13 -m -w 1
connect -n 13 tcp 10.1.0.200:80
ipvsadm -A -t 10.1.0.200:81 -s wrr
ipvsadm -a -t 10.1.0.200:81 -r 10.0.0.11 -m -w 1
ipvsadm -a -t 10.1.0.200:81 -r 10.0.0.12 -m -w 2
ipvsadm -a -t 10.1.0.200:81 -r 10.0.0.13 -m -w 3
connect -n 13 tcp 10.1.0.200:81
ipvsadm -A -t 10.1.0.200:82 -s wrr
ipvsadm -a -t 10.1.0.200:82 -r 10.0.0.11 -m -w 5
ipvsadm -a -t 10.1.0.200:82 -r 10.0.0.12 -m -w 1
connect -n 13 tcp 10.1.0.200:82
ipvsadm -A -t 10.1.0.200:83 -s wrr
ipvsadm -a -t 10.1.0.200:83 -r 10.0.0.11 -m -w 1
ipvsadm -a -t 10.1.0.200:83 -r 10.0.0.12 -m -w 5
connect -n 13 tcp 10.1.0.200:83
ipvsadm -A -t 10.1.0.200:84 -s wrr
ipvsadm -a -t 10.1.0.200:84 -r 10.0.0.11 -m -w 4
ipvsadm -a -t 10.1.0.200:84 -r 10.0.0.12 -m -w 2
connect -n 13 tcp 10.1.0.200:84
ipvsadm -A -t 10.1.0.200:85 -s wrr
ipvsadm -a -t 10.1.0.200:85 -r 10.0.0.11 -m -w 3
ipvsadm -a -t 10.1.0.200:85 -r 10.0.0.12 -m -w 0
ipvsadm -a -t 10.1.0.200:85 -r 10.0.0.13 -m -w 1
connect -n 13 tcp 10.1.0.200:85
ipvsadm -A -t 10.1.0.200:86 -s wrr
ipvsadm -a -t 10.1.0.200:86 -r 10.0.0.11 -m -w 6
ipvsadm -a -t 10.1.0.200:86 -r 10.0.0.12 -m -w 4
ipvsadm -a -t 10.1.0.200:86 -r 10.0.0.13 -m -w 2
connect -n 13 tcp 10.1.0.200:86
ipvsadm -A -t 10.1.0.200:87 -s wrr
ipvsadm -a -t 10.1.0.200:87 -r 10.0.0.11 -m -w 2
ipvsadm -a -t 10.1.0.200:87 -r 10.0.0.12 -m -w 2
ipvsadm -a -t 10.1.0.200:87 -r 10.0.0.13 -m -w 2
connect -n 13 tcp 10.1.0.200:87
ipvsadm -A -t 10.1.0.200:88 -s wrr
ipvsadm -a -t 10.1.0.200:88 -r 10.0.0.11 -m -w 0
ipvsadm -a -t 10.1.0.200:88 -r 10.0.0.12 -m -w 0
connect -n 13 tcp 10.1.0.200:88
ipvsadm -A -t 10.1.0.200:89 -s wrr
ipvsadm -a -t 10.1.0.200:89 -r 10.0.0.11 -m -w 7
connect -n 13 tcp 10.1.0.200:89
ipvsadm -e -t 10.1.0.200:80 -r 10.0.0.11 -m -w 1
connect -n 8 tcp 10.1.0.200:80
ipvsadm -e -t 10.1.0.200:80 -r 10.0.0.13 -m -w 10
connect -n 14 tcp 10.1.0.200:80
ipvsadm -d -t 10.1.0.200:80 -r 10.0.0.13
connect -n 6 tcp 10.1.0.200:80
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.14 -m -w 4
connect -n 8 tcp 10.1.0.200:80
ipvsadm -e -t 10.1.0.200:88 -r 10.0.0.11 -m -w 2
connect -n 3 tcp 10.1.0.200:88
ipvsadm -E -t 10.1.0.200:81 -s wrr
connect -n 7 tcp 10.1.0.200:81
ipvsadm -E -t 10.1.0.200:82 -s rr
ipvsadm -E -t 10.1.0.200:82 -s wrr
connect -n 7 tcp 10.1.0.200:82
ipvsadm -e -t 10.1.0.200:84 -r 10.0.0.11 -m -w 0
connect -n 3 tcp 10.1.0.200:84
ipvsadm -e -t 10.1.0.200:84 -r 10.0.0.12 -m -w 0
connect -n 2 tcp 10.1.0.200:84
ipvsadm -e -t 10.1.0.200:84 -r 10.0.0.12 -m -w 9
connect -n 3 tcp 10.1.0.200:84
