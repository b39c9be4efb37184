/**
 * The rows of the benchmark that need a real kernel: what lvsh costs a director beside `ipvsadm -Ln`, and whether the
 * screen follows a large one. Both are measured in one guest, on the same table, at the same time.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type TerminalGuest, terminalGuest, umlAvailable } from '../kernel/uml.ts';
import { inTerminal, type TerminalProgram } from '../screen/pty.ts';
import { median, type Row } from './row.ts';

const repo = join(import.meta.dirname, '../..');

const rules = (services: number, servers: number): string => {
  const lines: string[] = [];
  for (let service = 0; service < services; service++) {
    const vip = `10.8.${Math.floor(service / 250)}.${(service % 250) + 1}:80`;
    lines.push(`-A -t ${vip} -s wlc`);
    for (let server = 1; server <= servers; server++) lines.push(`-a -t ${vip} -r 10.0.1.${server}:8080 -m`);
  }
  return `${lines.join('\n')}\n`;
};

/** How often a weight is changed under the eyes of lvsh, once a second, while its processor time is taken. */
const changes = 20;

/**
 * `ticks`: processor time (1/100 s, as /proc/PID/stat counts it, children that have ended included) of some runs of
 * `ipvsadm -Ln`, then of lvsh over the time in which the weight of one server changes every second.
 */
const script = (runs: number): string => `
export NODE='${process.execPath}'
ip link set lo up
ipvsadm -R < rules
ticks() { sed 's/.*) //' /proc/$1/stat | { read -r _ _ _ _ _ _ _ _ _ _ _ u s cu cs _; echo $((u + s + cu + cs)); }; }
cat > probe <<'END'
i=0; while [ $i -lt ${runs} ]; do ipvsadm -Ln > /dev/null; i=$((i + 1)); done
sed 's/.*) //' /proc/$$/stat | { read -r _ _ _ _ _ _ _ _ _ _ _ _ _ cu cs _; echo $((cu + cs)); } > ipvsadm.ticks
END
from=$(cut -d' ' -f1 /proc/uptime)
sh probe
echo "$from $(cut -d' ' -f1 /proc/uptime)" > ipvsadm.wall
{
  until [ -s pid ]; do sleep 0.1; done
  pid=$(cat pid)
  until [ -e measure ]; do sleep 0.2; done
  ticks $pid > before
  for weight in $(seq 101 ${100 + changes}); do
    ipvsadm -e -t 10.8.0.1:80 -r 10.0.1.1:8080 -m -w $weight
    sleep 1
  done
  ticks $pid > after
  touch done
} &
sh -c 'echo $$ > pid; exec "$NODE" ${repo}/dist/lvsh.js --interval 1'
`;

interface Measured {
  readonly ipvsadmMs: number;
  readonly ipvsadmWall: number;
  readonly lvshMs: number;
  /** When each change was first seen on the screen (host's clock). */
  readonly seen: readonly number[];
}

const patience = 240_000;

const until = async (terminal: TerminalProgram, condition: () => boolean, what: string): Promise<void> => {
  for (const end = Date.now() + patience; !condition(); await wait(20)) {
    if (Date.now() > end || terminal.ending !== undefined) {
      throw new Error(`bench: ${what} did not come:\n${terminal.text}`);
    }
  }
};

const measure = async (services: number, servers: number, runs: number): Promise<Measured> => {
  const guest: TerminalGuest = await terminalGuest({
    script: script(runs),
    files: { rules: rules(services, servers) },
    memory: 1024,
  });
  const terminal = inTerminal(guest.file, guest.args, { columns: 160, rows: 50 });
  const text = (name: string): string => readFileSync(join(guest.folder, name), 'utf8').trim();
  try {
    const weight = (): number =>
      Number(/10\.0\.1\.1:8080 +NAT +(\d+)/.exec(terminal.text)?.[1] ?? Number.NaN);
    await until(terminal, () => terminal.isAlternate && terminal.text.includes('10.8.0.1:80'), 'the table');
    terminal.type('o');
    await until(terminal, () => weight() === 1, 'the servers of the first service');
    // Long enough for everything that is read only once.
    await wait(8_000);
    writeFileSync(join(guest.folder, 'measure'), '');
    const seen: number[] = [];
    let last = 1;
    await until(
      terminal,
      () => {
        const now = weight();
        if (now > last) {
          seen.push(Date.now());
          last = now;
        }
        return existsSync(join(guest.folder, 'done')) && existsSync(join(guest.folder, 'after'));
      },
      'the end of the changes',
    );
    terminal.type('q');
    const [from = 0, to = 0] = text('ipvsadm.wall').split(' ').map(Number);
    const result = {
      ipvsadmMs: (Number(text('ipvsadm.ticks')) * 10) / runs,
      ipvsadmWall: (to - from) / runs,
      lvshMs: (Number(text('after')) - Number(text('before'))) * 10,
      seen,
    };
    await terminal.exit();
    return result;
  } finally {
    if (terminal.ending === undefined) process.kill(-terminal.pid, 'SIGKILL');
    await guest.remove();
  }
};

const gaps = (times: readonly number[]): number[] =>
  times.slice(1).map((time, index) => (time - (times[index] ?? time)) / 1000);

/** Two rows; one that says what to install where there is no real kernel. Takes about three minutes. */
export const kernelRows = async (): Promise<readonly Row[]> => {
  const available = umlAvailable();
  if (!available.ok) {
    const measured = `not measured: ${available.reason}; ${available.install}`;
    return [{ what: 'rows that need a real kernel', goal: '', measured, ratio: '', holds: false }];
  }
  const small = await measure(1_000, 10, 20);
  const refreshMs = small.lvshMs / small.seen.length;
  const large = await measure(10_000, 10, 3);
  const largeGaps = gaps(large.seen);
  const largeRefreshMs = large.lvshMs / large.seen.length;
  return [
    {
      what: 'process time of one refresh, 1,000 x 10, real kernel',
      goal: '< 0.5x ipvsadm -Ln',
      measured: `${refreshMs.toFixed(0)} ms (ipvsadm -Ln ${small.ipvsadmMs.toFixed(0)} ms)`,
      ratio: `${(refreshMs / small.ipvsadmMs).toFixed(2)}x`,
      holds: refreshMs < small.ipvsadmMs / 2,
    },
    {
      what: 'screen follows 10,000 x 10 on the real kernel',
      goal: '1 Hz',
      measured: `${large.seen.length} of ${changes} changes, a second apart, were seen; ${median(largeGaps).toFixed(2)} s between them, at most ${Math.max(...largeGaps).toFixed(2)} s; ${largeRefreshMs.toFixed(0)} ms each (ipvsadm -Ln ${large.ipvsadmWall.toFixed(1)} s)`,
      ratio: `${(median(largeGaps) / large.ipvsadmWall).toFixed(2)}x ipvsadm -Ln`,
      holds: large.seen.length >= changes - 1 && median(largeGaps) < 1.3,
    },
  ];
};
