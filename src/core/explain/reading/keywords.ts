/** The words of the shell's grammar: what each opens, ends or asks. */
import type { ShellPart } from '../../ipvsadm/shell.types.ts';
import { listed, shown } from '../say.ts';
import { both } from './blocks.ts';
import type { Desk } from './desk.types.ts';
import { loopWords, whereOf } from './names.ts';

/** One command that begins with a keyword; gives the words that are left, undefined where nothing is left to do. */
type Keyword = (
  desk: Desk,
  words: readonly string[],
  part: ShellPart,
  text: string,
) => readonly string[] | undefined;

const loop: Keyword = ({ blocks, tell }, [word = ''], _part, text) => {
  blocks.push({ kind: 'loop', where: 'inside', within: 'a loop', head: true });
  const until = word === 'until' ? 'until a condition holds' : 'while a condition holds';
  tell(`Repeats what follows ${until}; only a shell knows how often.`, text);
  return undefined;
};

const forEach: Keyword = ({ blocks, variables, tell }, words, _part, text) => {
  const [, variable = '', preposition] = words;
  const over = words.slice(3);
  const named = preposition === 'in' && /^[A-Za-z_]\w*$/.test(variable);
  const { known, files, range } = named ? loopWords(over) : {};
  if (known !== undefined) {
    blocks.push({ kind: 'for', head: true, variable, rounds: { words: known, sources: [] } });
    tell(`Repeats what follows with ${shown(`$${variable}`)} = ${listed(known.map(shown))}.`, text);
  } else if (files !== undefined) {
    blocks.push({ kind: 'for', head: true, variable });
    variables.set(variable, files);
    tell(`Repeats what follows for each file that fits ${shown(files)}.`, text);
  } else {
    blocks.push({ kind: 'for', where: 'inside', within: 'a loop', head: true, variable });
    variables.veil(variable);
    const words = range === undefined ? `each word of ${shown(over.join(' '))}` : `each number from ${range}`;
    tell(
      `Repeats what follows for ${words}${range === undefined ? ', which only a shell knows' : ''}.`,
      text,
    );
  }
  return undefined;
};

const condition =
  (words: string): Keyword =>
  ({ blocks, tell }, _words, _part, text) => {
    if (blocks.top?.kind === 'if') blocks.top.head = true;
    tell(words, text);
    return undefined;
  };

const question: Keyword = ({ tell, depend }, _words, part, text) => {
  tell('Asks whether something holds.', text);
  if (part.joint === '&&' || part.joint === '||') depend('a condition');
  return undefined;
};

const ending =
  (what: string): Keyword =>
  ({ blocks, tell }, [word = ''], part) => {
    blocks.end(word);
    if (part.from === 0) tell(`The end of ${what}.`, word);
    return undefined;
  };

const going: Keyword = ({ blocks }, words) => {
  if (blocks.top !== undefined) blocks.top.head = false;
  return words.slice(1);
};

const defining: Keyword = ({ blocks, tell }, words, _part, text) => {
  const at = words[0] === 'function' ? 1 : 0;
  const name = (words[at] ?? '').replace(/\(\)$/, '');
  tell(`Defines the function ${shown(name)}.`, text);
  blocks.push({ kind: 'group', where: whereOf([name]), within: `the function ${shown(name)}`, head: true });
  return words.slice(at + (words[at + 1] === '()' ? 2 : 1));
};

/** By their first word. */
const keywords: ReadonlyMap<string, Keyword> = new Map([
  ['for', forEach],
  ['select', forEach],
  ['while', loop],
  ['until', loop],
  [
    'if',
    (desk, words, part, text) => {
      desk.blocks.push({ kind: 'if', where: 'inside', within: 'a condition', head: true });
      return condition('What follows runs only if a condition holds, which only a shell knows.')(
        desk,
        words,
        part,
        text,
      );
    },
  ],
  ['elif', condition('What follows runs only if another condition holds.')],
  [
    'else',
    ({ tell }, words) => {
      tell('What follows runs if the condition does not hold.', 'else');
      return words.slice(1);
    },
  ],
  ['then', going],
  ['do', going],
  ['!', (_desk, words) => words.slice(1)],
  [
    '{',
    ({ blocks }, words) => {
      if (blocks.top?.kind === 'group' && blocks.top.head) blocks.top.head = false;
      else blocks.push({ kind: 'group', head: false });
      return words.slice(1);
    },
  ],
  [
    'case',
    ({ blocks, tell }, words, _part, text) => {
      blocks.push({ kind: 'case', head: true });
      tell('Chooses one of the branches that follow.', text);
      return words.slice(3);
    },
  ],
  ['[', question],
  ['[[', question],
  ['test', question],
  ['fi', ending('the condition')],
  ['done', ending('the loop')],
  ['esac', ending('the branches')],
  ['}', ending('the function')],
]);

/** Words that open a structure within the body of a loop. */
export const opensStructure = (word: string): boolean =>
  (keywords.has(word) && word !== 'do' && word !== 'done') || /\(\)?$/.test(word);

/** The name of the function that a command defines. */
export const definedFunction = (words: readonly string[]): string | undefined => {
  const [first = '', second] = words;
  if (first === 'function') return second?.replace(/\(\)$/, '');
  return /^[\w-]+\(\)$/.test(first) || (second === '()' && /^[\w-]+$/.test(first))
    ? first.replace(/\(\)$/, '')
    : undefined;
};

/** The head of a branch: `start)`, `stop|down)`. */
const branch: Keyword = ({ blocks, patterns, tell }, words, part) => {
  const { top } = blocks;
  const [word = '', second] = words;
  const pattern = word.replace(/^\(/, '').replace(/\)$/, '');
  if (pattern !== '') patterns.push(pattern);
  const ended = word.endsWith(')');
  if (top === undefined || (!ended && second !== ')')) {
    if (part.joint === '|') return undefined;
    patterns.length = 0;
    if (top !== undefined) top.head = false;
    return words;
  }
  const names = patterns.splice(0);
  const where = whereOf(names);
  top.head = false;
  top.where = both(top.around, where);
  top.within = `the branch ${shown(names.join('|'))}`;
  const note = {
    plain: 'The script is read as if it were called so.',
    aside: 'It is told here, and does not count for the rest.',
    inside: 'Only a shell knows whether it is taken.',
  }[where];
  tell(`The branch ${shown(names.join('|'))}. ${note}`, `${names.join('|')})`);
  return words.slice(ended ? 1 : 2);
};

/** Takes a keyword off a command; gives what is left, the words themselves where they begin with none. */
export const takeKeyword: Keyword = (desk, words, part, text) => {
  const [word] = words;
  if (word === undefined) return words;
  if (desk.blocks.awaitsPattern && word !== 'esac') return branch(desk, words, part, text);
  const keyword = definedFunction(words) === undefined ? keywords.get(word) : defining;
  return keyword === undefined ? words : keyword(desk, words, part, text);
};
