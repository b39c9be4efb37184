# A SYN on a closed connection opens a new one; the old one is still counted while the scheduler picks
ipvsadm -A -t 10.1.0.200:80 -s lc
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 -m
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.12 -m
connect --from 10.1.0.5:5001 tcp 10.1.0.200:80
connect --from 10.1.0.5:5001 tcp 10.1.0.200:80
ipvsadm -Lnc
ipvsadm -Ln
# At the upper threshold the old one keeps the new one out, and is gone after that
ipvsadm -A -t 10.1.0.200:81 -s rr
ipvsadm -a -t 10.1.0.200:81 -r 10.0.0.11 -m -x 1
connect --from 10.1.0.5:5001 tcp 10.1.0.200:81
connect --from 10.1.0.5:5001 tcp 10.1.0.200:81
ipvsadm -Ln
connect --from 10.1.0.5:5001 tcp 10.1.0.200:81
connect --from 10.1.0.5:5002 tcp 10.1.0.200:81
# The new one is bound before the old one is let go: 3 of 4 set and keep the flag
ipvsadm -A -t 10.1.0.200:82 -s rr
ipvsadm -a -t 10.1.0.200:82 -r 10.0.0.11 -m -x 4
connect -n 3 --from 10.1.0.5:5001 tcp 10.1.0.200:82
connect --from 10.1.0.5:5001 tcp 10.1.0.200:82
connect --from 10.1.0.5:5010 tcp 10.1.0.200:82
ipvsadm -Ln
