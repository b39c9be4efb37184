import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GuestResult, kernelSuite, runGuest, skipKernel } from './uml.ts';

const repo = join(import.meta.dirname, '../..');

/**
 * Real connections through a real kernel: three services of two web servers, each drained in its own way. What is seen
 * goes into files of the job folder.
 */
const script = `
export NODE='${process.execPath}' REPO='${repo}'
. "$REPO/test/kernel/lab.sh" 2> lab.err
# The journal's folder; the root is read-only.
mount -t tmpfs tmpfs /var/lib
# In the background it takes the place of its shell, so that a signal reaches it.
lvsh_job() { exec ip netns exec director "$NODE" "$REPO/dist/lvsh.js" "$@"; }
lvsh() { on_director "$NODE" "$REPO/dist/lvsh.js" "$@"; }
for web in 1 2; do ip netns exec web$web "$NODE" "$REPO/test/kernel/echo.js" web$web 10.0.0.1$web 7000 & done
coproc CLIENT { ip netns exec client bash "$REPO/test/kernel/talk.sh"; }
client() { echo "$@" >&"\${CLIENT[1]}"; read -r -u "\${CLIENT[0]}" heard; echo "$heard"; }
for web in 1 2; do
  until on_director bash -c "exec 3<> /dev/tcp/10.0.0.1$web/7000" 2> /dev/null; do sleep 0.2; done
done
on_director ipvsadm -R <<END
-A -t 10.1.0.200:80 -s rr
-a -t 10.1.0.200:80 -r 10.0.0.12:7000 -m
-a -t 10.1.0.200:80 -r 10.0.0.11:7000 -m -w 3
-A -t 10.1.0.200:81 -s rr -p 5
-a -t 10.1.0.200:81 -r 10.0.0.12:7000 -m
-a -t 10.1.0.200:81 -r 10.0.0.11:7000 -m -w 2
-A -t 10.1.0.200:82 -s rr
-a -t 10.1.0.200:82 -r 10.0.0.11:7000 -m
END
saved() { on_director ipvsadm -Sn; }
# A process is dear here: what lvsh says is looked at, not the table.
until_done() { until grep -q done: $1 2> /dev/null; do sleep 0.3; done; }
uptime() { cut -d. -f1 /proc/uptime; }

# 1. A connection is open while its server is drained, waited for and removed.
{ client open one 80; client open two 80; } > before
held=one; [ "$(head -1 before)" = web1 ] || held=two
lvsh_job drain 10.0.0.11:7000 in tcp:10.1.0.200:80 --wait --remove --yes --interval 0.5 > drain.out 2> drain.err & drain=$!
until_done drain.out
{ client once 80; client once 80; client once 80; } > meanwhile
client say $held > still
# It waits for as long as the connection is open.
sleep 3
kill -0 $drain && echo waiting > waits
client reset $held; uptime > reset-at
wait $drain; echo $? > drain.exit; uptime > ended-at
saved > drain.saved

# 2. It comes back with its former weight, and takes connections again.
lvsh undo --yes > undo.out 2>&1
lvsh resume 10.0.0.11:7000 in tcp:10.1.0.200:80 --yes > resume.out 2>&1; echo $? > resume.exit
saved > resume.saved
{ client once 80; client once 80; } > resumed

# 3. A persistent client comes back to a server without weight, until it is let go.
first=$(client once 81); echo $first > persistent
rip=10.0.0.1\${first#web}
lvsh_job drain $rip in tcp:10.1.0.200:81 --wait --timeout 5s --interval 0.5 --yes > held.out 2> held.err & drain=$!
until_done held.out
{ client once 81; client once 81; client once 81; } > stays
wait $drain; echo $? > held.exit
lvsh_job drain $rip in tcp:10.1.0.200:81 --wait --let-go --interval 0.5 --yes > free.out 2> free.err & drain=$!
until_done free.out
{ client once 81; client once 81; } > leaves
on_director ipvsadm -Lnc > leaves.conns
wait $drain; echo $? > free.exit

# 4. Removed with a connection open: first expire_nodest_conn is 0, then 1.
on_director ipvsadm --set 0 0 0
client open three 82 > removal
on_director ipvsadm -d -t 10.1.0.200:82 -r 10.0.0.11:7000
client say three 3 >> removal
on_director ipvsadm -Lnc > hangs.conns
on_director ipvsadm -a -t 10.1.0.200:82 -r 10.0.0.11:7000 -m
client say three >> removal
on_director sysctl -q -w net.ipv4.vs.expire_nodest_conn=1
on_director ipvsadm -d -t 10.1.0.200:82 -r 10.0.0.11:7000
on_director ipvsadm -Lnc > gone.conns
client say three >> removal

# 5. Whoever waits no longer leaves it drained.
lvsh_job drain 10.0.0.12:7000 in tcp:10.1.0.200:80 --wait --yes > left.out 2> left.err & drain=$!
client open four 80 > left-open
until_done left.out
sleep 2
kill -INT $drain; wait $drain; echo $? > left.exit
saved > left.saved
`;

