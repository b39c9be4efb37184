ipvsadm -L --timeout
ipvsadm --set 0 0 0
ipvsadm -l --timeout
ipvsadm --set 1000 100 400
ipvsadm -Ln --timeout
ipvsadm --set 0 5 0
ipvsadm -L --timeout
ipvsadm --set 2678400 1 1
ipvsadm -L --timeout
ipvsadm --set 2678401 1 1
ipvsadm --set 1 -1 1
ipvsadm --set -1 1 1
ipvsadm --set a b c
ipvsadm --set 1 2 c
ipvsadm --set 1 2
ipvsadm --set 1
ipvsadm --set
ipvsadm --set 1 2 3 4
ipvsadm --set "" 2 3
ipvsadm --set +5 007 " 9"
ipvsadm -L --timeout
ipvsadm -L --timeout -t 10.1.0.200:80
ipvsadm -L --timeout --daemon
ipvsadm -L --daemon --timeout
ipvsadm -L --timeout -c
ipvsadm -L -c --timeout
ipvsadm -L --timeout --stats
ipvsadm -L --timeout --rate
ipvsadm -L --timeout --thresholds
ipvsadm -L --timeout --persistent-conn
ipvsadm -L --timeout --nosort
ipvsadm -L --timeout --exact
ipvsadm -L --timeout --tun-info
ipvsadm --set 60 60 60
ipvsadm -C
ipvsadm -L --timeout
