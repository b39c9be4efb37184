# IPv4 addresses in all the spellings of inet_aton(3)
ipvsadm -A -t 10.1:80
ipvsadm -A -t 10.1.2:81
ipvsadm -A -t 012.0.0.1:82
ipvsadm -A -t 0x0a000001:83
ipvsadm -A -t 0xA.0x0.0.1:84
ipvsadm -A -t 167772161:85
ipvsadm -A -t 192.168.100:86
ipvsadm -A -t 4294967295:87
ipvsadm -A -t 4294967296:88
ipvsadm -A -t 256.0.0.1:88
ipvsadm -A -t 10.0.0.256:88
ipvsadm -A -t 10.0.65536:88
ipvsadm -A -t 10.16777215:88
ipvsadm -A -t 10.16777216:88
ipvsadm -A -t 10.0.0.1.:89
ipvsadm -A -t 10.0.0.1.2:89
ipvsadm -A -t 10..0.1:89
ipvsadm -A -t .10.0.0.1:89
ipvsadm -A -t 08.0.0.1:89
ipvsadm -A -t 0x.0.0.1:89
ipvsadm -A -t "10.0.0.1 :90"
ipvsadm -A -t " 10.0.0.1:91"
ipvsadm -A -t 10.0.0.1:080
ipvsadm -A -t 10.0.0.1:+92
ipvsadm -A -t "10.0.0.1: 93"
ipvsadm -A -t 10.0.0.1:0x50
ipvsadm -A -t 10.0.0.1:94:95
ipvsadm -A -t 10.0.0.1:http
ipvsadm -A -t 10.0.0.1:HTTP
ipvsadm -A -t 10.0.0.1:www
ipvsadm -A -u 10.0.0.1:http
ipvsadm -A -u 10.0.0.1:domain
ipvsadm -A -t 10.0.0.1:ntp
ipvsadm -A --sctp-service 10.0.0.1:http
ipvsadm -A -t 10.0.0.1:nosuch
ipvsadm -A -t no.such.host:80
ipvsadm -A -t localhost:http
ipvsadm -A -t LOCALHOST:81
ipvsadm -A -t 10.0.0.1:99999999999
ipvsadm -Ln
ipvsadm -L
