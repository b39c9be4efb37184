/**
 * The rows of the benchmark about restoring: ten differences brought into a table of 10,000 services on a real kernel,
 * by lvsh beside `ipvsadm-restore`, which clears the table and makes it anew. Both in one guest, in turns.
 */
import { join } from 'node:path';
import { runGuest, umlAvailable } from '../kernel/uml.ts';
import { median, type Row } from './row.ts';

const repo = join(import.meta.dirname, '../..');
const services = 10_000;
const rounds = 3;

const vip = (service: number): string => `10.8.${Math.floor(service / 250)}.${(service % 250) + 1}:80`;

/** The table: two servers a service. */
const lines = (): string[] =>
  Array.from({ length: services }, (_, service) => vip(service)).flatMap(of => [
    `-A -t ${of} -s wlc`,
    `-a -t ${of} -r 10.0.1.1:8080 -m -w 1`,
    `-a -t ${of} -r 10.0.1.2:8080 -m -w 1`,
  ]);

/** The same but for ten things, all over the table: weights, settings, a server and a service less and one more. */
const changedLines = (): string[] => {
  const list = lines();
  const at = (service: number, line: number): number => service * 3 + line;
  const replace = (service: number, line: number, from: string, to: string): void => {
    list[at(service, line)] = (list[at(service, line)] ?? '').replace(from, to);
  };
  for (const service of [10, 2_000, 5_000]) replace(service, 1, '-w 1', '-w 5');
  for (const service of [3_000, 9_000]) replace(service, 0, 'wlc', 'rr');
  replace(4_000, 0, '-s wlc', '-s wlc -p 300');
  list.push('-A -t 10.9.0.1:80 -s wlc', '-a -t 10.9.0.1:80 -r 10.0.1.1:8080 -m -w 1');
  list.splice(at(7_000, 0), 3);
  list.splice(at(6_000, 2), 1);
  return list;
};

const textOf = (list: readonly string[]): string => `${list.join('\n')}\n`;

/** Each line of `times`: what, exit code, processor time of it and its children (1/100 s), when it began and ended. */
const script = `
mount -t tmpfs tmpfs /var/lib
uptime() { cut -d' ' -f1 /proc/uptime; }
cat > probe <<'END'
"$@" > out 2>&1
echo "$?" "$(sed 's/.*) //' /proc/$$/stat | { read -r _ _ _ _ _ _ _ _ _ _ _ _ _ cu cs _; echo $((cu + cs)); })"
END
timed() {
  what=$1; shift
  from=$(uptime); said=$(sh probe "$@"); to=$(uptime)
  echo "$what $said $from $to" >> times
  [ "\${said% *}" = 0 ] || { cat out >&2; exit 1; }
}
lvsh() { timed "$1" '${process.execPath}' ${repo}/dist/lvsh.js restore "$2" --yes; }
ipvsadm-restore < rules
for round in $(seq ${rounds}); do
  timed node '${process.execPath}' -e 0
  lvsh plain changed
  lvsh complete complete-rules
  timed tool sh -c 'ipvsadm-restore < rules'
done
`;

interface Timed {
  /** Seconds. */
  readonly wall: number;
  readonly cpu: number;
}

const readTimes = (text: string): ReadonlyMap<string, readonly Timed[]> => {
  const found = new Map<string, Timed[]>();
  for (const line of text.trim().split('\n')) {
    const [what = '', , ticks, from, to] = line.split(' ');
    const timed = { wall: Number(to) - Number(from), cpu: Number(ticks) / 100 };
    found.set(what, [...(found.get(what) ?? []), timed]);
  }
  return found;
};

const measure = async (): Promise<ReadonlyMap<string, readonly Timed[]>> => {
  const guest = await runGuest({
    script,
    files: {
      rules: textOf(lines()),
      changed: textOf(changedLines()),
      'complete-rules': textOf([...lines(), '--set 900 120 300']),
    },
    memory: 1024,
    timeoutMs: 1_800_000,
  });
  try {
    if (guest.exit !== 0) throw new Error(`bench: the guest ended with ${guest.exit}: ${guest.stderr}`);
    return readTimes(await guest.file('times'));
  } finally {
    await guest.remove();
  }
};

/** A file of `lvsh save` speaks of thresholds too, which only listing every service shows. */
const files = [
  { name: 'plain', of: 'ipvsadm-save' },
  { name: 'complete', of: 'lvsh save' },
] as const;

/** Two rows; one that says what to install where there is no real kernel. Takes about three minutes. */
export const restoreRows = async (): Promise<readonly Row[]> => {
  const available = umlAvailable();
  if (!available.ok) {
    const measured = `not measured: ${available.reason}; ${available.install}`;
    return [{ what: 'restoring, on a real kernel', goal: '', measured, ratio: '', holds: false }];
  }
  const times = await measure();
  const middle = (name: string, of: keyof Timed): number =>
    median((times.get(name) ?? []).map(timed => timed[of]));
  const seconds = (name: string): string =>
    `${middle(name, 'wall').toFixed(2)} s, processor ${middle(name, 'cpu').toFixed(2)} s`;
  return files.map(({ name, of }) => {
    const wall = middle(name, 'wall') / middle('tool', 'wall');
    const cpu = middle(name, 'cpu') / middle('tool', 'cpu');
    return {
      what: `restoring 10 differences from a file of ${of}, 10,000 x 2, real kernel`,
      goal: 'at most 0.1x ipvsadm-restore',
      measured: `${seconds(name)} (ipvsadm-restore ${seconds('tool')}; node -e 0 ${seconds('node')})`,
      ratio: `${wall.toFixed(2)}x, processor ${cpu.toFixed(2)}x`,
      holds: wall <= 0.1,
    };
  });
};
