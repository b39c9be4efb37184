/**
 * Texts and bytes, both ways without loss. A rules file may hold bytes that are no UTF-8 (a comment in Latin-1);
 * what lvsh puts back must be the same bytes. Each such byte 0x80..0xff becomes the lone surrogate U+DC80..U+DCFF, which
 * UTF-8 itself never gives, and which JSON writes as an escape.
 */

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Length of the UTF-8 sequence that begins with this byte; 1 for bytes that begin none. */
const lengthOf = (lead: number): number =>
  lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 1;

const decoded = (bytes: Uint8Array): string | undefined => {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
};

/** A file's bytes as a text. */
export const textOf = (bytes: Uint8Array): string => {
  const whole = decoded(bytes);
  if (whole !== undefined) return whole;
  const parts: string[] = [];
  let from = 0;
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at] ?? 0;
    const length = lengthOf(lead);
    if (lead < 0x80 || (length > 1 && decoded(bytes.subarray(at, at + length)) !== undefined)) at += length;
    else {
      parts.push(strict.decode(bytes.subarray(from, at)), String.fromCharCode(0xdc00 + lead));
      at += 1;
      from = at;
    }
  }
  parts.push(strict.decode(bytes.subarray(from)));
  return parts.join('');
};

const loneByte = /[\udc80-\udcff]/u;

/** A text as a file's bytes: what `textOf` gave goes back to what it was; other lone surrogates become U+FFFD. */
export const bytesOf = (text: string): Uint8Array => {
  if (!loneByte.test(text)) return Buffer.from(text, 'utf8');
  return Buffer.concat(
    text.split(/([\udc80-\udcff]+)/u).map((part, index) =>
      // Every second part is what the pattern caught.
      index % 2 === 0
        ? Buffer.from(part, 'utf8')
        : Buffer.from(part.split('').map(c => c.charCodeAt(0) & 0xff)),
    ),
  );
};
