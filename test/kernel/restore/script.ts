/** What the guest of restore.test.ts does. What is seen goes into files of the job folder. */
import { join } from 'node:path';
import { busyPorts } from './files.ts';

const repo = join(import.meta.dirname, '../../..');
const ports = busyPorts.join(' ');

/** Connections that are held at a time. */
export const held = 200;
/** A word of the client's language: two more answers over each connection, within two minutes. */
const flow = 'flow 2 120';

/** The script; files that it finds: client.mjs, server.mjs, table, target. */
export const script = `
export NODE='${process.execPath}' REPO='${repo}'
. "$REPO/test/kernel/lab.sh" 2> lab.err
# The journal's folder; the root is read-only.
mount -t tmpfs tmpfs /var/lib
lvsh() { on_director "$NODE" "$REPO/dist/lvsh.js" "$@"; }
mark() { echo "$1 $(cut -d' ' -f1 /proc/uptime)" >> marks; }
for web in 1 2; do ip netns exec web$web "$NODE" server.mjs 10.0.0.1$web ${ports} & done
for web in 1 2; do
  for port in ${ports}; do
    until on_director bash -c "exec 3<> /dev/tcp/10.0.0.1$web/$port" 2> /dev/null; do sleep 0.2; done
  done
done
coproc CLIENT { ip netns exec client "$NODE" client.mjs 10.1.0.200 2> client.err; }
client() { echo "$@" >&"\${CLIENT[1]}"; read -r -u "\${CLIENT[0]}" heard; echo "$heard"; }
picture() { ipvsadm -Sn | sort; ipvsadm -Ln --thresholds | sort; ipvsadm -Ln --timeout; }
export -f picture
# What the real tool makes of a file, in a namespace where nothing else is.
ip netns add judge
ip -n judge link set lo up
mark "\${LINENO}"; judged() { ip netns exec judge bash -c 'ipvsadm-restore && picture' < "$1"; }

# 1. A file that says all: thresholds and timeouts, too.
on_director ipvsadm-restore < table
mark "\${LINENO}"; on_director bash -c picture > table.picture
mark "\${LINENO}"; client open ${held} 4000 ${ports} > one.opened
mark "\${LINENO}"; client ${flow} > one.before
mark "\${LINENO}"; lvsh restore target --yes > one.out 2> one.err; echo $? > one.exit
client flow 0 0 > one.during
mark "\${LINENO}"; client ${flow} > one.after
mark "\${LINENO}"; on_director bash -c picture > one.picture
mark "\${LINENO}"; judged target > one.judged
cat /var/lib/lvsh/*/journal.jsonl > one.journal

# 2. Back to the table, by a file of ipvsadm-save, while connections of a server that is gone would be cut at once.
on_director sysctl -q -w net.ipv4.vs.expire_nodest_conn=1
mark "\${LINENO}"; lvsh restore table --yes > two.out 2> two.err; echo $? > two.exit
client flow 0 0 > two.during
mark "\${LINENO}"; client ${flow} > two.after
mark "\${LINENO}"; on_director bash -c picture > two.picture
mark "\${LINENO}"; client end 60 > two.ended

# 3. What ipvsadm-restore does to such connections.
for nodest in 0 1; do
  on_director sysctl -q -w net.ipv4.vs.expire_nodest_conn=$nodest
  client open ${held} 500 ${ports} > tool.opened.$nodest
  client ${flow} > tool.before.$nodest
mark "\${LINENO}";   on_director ipvsadm-restore < target; echo $? > tool.exit.$nodest
  client flow 0 0 > tool.during.$nodest
  client ${flow} > tool.after.$nodest
mark "\${LINENO}";   client end 5 > tool.ended.$nodest
done
`;
