# A deleted server that has connections keeps its counts for when it comes back
ipvsadm -A -t 10.1.0.200:80 -s rr
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 -m -w 5 -x 50
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.12 -m
connect --hold -n 4 tcp 10.1.0.200:80
connect -n 2 tcp 10.1.0.200:80
sleep 2
ipvsadm -Ln --stats
ipvsadm -d -t 10.1.0.200:80 -r 10.0.0.11
ipvsadm -Ln
ipvsadm -Lnc
connect -n 2 tcp 10.1.0.200:80
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 -m -w 2
ipvsadm -Ln
ipvsadm -Ln --stats
ipvsadm -Ln --thresholds
sleep 2
connect -n 4 tcp 10.1.0.200:80
ipvsadm -C
ipvsadm -Lnc
ipvsadm -A -t 10.1.0.200:80 -s rr
ipvsadm -Ln
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 -m
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.12 -g
ipvsadm -Ln
ipvsadm -Ln --stats
sleep 2
ipvsadm -D -t 10.1.0.200:80
ipvsadm -A -t 10.1.0.200:80 -s lc
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.12 -m
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11:8080 -m
ipvsadm -Ln
connect -n 3 tcp 10.1.0.200:80
sleep 2
ipvsadm -Ln --stats
