# Other commands inside a restore file
#< list "-A -t 10.1.0.200:1 -s rr\n-Ln\n-A -t 10.1.0.200:2 -s rr\n-Ln -t 10.1.0.200:2\n"
#< clear "-A -t 10.1.0.200:3\n-C\n-A -t 10.1.0.200:4\n"
#< edit "-A -t 10.1.0.200:5 -s rr\n-E -t 10.1.0.200:5 -s wlc -p 60\n-a -t 10.1.0.200:5 -r 10.0.0.1 -m\n-e -t 10.1.0.200:5 -r 10.0.0.1 -m -w 9\n-a -t 10.1.0.200:5 -r 10.0.0.2 -m\n-d -t 10.1.0.200:5 -r 10.0.0.2\n"
#< set "--set 100 20 30\n-L --timeout\n-Z\n"
#< help "-A -t 10.1.0.200:6\n-h\n-A -t 10.1.0.200:7\n"
#< longhelp "-A -t 10.1.0.200:8\n--help\n-A -t 10.1.0.200:9\n"
#< version "-A -t 10.1.0.200:10\n-v\n-A -t 10.1.0.200:11\n"
#< helplate "-A -t 10.1.0.200:12 -h\n-A -t 10.1.0.200:13\n"
#< restore "-A -t 10.1.0.200:14\n-R\n-A -t 10.1.0.200:15\n"
#< restorelast "-A -t 10.1.0.200:16\n-R\n"
#< save "-A -t 10.1.0.200:17\n-S -n\n-A -t 10.1.0.200:18\n"
#< daemon "--start-daemon master --syncid 4\n-L --daemon\n"
#< delete "-A -t 10.1.0.200:19\n-D -t 10.1.0.200:19\n-D -t 10.1.0.200:19\n"
#< ipvsadmonly "ipvsadm\n-A -t 10.1.0.200:20\n"
#< onlyipvsadm "-A -t 10.1.0.200:21\nipvsadm\n"
#< everything "--add-service --tcp-service 10.1.0.200:22 --scheduler wrr --persistent 90 --netmask 255.255.255.0\n--add-server --tcp-service=10.1.0.200:22 --real-server=10.0.0.1:8080 --masquerading --weight=7 --u-threshold=9 --l-threshold=2\n"
ipvsadm -R < list
ipvsadm -R < clear
ipvsadm -R < edit
ipvsadm -R < set
ipvsadm -L --timeout
ipvsadm -R < help
ipvsadm -R < longhelp
ipvsadm -R < version
ipvsadm -R < helplate
ipvsadm -R < restore
ipvsadm -R < restorelast
ipvsadm -R < save
ipvsadm -R < daemon
ipvsadm --stop-daemon master
ipvsadm -R < delete
ipvsadm -R < ipvsadmonly
ipvsadm -R < onlyipvsadm
ipvsadm -R < everything
ipvsadm -Sn
