# and changed midway: weights, servers that come and go, connections both held and closed
ipvsadm -A -t 10.1.0.200:80 -s lc
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 -m -w 1
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.12 -m -w 1
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.13 -m -w 1
connect -n 4 --hold tcp 10.1.0.200:80
connect -n 3 tcp 10.1.0.200:80
ipvsadm -e -t 10.1.0.200:80 -r 10.0.0.11 -m -w 4
connect -n 6 --hold tcp 10.1.0.200:80
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.14 -m -w 2
connect -n 6 --hold tcp 10.1.0.200:80
ipvsadm -d -t 10.1.0.200:80 -r 10.0.0.12
connect -n 4 tcp 10.1.0.200:80
ipvsadm -e -t 10.1.0.200:80 -r 10.0.0.13 -m -w 0
connect -n 4 --hold tcp 10.1.0.200:80
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.12 -m -w 3
connect -n 6 tcp 10.1.0.200:80
ipvsadm -A -t 10.1.0.200:81 -s wlc
ipvsadm -a -t 10.1.0.200:81 -r 10.0.0.11 -m -w 1
ipvsadm -a -t 10.1.0.200:81 -r 10.0.0.12 -m -w 1
ipvsadm -a -t 10.1.0.200:81 -r 10.0.0.13 -m -w 1
connect -n 4 --hold tcp 10.1.0.200:81
connect -n 3 tcp 10.1.0.200:81
ipvsadm -e -t 10.1.0.200:81 -r 10.0.0.11 -m -w 4
connect -n 6 --hold tcp 10.1.0.200:81
ipvsadm -a -t 10.1.0.200:81 -r 10.0.0.14 -m -w 2
connect -n 6 --hold tcp 10.1.0.200:81
ipvsadm -d -t 10.1.0.200:81 -r 10.0.0.12
connect -n 4 tcp 10.1.0.200:81
ipvsadm -e -t 10.1.0.200:81 -r 10.0.0.13 -m -w 0
connect -n 4 --hold tcp 10.1.0.200:81
ipvsadm -a -t 10.1.0.200:81 -r 10.0.0.12 -m -w 3
connect -n 6 tcp 10.1.0.200:81
ipvsadm -A -t 10.1.0.200:82 -s sed
ipvsadm -a -t 10.1.0.200:82 -r 10.0.0.11 -m -w 1
ipvsadm -a -t 10.1.0.200:82 -r 10.0.0.12 -m -w 1
ipvsadm -a -t 10.1.0.200:82 -r 10.0.0.13 -m -w 1
connect -n 4 --hold tcp 10.1.0.200:82
connect -n 3 tcp 10.1.0.200:82
ipvsadm -e -t 10.1.0.200:82 -r 10.0.0.11 -m -w 4
connect -n 6 --hold tcp 10.1.0.200:82
ipvsadm -a -t 10.1.0.200:82 -r 10.0.0.14 -m -w 2
connect -n 6 --hold tcp 10.1.0.200:82
ipvsadm -d -t 10.1.0.200:82 -r 10.0.0.12
connect -n 4 tcp 10.1.0.200:82
ipvsadm -e -t 10.1.0.200:82 -r 10.0.0.13 -m -w 0
connect -n 4 --hold tcp 10.1.0.200:82
ipvsadm -a -t 10.1.0.200:82 -r 10.0.0.12 -m -w 3
connect -n 6 tcp 10.1.0.200:82
ipvsadm -A -t 10.1.0.200:83 -s nq
ipvsadm -a -t 10.1.0.200:83 -r 10.0.0.11 -m -w 1
ipvsadm -a -t 10.1.0.200:83 -r 10.0.0.12 -m -w 1
ipvsadm -a -t 10.1.0.200:83 -r 10.0.0.13 -m -w 1
connect -n 4 --hold tcp 10.1.0.200:83
connect -n 3 tcp 10.1.0.200:83
ipvsadm -e -t 10.1.0.200:83 -r 10.0.0.11 -m -w 4
connect -n 6 --hold tcp 10.1.0.200:83
ipvsadm -a -t 10.1.0.200:83 -r 10.0.0.14 -m -w 2
connect -n 6 --hold tcp 10.1.0.200:83
ipvsadm -d -t 10.1.0.200:83 -r 10.0.0.12
connect -n 4 tcp 10.1.0.200:83
ipvsadm -e -t 10.1.0.200:83 -r 10.0.0.13 -m -w 0
connect -n 4 --hold tcp 10.1.0.200:83
ipvsadm -a -t 10.1.0.200:83 -r 10.0.0.12 -m -w 3
connect -n 6 tcp 10.1.0.200:83
