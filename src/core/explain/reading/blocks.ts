/** The control structures that are open at one point of a script. */
import type { Where } from './piece.types.ts';

/** A command of a loop's body that waits for the loop's end. */
export interface Source {
  readonly number: number;
  readonly text: string;
}

/** What each round of a loop runs, and with which words. */
export interface Rounds {
  readonly words: readonly string[];
  readonly sources: Source[];
}

/** One open structure. */
export interface Block {
  readonly kind: 'for' | 'loop' | 'if' | 'case' | 'group';
  /** What stands in it, everything around it considered. */
  where: Where;
  /** What it is called in a sentence: `a loop`, `the branch stop`. */
  within: string | undefined;
  /** The same as `where` for what is around it. */
  readonly around: Where;
  /** Before its `do` or `then`: the condition. Of a `case`: a pattern comes next. Of a function: its `{` does. */
  head: boolean;
  /** A `for`: its variable. */
  readonly variable?: string;
  /** A `for` whose words are known. */
  rounds?: Rounds | undefined;
}

/** A structure within so many others is not followed any more. */
const deepest = 50;

const order: readonly Where[] = ['plain', 'inside', 'aside'];

/** What holds where both hold. */
export const both = (one: Where, other: Where): Where =>
  order.indexOf(one) >= order.indexOf(other) ? one : other;

/** The structures that a keyword goes on with, or ends. */
const belonging: ReadonlyMap<string, readonly Block['kind'][]> = new Map([
  ['then', ['if']],
  ['elif', ['if']],
  ['else', ['if']],
  ['fi', ['if']],
  ['do', ['for', 'loop']],
  ['done', ['for', 'loop']],
  ['esac', ['case']],
  ['}', ['group']],
]);

/** The open structures, the innermost last. */
export class Blocks {
  readonly #blocks: Block[] = [];

  get depth(): number {
    return this.#blocks.length;
  }

  get top(): Block | undefined {
    return this.#blocks.at(-1);
  }

  /** Where a command stands now. */
  get where(): Where {
    return this.top?.where ?? 'plain';
  }

  /** Whether the pattern of a branch comes next. */
  get awaitsPattern(): boolean {
    return this.top?.kind === 'case' && this.top.head;
  }

  /** What it stands in. */
  get within(): string | undefined {
    return this.top?.within;
  }

  /** Opens one. `where` and `within` are its own; without them it is as what is around it. */
  push(
    block: Pick<Block, 'kind' | 'head' | 'variable'> & { where?: Where; within?: string; rounds?: Rounds },
  ): void {
    if (this.#blocks.length >= deepest) return;
    const around = this.where;
    const within = block.within ?? this.within;
    this.#blocks.push({ ...block, around, within, where: both(around, block.where ?? 'plain') });
  }

  /** Whether one is open that a keyword goes on with or ends. */
  isOpen(keyword: string): boolean {
    const kinds = belonging.get(keyword);
    return kinds !== undefined && this.#blocks.some(block => kinds.includes(block.kind));
  }

  /** Ends the innermost one that a keyword ends, and all that is still open in it. */
  end(keyword: string): void {
    const kinds = belonging.get(keyword) ?? [];
    const at = this.#blocks.findLastIndex(block => kinds.includes(block.kind));
    if (at >= 0) this.#blocks.length = at;
  }

  /** Ends the innermost one. */
  drop(): void {
    this.#blocks.pop();
  }

  /** Ends a branch of a `case`. */
  endBranch(): void {
    const { top } = this;
    if (top?.kind !== 'case') return;
    top.head = true;
    top.where = top.around;
  }
}
