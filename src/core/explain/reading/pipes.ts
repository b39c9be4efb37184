/** Simple commands and what pipes join: from the words to pieces. */
import { invocation } from '../../ipvsadm/script.ts';
import type { Doubt, ShellPart } from '../../ipvsadm/shell.types.ts';
import { shown } from '../say.ts';
import { both } from './blocks.ts';
import { readCall } from './calls.ts';
import type { Desk } from './desk.types.ts';
import type { Call } from './piece.types.ts';

const declaring = new Set(['local', 'declare', 'readonly', 'typeset', 'export']);

/** Shells that take a text to run with -c. */
const shells = new Set(['sh', 'bash', 'dash', 'ksh', 'zsh']);

/** The commands that a pipe joins, until its end. */
export class Pipes {
  readonly #desk: Desk;
  #calls: Call[] = [];
  #from = 0;
  /** A text for another shell is being read; there is none within it. */
  #within = false;
  /** What the next command depends on: the one before it. */
  condition: string | undefined;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Takes a command that is no part of the shell's grammar. */
  take(part: ShellPart, text: string): void {
    const { variables } = this.#desk;
    const declares = declaring.has(part.words[0] ?? '');
    const words = declares ? part.words.slice(1).filter(word => !word.startsWith('-')) : part.words;
    const { assignments, program } = invocation(words);
    if (declares || (program === undefined && words.length > 0)) {
      this.#assign(assignments, part.doubt, text);
      return;
    }
    if (program === 'read') for (const word of words.slice(1)) variables.veil(word);
    const call = readCall({ ...part, words });
    if (call === undefined) return;
    if (this.#calls.length === 0 && part.joint !== '|' && this.#special(call, text)) return;
    if (this.#calls.length === 0) this.#from = part.from;
    this.#calls.push(call.doubt === undefined ? call : { ...call, doubt: variables.about(call.doubt) });
    if (part.joint === '|') return;
    this.flush(part.to);
    this.condition = part.joint === '||' ? 'what runs only when the command before it fails' : undefined;
  }

  /** What is neither a program nor unknown: a function of the script, the text for another shell. */
  #special({ program, args, elsewhere }: Call, text: string): boolean {
    const [option, code] = args;
    if (this.#desk.isFunction(program)) {
      this.#desk.tell(`Calls the function ${shown(program)}.`, text);
      return true;
    }
    if (!shells.has(program) || option !== '-c' || code === undefined || elsewhere === true || this.#within)
      return false;
    this.#within = true;
    this.#desk.inner(code);
    this.#within = false;
    return true;
  }

  #assign(assignments: readonly (readonly [string, string])[], doubt: Doubt | undefined, text: string): void {
    const { variables } = this.#desk;
    const said = assignments.map(([name, value]) => {
      if (doubt !== undefined) {
        variables.veil(name);
        return `Sets the variable ${shown(name)}; only a shell knows its value.`;
      }
      variables.set(name, value);
      return `Sets the variable ${shown(name)} to ${value === '' ? 'nothing' : shown(value)}.`;
    });
    this.#desk.tell(said.length === 0 ? 'Declares a variable.' : said, text);
  }

  /** Ends the pipe: it becomes a piece. */
  flush(to: number): void {
    const calls = this.#calls;
    if (calls.length === 0) return;
    this.#calls = [];
    const { blocks, line, pieces } = this.#desk;
    const within = this.condition ?? blocks.within;
    pieces.push({
      kind: 'run',
      number: line.number,
      text: line.code.slice(this.#from, to).trim(),
      calls,
      where: this.condition === undefined ? blocks.where : both(blocks.where, 'inside'),
      within,
      typeset: line.typeset,
    });
  }
}
