ipvsadm -A -t 10.1.0.200:80 -s rr
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.1 -x 10
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.2 -x 10 -y 5
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.3 -x 5 -y 5
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.4 -x 5 -y 6
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.5 -y 6
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.6 -x 0 -y 0
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.7 -x 2147483647
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.8 -x 2147483648
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.8 -x -1
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.8 -x abc
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.8 -x 5 -y abc
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.8 -y -1
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.8 -x 5 -x 6
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.8 --u-threshold=12 --l-threshold=3
ipvsadm -e -t 10.1.0.200:80 -r 10.0.0.1
ipvsadm -e -t 10.1.0.200:80 -r 10.0.0.2 -y 5
ipvsadm -e -t 10.1.0.200:80 -r 10.0.0.2 -x 4 -y 5
ipvsadm -e -t 10.1.0.200:80 -r 10.0.0.3 -x 7 -y 3 -w 9
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.99 -x 1 -y 2
ipvsadm -e -t 10.1.0.200:80 -r 10.0.0.99 -x 1 -y 2
ipvsadm -e -t 10.1.0.201:80 -r 10.0.0.99 -x 1 -y 2
ipvsadm -A -t 10.1.0.200:81 -x 5
ipvsadm -Ln --thresholds
ipvsadm -Ln --thresholds -t 10.1.0.200:80
