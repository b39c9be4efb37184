# lblc and lblcr: the destination keeps its server until that is overloaded
ipvsadm -A -t 10.1.0.200:80 -s lblc
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11 -m -w 2
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.12 -m -w 2
ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.13 -m -w 4
connect -n 15 --hold tcp 10.1.0.200:80
ipvsadm -A -t 10.1.0.200:81 -s lblcr
ipvsadm -a -t 10.1.0.200:81 -r 10.0.0.11 -m -w 2
ipvsadm -a -t 10.1.0.200:81 -r 10.0.0.12 -m -w 2
ipvsadm -a -t 10.1.0.200:81 -r 10.0.0.13 -m -w 4
connect -n 15 --hold tcp 10.1.0.200:81
ipvsadm -A -t 10.1.0.200:82 -s lblc
ipvsadm -a -t 10.1.0.200:82 -r 10.0.0.11 -m -w 1
ipvsadm -a -t 10.1.0.200:82 -r 10.0.0.12 -m -w 1
ipvsadm -a -t 10.1.0.200:82 -r 10.0.0.13 -m -w 1
connect -n 5 tcp 10.1.0.200:82
ipvsadm -e -t 10.1.0.200:82 -r 10.0.0.13 -m -w 0
connect -n 3 tcp 10.1.0.200:82
ipvsadm -d -t 10.1.0.200:82 -r 10.0.0.12
connect -n 3 tcp 10.1.0.200:82
ipvsadm -A -t 10.1.0.200:83 -s lblcr
ipvsadm -a -t 10.1.0.200:83 -r 10.0.0.11 -m -w 1
ipvsadm -a -t 10.1.0.200:83 -r 10.0.0.12 -m -w 1
ipvsadm -a -t 10.1.0.200:83 -r 10.0.0.13 -m -w 1
connect -n 5 tcp 10.1.0.200:83
ipvsadm -e -t 10.1.0.200:83 -r 10.0.0.13 -m -w 0
connect -n 3 tcp 10.1.0.200:83
ipvsadm -d -t 10.1.0.200:83 -r 10.0.0.12
connect -n 3 tcp 10.1.0.200:83
ipvsadm -A -f 7 -s lblc
ipvsadm -a -f 7 -r 10.0.0.11 -m -w 1
ipvsadm -a -f 7 -r 10.0.0.12 -m -w 2
ipvsadm -a -f 7 -r 10.0.0.13 -m -w 1
connect --hold -n 2 tcp mark 7 10.9.1.1:80
connect --hold -n 2 tcp mark 7 10.9.1.2:80
connect --hold -n 2 tcp mark 7 10.9.1.3:80
connect --hold -n 2 tcp mark 7 10.9.1.4:80
connect --hold -n 2 tcp mark 7 10.9.1.1:80
connect --hold -n 2 tcp mark 7 10.9.1.2:80
connect --hold -n 2 tcp mark 7 10.9.1.3:80
connect --hold -n 2 tcp mark 7 10.9.1.4:80
connect --hold -n 2 tcp mark 7 10.9.1.1:80
connect --hold -n 2 tcp mark 7 10.9.1.1:80
ipvsadm -A -f 8 -s lblcr
ipvsadm -a -f 8 -r 10.0.0.11 -m -w 1
ipvsadm -a -f 8 -r 10.0.0.12 -m -w 2
ipvsadm -a -f 8 -r 10.0.0.13 -m -w 1
connect --hold -n 2 tcp mark 8 10.9.1.1:80
connect --hold -n 2 tcp mark 8 10.9.1.2:80
connect --hold -n 2 tcp mark 8 10.9.1.3:80
connect --hold -n 2 tcp mark 8 10.9.1.4:80
connect --hold -n 2 tcp mark 8 10.9.1.1:80
connect --hold -n 2 tcp mark 8 10.9.1.2:80
connect --hold -n 2 tcp mark 8 10.9.1.3:80
connect --hold -n 2 tcp mark 8 10.9.1.4:80
connect --hold -n 2 tcp mark 8 10.9.1.1:80
connect --hold -n 2 tcp mark 8 10.9.1.1:80
ipvsadm -A -t 10.1.0.200:84 -s lblc
ipvsadm -a -t 10.1.0.200:84 -r 10.0.0.11 -m -w 1
ipvsadm -a -t 10.1.0.200:84 -r 10.0.0.12 -m -w 1
ipvsadm -e -t 10.1.0.200:84 -r 10.0.0.12 -m -x 2
connect -n 4 --hold tcp 10.1.0.200:84
ipvsadm -A -t 10.1.0.200:85 -s lblcr
ipvsadm -a -t 10.1.0.200:85 -r 10.0.0.11 -m -w 1
ipvsadm -a -t 10.1.0.200:85 -r 10.0.0.12 -m -w 1
ipvsadm -e -t 10.1.0.200:85 -r 10.0.0.12 -m -x 2
connect -n 4 --hold tcp 10.1.0.200:85
