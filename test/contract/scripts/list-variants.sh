# Every listing of one table
ipvsadm -A -t 10.1.0.200:80 -s rr
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11:8080 -m -w 3 -x 100 -y 20
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.12:80 -g
ipvsadm -A -u 10.1.0.200:5060 -s sh -p 90 -M 255.255.0.0 -o -b sh-port
ipvsadm -a -u 10.1.0.200:5060 -r 10.0.0.13 -i --tun-type gue --tun-port 6080
ipvsadm -A -t [fd00:1::200]:443 -s mh -p 60 -M 64 -b mh-fallback,mh-port
ipvsadm -a -t [fd00:1::200]:443 -r [2001:db8:85a3:1234:5678:8a2e:370:9999]:65535 -m -w 65535
ipvsadm -A -f 17 -s rr -p
ipvsadm -a -f 17 -r 10.0.0.14 -m -w 2147483647
ipvsadm -A -f 9 -6 -s sh -p 120 -M 64 -b sh-fallback
ipvsadm -a -f 9 -6 -r [fd00::11]:443 -m
ipvsadm -L
ipvsadm -l
ipvsadm -Ln
ipvsadm -Ln --exact
ipvsadm -Ln --nosort
ipvsadm -Ln --sort
ipvsadm -L --stats
ipvsadm -Ln --stats
ipvsadm -Ln --stats --exact
ipvsadm -Ln --rate
ipvsadm -Ln --rate -X
ipvsadm -Ln --thresholds
ipvsadm -L --thresholds
ipvsadm -Ln --persistent-conn
ipvsadm -L --persistent-conn
ipvsadm -Ln --tun-info
ipvsadm -Ln --stats --rate
ipvsadm -Ln --rate --thresholds
ipvsadm -Ln --thresholds --persistent-conn
ipvsadm -Ln --persistent-conn --tun-info
ipvsadm -Ln --stats --persistent-conn
ipvsadm -Ln --tun-info --thresholds
ipvsadm -Ln -t 10.1.0.200:80
ipvsadm -Ln -t 10.1.0.200:80 --stats
ipvsadm -Ln -t 10.1.0.200:80 --rate
ipvsadm -Ln -t 10.1.0.200:80 --thresholds
ipvsadm -Ln -t 10.1.0.200:80 --persistent-conn
ipvsadm -Ln -u 10.1.0.200:5060
ipvsadm -Ln -f 17
ipvsadm -Ln -f 9 -6
ipvsadm -L -t [fd00:1::200]:443
ipvsadm -Ln -t 10.1.0.200:81
ipvsadm -Ln -f 18
ipvsadm -Ln -t bogus
ipvsadm -Ln -t 10.1.0.200
ipvsadm -L -n -c
ipvsadm -Lnc
ipvsadm -lc
ipvsadm -Lnc --persistent-conn
ipvsadm -Lnc --stats
ipvsadm -Lnc --rate
ipvsadm -Lnc --thresholds
ipvsadm -Lnc --nosort
ipvsadm -Lnc --exact
ipvsadm -Lnc --tun-info
ipvsadm -Lnc -t 10.1.0.200:80
ipvsadm -S
ipvsadm -Sn
ipvsadm-save
ipvsadm-save -n
ipvsadm-save -x
ipvsadm-restore -x
