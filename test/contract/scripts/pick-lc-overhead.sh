# An active connection weighs 256 inactive ones
ipvsadm -A -t 10.1.0.200:80 -s lc
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 -m -w 1
connect -n 256 tcp 10.1.0.200:80
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.12 -m
connect -n 3 --hold tcp 10.1.0.200:80
ipvsadm -Ln
connect -n 3 --hold tcp 10.1.0.200:80
ipvsadm -Ln
