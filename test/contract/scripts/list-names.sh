# Without -n: host and service names
ipvsadm -A -t 127.0.0.1:http
ipvsadm -a -t 127.0.0.1:http -r localhost:ssh -m
ipvsadm -a -t 127.0.0.1:http -r 10.0.0.11:8080 -m
ipvsadm -a -t 127.0.0.1:http -r 10.0.0.11:54321 -m
ipvsadm -A -u 127.0.0.1:domain
ipvsadm -A -u 10.1.0.200:80
ipvsadm -A -t [::1]:https
ipvsadm -a -t [::1]:https -r [::1]:imaps -m
ipvsadm -A --sctp-service 127.0.0.1:80
ipvsadm -A -f 80
ipvsadm -a -f 80 -r 127.0.0.1:80 -m
ipvsadm -a -f 80 -r 127.0.0.1 -m
ipvsadm -A -t localhost:0 -p
ipvsadm
ipvsadm -L --stats
ipvsadm -L --thresholds
ipvsadm -L -t localhost:http
ipvsadm -S
ipvsadm-save
ipvsadm -Ln
