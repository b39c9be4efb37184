ipvsadm -A -t 10.1.0.200:443 -s wlc
ipvsadm -a -t 10.1.0.200:443 -r 10.0.0.11 -i
ipvsadm -a -t 10.1.0.200:443 -r 10.0.0.12 -i --tun-type ipip
ipvsadm -a -t 10.1.0.200:443 -r 10.0.0.13 -i --tun-type gue --tun-port 6080
ipvsadm -a -t 10.1.0.200:443 -r 10.0.0.14 -i --tun-type gue --tun-port 1 --tun-nocsum
ipvsadm -a -t 10.1.0.200:443 -r 10.0.0.15 -i --tun-type gue --tun-port 65535 --tun-csum
ipvsadm -a -t 10.1.0.200:443 -r 10.0.0.16 -i --tun-type gue --tun-port 6080 --tun-remcsum
ipvsadm -a -t 10.1.0.200:443 -r 10.0.0.17 -i --tun-type gre
ipvsadm -a -t 10.1.0.200:443 -r 10.0.0.18 -i --tun-type gre --tun-nocsum
ipvsadm -a -t 10.1.0.200:443 -r 10.0.0.19 -i --tun-type gre --tun-csum
ipvsadm -a -t 10.1.0.200:443 -r 10.0.0.20 -i --tun-type gre --tun-remcsum
ipvsadm -a -t 10.1.0.200:443 -r 10.0.0.20 -i --tun-type gre --tun-port 5
ipvsadm -a -t 10.1.0.200:443 -r 10.0.0.20 -i --tun-type gue
ipvsadm -a -t 10.1.0.200:443 -r 10.0.0.20 -i --tun-type gue --tun-port 0
ipvsadm -a -t 10.1.0.200:443 -r 10.0.0.20 -i --tun-type gue --tun-port 65536
ipvsadm -a -t 10.1.0.200:443 -r 10.0.0.20 -i --tun-type gue --tun-port abc
ipvsadm -a -t 10.1.0.200:443 -r 10.0.0.20 -i --tun-type gue --tun-port 5 --tun-csum --tun-remcsum
ipvsadm -a -t 10.1.0.200:443 -r 10.0.0.20 -i --tun-type ipip --tun-csum
ipvsadm -a -t 10.1.0.200:443 -r 10.0.0.20 -i --tun-type ipip --tun-port 5
ipvsadm -a -t 10.1.0.200:443 -r 10.0.0.20 -i --tun-type vxlan
ipvsadm -a -t 10.1.0.200:443 -r 10.0.0.20 -i --tun-type GUE --tun-port 5
ipvsadm -a -t 10.1.0.200:443 -r 10.0.0.20 -i --tun-port 5
ipvsadm -a -t 10.1.0.200:443 -r 10.0.0.20 -i --tun-csum
ipvsadm -a -t 10.1.0.200:443 -r 10.0.0.20 --tun-type gue --tun-port 5
ipvsadm -a -t 10.1.0.200:443 -r 10.0.0.20 -m --tun-type ipip
ipvsadm -a -t 10.1.0.200:443 -r 10.0.0.20 -g --tun-csum
ipvsadm -a -t 10.1.0.200:443 --tun-type gue -r 10.0.0.21 --tun-port 99 -i
ipvsadm -a -t 10.1.0.200:443 -r 10.0.0.22 -i --tun-type gue --tun-type gre --tun-port 7
ipvsadm -a -t 10.1.0.200:443 -r [fd00::23]:443 -i --tun-type gue --tun-port 7
ipvsadm -e -t 10.1.0.200:443 -r 10.0.0.13 -i
ipvsadm -e -t 10.1.0.200:443 -r 10.0.0.14 -i --tun-type gre --tun-csum -w 4
ipvsadm -e -t 10.1.0.200:443 -r 10.0.0.15
ipvsadm -A -t 10.1.0.200:444 --tun-type ipip
ipvsadm -d -t 10.1.0.200:443 -r 10.0.0.13 --tun-type ipip
ipvsadm -Ln
ipvsadm -Ln --tun-info
ipvsadm -Ln --tun-info --stats
ipvsadm -Ln --tun-info --thresholds
ipvsadm -L --tun-info -t 10.1.0.200:443
ipvsadm -S
