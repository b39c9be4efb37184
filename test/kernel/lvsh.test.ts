import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTerminal, type TerminalProgram } from '../screen/pty.ts';
import { kernelSuite, skipKernel, type TerminalGuest, terminalGuest } from './uml.ts';

const repo = join(import.meta.dirname, '../..');

/** Real services with real traffic; then lvsh four ways: twice as text into files, twice on the console. */
const script = `
export NODE='${process.execPath}' REPO='${repo}'
. "$REPO/test/kernel/lab.sh" 2> lab.err
on_director ipvsadm -R <<END
-A -t 10.1.0.200:80 -s rr
-a -t 10.1.0.200:80 -r 10.0.0.11:8080 -m
-a -t 10.1.0.200:80 -r 10.0.0.12:8080 -m -w 2
-A -t 10.1.0.200:443 -s wlc -p 300
-A -f 7 -6 -s sh -b sh-port
END
ask 'http://10.1.0.200/?[1-12]' > answers
ip netns exec client curl -s -N http://10.1.0.200/hold > held &
while [ ! -s held ]; do sleep 0.1; done
# The kernel folds its counters every two seconds; then they stand still.
sleep 4
on_director ipvsadm -Ln > list
on_director ipvsadm -Ln --stats --exact > stats
lvsh() { on_director "$NODE" "$REPO/dist/lvsh.js" "$@"; }
lvsh_nobody() { on_director setpriv --reuid 65534 --regid 65534 --clear-groups "$NODE" "$REPO/dist/lvsh.js" "$@"; }
lvsh ls --json > root.json 2> root.err < /dev/null; echo $? > root.exit
lvsh_nobody ls --json > nobody.json 2> nobody.err < /dev/null; echo $? > nobody.exit
touch texts-are-there
lvsh
echo "first exit $?"
lvsh_nobody
echo "second exit $?"
exit 7
`;

interface Row {
  readonly key: string;
  readonly figures: readonly number[];
}

/** Rows of a listing of ipvsadm: services and servers by their address, with the numbers that end the row. */
const readRows = (text: string): readonly Row[] =>
  text.split('\n').flatMap(line => {
    const match = /^(?:TCP|FWM| {2}->) +(\S+)(.*)$/.exec(line);
    if (match?.[1] === undefined || line.includes('RemoteAddress')) return [];
    const figures = (match[2] ?? '')
      .trim()
      .split(/ +/)
      .filter(word => /^\d+$/.test(word))
      .map(Number);
    return [{ key: match[1], figures }];
  });

interface Counted {
  readonly key: string;
  readonly counters?: Readonly<Record<'conns' | 'inPkts' | 'outPkts' | 'inBytes' | 'outBytes', number>>;
  readonly active?: number;
  readonly inactive?: number;
  readonly weight?: number;
}
interface Table {
  readonly services: readonly (Counted & {
    readonly servers: readonly Counted[];
    readonly flags?: readonly string[];
  })[];
  readonly notes: readonly string[];
}

