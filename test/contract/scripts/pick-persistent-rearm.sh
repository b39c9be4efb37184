# A template that runs out while it controls a connection gets another minute
ipvsadm -A -t 10.1.0.200:80 -s rr -p 4
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 -m
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.12 -m
connect --hold --from 10.1.0.1 tcp 10.1.0.200:80
ipvsadm -Lnc
sleep 8
ipvsadm -Lnc
connect --from 10.1.0.1 tcp 10.1.0.200:80
connect --from 10.1.0.2 tcp 10.1.0.200:80
ipvsadm -Lnc
ipvsadm -Ln --persistent-conn
