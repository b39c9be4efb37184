ipvsadm -A -f 1 -s rr
ipvsadm -A -f 1 -s rr
ipvsadm -A -f 1 -6 -s rr
ipvsadm -A -f 0
ipvsadm -A -f -1
ipvsadm -A -f 4294967295 -s sh
ipvsadm -A -f 2147483648
ipvsadm -A -f 2147483647
ipvsadm -A -f 4294967296
ipvsadm -A -f 99999999999999999999
ipvsadm -A -f 0x10
ipvsadm -A -f +7
ipvsadm -A -f 007
ipvsadm -A -f " 8"
ipvsadm -A -f 9x
ipvsadm -A -f ""
ipvsadm -A -f abc
ipvsadm -A -6 -f 10
ipvsadm -A -f 10 -6 -6
ipvsadm -A -f 11 -o
ipvsadm -A -f 12 -p 60 -s wrr
ipvsadm -A -f 13 -f 14
ipvsadm -A -f 13 -t 10.1.0.200:80
ipvsadm -a -f 1 -r 10.0.0.11
ipvsadm -a -f 1 -r 10.0.0.12:80 -g
ipvsadm -a -f 1 -r 10.0.0.12:81 -m
ipvsadm -a -f 1 -r 10.0.0.13:http -i
ipvsadm -a -f 1 -r 10.0.0.14:domain
ipvsadm -a -f 1 -6 -r [fd00::11]:80
ipvsadm -a -f 1 -6 -r fd00::12 -m -w 3
ipvsadm -a -f 1 -r [fd00::13]:80
ipvsadm -a -f 1 -6 -r 10.0.0.11
ipvsadm -a -f 1 -6 -r 10.0.0.11 -i
ipvsadm -a -f 1 -r fd00::11 -i
ipvsadm -a -f 4294967295 -r 10.0.0.11
ipvsadm -a -f 77 -r 10.0.0.11
ipvsadm -e -f 1 -r 10.0.0.12 -w 3
ipvsadm -e -f 1 -r 10.0.0.12:80 -w 3
ipvsadm -d -f 1 -r 10.0.0.12:81
ipvsadm -d -f 1 -r 10.0.0.99
ipvsadm -D -f 11
ipvsadm -D -f 1 -6
ipvsadm -D -f 1 -6
ipvsadm -L -f 1
ipvsadm -Ln -f 1
ipvsadm -Ln -f 4294967295
ipvsadm -Ln -f 1 -6
ipvsadm -Ln
ipvsadm -L
