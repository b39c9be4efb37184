# Listings sort by the sign of a 32-bit difference. It overflows, so that some sets have no order at all and come out as
# the kernel's hash gives them; here are sets that have one.
ipvsadm -A -t 1.2.3.4:80
ipvsadm -A -t 10.0.0.1:80
ipvsadm -A -t 172.16.0.1:80
ipvsadm -A -t 192.168.0.1:80
ipvsadm -A -t 223.0.0.1:80
ipvsadm -Ln
ipvsadm -D -t 1.2.3.4:80
ipvsadm -D -t 223.0.0.1:80
ipvsadm -A -u 10.0.0.1:80
ipvsadm -A --sctp-service 10.0.0.1:80
ipvsadm -A -t 10.0.0.1:443
ipvsadm -A -t 10.0.0.1:22
ipvsadm -A -f 5
ipvsadm -A -f 1
ipvsadm -A -f 1 -6
ipvsadm -A -f 2147483647
ipvsadm -Ln
ipvsadm -C
ipvsadm -A -f 4294967295
ipvsadm -A -f 3000000000
ipvsadm -A -f 5
ipvsadm -A -t 10.0.0.1:80
ipvsadm -Ln
ipvsadm -C
ipvsadm -A -t [fd00::1]:80
ipvsadm -A -t [2001:db8::1]:80
ipvsadm -A -t [2001:db8::1:0:1]:80
ipvsadm -A -u [2001:db8::1]:80
ipvsadm -A -t [2001:db8::1]:79
ipvsadm -A -t 10.0.0.1:80
ipvsadm -Ln
ipvsadm -C
ipvsadm -A -t 10.0.0.1:80
ipvsadm -a -t 10.0.0.1:80 -r 1.2.3.4 -m
ipvsadm -a -t 10.0.0.1:80 -r 10.0.0.9:90 -m
ipvsadm -a -t 10.0.0.1:80 -r 10.0.0.9:9 -m
ipvsadm -a -t 10.0.0.1:80 -r 10.0.0.9:60000 -m
ipvsadm -a -t 10.0.0.1:80 -r 192.168.1.1 -m
ipvsadm -a -t 10.0.0.1:80 -r 172.16.1.1 -m
ipvsadm -Ln
ipvsadm -Ln --nosort
ipvsadm -a -t 10.0.0.1:80 -r [fd00::1]:80 -i
ipvsadm -A -t [fd00::1]:80
ipvsadm -a -t [fd00::1]:80 -r [fd00::2]:80
ipvsadm -a -t [fd00::1]:80 -r [2001:db8::2]:80
ipvsadm -a -t [fd00::1]:80 -r [2001:db8::1]:80
ipvsadm -a -t [fd00::1]:80 -r 10.0.0.1:80 -i
ipvsadm -Ln -t 10.0.0.1:80
ipvsadm -Ln -t 10.0.0.1:80 --nosort
ipvsadm -Ln
ipvsadm -Sn
