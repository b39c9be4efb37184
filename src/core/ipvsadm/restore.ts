/**
 * What `ipvsadm -R` makes of its standard input (measured): words at blanks, tabs and line ends, no quotes, no
 * comments, no continuation; every word `ipvsadm` is dropped wherever it stands; a line without words is passed over.
 */

/** One line that `-R` carries out. */
export interface RestoreLine {
  /** 1 for the first line of the text. */
  readonly number: number;
  /** What parseArgs gets. */
  readonly words: readonly string[];
}

/** The words of one line, without those that read `ipvsadm`. A NUL byte ends a word early: what follows it is lost. */
export const splitRestoreLine = (line: string): readonly string[] =>
  (line.match(longestWord) ?? [])
    .map(word => word.split('\0', 1)[0] ?? '')
    .filter(word => word !== 'ipvsadm');

/** The tool reads words into a buffer: a longer one falls into pieces of 4096 characters. */
const longestWord = /[^ \t\r\n]{1,4096}/g;

/**
 * The lines of `text` in the order in which `-R` carries them out. A last line without newline counts, unless it
 * ends in two blanks or more: then the tool loses it. Whoever executes the plan
 * - takes a `-R` inside for tryHelp, which ends the run with exit code 255;
 * - ends the run with exit code 0 at `-h` and `-v`;
 * - ends it where parseArgs says so (`ends`), and where `-L` is asked for a service that is not there (exit code 1);
 * - goes on after any other refusal, by parseArgs or by the kernel;
 * - gives the exit code of the last line that was carried out, 0 when there was none.
 */
export const planRestore = (text: string): readonly RestoreLine[] => {
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  if (!/[ \t\r]{2}$/.test(last)) lines.push(last);
  return lines.flatMap((line, index) => {
    const words = splitRestoreLine(line);
    return words.length === 0 ? [] : [{ number: index + 1, words }];
  });
};

/**
 * What Debian's `ipvsadm-restore` feeds to `-R` after it has cleared the table: `text` without the lines that begin
 * with `#` in the first column, ending in exactly one newline (the script holds it in a shell variable meanwhile).
 * The script leaves the lines to grep, which passes nothing on of a text with NUL bytes.
 */
export const restoreInput = (text: string): string => {
  if (text.includes('\0')) return '\n';
  const kept = text.split('\n').filter(line => !line.startsWith('#'));
  return `${kept.join('\n').replace(/\n+$/, '')}\n`;
};

/**
 * What grep says on stderr of such a text, if there is a line in it that does not begin with `#` (a NUL byte then
 * ends a line too); empty for any other text [measured].
 */
export const restoreComplaint = (text: string): string => {
  const lines = text.split(/[\n\0]/);
  if (lines.at(-1) === '') lines.pop();
  return text.includes('\0') && lines.some(line => !line.startsWith('#'))
    ? 'grep: (standard input): binary file matches\n'
    : '';
};
