# Packets of a connection whose server is gone are dropped in silence
ipvsadm -A -t 10.1.0.200:80 -s rr
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 -m
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.12 -m
connect --hold --from 10.1.0.5:5000 tcp 10.1.0.200:80
ipvsadm -d -t 10.1.0.200:80 -r 10.0.0.12
connect --hold --from 10.1.0.5:5000 tcp 10.1.0.200:80
ipvsadm -Lnc
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.12 -m
connect --hold --from 10.1.0.5:5000 tcp 10.1.0.200:80
ipvsadm -Ln
ipvsadm -d -t 10.1.0.200:80 -r 10.0.0.11
ipvsadm -d -t 10.1.0.200:80 -r 10.0.0.12
connect tcp 10.1.0.200:80
connect --from 10.1.0.5:5000 tcp 10.1.0.200:80
ipvsadm -D -t 10.1.0.200:80
connect tcp 10.1.0.200:80
ipvsadm -Lnc
