/** The kernel's clock ticks per second, which no file tells: /proc/net/ip_vs has persistence in ticks, -Sn in seconds. */

/** One service's persistence as both say it. */
export interface TickPair {
  readonly jiffies: number;
  readonly seconds: number;
}

/** CONFIG_HZ of all architectures lies in this range (24 on old ARM, 1200 on Alpha). */
const leastHz = 24;
const mostHz = 1200;

/**
 * The ticks per second that explain all pairs; undefined without pairs, or when they contradict one another (a
 * timeout was edited between the two reads).
 */
export const deduceHz = (pairs: readonly TickPair[]): number | undefined => {
  let hz: number | undefined;
  for (const { jiffies, seconds } of pairs) {
    const found = seconds > 0 ? jiffies / seconds : Number.NaN;
    if (!Number.isInteger(found) || found < leastHz || found > mostHz) return undefined;
    if (hz !== undefined && hz !== found) return undefined;
    hz = found;
  }
  return hz;
};

/** CONFIG_HZ in the text of a kernel's configuration (/boot/config-VERSION); undefined where it is not in it. */
export const hzOfConfig = (text: string): number | undefined => {
  const found = /^CONFIG_HZ=(\d+)$/m.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
};
