#< exists "-A -t 10.1.0.200:1\n-A -t 10.1.0.200:1\n-A -t 10.1.0.200:2\n"
#< existslast "-A -t 10.1.0.200:3\n-A -t 10.1.0.200:3\n"
#< undefined "-a -t 10.1.0.200:4 -r 10.0.0.1\n-A -t 10.1.0.200:5\n"
#< badsched "-A -t 10.1.0.200:6 -s bogus\n-A -t 10.1.0.200:7\n"
#< unknown "-A -t 10.1.0.200:8 --bogus\n-A -t 10.1.0.200:9\n"
#< unknownlast "-A -t 10.1.0.200:10\n-A -t 10.1.0.200:11 --bogus\n"
#< badvalue "-A -t 10.1.0.200:12\n-A -t 10.1.0.200:13 -p abc\n-A -t 10.1.0.200:14\n"
#< badaddress "-A -t 10.1.0.200:15\n-A -t nowhere:13\n-A -t 10.1.0.200:16\n"
#< firstword "-A -t 10.1.0.200:17\nhello world\n-A -t 10.1.0.200:18\n"
#< missing "-A -t 10.1.0.200:19\n-A -t\n-A -t 10.1.0.200:20\n"
#< twocommands "-A -t 10.1.0.200:21\n-A -L -t 10.1.0.200:22\n-A -t 10.1.0.200:23\n"
#< illegal "-A -t 10.1.0.200:24\n-A -t 10.1.0.200:25 -w 5\n-A -t 10.1.0.200:26\n"
#< stray "-A -t 10.1.0.200:27\n-A -t 10.1.0.200:28 stray\n-A -t 10.1.0.200:29\n"
#< repeated "-A -t 10.1.0.200:30\n-A -t 10.1.0.200:31 -s rr -s rr\n-A -t 10.1.0.200:32\n"
#< threshold "-A -t 10.1.0.200:33\n-a -t 10.1.0.200:33 -r 10.0.0.1 -y 5\n-A -t 10.1.0.200:34\n"
#< needs "-A -t 10.1.0.200:35\n-a -t 10.1.0.200:35\n-A -t 10.1.0.200:36\n"
#< noservice "-L -t 10.1.0.200:99\n-A -t 10.1.0.200:37\n"
ipvsadm -R < exists
ipvsadm -R < existslast
ipvsadm -R < undefined
ipvsadm -R < badsched
ipvsadm -R < unknown
ipvsadm -R < unknownlast
ipvsadm -R < badvalue
ipvsadm -R < badaddress
ipvsadm -R < firstword
ipvsadm -R < missing
ipvsadm -R < twocommands
ipvsadm -R < illegal
ipvsadm -R < stray
ipvsadm -R < repeated
ipvsadm -R < threshold
ipvsadm -R < needs
ipvsadm -R < noservice
ipvsadm -Sn
ipvsadm-restore < badvalue
ipvsadm -Sn
ipvsadm-restore < existslast
ipvsadm -Sn
