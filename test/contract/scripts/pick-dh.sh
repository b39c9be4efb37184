# dh: the destination decides, so it takes a mark with many of them
ipvsadm -A -f 5 -s dh
ipvsadm -a -f 5 -r 10.0.0.11 -m -w 1
ipvsadm -a -f 5 -r 10.0.0.12 -m -w 9
ipvsadm -a -f 5 -r 10.0.0.13 -m -w 1
connect tcp mark 5 10.9.46.1:80
connect tcp mark 5 10.9.46.2:80
connect tcp mark 5 10.9.46.3:80
connect tcp mark 5 10.9.46.4:80
connect tcp mark 5 10.9.46.5:80
connect tcp mark 5 10.9.46.6:80
connect tcp mark 5 10.9.46.7:80
connect tcp mark 5 10.9.46.8:80
connect tcp mark 5 10.9.46.9:80
connect tcp mark 5 10.9.46.10:80
connect tcp mark 5 10.9.46.11:80
connect tcp mark 5 10.9.46.12:80
connect -n 3 tcp mark 5 10.9.46.1:81
ipvsadm -e -f 5 -r 10.0.0.12 -m -w 0
connect tcp mark 5 10.9.46.1:80
connect tcp mark 5 10.9.46.2:80
connect tcp mark 5 10.9.46.3:80
ipvsadm -d -f 5 -r 10.0.0.13
connect tcp mark 5 10.9.46.1:80
connect tcp mark 5 10.9.46.2:80
connect tcp mark 5 10.9.46.3:80
ipvsadm -e -f 5 -r 10.0.0.12 -m -w 1
connect tcp mark 5 10.9.46.1:80
connect tcp mark 5 10.9.46.2:80
connect tcp mark 5 10.9.46.3:80
ipvsadm -A -f 6 -6 -s dh
ipvsadm -a -f 6 -6 -r [fd00::11]:0 -m
ipvsadm -a -f 6 -6 -r [fd00::12]:0 -m
connect tcp mark 6 [fd00:9::1]:80
connect tcp mark 6 [fd00:9::2]:80
connect tcp mark 6 [fd00:9::3]:80
connect tcp mark 6 [fd00:9::4]:80
connect tcp mark 6 [fd00:9::5]:80
connect tcp mark 6 [fd00:9::6]:80
