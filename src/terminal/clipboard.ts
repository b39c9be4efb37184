/** The person's clipboard, reached through the terminal (OSC 52), also from a director behind ssh and tmux. */

/** xterm takes 100,000 bytes; more would be cut by most terminals without a word. */
export const longestCopy = 74_000;

/** The sequence that copies a text; in tmux (TMUX is set) wrapped, so that the outer terminal gets it. */
export const copySequence = (text: string, insideTmux: boolean): string => {
  const sequence = `\u001b]52;c;${Buffer.from(text, 'utf8').toString('base64')}\u0007`;
  return insideTmux ? `\u001bPtmux;${sequence.replaceAll('\u001b', '\u001b\u001b')}\u001b\\` : sequence;
};
