/** Routing tables by number and name (/etc/iproute2/rt_tables as it comes). */

/** The table that is asked for addresses of the machine itself. */
export const localTable = 255;

/** The table that everybody means who names none. */
export const mainTable = 254;

/** The table that is asked last; it is empty. */
export const defaultTable = 253;

const names: readonly (readonly [number: number, name: string])[] = [
  [localTable, 'local'],
  [mainTable, 'main'],
  [defaultTable, 'default'],
];

/** Reads a table's name or number (0..2^32-1, decimal or 0x…); undefined for anything else. */
export const readTable = (word: string): number | undefined => {
  const known = names.find(([, name]) => name === word);
  if (known !== undefined) return known[0];
  const value = /^(?:0x[0-9a-f]{1,8}|\d{1,10})$/i.test(word) ? Number(word) : Number.NaN;
  return value <= 0xffff_ffff ? value : undefined;
};

/** What `ip` calls a table. */
export const tableName = (table: number): string =>
  names.find(([number]) => number === table)?.[1] ?? String(table);