describe.skipIf(skipKernel())(kernelSuite('draining on a real director'), () => {
  let guest: GuestResult;
  const files = new Map<string, string>();
  const left = (name: string): string => files.get(name) ?? '';

  beforeAll(async () => {
    guest = await runGuest({ script, memory: 768, timeoutMs: 480_000 });
    const names = [...script.matchAll(/>>? ?([a-z][a-z.-]+)/g)].map(([, name = '']) => name);
    for (const name of new Set(names)) files.set(name, await guest.file(name).catch(() => ''));
    if (guest.exit !== 0) throw new Error(`the guest ended with ${guest.exit}: ${guest.stderr}`);
  }, 500_000);

  afterAll(async () => {
    await guest?.remove();
  });

  it('an open connection stays, new ones go to the other server, and it is waited for', () => {
    expect(new Set(left('before').trim().split('\n'))).toEqual(new Set(['web1', 'web2']));
    expect(left('meanwhile')).toBe('web2\nweb2\nweb2\n');
    expect([left('still'), left('waits')]).toEqual(['web1\n', 'waiting\n']);
  });

  it('the wait ends when the client has left and the kernel’s timer has run out, and the server is removed', () => {
    expect([left('drain.exit'), left('drain.err')]).toEqual(['0\n', '']);
    const out = left('drain.out');
    expect(out).toMatch(/: 1 open; how long it takes is not known yet$/m);
    expect(out).toMatch(/: 1 closed; all closed, gone in at most (\d+s|[12]m)/m);
    expect(out).toContain('10.0.0.11:7000 in tcp:10.1.0.200:80 is drained: nothing is left\n');
    expect(left('drain.saved')).not.toContain('10.1.0.200:80 -r 10.0.0.11');
    // CLOSE is ten seconds; the rest is the time that programs take to start here.
    const seconds = Number(left('ended-at')) - Number(left('reset-at'));
    expect(seconds).toBeGreaterThanOrEqual(8);
    expect(seconds).toBeLessThan(40);
  });

  it('the former weight is remembered beyond the removal', () => {
    expect(left('resume.exit')).toBe('0\n');
    expect(left('resume.saved')).toContain('-a -t 10.1.0.200:80 -r 10.0.0.11:7000 -m -w 3');
    expect(left('resumed')).toContain('web1');
  });

  it('expire_quiescent_template=0: a persistent client comes back, whatever the weight', () => {
    const first = left('persistent');
    expect(left('stays')).toBe(first.repeat(3));
    expect(left('held.exit')).toBe('4\n');
    expect(left('held.out')).toContain('persistent clients keep coming');
    expect(left('held.err')).toMatch(/not drained after 5s: .*1 client held; it stays drained \(weight 0\)/);
  });

  it('expire_quiescent_template=1: it goes elsewhere, its template holds nobody, and the wait ends', () => {
    const other = left('persistent') === 'web1\n' ? 'web2\n' : 'web1\n';
    expect(left('leaves')).toBe(other.repeat(2));
    expect(left('leaves.conns')).toMatch(
      /ASSURED +10\.1\.0\.1:0 +10\.1\.0\.200:65535 +10\.0\.0\.1[12]:65535/,
    );
    expect([left('free.exit'), left('free.err')]).toEqual(['0\n', '']);
    expect(left('free.out')).toContain('sysctl -w net.ipv4.vs.expire_quiescent_template=1   # was 0\n');
  });

  it('removal with expire_nodest_conn=0 lets connections hang, and they go on when it comes back; 1 resets them', () => {
    expect(left('removal')).toBe('web1\nsilence\nweb1\nreset\n');
    expect(left('hangs.conns')).toMatch(/ESTABLISHED +10\.1\.0\.1:\d+ +10\.1\.0\.200:82 +10\.0\.0\.11:7000/);
    expect(left('gone.conns')).not.toContain('10.1.0.200:82');
  });

  it('Ctrl-C leaves it drained, and says so', () => {
    expect(left('left.exit')).toBe('4\n');
    expect(left('left.err')).toMatch(
      /no longer waited for: .*it stays drained \(weight 0\), nothing was removed/,
    );
    expect(left('left.err')).toContain(
      'lvsh resume 10.0.0.12:7000 in tcp:10.1.0.200:80 gives it its weight back',
    );
    expect(left('left.saved')).toContain('-r 10.0.0.12:7000 -m -w 0');
  });
});
