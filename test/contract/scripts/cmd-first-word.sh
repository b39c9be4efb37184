# The first option must be the command
ipvsadm
ipvsadm foo
ipvsadm -n -L
ipvsadm -X
ipvsadm --bogus
ipvsadm -t 10.1.0.200:80 -A
ipvsadm -w 5
ipvsadm ""
ipvsadm -
ipvsadm --
ipvsadm -- -L
ipvsadm -L foo
ipvsadm -L foo bar
ipvsadm -L -- foo
ipvsadm -C extra
ipvsadm -A -L
ipvsadm -L -A
ipvsadm -L -Z
ipvsadm -L -C
ipvsadm -l -l
ipvsadm -L -l
ipvsadm -A -t 10.1.0.200:80 -E
ipvsadm -A -t 10.1.0.200:80 --help
ipvsadm -A -h
ipvsadm -L -v
ipvsadm -l -R
ipvsadm -Ln
