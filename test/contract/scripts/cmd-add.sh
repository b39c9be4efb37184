ipvsadm -A -t 10.1.0.200:80 -s rr
ipvsadm -A -t 10.1.0.200:80 -s rr
ipvsadm -Ln
ipvsadm -A -t 10.1.0.200:http -s ""
ipvsadm -L
