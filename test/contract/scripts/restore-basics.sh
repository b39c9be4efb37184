#< plain "-A -t 10.1.0.200:80 -s rr\n-a -t 10.1.0.200:80 -r 10.0.0.11:80 -m -w 2\n"
#< crlf "-A -t 10.1.0.200:81 -s rr\r\n-a -t 10.1.0.200:81 -r 10.0.0.11:80 -m -w 2\r\n"
#< nonl "-A -t 10.1.0.200:82 -s rr\n-a -t 10.1.0.200:82 -r 10.0.0.11:80 -m -w 2"
#< blanks "\n\n   \n\t-A\t-t\t10.1.0.200:83   -s rr  \n\n-a -t 10.1.0.200:83 -r 10.0.0.11:80 -m\n \n"
#< trailing "-A -t 10.1.0.200:84 -s rr\n-A -t 10.1.0.200:85 -s rr  "
#< words "ipvsadm -A -t 10.1.0.200:86 -s rr\n-A ipvsadm -t 10.1.0.200:87 ipvsadm -s rr ipvsadm\n/sbin/ipvsadm -A -t 10.1.0.200:88\n-A -t 10.1.0.200:89\n"
#< quotes "-A -t \"10.1.0.200:90\" -s rr\n-A -t 10.1.0.200:91\n"
#< singlequotes "-A -t 10.1.0.200:92 -s 'rr'\n-A -t 10.1.0.200:93\n"
#< continued "-A -t 10.1.0.200:94 \\\n-s rr\n-A -t 10.1.0.200:95\n"
#< empty ""
#< comment "-A -t 10.1.0.200:96\n# comment\n-A -t 10.1.0.200:97\n"
#< inline "-A -t 10.1.0.200:98 # comment\n-A -t 10.1.0.200:99\n"
ipvsadm -R < plain
ipvsadm -Sn
ipvsadm -R < plain
ipvsadm -R < crlf
ipvsadm -R < nonl
ipvsadm -R < blanks
ipvsadm -R < trailing
ipvsadm -R < words
ipvsadm -R < quotes
ipvsadm -R < singlequotes
ipvsadm -R < continued
ipvsadm -R < empty
ipvsadm -R < comment
ipvsadm -R < inline
ipvsadm -Sn
ipvsadm -R
ipvsadm --restore < plain
ipvsadm-restore < plain
ipvsadm -Sn
ipvsadm-restore < comment
ipvsadm -Sn
ipvsadm-restore < empty
ipvsadm -Sn
ipvsadm-restore < inline
ipvsadm -Sn
