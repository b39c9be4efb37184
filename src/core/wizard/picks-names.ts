/** Short names for servers in a row of picks. */

/** How far all the texts are the same. */
const commonLength = (texts: readonly string[]): number => {
  const [first = '', ...rest] = texts;
  let length = first.length;
  for (const text of rest) {
    let same = 0;
    while (same < length && text[same] === first[same]) same++;
    length = same;
  }
  return length;
};

/**
 * Names of the servers in their order: each address from the separator on behind which they differ (`.7` and `.14`, `:7` and
 * `:e`); the addresses whole where they have nothing in common.
 */
export const shortNames = (addresses: readonly string[]): readonly string[] => {
  const common = (addresses[0] ?? '').slice(0, commonLength(addresses));
  const from = Math.max(common.lastIndexOf('.'), common.lastIndexOf(':'));
  const names = addresses.map(address => address.slice(from));
  return from < 0 || names.includes(':') ? addresses : names;
};
