ipvsadm -A -t 10.1.0.200:1 -s rr
ipvsadm -A -t 10.1.0.200:2 -s wrr
ipvsadm -A -t 10.1.0.200:3 -s lc
ipvsadm -A -t 10.1.0.200:4 -s wlc
ipvsadm -A -t 10.1.0.200:5 -s lblc
ipvsadm -A -t 10.1.0.200:6 -s lblcr
ipvsadm -A -t 10.1.0.200:7 -s dh
ipvsadm -A -t 10.1.0.200:8 -s sh
ipvsadm -A -t 10.1.0.200:9 -s sed
ipvsadm -A -t 10.1.0.200:10 -s nq
ipvsadm -A -t 10.1.0.200:11 -s fo
ipvsadm -A -t 10.1.0.200:12 -s ovf
ipvsadm -A -t 10.1.0.200:13 -s mh
ipvsadm -A -t 10.1.0.200:14
ipvsadm -E -t 10.1.0.200:1 -s mh
ipvsadm -E -t 10.1.0.200:2
ipvsadm -E -t 10.1.0.200:3 -s bogus
ipvsadm -E -t 10.1.0.200:4 -s none
ipvsadm -E -t 10.1.0.200:99 -s rr
ipvsadm -E -t 10.1.0.200:99 -s bogus
ipvsadm -E -t 10.1.0.200:5 -s ""
ipvsadm -Ln