describe.skipIf(skipKernel())(kernelSuite('lvsh on a real director'), () => {
  let guest: TerminalGuest;
  let console: TerminalProgram;
  const left = (name: string): string => readFileSync(join(guest.folder, name), 'utf8');

  beforeAll(async () => {
    guest = await terminalGuest({ script, memory: 768 });
    console = inTerminal(guest.file, guest.args, { columns: 120, rows: 40 });
    // The guest boots, builds its lab and runs lvsh twice before there is anything on its console.
    await waitLong(() => console.isAlternate);
  }, 90_000);

  /** Patience of the harness is for one step on a screen; a boot is more. */
  const waitLong = async (seen: () => boolean): Promise<void> => {
    for (let left = 5; ; left--) {
      try {
        await console.waitFor(seen);
        return;
      } catch (error) {
        if (left === 0) throw error;
      }
    }
  };

  afterAll(async () => {
    if (console?.ending === undefined) {
      try {
        // UML is a group of processes, one for each address space of the guest.
        process.kill(-console.pid, 'SIGKILL');
      } catch {
        // It has ended in between.
      }
    }
    await guest?.remove();
  });

  it('has a working lab: both real servers answered through the VIP', () => {
    expect(new Set(left('answers').trim().split('\n'))).toEqual(new Set(['web1', 'web2']));
    expect(left('held')).toMatch(/^web[12] holds\n$/);
  });

  it('ls --json as root says what ipvsadm -Ln --stats --exact says', () => {
    expect([left('root.exit'), left('root.err')]).toEqual(['0\n', '']);
    const table = JSON.parse(left('root.json')) as Table;
    const counters = table.services
      .flatMap(service => [service, ...service.servers])
      .map(row => ({
        key: row.key.replace(/^(tcp|fwm6):/, ''),
        figures: row.counters === undefined ? [] : Object.values(row.counters),
      }));
    const expected = readRows(left('stats'));
    expect(expected.some(row => (row.figures[0] ?? 0) >= 6)).toBe(true);
    // FWM rows say `7 IPv6`, and figures of the family are no figures.
    expect(new Set(counters)).toEqual(new Set(expected));
    const servers = table.services.flatMap(service => service.servers);
    expect(
      new Set(
        servers.map(({ key, weight, active, inactive }) => ({ key, figures: [weight, active, inactive] })),
      ),
    ).toEqual(
      new Set(readRows(left('list')).filter(row => row.figures.length === 3 && row.key.startsWith('10.0.0'))),
    );
    expect(table.notes).toEqual([]);
  });

  it('ls --json as nobody shows the table, no counters, and says why', () => {
    expect(left('nobody.exit')).toBe('0\n');
    const table = JSON.parse(left('nobody.json')) as Table;
    expect(table.notes.join()).toContain('root');
    expect(left('nobody.err') + table.notes.join()).toContain('root');
    const [service] = table.services.filter(({ key }) => key === 'tcp:10.1.0.200:80');
    expect(service?.counters).toBeUndefined();
    const list = readRows(left('list'));
    for (const server of service?.servers ?? []) {
      expect([server.weight, server.active, server.inactive]).toEqual(
        list.find(row => row.key === server.key)?.figures,
      );
    }
    expect(service?.servers).toHaveLength(2);
  });

  it('the screen shows the table', async () => {
    const list = readRows(left('list')).filter(row => row.key.startsWith('10.0.0'));
    expect(list).toHaveLength(2);
    for (const { key, figures } of list) {
      await console.waitFor(new RegExp(`${key.replaceAll('.', '\\.')} +NAT +${figures.join(' +')} `));
    }
    expect(console.text).not.toContain('PRACTICE');
  });

  it('the screen shows what ipvsadm -Ln --stats shows', async () => {
    const [, conns, inPkts, outPkts] =
      /^TCP +10\.1\.0\.200:80 +(\d+) +(\d+) +(\d+)/m.exec(left('stats')) ?? [];
    console.type('/tcp:10.1.0.200:80');
    await console.waitFor(/10\.1\.0\.200:80/);
    console.type('\r\r');
    await console.waitFor(
      new RegExp(`counted +${conns} connections, in ${inPkts} packets.*, out ${outPkts} packets`),
    );
  });

  it('leaves with q, and opens read-only for a user without rights', async () => {
    console.type('q');
    await console.waitFor('first exit 0');
    expect(console.isCursorShown).toBe(true);
    await console.waitFor(one => one.isAlternate);
    const screen = await console.waitFor(/10\.0\.0\.12:8080 +NAT +2 /);
    expect(screen).toMatch(/root|rights|read-only/i);
    console.type('q');
    await console.waitFor('second exit 0');
    await console.exit();
    expect(left('rc')).toBe('7\n');
  });
});
