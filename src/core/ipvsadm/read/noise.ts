/** Lines around a listing that carry nothing to read but sometimes whose it is: prompts, banners, rules. */

/** What a line of noise says. */
export interface Noise {
  /** The machine that what follows comes from. */
  readonly host?: string;
  /** The line with its prompt taken off, where something is left that may be a command. */
  readonly command?: string;
}

/** `[root@lvs1 ~]# `, `root@lvs1:~# `, `lvs1:~ # `, `lvs1> `, `$ `, `# `. */
const prompt =
  /^(?:\(\S+\) )?(?:\[(?:[\w.-]+@)?([\w.-]+)[^\]]*\]|(?:[\w.-]+@)?([\w.-]+):\S*|(?:[\w.-]+@)([\w.-]+))?\s?[#$%>]\s*/;

/** `lvs1 | SUCCESS | rc=0 >>` (ansible), `==> lvs1 <==` (head, tail), `[1] 10:04:05 [SUCCESS] lvs1` (pssh). */
const banners = [
  /^([\w.:-]+) \| (?:SUCCESS|CHANGED|FAILED)\b.*>>$/,
  /^==>\s+(\S+)\s+<==$/,
  /^\[\d+\] [\d:]+ \[\w+\] (\S+)$/,
];

/** `Every 2.0s: ipvsadm -Ln --rate        lvs1: Sun Jul 10 18:11:16 2022` (watch). */
const watch = /^Every [\d.,]+s:\s+.*?(?:\s{2,}([\w.-]+):\s.*)?$/;

/** Reads a line that is no listing's; undefined when it means something that nobody here knows. */
export const readNoise = (line: string): Noise | undefined => {
  const text = line.trim();
  // Dashes and boxes that scripts draw around a listing, and the fences of a page in Markdown.
  if (/^[-=_*#~+.`─━═│|]+(?:\w{0,12})?$/.test(text) && /^[^\w\s]{3,}/.test(text)) return {};
  for (const banner of banners) {
    const host = banner.exec(text)?.[1];
    if (host !== undefined) return host.includes('/') ? {} : { host };
  }
  const watched = watch.exec(text);
  if (watched !== null) return watched[1] === undefined ? {} : { host: watched[1] };
  const match = prompt.exec(text);
  if (match === null) return undefined;
  const host = match[1] ?? match[2] ?? match[3];
  const command = text.slice(match[0].length).trim();
  // `# ipvsadm -Ln` is root's prompt, `#ipvsadm -Ln` a line that somebody put out of action.
  if (text.startsWith('#') && !/^#\s/.test(text)) return undefined;
  if (
    host === undefined &&
    command !== '' &&
    !/^(?:sudo\s+)?(?:\S*\/)?(?:ipvsadm|cat|watch|head|tail)\b/.test(command)
  )
    return undefined;
  return { ...(host === undefined ? {} : { host }), ...(command === '' ? {} : { command }) };
};
