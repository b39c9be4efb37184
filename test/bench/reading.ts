/** `node reading.mjs CASE`: reads one large text in a fresh process, and prints how long the first reads took. */
import { type ProcReading, readProcIpVs } from '../../src/core/ipvsadm/read/proc-table.ts';
import { readText } from '../../src/core/ipvsadm/read/recognise.ts';
import { listTable, procTable, saveTable, statsTable } from './tables.ts';

const texts: Readonly<Record<string, (services: number, servers: number) => string>> = {
  list: listTable,
  stats: statsTable,
  save: saveTable,
  proc: procTable,
};

const time = (work: () => number): number => {
  const begun = performance.now();
  const services = work();
  const taken = performance.now() - begun;
  if (services !== 10_000) throw new Error(`${services} services were read`);
  return taken;
};

const what = process.argv[2] ?? 'list';
const taken: number[] = [];
if (what === 'live') {
  let previous: ProcReading = readProcIpVs(procTable(10_000, 10));
  for (let tick = 1; tick <= 12; tick++) {
    const text = procTable(10_000, 10, tick);
    taken.push(
      time(() => {
        previous = readProcIpVs(text, { previous });
        return previous.services.length;
      }),
    );
  }
} else {
  const text = texts[what]?.(10_000, 10) ?? '';
  for (let count = 0; count < 5; count++) taken.push(time(() => readText(text).services.length));
}
process.stdout.write(JSON.stringify(taken));
