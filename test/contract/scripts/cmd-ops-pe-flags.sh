ipvsadm -A -u 10.1.0.200:1 -o
ipvsadm -A -t 10.1.0.200:1 -o
ipvsadm -A --sctp-service 10.1.0.200:1 -o
ipvsadm -A -f 1 -o -s rr
ipvsadm -A -u 10.1.0.200:2 -o -o
ipvsadm -A -o -u 10.1.0.200:2
ipvsadm -A -u 10.1.0.200:3 --pe sip -p 60
ipvsadm -A -u 10.1.0.200:4 --pe sip
ipvsadm -A -t 10.1.0.200:3 --pe sip -p
ipvsadm -A -u 10.1.0.200:5 --pe bogus -p
ipvsadm -A -u 10.1.0.200:5 --pe "" -p
ipvsadm -A -u 10.1.0.200:6 --pe SIP -p
ipvsadm -A -u 10.1.0.200:6 --pe a-name-longer-than-fifteen -p
ipvsadm -A -u 10.1.0.200:6 --pe sip --pe sip
ipvsadm -A -t 10.1.0.200:10 -s sh -b sh-fallback
ipvsadm -A -t 10.1.0.200:11 -s sh -b sh-port
ipvsadm -A -t 10.1.0.200:12 -s sh -b sh-fallback,sh-port
ipvsadm -A -t 10.1.0.200:13 -s sh -b sh-port,sh-fallback
ipvsadm -A -t 10.1.0.200:14 -b sh-port -s sh
ipvsadm -A -t 10.1.0.200:15 -s sh -b flag-1
ipvsadm -A -t 10.1.0.200:16 -s sh -b flag-2
ipvsadm -A -t 10.1.0.200:17 -s sh -b flag-3
ipvsadm -A -t 10.1.0.200:18 -s sh -b flag-1,flag-2,flag-3
ipvsadm -A -t 10.1.0.200:19 -s mh -b mh-fallback
ipvsadm -A -t 10.1.0.200:20 -s mh -b mh-port
ipvsadm -A -t 10.1.0.200:21 -s mh -b mh-port,mh-fallback
ipvsadm -A -t 10.1.0.200:22 -s mh -b flag-3
ipvsadm -A -t 10.1.0.200:23 -s rr -b flag-1
ipvsadm -A -t 10.1.0.200:24 -s rr -b flag-3,flag-2,flag-1
ipvsadm -A -t 10.1.0.200:25 -s rr -b sh-port
ipvsadm -A -t 10.1.0.200:25 -s mh -b sh-port
ipvsadm -A -t 10.1.0.200:25 -s sh -b mh-port
ipvsadm -A -t 10.1.0.200:25 -b sh-port
ipvsadm -A -t 10.1.0.200:25 -s sh -b bogus
ipvsadm -A -t 10.1.0.200:25 -s sh -b sh-port,bogus
ipvsadm -A -t 10.1.0.200:25 -s sh -b SH-PORT
ipvsadm -A -t 10.1.0.200:25 -s sh -b ""
ipvsadm -A -t 10.1.0.200:26 -s sh -b ,sh-port
ipvsadm -A -t 10.1.0.200:27 -s sh -b sh-port,
ipvsadm -A -t 10.1.0.200:28 -s sh -b sh-port,,sh-fallback
ipvsadm -A -t 10.1.0.200:29 -s sh -b sh-port,sh-port
ipvsadm -A -t 10.1.0.200:30 -s sh -b flag-1 -b flag-2
ipvsadm -A -t 10.1.0.200:31 -s sh -b ,
ipvsadm -A -f 2 -6 -s sh -p 120 -M 64 -b sh-fallback
ipvsadm -A -f 300 -s mh -b mh-port -o
ipvsadm -Ln
ipvsadm -Sn
