/** What the names of branches and functions, and the words of loops, tell. */
import type { Where } from './piece.types.ts';

/** Names of branches and functions that run when something is to be set up. */
const starting = /^(?:up|add|enable|main|run|setup|install)$|(?:^|[_-])start(?:$|[_-])/;
/** Names of those that run on other occasions. */
const otherwise =
  /^(?:down|restart|reload|force-reload|condrestart|try-restart|status|usage|help|-h|--help|\*|del|disable|remove)$|(?:^|[_-])stop(?:$|[_-])/;

/** Where the body of a branch or function stands. A script is read as if it were called with `start`. */
export const whereOf = (names: readonly string[]): Where =>
  names.some(name => starting.test(name))
    ? 'plain'
    : names.every(name => otherwise.test(name))
      ? 'aside'
      : 'inside';

const glob = /[*?[\]]/;
/** More rounds than these are told, not made. */
const mostRounds = 64;

/** The words that a `for` goes over: all of them; one pattern of file names; or none that the text tells. */
export const loopWords = (
  words: readonly string[],
): { readonly known?: readonly string[]; readonly files?: string; readonly range?: string } => {
  const all: string[] = [];
  for (const word of words) {
    const range = /^\{(\d{1,6})\.\.(\d{1,6})\}$/.exec(word) ?? /^\$\(seq (\d{1,6}) (\d{1,6})\)$/.exec(word);
    if (range !== null) {
      const [from, to] = [Number(range[1]), Number(range[2])];
      if (words.length === 1 && to - from >= mostRounds) return { range: `${from} to ${to}` };
      for (let value = from; value <= to && all.length <= mostRounds; value++) all.push(String(value));
    } else if (/[$`{]/.test(word)) return {};
    else if (glob.test(word)) return words.length === 1 ? { files: word } : {};
    else all.push(word);
  }
  return all.length > mostRounds ? {} : { known: all };
};
