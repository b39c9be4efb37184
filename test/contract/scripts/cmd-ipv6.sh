ipvsadm -A -t [fd00:1::200]:80 -s rr
ipvsadm -A -t [fd00:1::200] -s rr
ipvsadm -A -t fd00:1::200 -p 60
ipvsadm -A -t fd00:1::200:80 -p 60
ipvsadm -A -t fd00:1::200
ipvsadm -A -t [fd00:1::200]:0 -p 5
ipvsadm -A -t [FD00:1::00CC]:80
ipvsadm -A -t [2001:db8:0:0:1:0:0:1]:80
ipvsadm -A -t [::]:80
ipvsadm -A -t [::1]:80
ipvsadm -A -t [fe80::1]:80
ipvsadm -A -t [fe80::1%eth0]:80
ipvsadm -A -t fe80::1%eth0 -p
ipvsadm -A -t [ff02::1]:80
ipvsadm -A -t [::ffff:10.0.0.1]:80
ipvsadm -A -t [::10.0.0.1]:80
ipvsadm -A -t [10.0.0.1]:80
ipvsadm -A -t [fd00:1::200]:http -s lc
ipvsadm -A -t [fd00:1::201]:http -s lc
ipvsadm -A -t [fd00:1::200]:99999
ipvsadm -A -t [fd00:1::200]80
ipvsadm -A -t [fd00:1::200:80
ipvsadm -A -t fd00:1::200]:80
ipvsadm -A -t [g::1]:80
ipvsadm -A -t [localhost]:80
ipvsadm -A -t ip6-localhost:80
ipvsadm -A -u [fd00:1::200]:53 -o
ipvsadm -A --sctp-service [fd00:1::200]:3868
ipvsadm -a -t [fd00:1::200]:80 -r [fd00::11]:80
ipvsadm -a -t [fd00:1::200]:80 -r [fd00::12]:8080 -m -w 2
ipvsadm -a -t [fd00:1::200]:80 -r [fd00::13]:8080 -g
ipvsadm -a -t [fd00:1::200]:80 -r fd00::14
ipvsadm -a -t [fd00:1::200]:80 -r fd00::14 -m
ipvsadm -a -t [fd00:1::200]:80 -r [fd00::15] -m
ipvsadm -a -t [fd00:1::200]:80 -r 10.0.0.11:80
ipvsadm -a -t [fd00:1::200]:80 -r 10.0.0.11:80 -i
ipvsadm -a -t [fd00:1::200]:80 -r [::]:80 -m
ipvsadm -a -t [fd00:1::200]:80 -r [ff02::1]:80 -m
ipvsadm -a -t [fd00:1::200]:80 -r [fe80::9]:80 -m
ipvsadm -a -t [fd00:1::200]:80 -r [::ffff:10.0.0.1]:80 -m
ipvsadm -a -t [fd00:1::200]:80 -r [fd00::254]:80 -m
ipvsadm -a -t [fd00:1::200]:80 -r [::1]:80 -m
ipvsadm -e -t [fd00:1::200]:80 -r [fd00::12]:8080 -m -w 9
ipvsadm -d -t [fd00:1::200]:80 -r [fd00::13]:80
ipvsadm -Ln
ipvsadm -L
ipvsadm -Ln -t [fd00:1::200]:80
