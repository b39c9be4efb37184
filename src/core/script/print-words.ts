/** Words for a shell: everything that a script holds goes through here. */
import { quote } from '../ipvsadm/print.ts';

/** Words that end or begin something where a shell does not expect a value. */
const reserved = /^(if|then|elif|else|fi|do|done|case|esac|while|until|for|in|function|select|time)$/;

/**
 * Words as a shell reads them back. A NUL ends a string for every program: there is no way to hand one on.
 */
export const shellWords = (words: readonly string[]): string =>
  words
    .map(word => word.replaceAll('\0', ''))
    .map(word => (reserved.test(word) ? `'${word}'` : quote(word)))
    .join(' ');

/** `NAME='VALUE'`. */
export const assignment = (name: string, value: string): string => `${name}=${shellWords([value])}`;
