# A NUL byte: -R takes it for part of a word, the restore script's grep takes the file for a binary one
#< middle "-A -t 10.1.0.200:80\n\u0000\n-A -t 10.1.0.200:81\n"
#< word "-A -t 10.1.0.200:82\n-A -t 10.1.0.200:83\u0000 -s rr\n"
#< comment "# \u0000\n"
ipvsadm -R < middle
ipvsadm -Sn
ipvsadm -R < word
ipvsadm -Sn
ipvsadm-restore < middle
ipvsadm -Sn
ipvsadm -A -t 10.1.0.200:84
ipvsadm-restore < word
ipvsadm -Sn
ipvsadm-restore < comment
