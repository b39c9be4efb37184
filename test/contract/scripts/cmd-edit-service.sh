# -E neither
ipvsadm -A -u 10.1.0.200:53 -s sh -p 60 -M 255.255.0.0 --pe sip -o -b sh-port
ipvsadm -Ln
ipvsadm -E -u 10.1.0.200:53
ipvsadm -Ln
ipvsadm -E -u 10.1.0.200:53 -s mh -b mh-fallback
ipvsadm -E -u 10.1.0.200:53 -s mh -o
ipvsadm -E -u 10.1.0.200:53 -s mh -p 10 --pe sip
ipvsadm -Ln
ipvsadm -E -u 10.1.0.200:53 -s mh -p 10
ipvsadm -E -u 10.1.0.200:53 -s mh -p 10 --pe bogus
ipvsadm -E -u 10.1.0.201:53 -s mh
ipvsadm -E -t 10.1.0.200:53
ipvsadm -E
ipvsadm -E -u 10.1.0.200:53 -r 10.0.0.11
ipvsadm -E -u 10.1.0.200:53 -g
ipvsadm -Sn
