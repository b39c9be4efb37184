ipvsadm -D -t 10.1.0.200:80
ipvsadm -A -t 10.1.0.200:80 -s rr
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 -m
ipvsadm -d -t 10.1.0.200:80 -r 10.0.0.12
ipvsadm -d -t 10.1.0.200:80 -r 10.0.0.11:8080
ipvsadm -d -t 10.1.0.200:80 -r 10.0.0.11 -m
ipvsadm -d -t 10.1.0.200:80 -r 10.0.0.11 -g
ipvsadm -d -t 10.1.0.200:80
ipvsadm -d -r 10.0.0.11
ipvsadm -d -t 10.1.0.200:81 -r 10.0.0.11
ipvsadm -d -t 10.1.0.200:80 -r 10.0.0.11
ipvsadm -d -t 10.1.0.200:80 -r 10.0.0.11
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.12:8080 -m
ipvsadm -d -t 10.1.0.200:80 -r 10.0.0.12
ipvsadm -d -t 10.1.0.200:80 -r 10.0.0.12:8080
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.13
ipvsadm -D -t 10.1.0.200:80 -s rr
ipvsadm -D -t 10.1.0.200:80 -p
ipvsadm -D
ipvsadm -D -t 10.1.0.200
ipvsadm -D -t 10.1.0.200:80
ipvsadm -D -t 10.1.0.200:80
ipvsadm -C
ipvsadm -A -t 10.1.0.200:80
ipvsadm -A -t 10.1.0.200:81
ipvsadm -C -t 10.1.0.200:80
ipvsadm -C -n
ipvsadm -C
ipvsadm -Ln
