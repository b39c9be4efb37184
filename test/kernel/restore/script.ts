/** What the guest of restore.test.ts does. What is seen goes into files of the job folder. */
import { join } from 'node:path';
import { busyPorts } from './files.ts';

const repo = join(import.meta.dirname, '../../..');
const ports = busyPorts.join(' ');

/** Connections that are held at a time. */
export const held = 200;
/** A word of the client's language: two more answers over each connection, within a minute and a half. */
const flow = 'flow 2 90';

/** The script; files that it finds: client.mjs, server.mjs, table, target. */
export const script = `
export NODE='${process.execPath}' REPO='${repo}'
. "$REPO/test/kernel/lab.sh" 2> lab.err
# The journal's folder; the root is read-only.
mount -t tmpfs tmpfs /var/lib
lvsh() { on_director "$NODE" "$REPO/dist/lvsh.js" "$@"; }
for web in 1 2; do ip netns exec web$web "$NODE" server.mjs 10.0.0.1$web ${ports} & done
for web in 1 2; do
  for port in ${ports}; do
    until on_director bash -c "exec 3<> /dev/tcp/10.0.0.1$web/$port" 2> /dev/null; do sleep 0.2; done
  done
done
coproc CLIENT { ip netns exec client "$NODE" client.mjs 10.1.0.200 2> client.err; }
client() { echo "$@" >&"\${CLIENT[1]}"; read -r -u "\${CLIENT[0]}" heard; echo "$heard"; }
# What is set, without connections.
limits() { ipvsadm -Ln --thresholds | sed -E '/->/s/ +[0-9]+ +[0-9]+ *$//' | sort; }
picture() { ipvsadm -Sn | sort; limits; ipvsadm -Ln --timeout; }
export -f limits picture
# What the real tool makes of a file, in a namespace where nothing else is.
ip netns add judge
ip -n judge link set lo up
judged() { ip netns exec judge bash -c 'ipvsadm-restore && picture' < "$1"; }
judged target > one.judged

# 1. A file that says all: thresholds and timeouts, too.
on_director ipvsadm-restore < table
client open ${held} 4000 ${ports} > one.opened
client ${flow} > one.before
lvsh restore target --yes > one.out 2> one.err; echo $? > one.exit
client flow 0 0 > one.during
client ${flow} > one.after
on_director bash -c picture > one.picture
cat /var/lib/lvsh/*/journal.jsonl > one.journal

# 2. Back to the table, by a file of ipvsadm-save, while connections of a server that is gone would be cut at once.
on_director sysctl -q -w net.ipv4.vs.expire_nodest_conn=1
# Everything that is asked of ipvsadm is written down.
mkdir /run/noting
printf '#!/bin/sh\\necho "$@" >> /run/job/two.asked\\nexec %s "$@"\\n' "$(command -v ipvsadm)" > /run/noting/ipvsadm
chmod +x /run/noting/ipvsadm
PATH=/run/noting:$PATH lvsh restore table --yes > two.out 2> two.err; echo $? > two.exit
client flow 0 0 > two.during
client ${flow} > two.after
on_director ipvsadm -Sn > two.saved
on_director ipvsadm -Ln -t 10.1.0.200:9001 --thresholds > two.limits
on_director ipvsadm -Ln --timeout > two.timeouts
client end 60 > two.ended

# 3. What ipvsadm-restore does to such connections, where expire_nodest_conn is as the kernel has it.
on_director sysctl -q -w net.ipv4.vs.expire_nodest_conn=0
client open ${held} 500 ${ports} > tool.opened
client ${flow} > tool.before
on_director ipvsadm-restore < table; echo $? > tool.exit
client flow 0 0 > tool.during
client ${flow} > tool.after
client end 20 > tool.ended
`;
