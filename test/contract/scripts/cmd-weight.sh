ipvsadm -A -t 10.1.0.200:80 -s wrr
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.1 -w 0
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.2 -w 65535
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.3 -w 65536
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.4 -w 2147483647
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.5 -w 2147483648
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.5 -w -1
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.5 -w abc
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.5 -w 5x
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.5 -w ""
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.5 -w 1.5
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.6 -w +7
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.7 -w 007
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.8 -w " 7"
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.9 -w 0x7
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.9 -w 5 -w 6
ipvsadm -A -t 10.1.0.200:81 -w 5
ipvsadm -E -t 10.1.0.200:80 -w 5
ipvsadm -d -t 10.1.0.200:80 -r 10.0.0.1 -w 5
ipvsadm -L -w 5
ipvsadm -Ln
