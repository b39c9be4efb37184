# Runs on the real kernel (see record.ts): one rich table with traffic, then every form in which it can be read.
set -e
exec 3>&1 1>&2

# The director between a client and a real server, each in a network namespace of its own.
sysctl -qw net.ipv4.ip_forward=1 net.ipv4.vs.conntrack=0 2>/dev/null || sysctl -qw net.ipv4.ip_forward=1
for ns in client server; do ip netns add $ns; ip -n $ns link set lo up; done
ip link add eth0 type veth peer name eth0 netns server
ip link add eth1 type veth peer name eth0 netns client
ip addr add 10.0.0.254/24 dev eth0; ip addr add 10.1.0.254/24 dev eth1
ip addr add 10.1.0.200/32 dev eth1; ip addr add 10.1.0.201/32 dev eth1
ip -6 addr add fd00::254/64 dev eth0 nodad; ip -6 addr add fd00:1::254/64 dev eth1 nodad
ip link set eth0 up; ip link set eth1 up
for n in 11 12 13; do ip -n server addr add 10.0.0.$n/24 dev eth0; done
ip -n server link set eth0 up; ip -n server route add default via 10.0.0.254
ip -n client addr add 10.1.0.1/24 dev eth0; ip -n client addr add 10.1.0.2/24 dev eth0
ip -n client link set eth0 up

ipvsadm -R <<'RULES'
-A -t 10.1.0.200:80 -s wlc
-a -t 10.1.0.200:80 -r 10.0.0.11:8080 -m -w 3 -x 100 -y 50
-a -t 10.1.0.200:80 -r 10.0.0.12:8080 -m -w 2 -x 7
-a -t 10.1.0.200:80 -r 10.0.0.13:8080 -m -w 0
-A -t 10.1.0.200:443 -s rr -p 300 -M 255.255.255.0
-a -t 10.1.0.200:443 -r 10.0.0.11:8080 -m -w 1
-a -t 10.1.0.200:443 -r 10.0.0.12:8080 -m -w 1
-A -t 10.1.0.200:25 -s wrr
-A -t 10.1.0.201:0 -s rr -p
-a -t 10.1.0.201:0 -r 10.0.0.11:0 -g -w 10
-A -u 10.1.0.200:53 -s rr
-a -u 10.1.0.200:53 -r 10.0.0.11:5353 -m -w 2147483647
-a -u 10.1.0.200:53 -r 10.0.0.12:5353 -m -w 65536
-A -u 10.1.0.200:5060 -s sh -p 90 -M 255.255.0.0 -o -b sh-port
-A -u 10.1.0.200:5061 -s rr -p 60 -M 255.255.255.0 --pe sip -o
-a -u 10.1.0.200:5061 -r 10.0.0.11:5061 -g -w 1
-A -u 10.1.0.200:5062 -s rr --pe sip
-A -t 10.1.0.202:84 -s sh -b flag-3
-A -t 10.1.0.202:85 -s mh -b mh-port,mh-fallback
-a -t 10.1.0.202:85 -r 10.0.0.14:85 -i -w 4 --tun-type gue --tun-port 6080 --tun-remcsum
-a -t 10.1.0.202:85 -r 10.0.0.15:85 -i -w 4 --tun-type gue --tun-port 65535 --tun-csum
-a -t 10.1.0.202:85 -r 10.0.0.16:85 -i -w 4 --tun-type gre --tun-csum
-a -t 10.1.0.202:85 -r 10.0.0.17:85 -i -w 4
-a -t 10.1.0.202:85 -r [2001:db8:85a3:1234:5678:8a2e:370:9999]:85 -i -w 4
-A --sctp-service 10.1.0.200:3868 -s rr -p 300
-a --sctp-service 10.1.0.200:3868 -r 10.0.0.11:3868 -m -w 5
-A -t [fd00:1::200]:80 -s wlc -p 120 -M 64
-a -t [fd00:1::200]:80 -r [fd00::11]:80 -g -w 1
-a -t [fd00:1::200]:80 -r [fd00::12]:80 -g -w 1
-A -t [2001:1db8:85a3:1234:5678:8a2e:3701:9999]:1234 -s rr
-a -t [2001:1db8:85a3:1234:5678:8a2e:3701:9999]:1234 -r [2001:1db8:85a3:1234:5678:8a2e:3701:1111]:1234 -m -w 1
-A -u [fd00:1::200]:53 -s rr -o
-A -f 17 -s rr -p 360
-a -f 17 -r 10.0.0.11:0 -g -w 1
-a -f 17 -r 10.0.0.12:8080 -g -w 1
-A -f 9 -6 -s sh -p 120 -M 64 -b sh-fallback
-a -f 9 -6 -r [fd00::11]:443 -m -w 1
-A -f 9 -s rr
-A -f 10001000 -s rr
-a -f 10001000 -r 10.0.0.11:0 -g -w 1
-A -f 300 -s mh -o -b mh-port
-A -f 4294967295 -s rr
RULES
ipvsadm --set 800 100 200

