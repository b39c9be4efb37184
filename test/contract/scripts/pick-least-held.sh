# The least-connection family, connections held
ipvsadm -A -t 10.1.0.200:80 -s lc
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 -m -w 3
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.12 -m -w 2
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.13 -m -w 1
connect -n 13 --hold tcp 10.1.0.200:80
ipvsadm -A -t 10.1.0.200:81 -s lc
ipvsadm -a -t 10.1.0.200:81 -r 10.0.0.11 -m -w 1
ipvsadm -a -t 10.1.0.200:81 -r 10.0.0.12 -m -w 2
ipvsadm -a -t 10.1.0.200:81 -r 10.0.0.13 -m -w 3
connect -n 13 --hold tcp 10.1.0.200:81
ipvsadm -A -t 10.1.0.200:82 -s lc
ipvsadm -a -t 10.1.0.200:82 -r 10.0.0.11 -m -w 5
ipvsadm -a -t 10.1.0.200:82 -r 10.0.0.12 -m -w 1
connect -n 13 --hold tcp 10.1.0.200:82
ipvsadm -A -t 10.1.0.200:83 -s lc
ipvsadm -a -t 10.1.0.200:83 -r 10.0.0.11 -m -w 2
ipvsadm -a -t 10.1.0.200:83 -r 10.0.0.12 -m -w 0
ipvsadm -a -t 10.1.0.200:83 -r 10.0.0.13 -m -w 1
connect -n 13 --hold tcp 10.1.0.200:83
ipvsadm -A -t 10.1.0.200:84 -s wlc
ipvsadm -a -t 10.1.0.200:84 -r 10.0.0.11 -m -w 3
ipvsadm -a -t 10.1.0.200:84 -r 10.0.0.12 -m -w 2
ipvsadm -a -t 10.1.0.200:84 -r 10.0.0.13 -m -w 1
connect -n 13 --hold tcp 10.1.0.200:84
ipvsadm -A -t 10.1.0.200:85 -s wlc
ipvsadm -a -t 10.1.0.200:85 -r 10.0.0.11 -m -w 1
ipvsadm -a -t 10.1.0.200:85 -r 10.0.0.12 -m -w 2
ipvsadm -a -t 10.1.0.200:85 -r 10.0.0.13 -m -w 3
connect -n 13 --hold tcp 10.1.0.200:85
ipvsadm -A -t 10.1.0.200:86 -s wlc
ipvsadm -a -t 10.1.0.200:86 -r 10.0.0.11 -m -w 5
ipvsadm -a -t 10.1.0.200:86 -r 10.0.0.12 -m -w 1
connect -n 13 --hold tcp 10.1.0.200:86
ipvsadm -A -t 10.1.0.200:87 -s wlc
ipvsadm -a -t 10.1.0.200:87 -r 10.0.0.11 -m -w 2
ipvsadm -a -t 10.1.0.200:87 -r 10.0.0.12 -m -w 0
ipvsadm -a -t 10.1.0.200:87 -r 10.0.0.13 -m -w 1
connect -n 13 --hold tcp 10.1.0.200:87
ipvsadm -A -t 10.1.0.200:88 -s sed
ipvsadm -a -t 10.1.0.200:88 -r 10.0.0.11 -m -w 3
ipvsadm -a -t 10.1.0.200:88 -r 10.0.0.12 -m -w 2
ipvsadm -a -t 10.1.0.200:88 -r 10.0.0.13 -m -w 1
connect -n 13 --hold tcp 10.1.0.200:88
ipvsadm -A -t 10.1.0.200:89 -s sed
ipvsadm -a -t 10.1.0.200:89 -r 10.0.0.11 -m -w 1
ipvsadm -a -t 10.1.0.200:89 -r 10.0.0.12 -m -w 2
ipvsadm -a -t 10.1.0.200:89 -r 10.0.0.13 -m -w 3
connect -n 13 --hold tcp 10.1.0.200:89
ipvsadm -A -t 10.1.0.200:90 -s sed
ipvsadm -a -t 10.1.0.200:90 -r 10.0.0.11 -m -w 5
ipvsadm -a -t 10.1.0.200:90 -r 10.0.0.12 -m -w 1
connect -n 13 --hold tcp 10.1.0.200:90
ipvsadm -A -t 10.1.0.200:91 -s sed
ipvsadm -a -t 10.1.0.200:91 -r 10.0.0.11 -m -w 2
ipvsadm -a -t 10.1.0.200:91 -r 10.0.0.12 -m -w 0
ipvsadm -a -t 10.1.0.200:91 -r 10.0.0.13 -m -w 1
connect -n 13 --hold tcp 10.1.0.200:91
ipvsadm -A -t 10.1.0.200:92 -s nq
ipvsadm -a -t 10.1.0.200:92 -r 10.0.0.11 -m -w 3
ipvsadm -a -t 10.1.0.200:92 -r 10.0.0.12 -m -w 2
ipvsadm -a -t 10.1.0.200:92 -r 10.0.0.13 -m -w 1
connect -n 13 --hold tcp 10.1.0.200:92
ipvsadm -A -t 10.1.0.200:93 -s nq
ipvsadm -a -t 10.1.0.200:93 -r 10.0.0.11 -m -w 1
ipvsadm -a -t 10.1.0.200:93 -r 10.0.0.12 -m -w 2
ipvsadm -a -t 10.1.0.200:93 -r 10.0.0.13 -m -w 3
connect -n 13 --hold tcp 10.1.0.200:93
ipvsadm -A -t 10.1.0.200:94 -s nq
ipvsadm -a -t 10.1.0.200:94 -r 10.0.0.11 -m -w 5
ipvsadm -a -t 10.1.0.200:94 -r 10.0.0.12 -m -w 1
connect -n 13 --hold tcp 10.1.0.200:94
ipvsadm -A -t 10.1.0.200:95 -s nq
ipvsadm -a -t 10.1.0.200:95 -r 10.0.0.11 -m -w 2
ipvsadm -a -t 10.1.0.200:95 -r 10.0.0.12 -m -w 0
ipvsadm -a -t 10.1.0.200:95 -r 10.0.0.13 -m -w 1
connect -n 13 --hold tcp 10.1.0.200:95
