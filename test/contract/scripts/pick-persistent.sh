# Persistence: the scheduler is asked once for each template
ipvsadm -A -t 10.1.0.200:80 -s rr -p 300
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 -m
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.12 -m
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.13 -m
connect -n 3 --from 10.1.0.1 tcp 10.1.0.200:80
connect -n 2 --from 10.1.0.2 tcp 10.1.0.200:80
connect -n 2 --from 10.1.0.3 tcp 10.1.0.200:80
connect -n 2 --hold --from 10.1.0.1 tcp 10.1.0.200:80
ipvsadm -Lnc
ipvsadm -Ln --persistent-conn
ipvsadm -e -t 10.1.0.200:80 -r 10.0.0.13 -m -w 0
connect -n 2 --from 10.1.0.1 tcp 10.1.0.200:80
connect -n 2 --from 10.1.0.4 tcp 10.1.0.200:80
ipvsadm -d -t 10.1.0.200:80 -r 10.0.0.13
connect -n 2 --from 10.1.0.1 tcp 10.1.0.200:80
ipvsadm -Lnc
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.13 -m
connect -n 2 --from 10.1.0.1 tcp 10.1.0.200:80
connect -n 2 --from 10.1.0.9 tcp 10.1.0.200:80
ipvsadm -Lnc
ipvsadm -E -t 10.1.0.200:80 -s rr
connect -n 4 --from 10.1.0.1 tcp 10.1.0.200:80
ipvsadm -Ln --persistent-conn
