ipvsadm -A -t 10.1.0.200:80 -s rr
ipvsadm -A -t 10.1.0.200:80 -s rr
ipvsadm -A -t 10.1.0.200:80 -s wlc -p 50
ipvsadm -A -u 10.1.0.200:80
ipvsadm -A --sctp-service 10.1.0.200:80 -s lc
ipvsadm -A -t 10.1.0.200:81 -s ""
ipvsadm -A -t 10.1.0.200:82 -s none
ipvsadm -A -t 10.1.0.200:83 -s RR
ipvsadm -A -t 10.1.0.200:83 -s bogus
ipvsadm -A -t 10.1.0.200:83 -s twos
ipvsadm -A -t 10.1.0.200:83 -s a-name-longer-than-fifteen
ipvsadm -A -t 10.1.0.200:83 -s "r r"
ipvsadm -A -t 10.1.0.200:80 -s bogus
ipvsadm -A
ipvsadm -A -s rr
ipvsadm -A -t 10.1.0.200
ipvsadm -A -t 10.1.0.200:0
ipvsadm -A -t 10.1.0.200 -p
ipvsadm -A -t 10.1.0.201:0 -p 10
ipvsadm -A -u 10.1.0.200 -p 60
ipvsadm -A -t 0.0.0.0:80
ipvsadm -A -t 255.255.255.255:80
ipvsadm -A -t 224.0.0.1:80
ipvsadm -D -t 0.0.0.0:80
ipvsadm -D -t 255.255.255.255:80
ipvsadm -D -t 224.0.0.1:80
ipvsadm -A -t 127.0.0.1:80
ipvsadm -A -t localhost:81
ipvsadm -A -t 10.1.0.200:65535
ipvsadm -A -t 10.1.0.200:65536
ipvsadm -A -t 10.1.0.200:-1
ipvsadm -A -t 10.1.0.200:80x
ipvsadm -A -t 10.1.0.200:
ipvsadm -A -t :80
ipvsadm -A -t 80
ipvsadm -A -t ""
ipvsadm -Ln
ipvsadm -L
