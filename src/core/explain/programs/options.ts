/** Command lines of other programs, as far as sentences about them need. */

/** The value that follows the first of some words. */
export const valueAfter = (args: readonly string[], ...words: readonly string[]): string | undefined => {
  const at = args.findIndex(arg => words.includes(arg));
  return at < 0 ? undefined : args[at + 1];
};

/** The value of `--name VALUE`, `--name=VALUE` or `-n VALUE`. */
export const option = (args: readonly string[], ...names: readonly string[]): string | undefined => {
  for (const [index, arg] of args.entries()) {
    if (names.includes(arg)) return args[index + 1];
    const name = names.find(candidate => candidate.startsWith('--') && arg.startsWith(`${candidate}=`));
    if (name !== undefined) return arg.slice(name.length + 1);
  }
  return undefined;
};

/** Whether one of some words stands there. */
export const has = (args: readonly string[], ...words: readonly string[]): boolean =>
  args.some(arg => words.includes(arg));

/** The words that are no options. */
export const plainWords = (args: readonly string[]): readonly string[] =>
  args.filter(arg => !arg.startsWith('-'));
