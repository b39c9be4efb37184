/** What the screen costs: the start, bytes on the wire, memory. Ratios are measured in one run, side by side. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inTerminal, type TerminalProgram } from '../screen/pty.ts';
import { bundle } from './bundle.ts';
import { median, type Row } from './row.ts';

const size = { columns: 160, rows: 50 };
const node = process.execPath;

/** Milliseconds from the start of a program until something is seen, or until its end. */
const timeUntil = async (args: readonly string[], wanted: string | undefined): Promise<number> => {
  const begun = performance.now();
  const program = inTerminal(node, args, size);
  if (wanted === undefined) await program.exit();
  else await program.waitFor(wanted);
  const taken = performance.now() - begun;
  program.dispose();
  await program.exit();
  return taken;
};

/** A listing of so many services of 10 servers, as `ipvsadm -Ln` prints it. */
const listing = (services: number): string => {
  const lines = [
    'IP Virtual Server version 1.2.1 (size=4096)',
    'Prot LocalAddress:Port Scheduler Flags',
    '  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn',
  ];
  for (let service = 0; service < services; service++) {
    lines.push(`TCP  10.${service >> 8}.${service & 255}.1:80 wlc`);
    for (let server = 0; server < 10; server++) {
      const address = `192.168.${service & 255}.${server + 1}:8080`;
      lines.push(
        `  -> ${address.padEnd(28)} Masq    ${String(server + 1).padEnd(6)} ${String(service % 90).padEnd(10)} 7`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
};

/** The built program from nothing to a director of 100 x 10 (and, for comparison, 1,000 x 10) beside `node -e 0`, in turns. */
export const coldStart = async (): Promise<readonly Row[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'lvsh-bench-'));
  const files = [100, 1000].map(services => {
    const file = join(folder, `${services}.txt`);
    writeFileSync(file, listing(services));
    return file;
  });
  try {
    const bare: number[] = [];
    const ours = files.map((): number[] => []);
    for (let round = 0; round < 15; round++) {
      bare.push(await timeUntil(['-e', '0'], undefined));
      for (const [index, file] of files.entries()) {
        ours[index]?.push(await timeUntil(['bin/lvsh.js', '--from', file], '10.0.0.1:80'));
      }
    }
    return ['100 x 10', '1,000 x 10'].map((table, index) => {
      const taken = median(ours[index] ?? []);
      const ratio = taken / median(bare);
      return {
        what: `cold start to first frame of real data (${table}), built program`,
        goal: index === 0 ? '< 3x node -e 0' : 'for comparison',
        measured: `${taken.toFixed(0)} ms, node ${median(bare).toFixed(0)} ms`,
        ratio: `${ratio.toFixed(2)}x`,
        holds: index > 0 || ratio < 3,
      };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Waits until the clock in the first row moves; gives the screen's rows just before. */
const oneSecond = async (program: TerminalProgram): Promise<readonly string[]> => {
  const clock = (): string => /\d\d:\d\d:\d\d/.exec(program.rows[0] ?? '')?.[0] ?? '';
  const before = clock();
  let rows = program.rows;
  await program.waitFor(() => {
    if (clock() !== before) return true;
    rows = program.rows;
    return false;
  });
  return rows;
};

const changedCells = (before: readonly string[], after: readonly string[]): number => {
  let count = 0;
  for (const [y, row] of after.entries()) {
    for (let x = 0; x < size.columns; x++) if ((row[x] ?? ' ') !== (before[y]?.[x] ?? ' ')) count += 1;
  }
  return count;
};

/** Bytes that `watch` sends to show these screens one after the other. */
const bytesOfWatch = async (screens: readonly (readonly string[])[]): Promise<number> => {
  const folder = mkdtempSync(join(tmpdir(), 'lvsh-bench-'));
  try {
    for (const [index, rows] of screens.entries()) {
      writeFileSync(join(folder, `${index}`), `${rows.map(row => row.trimEnd()).join('\n')}\n`);
    }
    writeFileSync(join(folder, 'next'), '0');
    // Every call shows the next screen and stays on the last.
    const show = `n=$(cat next); cat $n; [ $n -lt ${screens.length - 1} ] && echo $((n+1)) > next`;
    const program = inTerminal('watch', ['-t', '-n', '0.2', show], { ...size, cwd: folder });
    const seen = (index: number): string => (screens[index] ?? [])[0]?.trimEnd() ?? '';
    await program.waitFor(() => program.rows[0]?.trimEnd() === seen(0));
    const first = program.bytes;
    await program.waitFor(() => program.rows[0]?.trimEnd() === seen(screens.length - 1));
    await program.waitFor(() => Number(readFileSync(join(folder, 'next'), 'utf8')) === screens.length - 1);
    const bytes = program.bytes - first;
    program.dispose();
    await program.exit();
    return bytes / (screens.length - 1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Bytes per second of the whole screen with a tenth of the servers changing, beside what watch sends for the same rows. */
export const bytesPerSecond = async (): Promise<Row> => {
  const { file, dispose } = await bundle('test/screen/rehearsal.ts');
  const program = inTerminal(node, [file, '1000', '10', '0.1'], size);
  try {
    await program.waitFor('10.0.1.1:443');
    for (let settle = 0; settle < 4; settle++) await oneSecond(program);
    const screens: (readonly string[])[] = [];
    const begun = program.bytes;
    for (let second = 0; second < 20; second++) screens.push(await oneSecond(program));
    const ours = (program.bytes - begun) / 20;
    const changed = screens.slice(1).map((rows, index) => changedCells(screens[index] ?? [], rows));
    const watch = await bytesOfWatch(screens);
    return {
      what: 'bytes per second to the terminal, 160x50, a tenth of the servers changing',
      goal: 'not more than watch -n1 for the same rows',
      measured: `${ours.toFixed(0)} B, watch ${watch.toFixed(0)} B, ${median(changed).toFixed(0)} cells change`,
      ratio: `${(ours / watch).toFixed(2)}x`,
      holds: ours <= watch,
    };
  } finally {
    program.dispose();
    dispose();
  }
};

/** Memory of the screen on 1,000 x 10 after a tenth of 10,000 refreshes and after all of them. */
export const memory = async (reads = 10_000): Promise<Row> => {
  const { file, dispose } = await bundle('test/screen/rehearsal.ts');
  const folder = mkdtempSync(join(tmpdir(), 'lvsh-bench-'));
  const report = join(folder, 'report');
  const program = inTerminal(node, [file, '1000', '10', '0.1', `${reads}`, report], size);
  try {
    await program.ended();
    const [early = Number.NaN, late = Number.NaN] = readFileSync(report, 'utf8')
      .trim()
      .split('\n')
      .map(line => Number(line.split(' ')[0]));
    const growth = late / early;
    const megabytes = Math.max(early, late) / 2 ** 20;
    return {
      what: `memory at 1,000 x 10, and after ${reads} refreshes beside after ${reads / 10}`,
      goal: '< 180 MB, flat (below 1.1x)',
      measured: `${(early / 2 ** 20).toFixed(0)} MB, then ${(late / 2 ** 20).toFixed(0)} MB`,
      ratio: `${growth.toFixed(2)}x`,
      holds: megabytes < 180 && growth < 1.1,
    };
  } finally {
    program.dispose();
    dispose();
    rmSync(folder, { recursive: true, force: true });
  }
};

if (process.argv[1]?.endsWith('bench/terminal.ts')) {
  const wanted = process.argv[2];
  if (wanted === undefined || wanted === 'start') console.log(await coldStart());
  if (wanted === undefined || wanted === 'bytes') console.log(await bytesPerSecond());
  if (wanted === undefined || wanted === 'memory')
    console.log(await memory(Number(process.argv[3] ?? 10_000)));
  process.exit(0);
}
