/**
 * Goes through the commands of a script, line by line. Loops over words that stand in the text are gone through word by
 * word; what only a running shell could decide stays marked as such.
 */

import type { ShellPart } from '../../ipvsadm/shell.types.ts';
import { ShellReader } from '../../ipvsadm/shell-reader.ts';
import { type Block, Blocks, both, type Source } from './blocks.ts';
import type { Desk, ShellSource } from './desk.types.ts';
import { definedFunction, opensStructure, takeKeyword } from './keywords.ts';
import type { Piece } from './piece.types.ts';
import { Pipes } from './pipes.ts';
import { Variables } from './variables.ts';

/** So many commands may come out of loops. */
const mostMade = 2_000;

const plansSomething = (piece: Piece): boolean =>
  piece.kind === 'run' && piece.where === 'plain' && piece.calls.some(({ program }) => program === 'ipvsadm');

/** The state of reading one script. */
export class Machine implements Desk {
  readonly pieces: Piece[] = [];
  readonly blocks = new Blocks();
  readonly variables = new Variables();
  readonly patterns: string[] = [];
  readonly #functions = new Set<string>();
  readonly #pipes = new Pipes(this);
  #line: ShellSource = { number: 0, code: '', raw: '' };
  /** Where the command of a loop's body that is being collected began in its line. */
  #collecting: number | undefined;
  #made = 0;
  #folds = 0;

  /** The line that is being read. */
  get line(): ShellSource {
    return this.#line;
  }

  readonly tell = (words: string | readonly string[], text: string): void => {
    const told = { kind: 'shell', words: typeof words === 'string' ? [words] : words } as const;
    this.pieces.push({ kind: 'told', number: this.#line.number, text, told, where: this.blocks.where });
  };

  readonly isFunction = (word: string): boolean => this.#functions.has(word);

  readonly depend = (on: string): void => {
    this.#pipes.condition = on;
  };

  /** Reads a line of shell; gives why it cannot be read to its end. What stands before the obstacle is kept. */
  read(line: ShellSource): string | undefined {
    const { depth } = this.blocks;
    const [from, made] = [this.pieces.length, this.#made];
    this.#line = line;
    const failure = this.#parts(line.code, part => this.#part(part));
    this.#collected(line.code.length);
    const whole = this.blocks.depth === depth && this.#made === made;
    this.#finish(from, whole);
    return failure;
  }

  /** The text is over: what waits for the end of a loop is told. */
  end(): void {
    for (let { top } = this.blocks; top !== undefined; top = this.blocks.top) {
      if (top.rounds !== undefined) this.#rollUp(top);
      this.blocks.drop();
    }
  }

  #parts(code: string, take: (part: ShellPart) => boolean): string | undefined {
    const reader = new ShellReader(code, this.variables.values);
    for (let part = reader.next(); part !== undefined; part = reader.next()) if (!take(part)) break;
    this.#pipes.flush(code.length);
    this.#pipes.condition = undefined;
    return reader.failure;
  }

  /**
   * What stands in one line is one thing to tell: a structure that begins and ends in it, a single command. But each
   * command of ipvsadm that runs stands alone, for a plan may be made of it.
   */
  #finish(from: number, whole: boolean): void {
    const first = this.pieces[from];
    const count = this.pieces.length - from;
    if (first === undefined) return;
    const structure =
      whole && count > 1 && first.kind === 'told' && opensStructure(this.#line.code.split(/\s/, 1)[0] ?? '');
    if (!structure || this.pieces.slice(from).some(plansSomething)) {
      if (count === 1) this.pieces[from] = { ...first, text: this.#line.raw };
      return;
    }
    const fold = ++this.#folds;
    for (let index = from; index < this.pieces.length; index++) {
      const piece = this.pieces[index];
      if (piece !== undefined)
        this.pieces[index] = { ...piece, fold, text: index === from ? this.#line.raw : piece.text };
    }
  }

  /** Takes one command of the line; false where the rest of the line is given up. */
  #part(part: ShellPart): boolean {
    if (this.#collects(part)) return true;
    let text = this.#line.code.slice(part.from, part.to).trim();
    let { words } = part;
    for (;;) {
      const name = definedFunction(words);
      if (name !== undefined) this.#functions.add(name);
      const branch = this.blocks.awaitsPattern;
      const rest = takeKeyword(this, words, part, text);
      const taken = words.length - (rest?.length ?? 0);
      words = rest ?? [];
      if (taken === 0 || rest === undefined) break;
      const off = branch ? /^[^)]*\)\s*/ : new RegExp(`^(?:\\S+(?:\\s+|$)){${taken}}`);
      text = text.replace(off, '');
    }
    const { top } = this.blocks;
    const asking = top?.head === true && top.kind !== 'case' && top.kind !== 'group';
    if (words[0]?.startsWith('(') === true) {
      this.tell('A group of commands in a shell of its own, which lvsh does not take apart.', text);
      return false;
    }
    if (!asking && (words.length > 0 || (part.redirections.length > 0 && part.words.length === 0)))
      this.#pipes.take(words.length === part.words.length ? part : this.#rest(part, words, text), text);
    if (part.joint === ';;') this.blocks.endBranch();
    return true;
  }

  /** A command without the keywords before it, and without what is doubtful in those. */
  #rest(part: ShellPart, words: readonly string[], text: string): ShellPart {
    const doubt = part.doubt && new ShellReader(text, this.variables.values).next()?.doubt;
    const { doubt: _, ...rest } = part;
    const from = this.#line.code.indexOf(text, part.from);
    return { ...rest, words, from, ...(doubt === undefined ? {} : { doubt }) };
  }

  /** Keeps the body of a loop whose words are known, until its end. True when it took the part. */
  #collects(part: ShellPart): boolean {
    const { top } = this.blocks;
    if (top?.rounds === undefined) return false;
    const begins = part.words[0] === 'do';
    const first = part.words[begins ? 1 : 0];
    if (first === undefined && part.redirections.length === 0) return true;
    if (first === 'done') {
      this.#unroll(top);
      return true;
    }
    const heredoc = part.redirections.some(({ operator }) => operator.startsWith('<<'));
    if (heredoc || (first !== undefined && opensStructure(first))) {
      this.#collected(part.from);
      this.#rollUp(top);
      return false;
    }
    this.#collecting ??= begins ? this.#line.code.indexOf('do', part.from) + 2 : part.from;
    if (part.joint === ';' || part.joint === '&') this.#collected(part.to);
    return true;
  }

