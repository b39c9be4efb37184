# Without a lower threshold the flag is cleared below three quarters of the upper one: here at 2
ipvsadm -A -u 10.1.0.200:53 -s rr
ipvsadm -a -u 10.1.0.200:53 -r 10.0.0.11 -m -x 4
ipvsadm --set 0 0 12
connect -n 1 udp 10.1.0.200:53
sleep 4
connect -n 1 udp 10.1.0.200:53
sleep 4
connect -n 3 udp 10.1.0.200:53
ipvsadm -Ln --thresholds
sleep 6
ipvsadm -Ln --thresholds
connect -n 1 udp 10.1.0.200:53
sleep 4
ipvsadm -Ln --thresholds
connect -n 3 udp 10.1.0.200:53
ipvsadm -Ln --thresholds
