# fo: the heaviest; ovf: the heaviest that is not full
ipvsadm -A -t 10.1.0.200:80 -s fo
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 -m -w 1
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.12 -m -w 3
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.13 -m -w 2
connect -n 4 --hold tcp 10.1.0.200:80
ipvsadm -A -t 10.1.0.200:81 -s fo
ipvsadm -a -t 10.1.0.200:81 -r 10.0.0.11 -m -w 2
ipvsadm -a -t 10.1.0.200:81 -r 10.0.0.12 -m -w 2
ipvsadm -a -t 10.1.0.200:81 -r 10.0.0.13 -m -w 1
connect -n 4 --hold tcp 10.1.0.200:81
ipvsadm -A -t 10.1.0.200:82 -s fo
ipvsadm -a -t 10.1.0.200:82 -r 10.0.0.11 -m -w 1
ipvsadm -a -t 10.1.0.200:82 -r 10.0.0.12 -m -w 0
ipvsadm -a -t 10.1.0.200:82 -r 10.0.0.13 -m -w 0
connect -n 4 --hold tcp 10.1.0.200:82
ipvsadm -e -t 10.1.0.200:80 -r 10.0.0.12 -m -w 0
connect -n 2 tcp 10.1.0.200:80
ipvsadm -d -t 10.1.0.200:80 -r 10.0.0.13
connect -n 2 tcp 10.1.0.200:80
ipvsadm -e -t 10.1.0.200:80 -r 10.0.0.12 -m -w 3 -x 5
connect -n 4 --hold tcp 10.1.0.200:80
ipvsadm -A -t 10.1.0.200:83 -s ovf
ipvsadm -a -t 10.1.0.200:83 -r 10.0.0.11 -m -w 3
ipvsadm -a -t 10.1.0.200:83 -r 10.0.0.12 -m -w 2
ipvsadm -a -t 10.1.0.200:83 -r 10.0.0.13 -m -w 1
connect -n 12 --hold tcp 10.1.0.200:83
ipvsadm -A -t 10.1.0.200:84 -s ovf
ipvsadm -a -t 10.1.0.200:84 -r 10.0.0.11 -m -w 2
ipvsadm -a -t 10.1.0.200:84 -r 10.0.0.12 -m -w 2
connect -n 12 --hold tcp 10.1.0.200:84
ipvsadm -A -t 10.1.0.200:85 -s ovf
ipvsadm -a -t 10.1.0.200:85 -r 10.0.0.11 -m -w 1
ipvsadm -a -t 10.1.0.200:85 -r 10.0.0.12 -m -w 0
ipvsadm -a -t 10.1.0.200:85 -r 10.0.0.13 -m -w 5
connect -n 12 --hold tcp 10.1.0.200:85
ipvsadm -A -t 10.1.0.200:86 -s ovf
ipvsadm -a -t 10.1.0.200:86 -r 10.0.0.11 -m -w 2
ipvsadm -a -t 10.1.0.200:86 -r 10.0.0.12 -m -w 3
connect -n 6 tcp 10.1.0.200:86
ipvsadm -e -t 10.1.0.200:83 -r 10.0.0.13 -m -w 6
connect -n 6 --hold tcp 10.1.0.200:83
