/** How long reading a table of 10,000 services x 10 real servers takes, each in a fresh process as it meets it. */
import { execFileSync } from 'node:child_process';
import { bundle } from './bundle.ts';
import { median, type Row } from './row.ts';

const cases = [
  { name: 'list', what: 'reading -Ln of 10,000 x 10, first read of a process', goal: 200 },
  { name: 'stats', what: 'reading --stats --exact of 10,000 x 10, first read', goal: 200 },
  { name: 'save', what: 'reading -Sn of 10,000 x 10, first read', goal: 200 },
  { name: 'proc', what: 'reading /proc/net/ip_vs of 10,000 x 10, first read', goal: 200 },
  { name: 'live', what: 'reading /proc/net/ip_vs again, a tenth of it changed', goal: 50 },
] as const;

/** One row for each kind of text; the median of five processes. */
export const readers = async (): Promise<readonly Row[]> => {
  const { file, dispose } = await bundle('test/bench/reading.ts');
  try {
    return cases.map(({ name, what, goal }) => {
      const taken = Array.from({ length: 5 }, () => {
        const times = JSON.parse(
          execFileSync(process.execPath, [file, name], { encoding: 'utf8' }),
        ) as number[];
        return name === 'live' ? median(times) : (times[0] ?? Number.NaN);
      });
      const half = median(taken);
      return {
        what,
        goal: name === 'live' ? 'for comparison' : `< ${goal} ms`,
        measured: `${half.toFixed(0)} ms`,
        ratio: `${(half / goal).toFixed(2)}x`,
        holds: name === 'live' || half < goal,
      };
    });
  } finally {
    dispose();
  }
};

if (process.argv[1]?.endsWith('bench/readers.ts')) console.table(await readers());
