# A server of the other family needs a tunnel, and no sync daemon
ipvsadm -A -t 10.1.0.200:80 -s rr
ipvsadm -a -t 10.1.0.200:80 -r [fd00::11]:80 -i
ipvsadm --start-daemon master
ipvsadm -d -t 10.1.0.200:80 -r [fd00::11]:80
ipvsadm --start-daemon master
ipvsadm -a -t 10.1.0.200:80 -r [fd00::11]:80 -i
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11:80
ipvsadm --stop-daemon master
ipvsadm -a -t 10.1.0.200:80 -r [fd00::11]:80 -i
ipvsadm -a -t 10.1.0.200:80 -r [fd00::12]:80 -m
ipvsadm -a -t 10.1.0.200:80 -r [fd00::12]:8080 -i
ipvsadm -e -t 10.1.0.200:80 -r [fd00::11]:80 -i -w 3
ipvsadm -e -t 10.1.0.200:80 -r [fd00::11]:80
ipvsadm -d -t 10.1.0.200:80 -r [fd00::12]:80
ipvsadm -Ln
ipvsadm -Sn
