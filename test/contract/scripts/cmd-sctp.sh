ipvsadm -A --sctp-service 10.1.0.200:3868 -s rr -p 300
ipvsadm -A --sctp-service=10.1.0.200:2905
ipvsadm -A --sctp-service [fd00:1::200]:3868 -s wrr
ipvsadm -A --sctp-service 10.1.0.200
ipvsadm -A --sctp-service
ipvsadm -A --sctp-service 10.1.0.200:1 -t 10.1.0.200:1
ipvsadm -A --sctp-service 10.1.0.200:1 -u 10.1.0.200:1
ipvsadm -a --sctp-service 10.1.0.200:3868 -r 10.0.0.11 -m -w 2
ipvsadm -a --sctp-service 10.1.0.200:3868 -r 10.0.0.12:3869 -m
ipvsadm -a --sctp-service [fd00:1::200]:3868 -r [fd00::11]:3868
ipvsadm -e --sctp-service 10.1.0.200:3868 -r 10.0.0.11 -m -w 7
ipvsadm -d --sctp-service 10.1.0.200:3868 -r 10.0.0.12:3869
ipvsadm -E --sctp-service 10.1.0.200:2905 -s sed
ipvsadm -D --sctp-service 10.1.0.200:2906
ipvsadm -Z --sctp-service 10.1.0.200:2905
ipvsadm -L --sctp-service 10.1.0.200:3868
ipvsadm -Ln --sctp-service 10.1.0.200:3868 --stats
ipvsadm -Ln
ipvsadm -L
cat /proc/net/ip_vs
