# The same client port again
ipvsadm -A -t 10.1.0.200:80 -s rr
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 -m
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.12 -m
connect --hold --from 10.1.0.5:5000 tcp 10.1.0.200:80
connect --hold --from 10.1.0.5:5000 tcp 10.1.0.200:80
ipvsadm -Lnc
connect --from 10.1.0.5:5001 tcp 10.1.0.200:80
connect --from 10.1.0.5:5001 tcp 10.1.0.200:80
connect --from 10.1.0.5:5001 tcp 10.1.0.200:80
ipvsadm -Lnc
ipvsadm -Ln
ipvsadm -A -t 10.1.0.200:81 -s rr
ipvsadm -a -t 10.1.0.200:81 -r 10.0.0.11 -g
ipvsadm -a -t 10.1.0.200:81 -r 10.0.0.12 -g
connect --from 10.1.0.5:6000 tcp 10.1.0.200:81
connect --from 10.1.0.5:6000 tcp 10.1.0.200:81
connect --from 10.1.0.5:6000 tcp 10.1.0.200:81
ipvsadm -Lnc
ipvsadm -Ln