cat > /run/server.py <<'PY'
import socket, threading
def tcp(address):
    s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind((address, 8080)); s.listen(64)
    while True:
        c, _ = s.accept()
        threading.Thread(target=serve, args=(c,), daemon=True).start()
def serve(c):
    try:
        want = int(c.recv(16) or b'0')
        block = b'x' * 65536
        while want > 0: c.sendall(block[:want]); want -= len(block)
        c.recv(1)
    except OSError: pass
    c.close()
def udp(address):
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind((address, 5353))
    while True: d, a = s.recvfrom(99); s.sendto(d, a)
for n in (11, 12, 13):
    for f in (tcp, udp): threading.Thread(target=f, args=('10.0.0.%d' % n,)).start()
PY
cat > /run/client.py <<'PY'
import socket, time
held = []
def open_one(cip, port, want):
    s = socket.socket(); s.bind((cip, 0)); s.settimeout(60); s.connect(('10.1.0.200', port)); s.sendall(b'%d' % want)
    while want > 0: want -= len(s.recv(1 << 20))
    return s
for port in (80, 443):
    for cip in ('10.1.0.1', '10.1.0.2'):
        held.append(open_one(cip, port, 10)); open_one(cip, port, 10).close()
open_one('10.1.0.1', 80, 130000000).close()
for n in range(5):
    u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); u.sendto(b'hello', ('10.1.0.200', 53)); u.settimeout(5); u.recv(9)
open('/run/done', 'w').close()
time.sleep(60)
PY
ip netns exec server python3 /run/server.py & server=$!
sleep 1
ip netns exec client python3 /run/client.py & client=$!
while [ ! -e /run/done ]; do sleep 0.1; done
sleep 4.5

printf '10.0.0.11 a-very-long-real-server-name-0011.dc1.example.com\n10.1.0.200 www.example.com\nfd00::11 a-very-long-ipv6-real-server-name-0011.dc1.example.com\n' > /run/hosts
show() { name=$1; shift; printf '=== %s\n' "$name" >&3; "$@" >&3; }
show save.txt ipvsadm -Sn
show list.txt ipvsadm -Ln
show stats.txt ipvsadm -Ln --stats
show stats-exact.txt ipvsadm -Ln --stats --exact
show rate.txt ipvsadm -Ln --rate
show thresholds.txt ipvsadm -Ln --thresholds
show persistent-conn.txt ipvsadm -Ln --persistent-conn
show tun-info.txt ipvsadm -Ln --tun-info
show one.txt ipvsadm -Ln -t 10.1.0.200:80
show conns.txt ipvsadm -Lnc
show conns-pe.txt ipvsadm -Lnc --persistent-conn
show timeout.txt ipvsadm -L --timeout
for file in ip_vs ip_vs_conn ip_vs_conn_sync ip_vs_stats ip_vs_stats_percpu; do show proc-$file.txt cat /proc/net/$file; done
mount --bind /run/hosts /etc/hosts
show list-names.txt ipvsadm -L
show save-names.txt ipvsadm -S
show stats-names.txt ipvsadm -L --stats
umount /etc/hosts
# The kernel starts no daemon while there is a server of another family than its service.
ipvsadm -d -t 10.1.0.202:85 -r '[2001:db8:85a3:1234:5678:8a2e:370:9999]:85'
show daemon-none.txt ipvsadm -L --daemon
ipvsadm --start-daemon master --mcast-interface eth1 --syncid 5
ipvsadm --start-daemon backup --mcast-interface eth0 --syncid 6 --mcast-group ff02::81 --mcast-ttl 3
show daemon.txt ipvsadm -L --daemon
kill $client $server
