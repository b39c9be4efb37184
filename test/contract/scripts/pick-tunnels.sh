# DR and TUN keep the port; a tunnel may end in another network
ipvsadm -A -t 10.1.0.200:80 -s rr
ipvsadm -a -t 10.1.0.200:80 -r 10.2.0.11 -i
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.12 -i --tun-type gre
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.13 -i --tun-type gue --tun-port 6080
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.14 -g
connect -n 5 tcp 10.1.0.200:80
connect -n 5 --hold tcp 10.1.0.200:80
ipvsadm -Lnc
ipvsadm -a -t 10.1.0.200:80 -r [fd00::15]:80 -i
connect -n 6 tcp 10.1.0.200:80
ipvsadm -A -t [fd00:1::200]:80 -s rr
ipvsadm -a -t [fd00:1::200]:80 -r [fd00::11]:80 -i
ipvsadm -a -t [fd00:1::200]:80 -r 10.0.0.12:80 -i
connect -n 4 tcp [fd00:1::200]:80
ipvsadm -Lnc
sleep 2
ipvsadm -Ln --stats
