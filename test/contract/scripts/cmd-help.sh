ipvsadm -h
ipvsadm --help
ipvsadm -v
ipvsadm --version
ipvsadm -hv
ipvsadm -vh
ipvsadm -h foo
ipvsadm -v --bogus
ipvsadm -h -n
ipvsadm --help=1
ipvsadm -v=1
