# What -S prints, -R takes, but for the known exceptions
#< flags "-A -t 10.1.0.200:84 -s sh -b \n-A -t 10.1.0.200:85\n"
ipvsadm -A -u 10.1.0.200:5061 -s rr -p 60 -M 255.255.255.0 --pe sip -o
ipvsadm -A -u [fd00:1::200]:5060 -s mh -p 60 -M 64 --pe sip -o -b mh-fallback,mh-port
ipvsadm -A -t 10.1.0.200:84 -s sh -b flag-3
ipvsadm -A -t 10.1.0.200:443 -s wlc
ipvsadm -a -t 10.1.0.200:443 -r 10.0.0.13:443 -i -w 3 --tun-type gue --tun-port 65535 --tun-csum -x 10 -y 5
ipvsadm -a -t 10.1.0.200:443 -r 10.0.0.17:443 -i --tun-type gre --tun-csum
ipvsadm -a -t 10.1.0.200:443 -r 10.0.0.18:443 -i
ipvsadm -a -t 10.1.0.200:443 -r 10.0.0.19:8443 -m -w 0
ipvsadm -A -f 9 -6 -s sh -p 120 -M 64 -b sh-fallback
ipvsadm -a -f 9 -6 -r [fd00::11]:443 -m
ipvsadm -A --sctp-service [fd00:1::200]:3868 -s rr -p 300
ipvsadm -A -f 4294967295
ipvsadm-save -n > saved
cat saved
ipvsadm -D -t 10.1.0.200:84
ipvsadm -D -f 4294967295
ipvsadm -Sn > good
ipvsadm -C
ipvsadm -R < good
ipvsadm -Sn
ipvsadm -Ln --thresholds
ipvsadm-restore < saved
ipvsadm -Sn
ipvsadm -R < flags
ipvsadm -S > names
cat names
