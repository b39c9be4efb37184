ipvsadm -A -t 10.1.0.200:1 -p 5 -M 255.255.255.0
ipvsadm -A -t 10.1.0.200:2 -p 5 -M 255.255.255.255
ipvsadm -A -t 10.1.0.200:3 -p 5 -M 24
ipvsadm -A -t 10.1.0.200:4 -p 5 -M /24
ipvsadm -A -t 10.1.0.200:4 -p 5 -M 255.255.0
ipvsadm -A -t 10.1.0.200:5 -p 5 -M 0.0.0.0
ipvsadm -A -t 10.1.0.200:6 -p 5 -M 255.0.255.0
ipvsadm -A -t 10.1.0.200:7 -p 5 -M 0xffffff00
ipvsadm -A -t 10.1.0.200:8 -M 255.255.255.0
ipvsadm -A -t 10.1.0.200:9 -p 5 -M localhost
ipvsadm -A -t 10.1.0.200:10 -p 5 -M nowhere
ipvsadm -A -t 10.1.0.200:10 -p 5 -M 256.1.1.1
ipvsadm -A -t 10.1.0.200:10 -p 5 -M ""
ipvsadm -A -M 255.255.255.0 -p 5 -t 10.1.0.200:11
ipvsadm -A -t 10.1.0.200:12 -M 255.255.0.0 -p
ipvsadm -A -t [fd00:1::200]:1 -p 5 -M 64
ipvsadm -A -t [fd00:1::200]:2 -p 5 -M 128
ipvsadm -A -t [fd00:1::200]:3 -p 5 -M 1
ipvsadm -A -t [fd00:1::200]:4 -p 5 -M 0
ipvsadm -A -t [fd00:1::200]:4 -p 5 -M 129
ipvsadm -A -t [fd00:1::200]:4 -p 5 -M ffff::
ipvsadm -A -t [fd00:1::200]:4 -p 5 -M 255.255.255.0
ipvsadm -A -t [fd00:1::200]:5 -p 5 -M 48abc
ipvsadm -A -M 64 -p 5 -t [fd00:1::200]:6
ipvsadm -A -t [fd00:1::200]:7 -M 64
ipvsadm -A -f 1 -p 60 -M 64 -6
ipvsadm -A -f 2 -6 -p 60 -M 64
ipvsadm -A -f 3 -p 60 -M 255.255.0.0
ipvsadm -A -f 4 -M 255.255.0.0 -p 60
ipvsadm -A -M 16 -f 5 -p 60
ipvsadm -A -p 60 -M 16 -6 -f 6
ipvsadm -E -t 10.1.0.200:1 -M 255.255.255.0
ipvsadm -E -t 10.1.0.200:2 -p 9
ipvsadm -A -t 10.1.0.200:13 -p 5 -M 24 -M 25
ipvsadm -Ln
