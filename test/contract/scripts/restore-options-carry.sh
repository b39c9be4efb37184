# Whether anything of one line reaches the next
#< carry "-A -f 7 -6 -s rr -p 60 -M 64\n-A -f 8 -s rr\n-A -t 10.1.0.200:1 -p 60 -M 255.255.0.0\n-A -t 10.1.0.200:2 -p\n-a -t 10.1.0.200:1 -r 10.0.0.1 -m -w 9 -x 5 -y 2\n-a -t 10.1.0.200:2 -r 10.0.0.2\n-a -t 10.1.0.200:2 -r 10.0.0.3 -i --tun-type gue --tun-port 99 --tun-csum\n-a -t 10.1.0.200:2 -r 10.0.0.4 -i\n"
#< dashes "-- -A -t 10.1.0.200:5\n-A -t 10.1.0.200:6\n"
#< long "-A -t 10.1.0.200:7 -s rr -p 60 -M 255.255.255.0 a b c d e f g h i j k l m n o p q r s t u v w x y z\n-A -t 10.1.0.200:8\n"
#< tabs "-A\t-t\t10.1.0.200:9\r\r\n\r\n\t\r\n-A -t 10.1.0.200:10\n"
ipvsadm -R < carry
ipvsadm -R < dashes
ipvsadm -R < long
ipvsadm -R < tabs
ipvsadm -Sn
