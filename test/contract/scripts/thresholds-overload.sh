ipvsadm -A -t 10.1.0.200:80 -s rr
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 -m -x 3 -y 1
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.12 -m -x 2
connect -n 7 --hold tcp 10.1.0.200:80
ipvsadm -Ln --thresholds
ipvsadm -e -t 10.1.0.200:80 -r 10.0.0.11 -m -x 5 -y 1
connect -n 3 --hold tcp 10.1.0.200:80
ipvsadm -e -t 10.1.0.200:80 -r 10.0.0.12 -m
connect -n 3 --hold tcp 10.1.0.200:80
ipvsadm -e -t 10.1.0.200:80 -r 10.0.0.12 -m -x 1
connect -n 2 --hold tcp 10.1.0.200:80
ipvsadm -Ln --thresholds
ipvsadm -Ln
