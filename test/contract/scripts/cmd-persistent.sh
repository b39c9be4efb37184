ipvsadm -A -t 10.1.0.200:1 -p
ipvsadm -A -t 10.1.0.200:2 -p 1
ipvsadm -A -t 10.1.0.200:3 -p 2678400
ipvsadm -A -t 10.1.0.200:4 -p 2678401
ipvsadm -A -t 10.1.0.200:4 -p 0
ipvsadm -A -t 10.1.0.200:4 -p -5
ipvsadm -A -t 10.1.0.200:4 -p abc
ipvsadm -A -t 10.1.0.200:4 -p 5x
ipvsadm -A -t 10.1.0.200:4 -p ""
ipvsadm -A -t 10.1.0.200:4 -p " 7"
ipvsadm -A -t 10.1.0.200:5 -p +7
ipvsadm -A -t 10.1.0.200:6 -p 007
ipvsadm -A -t 10.1.0.200:7 -p 0x10
ipvsadm -A -t 10.1.0.200:8 -p 99999999999
ipvsadm -A -t 10.1.0.200:9 -p 600 -s sh
ipvsadm -A -t 10.1.0.200:10 -p -s sh
ipvsadm -A -p 30 -t 10.1.0.200:11
ipvsadm -A -p -t 10.1.0.200:12
ipvsadm -A -t 10.1.0.200:13 -p 5 -p 6
ipvsadm -A -t 10.1.0.200 -s rr -p
ipvsadm -E -t 10.1.0.200:9 -s sh
ipvsadm -E -t 10.1.0.200 -s rr
ipvsadm -D -t 10.1.0.200
ipvsadm -Ln
