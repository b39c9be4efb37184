# -e is not partial: what is not given goes back to its default
ipvsadm -A -t 10.1.0.200:80 -s rr
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11:80 -m -w 5 -x 10 -y 2
ipvsadm -e -t 10.1.0.200:80 -r 10.0.0.11
ipvsadm -Ln
ipvsadm -Ln --thresholds
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.12:8080 -m
ipvsadm -e -t 10.1.0.200:80 -r 10.0.0.12:8080 -w 5
ipvsadm -e -t 10.1.0.200:80 -r 10.0.0.12 -m -w 5
ipvsadm -e -t 10.1.0.200:80 -r 10.0.0.12:8080 -m -w 5
ipvsadm -e -t 10.1.0.200:80 -r 10.0.0.11 -i -w 3
ipvsadm -e -t 10.1.0.200:80 -r 10.0.0.11 -m -w 0
ipvsadm -e -t 10.1.0.200:81 -r 10.0.0.11 -w 3
ipvsadm -e -t 10.1.0.200:80 -w 3
ipvsadm -e -r 10.0.0.11 -w 3
ipvsadm -e -t 10.1.0.200:80 -r 0.0.0.0
ipvsadm -e -t 10.1.0.200:80 -r fd00::1
ipvsadm -e -t 10.1.0.200:80 -r fd00::1 -i
ipvsadm -Sn
