/** Numbers as the listings print them: plain, or cut to a few digits with a suffix. */
import type { Counters, Rates } from '../../model/observe.ts';
import type { Rough } from './reading.ts';
import type { Scanner } from './scanner.ts';

/** Five counters or rates, and which of them were abbreviated. */
export interface Five {
  readonly numbers: readonly [number, number, number, number, number];
  readonly rough: readonly boolean[] | undefined;
}

const factors: Readonly<Record<string, number>> = { K: 1e3, M: 1e6, G: 1e9, T: 1e12 };

/**
 * A counter: digits, or digits with K, M, G or T, which are powers of 1000 here (ipvsadm divides by 1000 and
 * drops the rest). Gives -1 for anything else; `abbreviated` says whether there was a suffix.
 */
const counterAt = (scan: Scanner, index: number): number => {
  const plain = scan.natural(index);
  if (plain >= 0 || index >= scan.count) return plain;
  const match = /^(\d{1,15}(?:\.\d+)?)([KMGT])$/.exec(scan.word(index));
  if (match === null) return -1;
  return Math.round(Number(match[1]) * (factors[match[2] ?? ''] ?? 1));
};

/** Whether the word ends in a letter: it is abbreviated then. */
const abbreviated = (scan: Scanner, index: number): boolean =>
  scan.text.charCodeAt((scan.to[index] ?? 1) - 1) > 57;

/** The five numbers from word `index` on; undefined when one is missing or is no number. */
export const readFive = (scan: Scanner, index: number): Five | undefined => {
  const a = counterAt(scan, index);
  const b = counterAt(scan, index + 1);
  const c = counterAt(scan, index + 2);
  const d = counterAt(scan, index + 3);
  const e = counterAt(scan, index + 4);
  if (a < 0 || b < 0 || c < 0 || d < 0 || e < 0) return undefined;
  let rough: boolean[] | undefined;
  for (let i = 0; i < 5; i++) {
    if (abbreviated(scan, index + i)) {
      rough ??= [false, false, false, false, false];
      rough[i] = true;
    }
  }
  return { numbers: [a, b, c, d, e], rough };
};

const counterNames: Rough = ['conns', 'inPkts', 'outPkts', 'inBytes', 'outBytes'];
const rateNames: Rough = ['cps', 'inPps', 'outPps', 'inBps', 'outBps'];

/** Five numbers as a service's or server's counters. */
export const asCounters = ({ numbers, rough }: Five): { counters: Counters; rough?: Rough } => {
  const [conns, inPkts, outPkts, inBytes, outBytes] = numbers;
  const counters = { conns, inPkts, outPkts, inBytes, outBytes };
  return rough === undefined
    ? { counters }
    : { counters, rough: counterNames.filter((_, index) => rough[index]) };
};

/** Five numbers as a service's or server's rates. */
export const asRates = ({ numbers, rough }: Five): { rates: Rates; rough?: Rough } => {
  const [cps, inPps, outPps, inBps, outBps] = numbers;
  const rates = { cps, inPps, outPps, inBps, outBps };
  return rough === undefined ? { rates } : { rates, rough: rateNames.filter((_, index) => rough[index]) };
};
