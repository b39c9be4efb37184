/**
 * Addresses as IPVS prints them. An `Address` is text in the one canonical form of inet_ntop(3), so two
 * addresses are equal exactly when their texts are; the family follows from the text.
 */

declare const addressBrand: unique symbol;

/** An IPv4 address (`10.0.0.7`) or IPv6 address (`fd00::7`), canonical, without port, brackets or zone. */
export type Address = string & { readonly [addressBrand]: true };

/** Address family: 4 for IPv4, 6 for IPv6. */
export type Family = 4 | 6;

/** The prefix length that means one single address. */
export const fullLength = (family: Family): 32 | 128 => (family === 4 ? 32 : 128);

/** The family of a canonical address. */
export const familyOf = (address: Address): Family => (address.includes(':') ? 6 : 4);

/** The IPv4 address whose 32 bits are `bits` (0..2^32-1, most significant byte first). */
export const ipv4FromBits = (bits: number): Address =>
  `${(bits >>> 24) & 255}.${(bits >>> 16) & 255}.${(bits >>> 8) & 255}.${bits & 255}` as Address;

/** The 32 bits of an IPv4 address as an unsigned number, most significant byte first. */
export const ipv4Bits = (address: Address): number => {
  let bits = 0;
  for (const part of address.split('.')) bits = bits * 256 + Number(part);
  return bits;
};

/**
 * Reads a strict dotted quad: four decimal numbers 0..255 without leading zeros. (inet_aton's other spellings,
 * which ipvsadm admits, are read by core/ipvsadm.) Gives undefined for anything else.
 */
export const parseIpv4 = (text: string): Address | undefined => {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  for (const part of parts) {
    if (!/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return undefined;
  }
  return text as Address;
};

/** The eight 16-bit groups of an IPv6 text (RFC 4291 section 2.2, embedded IPv4 included), or undefined. */
export const parseIpv6Groups = (text: string): readonly number[] | undefined => {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const read = (half: string, last: boolean): number[] | undefined => {
    if (half === '') return [];
    const groups: number[] = [];
    const parts = half.split(':');
    for (const [index, part] of parts.entries()) {
      if (last && index === parts.length - 1 && part.includes('.')) {
        const v4 = parseIpv4(part);
        if (v4 === undefined) return undefined;
        const bits = ipv4Bits(v4);
        groups.push(bits >>> 16, bits & 0xffff);
      } else {
        if (!/^[0-9a-fA-F]{1,4}$/.test(part)) return undefined;
        groups.push(Number.parseInt(part, 16));
      }
    }
    return groups;
  };
  const head = read(halves[0] ?? '', halves.length === 1);
  if (head === undefined) return undefined;
  if (halves.length === 1) return head.length === 8 ? head : undefined;
  const tail = read(halves[1] ?? '', true);
  if (tail === undefined || head.length + tail.length > 7) return undefined;
  return [...head, ...new Array<number>(8 - head.length - tail.length).fill(0), ...tail];
};

/**
 * The canonical IPv6 address of eight 16-bit groups, as glibc's inet_ntop prints it: the first longest run of
 * two or more zero groups becomes `::`; IPv4-mapped and IPv4-compatible addresses end in a dotted quad.
 */
export const ipv6FromGroups = (groups: readonly number[]): Address => {
  let bestStart = -1;
  let bestLength = 1;
  for (let start = 0; start < 8; ) {
    let end = start;
    while (end < 8 && groups[end] === 0) end++;
    if (end - start > bestLength) {
      bestStart = start;
      bestLength = end - start;
    }
    start = Math.max(end, start + 1);
  }
  const dotted =
    bestStart === 0 && (bestLength === 6 || (bestLength === 5 && groups[5] === 0xffff))
      ? ipv4FromBits(((groups[6] ?? 0) * 65536 + (groups[7] ?? 0)) >>> 0)
      : undefined;
  const texts = groups.slice(0, dotted === undefined ? 8 : 6).map(group => group.toString(16));
  if (dotted !== undefined) texts.push(dotted);
  if (bestStart < 0) return texts.join(':') as Address;
  const before = texts.slice(0, bestStart).join(':');
  const after = texts.slice(bestStart + bestLength).join(':');
  return `${before}::${after}` as Address;
};

/** The eight 16-bit groups of a canonical IPv6 address. */
export const ipv6Groups = (address: Address): readonly number[] => parseIpv6Groups(address) ?? [];

/** Reads a strict IPv4 or IPv6 address and gives it in canonical form; undefined when it is neither. */
export const parseAddress = (text: string): Address | undefined => {
  if (!text.includes(':')) return parseIpv4(text);
  const groups = parseIpv6Groups(text);
  return groups === undefined ? undefined : ipv6FromGroups(groups);
};

/** `10.0.0.7:80` or `[fd00::7]:80`: how ipvsadm writes an address with a port (0..65535). */
export const endpoint = (address: Address, port: number): string =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
