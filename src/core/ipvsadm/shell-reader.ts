/** Takes a line of shell apart into its commands (POSIX XCU 2): quotes, comments, variables, redirections, joints. */
import type { Doubt, Joint, Redirection, ShellPart } from './shell.types.ts';

/** So many characters may come out of variables in one line: values that name each other could grow without end. */
const mostExpanded = 65_536;

const variablePattern = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/y;
const plainDollar = /\$(?:[\s"']|$)/y;
const redirectPattern = /&>>?|<<<|<<-|<<|<>|<&|<|>>|>&|>\||>/y;
const targetlessStream = /^\d$/;

const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

/**
 * Reads the commands of one line, one at a time: a variable that is set between two calls of `next` is known to the
 * second. The cost grows with the line's length and what its variables hold, and with nothing else.
 */
export class ShellReader {
  readonly #line: string;
  readonly #variables: ReadonlyMap<string, string>;
  #at = 0;
  #word: string | undefined;
  #words: string[] = [];
  #redirections: Redirection[] = [];
  /** The next word is the target of this redirection. */
  #redirect: Omit<Redirection, 'target'> | undefined;
  #doubt: Doubt | undefined;
  #from = 0;
  #expanded = 0;
  #failure: string | undefined;

  constructor(line: string, variables: ReadonlyMap<string, string>) {
    this.#line = line;
    this.#variables = variables;
  }

  /** Why the line could not be read to its end. */
  get failure(): string | undefined {
    return this.#failure;
  }

  /** The next command, or undefined at the end and after a failure. */
  next(): ShellPart | undefined {
    while (this.#at < this.#line.length && this.#failure === undefined) {
      const part = this.#step(this.#line.charAt(this.#at));
      if (part !== undefined) return part;
    }
    return this.#failure === undefined ? this.#end(';', 0) : undefined;
  }

  /** Reads on from one character; gives the command that ends there. */
  #step(character: string): ShellPart | undefined {
    switch (character) {
      case ' ':
      case '\t':
      case '\r':
        this.#endWord();
        this.#at++;
        return undefined;
      case '#':
        if (this.#word === undefined) {
          const part = this.#end(';', 0);
          this.#at = this.#line.length;
          return part;
        }
        return this.#take(character);
      case "'":
        return this.#single();
      case '"':
        return this.#double();
      case '\\':
        this.#at++;
        return this.#take(this.#line.charAt(this.#at));
      case '$':
        return this.#variable(false);
      case '`':
        return this.#backquotes();
      case ';':
        return this.#line.startsWith(';;', this.#at) ? this.#end(';;', 2) : this.#end(';', 1);
      case '&':
        if (this.#line.startsWith('&>', this.#at)) return this.#redirection();
        return this.#line.startsWith('&&', this.#at) ? this.#end('&&', 2) : this.#end('&', 1);
      case '|':
        if (this.#line.startsWith('||', this.#at)) return this.#end('||', 2);
        return this.#end('|', this.#line.startsWith('|&', this.#at) ? 2 : 1);
      case '<':
      case '>':
        return this.#redirection();
      case '(':
        this.#doubts('a subshell or function');
        return this.#take(this.#line.startsWith('()', this.#at) ? '()' : '(');
      default:
        return this.#take(character);
    }
  }

  #take(text: string): undefined {
    this.#word = (this.#word ?? '') + text;
    this.#at += text.length;
  }

  #doubts(reason: string, variable?: string): void {
    this.#doubt ??= variable === undefined ? { reason } : { reason, variable };
  }

  #redirection(): undefined {
    // A number right before it says which stream.
    const stream = this.#word !== undefined && targetlessStream.test(this.#word) ? this.#word : undefined;
    if (stream !== undefined) this.#word = undefined;
    this.#endWord();
    const operator = (matchAt(redirectPattern, this.#line, this.#at)?.[0] ?? '>') as Redirection['operator'];
    this.#at += operator.length;
    this.#redirect = stream === undefined ? { operator } : { operator, stream: Number(stream) };
  }

  #single(): undefined {
    const close = this.#line.indexOf("'", this.#at + 1);
    if (close < 0) return this.#fail('a quote without its end');
    this.#word = (this.#word ?? '') + this.#line.slice(this.#at + 1, close);
    this.#at = close + 1;
  }

  #double(): undefined {
    this.#word ??= '';
    this.#at++;
    while (this.#at < this.#line.length) {
      const character = this.#line.charAt(this.#at);
      if (character === '"') {
        this.#at++;
        return undefined;
      }
      if (character === '`') this.#backquotes();
      else if (character === '$') this.#variable(true);
      else {
        if (character === '\\' && /["\\$`]/.test(this.#line.charAt(this.#at + 1))) this.#at++;
        this.#take(this.#line.charAt(this.#at));
      }
    }
    return this.#fail('a quote without its end');
  }

  #backquotes(): undefined {
    this.#doubts('a command between backquotes: only a shell knows what it prints');
    const close = this.#line.indexOf('`', this.#at + 1);
    this.#take(this.#line.slice(this.#at, close < 0 ? undefined : close + 1));
  }

  /** `$NAME` or `${NAME}`; without quotes the value falls into words. */
  #variable(quoted: boolean): undefined {
    const match = matchAt(variablePattern, this.#line, this.#at);
    if (match === null) {
      if (matchAt(plainDollar, this.#line, this.#at) !== null) return this.#take('$');
      const text = this.#unknown();
      this.#doubts(`${text}: only a shell knows its value`);
      return this.#take(text);
    }
    const name = match[1] ?? match[2] ?? '';
    const value = this.#variables.get(name);
    if (value === undefined) {
      this.#doubts(`the variable $${name} is not set in this file`, name);
      return this.#take(match[0]);
    }
    this.#expanded += value.length;
    if (this.#expanded > mostExpanded) {
      this.#doubts('more text in its variables than a line can hold');
      return this.#take(match[0]);
    }
    this.#at += match[0].length;
    if (quoted) {
      this.#word = (this.#word ?? '') + value;
      return undefined;
    }
    for (const [index, part] of value.split(/[ \t\n]+/).entries()) {
      if (index > 0) this.#endWord();
      if (part !== '') this.#word = (this.#word ?? '') + part;
    }
    return undefined;
  }

  /** `$(...)`, `${...}`, `$1`: as it is written, to its end. */
  #unknown(): string {
    const opening = this.#line.charAt(this.#at + 1);
    const closing = opening === '(' ? ')' : opening === '{' ? '}' : undefined;
    if (closing === undefined) return this.#line.slice(this.#at, this.#at + 2);
    let depth = 0;
    let end = this.#at + 1;
    for (; end < this.#line.length; end++) {
      const character = this.#line.charAt(end);
      if (character === opening) depth++;
      else if (character === closing && --depth === 0) break;
    }
    return this.#line.slice(this.#at, end + 1);
  }

  #fail(reason: string): undefined {
    this.#failure = this.#doubt?.reason ?? reason;
  }

  #endWord(): void {
    if (this.#word === undefined) return;
    if (this.#redirect === undefined) this.#words.push(this.#word);
    else this.#redirections.push({ ...this.#redirect, target: this.#word });
    this.#redirect = undefined;
    this.#word = undefined;
  }

  /** Ends the command here, before a joint of `length` characters; one without words counts where something ends it. */
  #end(joint: Joint, length: number): ShellPart | undefined {
    this.#endWord();
    const [from, to] = [this.#from, this.#at];
    const [words, redirections, doubt] = [this.#words, this.#redirections, this.#doubt];
    this.#at += length;
    this.#from = this.#at;
    this.#words = [];
    this.#redirections = [];
    this.#redirect = undefined;
    this.#doubt = undefined;
    const bare = words.length === 0 && redirections.length === 0 && doubt === undefined;
    if (bare && (joint === ';' || joint === '&&')) return undefined;
    return { words, redirections, joint, ...(doubt === undefined ? {} : { doubt }), from, to };
  }
}