  #collected(to: number): void {
    const from = this.#collecting;
    this.#collecting = undefined;
    if (from === undefined) return;
    const text = this.#line.code.slice(from, to).trim();
    this.blocks.top?.rounds?.sources.push({ number: this.#line.number, text });
  }

  /** Goes through a loop whose words are known. */
  #unroll(block: Block): void {
    const { variable = '', rounds } = block;
    if (rounds === undefined) return;
    const use = new RegExp(`\\$(?:${variable}\\b|\\{${variable}\\})`, 'g');
    if (!rounds.sources.some(({ text }) => text.search(use) >= 0)) {
      // Every round is the same: it is told once.
      this.blocks.end('done');
      for (const source of rounds.sources) this.#again(source);
      return;
    }
    this.#made += rounds.words.length * rounds.sources.length;
    if (this.#made > mostMade) this.#rollUp(block);
    this.blocks.end('done');
    if (block.rounds === undefined) return;
    for (const word of rounds.words) {
      this.variables.set(variable, word);
      for (const source of rounds.sources)
        this.#again({ ...source, text: source.text.replace(use, () => word) });
    }
  }

  /** Tells the body of a loop once: what it goes over is not gone through. */
  #rollUp(block: Block): void {
    const sources = block.rounds?.sources ?? [];
    block.rounds = undefined;
    block.head = false;
    block.where = both(block.around, 'inside');
    block.within = 'a loop';
    if (block.variable !== undefined) this.variables.veil(block.variable);
    for (const source of sources) this.#again(source);
  }

  readonly inner = (code: string): void => {
    this.#again({ number: this.#line.number, text: code });
  };

  #again({ number, text }: Source): void {
    const line = this.#line;
    this.#line = { ...line, number, code: text, raw: text };
    this.#parts(text, part => {
      this.#pipes.take(part, text.slice(part.from, part.to).trim());
      return true;
    });
    this.#line = line;
  }
}
