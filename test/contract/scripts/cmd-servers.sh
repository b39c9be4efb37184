ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11
ipvsadm -A -t 10.1.0.200:80 -s rr
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11:8080
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11:8080 -m
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11:8081 -m
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.12:8080 -i
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.13:0 -m
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.14 -m
ipvsadm -a -m -r 10.0.0.15 -t 10.1.0.200:80
ipvsadm -a -g -r 10.0.0.16 -t 10.1.0.200:80
ipvsadm -a -r 10.0.0.17:99 -t 10.1.0.200:80
ipvsadm -a -t 10.1.0.200:80
ipvsadm -a -r 10.0.0.11
ipvsadm -a
ipvsadm -a -t 10.1.0.200:80 -r ""
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.18:
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.18:70000 -m
ipvsadm -a -t 10.1.0.200:80 -r nosuch
ipvsadm -a -t 10.1.0.200:80 -r localhost -m
ipvsadm -a -t 10.1.0.200:80 -r 0.0.0.0
ipvsadm -a -t 10.1.0.200:80 -r 224.0.0.5
ipvsadm -a -t 10.1.0.200:80 -r 255.255.255.255
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.255
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.0
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.254
ipvsadm -a -t 10.1.0.200:80 -r 0.0.0.9
ipvsadm -a -t 10.1.0.200:80 -r 240.0.0.1
ipvsadm -a -t 10.1.0.200:81 -r 10.0.0.11
ipvsadm -a -u 10.1.0.200:80 -r 10.0.0.11
ipvsadm -a -t 10.1.0.200:80 -r fd00::11
ipvsadm -a -t 10.1.0.200:80 -r [fd00::11]:80 -m
ipvsadm -a -t 10.1.0.200:80 -r [fd00::11]:80 -i
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.19:http -m
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.20 -s rr
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.20 -p 5
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.20 -g -m
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.20 -m -i
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.20 -r 10.0.0.21
ipvsadm -Ln
ipvsadm -Ln -t 10.1.0.200:80
ipvsadm -Ln --nosort
ipvsadm -L
