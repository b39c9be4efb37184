/** One row of the benchmark's table. */
export interface Row {
  readonly what: string;
  /** What the issue asks, as text: `< 3x node -e 0`. */
  readonly goal: string;
  /** What was measured, with its unit: `142 ms`. */
  readonly measured: string;
  /** The ratio that the goal speaks of, as text: `2.6x`. */
  readonly ratio: string;
  readonly holds: boolean;
}

/** The middle of some numbers (mean of the two middle ones when even); NaN when there are none. */
export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** The value below which a share (0..1) of the numbers lies, interpolated. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? Number.NaN;
  return low + (high - low) * (place - Math.floor(place));
};
