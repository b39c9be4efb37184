/**
 * As much of a shell as rule files from the wild need: words, quotes, comments, variables set in the same file,
 * redirections, `;` and `&&`. Whatever only a running shell could know is refused with its reason.
 */

/** One command of a line: its words. */
export type ShellCommand = readonly string[];

/** A line read, or why it cannot be. */
export type ShellLine =
  | { readonly ok: true; readonly commands: readonly ShellCommand[] }
  | { readonly ok: false; readonly reason: string };

const keywords = new Set([
  ...['for', 'while', 'until', 'do', 'done', 'if', 'then', 'elif', 'else', 'fi', 'case', 'esac', 'select'],
  ...['function', '{', '}', '[', '[[', '!'],
]);

/** Reads one line without its newline; `variables` are those that earlier lines set. */
export const readShellLine = (line: string, variables: ReadonlyMap<string, string>): ShellLine => {
  const reader = new LineReader(line, variables);
  return reader.read();
};

/** The name and value of a word such as `VIP=10.0.0.1`. */
export const readAssignment = (word: string): readonly [name: string, value: string] | undefined => {
  const match = /^([A-Za-z_]\w*)=(.*)$/s.exec(word);
  return match?.[1] === undefined || match[2] === undefined ? undefined : [match[1], match[2]];
};

/** Whether a word belongs to the shell's own grammar. */
export const isKeyword = (word: string): boolean => keywords.has(word) || /\(\)$/.test(word);

class LineReader {
  readonly #line: string;
  readonly #variables: ReadonlyMap<string, string>;
  #at = 0;
  #word: string | undefined;
  #words: string[] = [];
  #commands: ShellCommand[] = [];
  /** The next word is the target of a redirection. */
  #redirect = false;

  constructor(line: string, variables: ReadonlyMap<string, string>) {
    this.#line = line;
    this.#variables = variables;
  }

  read(): ShellLine {
    while (this.#at < this.#line.length) {
      const reason = this.#step(this.#line.charAt(this.#at));
      if (reason !== undefined) return { ok: false, reason };
    }
    this.#endCommand();
    return { ok: true, commands: this.#commands };
  }

  /** Reads on from one character; gives the reason where it cannot. */
  #step(character: string): string | undefined {
    const rest = this.#line.slice(this.#at);
    switch (character) {
      case ' ':
      case '\t':
      case '\r':
        this.#endWord();
        this.#at++;
        return undefined;
      case '#':
        if (this.#word !== undefined) return this.#take(character);
        this.#at = this.#line.length;
        return undefined;
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
        return 'a command between backquotes: only a shell knows what it prints';
      case ';':
        this.#endCommand();
        this.#at++;
        return undefined;
      case '&':
        if (rest.startsWith('&>')) return this.#redirection(2);
        if (!rest.startsWith('&&')) return 'a command in the background';
        this.#endCommand();
        this.#at += 2;
        return undefined;
      case '|':
        return rest.startsWith('||')
          ? 'a command that runs only when another fails'
          : 'a pipe between commands';
      case '<':
      case '>': {
        // A number right before it says which stream.
        if (this.#word !== undefined && /^\d$/.test(this.#word)) this.#word = undefined;
        return this.#redirection(/^(?:[<>]&|>>|[<>])/.exec(rest)?.[0].length ?? 1);
      }
      case '(':
        return 'a subshell or function';
      default:
        return this.#take(character);
    }
  }

  #take(text: string): undefined {
    this.#word = (this.#word ?? '') + text;
    this.#at++;
  }

  #redirection(length: number): undefined {
    this.#endWord();
    this.#at += length;
    this.#redirect = true;
  }

  #single(): string | undefined {
    const close = this.#line.indexOf("'", this.#at + 1);
    if (close < 0) return 'a quote without its end';
    this.#word = (this.#word ?? '') + this.#line.slice(this.#at + 1, close);
    this.#at = close + 1;
    return undefined;
  }

  #double(): string | undefined {
    this.#word ??= '';
    this.#at++;
    while (this.#at < this.#line.length) {
      const character = this.#line.charAt(this.#at);
      if (character === '"') {
        this.#at++;
        return undefined;
      }
      if (character === '`') return 'a command between backquotes: only a shell knows what it prints';
      if (character === '$') {
        const reason = this.#variable(true);
        if (reason !== undefined) return reason;
      } else {
        if (character === '\\' && /^\\["\\$`]/.test(this.#line.slice(this.#at))) this.#at++;
        this.#take(this.#line.charAt(this.#at));
      }
    }
    return 'a quote without its end';
  }

  /** `$NAME` or `${NAME}`; without quotes the value falls into words. */
  #variable(quoted: boolean): string | undefined {
    const rest = this.#line.slice(this.#at);
    const match = /^\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/.exec(rest);
    if (match === null) {
      if (/^\$(?:[\s"']|$)/.test(rest)) return this.#take('$');
      return `${/^\$(?:\([^)]*\)?|\{[^}]*\}?|.)/.exec(rest)?.[0] ?? '$'}: only a shell knows its value`;
    }
    const name = match[1] ?? match[2] ?? '';
    const value = this.#variables.get(name);
    if (value === undefined) return `the variable $${name} is not set in this file`;
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

  #endWord(): void {
    if (this.#word === undefined) return;
    if (this.#redirect) this.#redirect = false;
    else this.#words.push(this.#word);
    this.#word = undefined;
  }

  #endCommand(): void {
    this.#endWord();
    this.#redirect = false;
    if (this.#words.length > 0) this.#commands.push(this.#words);
    this.#words = [];
  }
}
