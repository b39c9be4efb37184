# --- on the director, 192.168.31.10
systemctl stop firewalld
setenforce 0
yum -y install ipvsadm
modprobe ip_vs
cat /proc/net/ip_vs
ifconfig ens33:0 192.168.31.100 netmask 255.255.255.255 broadcast 192.168.31.100 up
route add -host 192.168.31.100 dev ens33:0
cat >> /etc/sysctl.conf <<EOF2
net.ipv4.ip_forward = 0
net.ipv4.conf.all.send_redirects = 0
net.ipv4.conf.default.send_redirects = 0
net.ipv4.conf.ens33.send_redirects = 0
EOF2
sysctl -p
ipvsadm -C
ipvsadm -A -t 192.168.31.100:80 -s rr
ipvsadm -a -t 192.168.31.100:80 -r 192.168.31.30:80 -g
ipvsadm -a -t 192.168.31.100:80 -r 192.168.31.50:80 -g
ipvsadm-save -n > /etc/sysconfig/ipvsadm
systemctl enable ipvsadm
ipvsadm -Ln

# --- on the NFS host, 192.168.31.40
yum -y install nfs-utils rpcbind
mkdir -p /opt/web1 /opt/web2
echo '<h1>web1</h1>' > /opt/web1/index.html
echo '<h1>web2</h1>' > /opt/web2/index.html
echo '/opt/web1 192.168.31.0/24(ro)' >> /etc/exports
echo '/opt/web2 192.168.31.0/24(ro)' >> /etc/exports
systemctl restart rpcbind nfs
exportfs -rv

# --- on both real servers
showmount -e 192.168.31.40
mount -t nfs 192.168.31.40:/opt/web1 /var/www/html
ifconfig lo:0 192.168.31.100 netmask 255.255.255.255 broadcast 192.168.31.100 up
route add -host 192.168.31.100 dev lo:0
echo 1 > /proc/sys/net/ipv4/conf/lo/arp_ignore
echo 2 > /proc/sys/net/ipv4/conf/lo/arp_announce
echo 1 > /proc/sys/net/ipv4/conf/all/arp_ignore
echo 2 > /proc/sys/net/ipv4/conf/all/arp_announce
systemctl start httpd

# --- on a client
curl http://192.168.31.100
