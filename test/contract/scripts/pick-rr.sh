# rr: the pointer walks the list, newest server first; weights do not matter but 0
ipvsadm -A -t 10.1.0.200:80 -s rr
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 -m -w 1
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.12 -m -w 1
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.13 -m -w 1
connect -n 7 tcp 10.1.0.200:80
connect -n 4 --hold tcp 10.1.0.200:80
ipvsadm -A -t 10.1.0.200:81 -s rr
ipvsadm -a -t 10.1.0.200:81 -r 10.0.0.11 -m -w 3
ipvsadm -a -t 10.1.0.200:81 -r 10.0.0.12 -m -w 0
ipvsadm -a -t 10.1.0.200:81 -r 10.0.0.13 -m -w 1
connect -n 6 tcp 10.1.0.200:81
ipvsadm -e -t 10.1.0.200:81 -r 10.0.0.12 -m -w 2
connect -n 6 tcp 10.1.0.200:81
ipvsadm -e -t 10.1.0.200:81 -r 10.0.0.11 -m -w 0
ipvsadm -e -t 10.1.0.200:81 -r 10.0.0.13 -m -w 0
connect -n 3 tcp 10.1.0.200:81
ipvsadm -e -t 10.1.0.200:81 -r 10.0.0.12 -m -w 0
connect -n 2 tcp 10.1.0.200:81
ipvsadm -A -t 10.1.0.200:82 -s rr
ipvsadm -a -t 10.1.0.200:82 -r 10.0.0.11 -m -w 1
ipvsadm -a -t 10.1.0.200:82 -r 10.0.0.12 -m -w 1
ipvsadm -a -t 10.1.0.200:82 -r 10.0.0.13 -m -w 1
ipvsadm -a -t 10.1.0.200:82 -r 10.0.0.14 -m -w 1
connect -n 2 tcp 10.1.0.200:82
ipvsadm -d -t 10.1.0.200:82 -r 10.0.0.13
connect -n 4 tcp 10.1.0.200:82
ipvsadm -a -t 10.1.0.200:82 -r 10.0.0.15 -m
connect -n 5 tcp 10.1.0.200:82
ipvsadm -d -t 10.1.0.200:82 -r 10.0.0.11
connect -n 3 tcp 10.1.0.200:82
ipvsadm -a -t 10.1.0.200:82 -r 10.0.0.13 -m
connect -n 5 tcp 10.1.0.200:82
ipvsadm -E -t 10.1.0.200:82 -s rr
connect -n 5 tcp 10.1.0.200:82
ipvsadm -E -t 10.1.0.200:82 -s lc
ipvsadm -E -t 10.1.0.200:82 -s rr
connect -n 5 tcp 10.1.0.200:82
