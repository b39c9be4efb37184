/** /proc/net/ip_vs_stats and /proc/net/ip_vs_stats_percpu: the director's totals, in hexadecimal. */
import type { Gather } from './gather.ts';
import type { Scanner } from './scanner.ts';

type Section = 'none' | 'counters' | 'rates';

/** Reads the lines of the two files one by one into a Gather. */
export class StatsReader {
  readonly #gather: Gather;
  #section: Section = 'none';
  #percpu = false;

  constructor(gather: Gather) {
    this.#gather = gather;
  }

  /** Reads the scanner's current line; false when it is not one of these files'. */
  readLine(scan: Scanner): boolean {
    if (this.#title(scan)) {
      this.#gather.read++;
      return true;
    }
    if (this.#section === 'none') return false;
    const labelled = scan.count === 6;
    if (scan.count !== 5 && !labelled) return false;
    const at = labelled ? 1 : 0;
    const a = scan.hex(at);
    const b = scan.hex(at + 1);
    const c = scan.hex(at + 2);
    const d = scan.hex(at + 3);
    const e = scan.hex(at + 4);
    if (a < 0 || b < 0 || c < 0 || d < 0 || e < 0) return false;
    if (this.#section === 'rates') {
      if (labelled) return false;
      this.#gather.rates = { cps: a, inPps: b, outPps: c, inBps: d, outBps: e };
    } else {
      const counters = { conns: a, inPkts: b, outPkts: c, inBytes: d, outBytes: e };
      const cpu = scan.hex(0);
      if (!labelled || scan.is(0, '~')) this.#gather.counters = counters;
      else if (cpu >= 0) this.#gather.cpus.push({ cpu, counters });
      else return false;
    }
    this.#gather.formats.add(this.#percpu ? 'proc-ip_vs_stats_percpu' : 'proc-ip_vs_stats');
    this.#gather.read++;
    return true;
  }

  /** The next line is known to be another format's. */
  leave(): void {
    this.#section = 'none';
  }

  #title(scan: Scanner): boolean {
    if (scan.is(0, 'Total') && scan.is(1, 'Incoming') && scan.is(2, 'Outgoing')) {
      this.#percpu = false;
      return true;
    }
    if (scan.is(0, 'Conns') && scan.is(1, 'Packets')) {
      this.#section = 'counters';
      return true;
    }
    if (scan.is(0, 'CPU') && scan.is(1, 'Conns') && scan.is(2, 'Packets')) {
      this.#section = 'counters';
      this.#percpu = true;
      return true;
    }
    if (scan.is(0, 'Conns/s') && scan.is(1, 'Pkts/s')) {
      this.#section = 'rates';
      return true;
    }
    return false;
  }
}
