# A table with everything that a listing can show, in motion once and then frozen; run in a guest by record.ts.
cd /run
cat > hosts <<H
127.0.0.1 localhost
10.1.0.200 vip.example.com
10.1.0.201 a-very-long-virtual-service-name-0001.dc1.example.com
10.0.0.11 rs1
10.0.0.12 a-very-long-real-server-name-000000000011.dc1.example.com
fd00::11 rs6.example.com
fd00::12 a-very-long-ipv6-real-server-name-0011.dc1.example.com
fd00:1::200 vip6.example.com
10.0.0.13 a-host-name-of-exactly-40-characters-abcde
10.0.0.14 a-very-long-real-server-name-with-more-than-sixty-characters-aaaaaaaaaaaaaa.example.com
0.0.0.17 seventeen
H
mount --bind /run/hosts /etc/hosts
ip addr add 10.1.0.200/32 dev lo; ip addr add 10.1.0.201/32 dev lo; ip -6 addr add fd00:1::200/128 dev lo nodad
ip link add eth0 type dummy; ip link set eth0 mtu 65000 up
ip addr add 10.0.0.254/24 dev eth0; ip -6 addr add fd00::254/64 dev eth0 nodad
for n in 11 12 13 14 15; do ip neigh replace 10.0.0.$n lladdr 02:00:00:00:00:$n dev eth0; done
for n in 11 12; do ip -6 neigh replace fd00::$n lladdr 02:00:00:00:01:$n dev eth0; done
cat > rules <<R
-A -t 10.1.0.200:80 -s wrr -p 300
-a -t 10.1.0.200:80 -r 10.0.0.11:8080 -m -w 5 -x 30 -y 10
-a -t 10.1.0.200:80 -r 10.0.0.12:8080 -m -w 2147483647 -x 2147483647 -y 2147483647
-a -t 10.1.0.200:80 -r 10.0.0.13:443 -m
-a -t 10.1.0.200:80 -r 10.0.0.14:443 -m
-A -t 10.1.0.200:443 -s wlc
-a -t 10.1.0.200:443 -r 10.0.0.11 -i --tun-type gue --tun-port 6080 -w 0
-a -t 10.1.0.200:443 -r 10.0.0.12 -i --tun-type gre --tun-csum -w 65536
-a -t 10.1.0.200:443 -r 10.0.0.13 -i --tun-type gue --tun-port 65535 --tun-remcsum
-a -t 10.1.0.200:443 -r 10.0.0.14 -i -w 9999999
-a -t 10.1.0.200:443 -r 10.0.0.15 -i --tun-type gue --tun-port 65535 --tun-csum
-a -t 10.1.0.200:443 -r fd00::11 -i -w 3
-a -t 10.1.0.200:443 -r 2001:db8::11 -i
-A -u 10.1.0.201:53 -s rr
-a -u 10.1.0.201:53 -r 10.0.0.12 -m
-A -u 10.1.0.201:54 -s rr
-a -u 10.1.0.201:54 -r 10.0.0.13 -m
-A -f 17 -s rr -p
-a -f 17 -r 10.0.0.11
-a -f 17 -r 10.0.0.12:80
-A -f 17 -6 -s sh -p 120 -M 64 -b sh-fallback
-a -f 17 -6 -r [fd00::11]:443 -m
-A -f 4294967295 -s rr
-A -t [fd00:1::200]:80 -s mh -b mh-port,mh-fallback -p 77
-a -t [fd00:1::200]:80 -r [fd00::11]:8080 -m
-a -t [fd00:1::200]:80 -r [fd00::12]:443 -m
-a -t [fd00:1::200]:80 -r [2001:db8:85a3:1234:5678:8a2e:370:9999]:65535 -m -w 65535
-A --sctp-service 10.1.0.200:3868 -s sh -b flag-3
-A -t 172.16.0.1:80
-A -t 192.168.1.1:80 -s lc -p 5 -M 255.255.255.0
-A -t 223.0.0.1:80
-A -t 1.2.3.4:80
-A -f 2147483648
-A -f 3
-A -u 10.1.0.200:5060 -s rr -p 60 -M 255.255.255.0 --pe sip -o
-A -u 10.1.0.200:5062 -s rr --pe sip
-A -t [2001:db8::1]:80
-A -u 10.1.0.201:5060 -s rr -p 60 --pe sip
-a -u 10.1.0.201:5060 -r 10.0.0.15 -m
R
ipvsadm -R < rules
# 130 MB to the first name server, 1.1 GB to the second: more than nine digits are cut to K and M.
exec 3<>/dev/udp/10.1.0.201/53; exec 4<>/dev/udp/10.1.0.201/54
dd if=/dev/zero bs=60000 count=2200 status=none >&3
dd if=/dev/zero bs=60000 count=18000 status=none >&4
printf 'INVITE sip:b@example.com SIP/2.0\r\nCall-ID: a84b4c76e66710@pc33\r\nCSeq: 1 INVITE\r\n\r\n' > sip; cat sip >/dev/udp/10.1.0.201/5060
(exec 5<>/dev/tcp/10.1.0.200/80) & printf 'INVITE sip:b@example.com SIP/2.0\r\nCall-ID: a84b4c76e66710@pc33\r\nCSeq: 1 INVITE\r\n\r\n' > sip; cat sip >/dev/udp/10.1.0.201/5060
(exec 5<>/dev/tcp/fd00:1::200/80) &
sleep 2.5
echo 0 > /proc/sys/net/ipv4/vs/run_estimation
one() { ipvsadm "$@" >answer 2>&1; rc=$?; IFS= read -r -d '' o <answer; printf '%s\x1f%s\x1f%s\x1e' "$*" $rc "$o" >&9; }
printf 'rules\x1f0\x1f%s\x1e' "$(cat rules)" >&9
for n in -Sn -S; do one $n; done
one; one -Ln --nosort
for n in -Ln -L; do
  for s in '' --stats; do for r in '' --rate; do for t in '' --thresholds; do for p in '' --persistent-conn; do for u in '' --tun-info; do
    one $n $s $r $t $p $u -t 10.1.0.200:80
  done; done; done; done; done
  for f in '' --stats --rate --thresholds --persistent-conn --tun-info '--stats --exact' '--rate --exact'; do one $n $f; done
done
for s in '-t 10.1.0.200:443' '-t [fd00:1::200]:80' '-f 17' '-f 17 -6' '-u 10.1.0.201:54' '-f 4294967295' '--sctp-service 10.1.0.200:3868'; do
  one -Ln $s; one -Ln $s --stats; one -Ln $s --nosort; one -L $s
done
one -Ln -t 9.9.9.9:9; one -L --daemon; one -L --timeout
one -Lnc; one -Lc; one -Lnc --persistent-conn
ipvsadm --set 901 121 0; one -L --timeout
ipvsadm -C
ipvsadm --start-daemon backup --mcast-interface lo --mcast-port 5 --mcast-ttl 3
ipvsadm --start-daemon master --mcast-interface eth0 --syncid 7 --mcast-group ff02::81; one -Ln --daemon
exit 0
