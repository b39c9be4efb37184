/** Options on the command lines of other programs, as getopt_long(3) and Go's flags take them. */

/**
 * The value of a long option: `--name=value`, `--name value`; undefined where it is not given. The last one counts.
 * A bare flag gives the word after it, or an empty text at the end.
 */
export const longOption = (argv: readonly string[], name: string): string | undefined => {
  const at = argv.findLastIndex(word => word === `--${name}` || word.startsWith(`--${name}=`));
  if (at < 0) return undefined;
  const word = argv[at] ?? '';
  return word.includes('=') ? word.slice(word.indexOf('=') + 1) : (argv[at + 1] ?? '');
};

/** Whether a flag without a value is given, long or as a letter, alone or behind others of the letters `flags`. */
export const hasFlag = (argv: readonly string[], name: string, letter: string, flags: string): boolean =>
  argv.includes(`--${name}`) || argv.some(word => new RegExp(`^-[${flags}]*${letter}`).test(word));

/** The value of an option with a value that may be a letter, alone or behind flags: `-f FILE`, `-fFILE`, `-Df FILE`. */
export const shortOption = (argv: readonly string[], letter: string, flags: string): string | undefined => {
  const pattern = new RegExp(`^-[${flags}]*${letter}(.*)$`, 's');
  const at = argv.findLastIndex(word => pattern.test(word));
  const [, attached = ''] = pattern.exec(argv[at] ?? '') ?? [];
  return at < 0 ? undefined : attached === '' ? (argv[at + 1] ?? '') : attached;
};
