/** The words before an ipvsadm command that name the program. */
import type { LineWord } from './split.ts';

/** Whether a word is ipvsadm's name, with or without a path. */
export const isIpvsadm = (text: string): boolean => text === 'ipvsadm' || /^\/[^\0]*\/ipvsadm$/.test(text);

/** How many of the first words name the program: `sudo -n /sbin/ipvsadm`. `sudo` without ipvsadm after it counts, too. */
export const programWords = (words: readonly LineWord[]): number => {
  let at = 0;
  if (words[0]?.text === 'sudo') {
    at++;
    // Options of sudo; those of ipvsadm follow its name.
    while (words[at]?.text.startsWith('-') === true && words.slice(at).some(word => isIpvsadm(word.text)))
      at++;
  }
  return isIpvsadm(words[at]?.text ?? '') ? at + 1 : at;
};

/** Whether a line is ipvsadm's: it names the program, or begins with an option. */
export const isIpvsadmLine = (words: readonly LineWord[]): boolean =>
  programWords(words) > 0 || words[0]?.text.startsWith('-') === true;
