/** Keeping objects that say the same: what is drawn is compared by reference. */

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether two values of plain data (no cycles, no classes) say the same; absent and undefined are the same. */
export const saysSame = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => saysSame(item, b[index]));
  }
  if (!isRecord(a) || !isRecord(b)) return false;
  for (const name in a) if (!saysSame(a[name], b[name])) return false;
  for (const name in b) if (b[name] !== undefined && a[name] === undefined) return false;
  return true;
};

/** `before` when it says the same as `now`, else `now`. */
export const keep = <T>(before: T | undefined, now: T): T =>
  before !== undefined && saysSame(before, now) ? before : now;
