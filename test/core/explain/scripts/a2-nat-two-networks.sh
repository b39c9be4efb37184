[root@director ~]# systemctl disable --now firewalld
[root@director ~]# setenforce 0
[root@director ~]# vim /etc/sysctl.conf
net.ipv4.ip_forward = 1
[root@director ~]# sysctl -p
net.ipv4.ip_forward = 1
[root@director ~]# iptables -t nat -F
[root@director ~]# iptables -F
[root@director ~]# iptables -t nat -A POSTROUTING -s 20.0.0.0/24 -o ens36 -j SNAT --to-source 12.0.0.1
[root@director ~]# for i in $(ls /usr/lib/modules/$(uname -r)/kernel/net/netfilter/ipvs | grep -o "^[^.]*"); do echo $i; /sbin/modinfo -F filename $i >/dev/null 2>&1 && /sbin/modprobe $i; done
[root@director ~]# yum install -y ipvsadm
[root@director ~]# ipvsadm-save > /etc/sysconfig/ipvsadm
[root@director ~]# systemctl start ipvsadm
[root@director ~]# ipvsadm -C
[root@director ~]# ipvsadm -A -t 12.0.0.1:80 -s rr
[root@director ~]# ipvsadm -a -t 12.0.0.1:80 -r 20.0.0.7:80 -m
[root@director ~]# ipvsadm -a -t 12.0.0.1:80 -r 20.0.0.8:80 -m
[root@director ~]# ipvsadm
[root@director ~]# ipvsadm -ln
IP Virtual Server version 1.2.1 (size=4096)
Prot LocalAddress:Port Scheduler Flags
  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn
TCP  12.0.0.1:80 rr
  -> 20.0.0.7:80                  Masq    1      0          0
  -> 20.0.0.8:80                  Masq    1      0          0
[root@web1 ~]# route add default gw 20.0.0.1
[root@web1 ~]# mount 20.0.0.9:/opt/web1 /var/www/html
[root@web1 ~]# echo '20.0.0.9:/opt/web1 /var/www/html nfs defaults,_netdev 0 0' >> /etc/fstab
