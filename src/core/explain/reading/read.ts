/** Takes a text apart line by line: what is command, what is text, what is neither. */
import { splitRestoreLine } from '../../ipvsadm/restore.ts';
import { hasPrompt, logicalLine } from '../../ipvsadm/script.ts';
import { readAssignment } from '../../ipvsadm/shell.ts';
import { isInterfaceKey, readInterfaceLine, tellInterfaceLine } from '../files/lines.ts';
import type { Told } from '../told.types.ts';
import { baseName } from './calls.ts';
import { Documents, withDocuments } from './documents.ts';
import { bareLine, isFence, isFenced, isRuler, isSentence, readsLikeText, rootPrompts } from './dress.ts';
import { opensStructure } from './keywords.ts';
import { Machine } from './machine.ts';
import { readOutside, textTold, unread } from './outside.ts';
import type { Piece } from './piece.types.ts';
import { readTypeset } from './typeset.ts';

/** Longer lines are not read: no person wrote them. */
const longestLine = 8_192;

/** What is known of programs by their names. */
export interface ProgramNames {
  /** It has words of its own. */
  readonly knows: (program: string) => boolean;
  /** It is one of those that make up a cluster; its name at the head of a line is no plain word. */
  readonly acts: (program: string) => boolean;
}

/** Takes a text apart. Never throws. */
export const readScript = (text: string, programs: ProgramNames): readonly Piece[] =>
  new ScriptReader(text, programs).read();

/** What words of the shell's grammar must go on with: a sentence may begin with them as well. */
const structure =
  /^(?:(?:for|select)\s+(?:\(\(|\w+(?:\s+in\b|\s*;|\s*$))|case\s+\S+\s+in\b|function\s+\w+\s*(?:\(|\{|$)|[\w-]+\s*\(\)|\{\s|\{$|\[{1,2}\s|(?:if|while|until)\s.*(?:;\s*(?:then|do)\b|\s(?:then|do)$))/;
const asking = /^(?:if|while|until)\s+(?:!\s+)?([^\s;]+)/;
const askingWords = /^(?:\[|\(|\$|\/|true$|false$|:$)/;

const sysctlOutput: Told = { kind: 'unread', words: ['Output of sysctl.'] };

class ScriptReader {
  readonly #lines: readonly string[];
  readonly #programs: ProgramNames;
  readonly #machine = new Machine();
  readonly #documents: Documents;
  readonly #fenced: boolean;
  readonly #prompted: boolean;
  /** `# ` is the prompt of root here, and not the beginning of a comment. */
  readonly #rooted: boolean;
  #inFence = false;
  #interface = new Map<string, string>();

  constructor(text: string, programs: ProgramNames) {
    this.#lines = text.split('\n');
    this.#programs = programs;
    this.#documents = new Documents(this.#lines);
    this.#fenced = isFenced(this.#lines);
    this.#rooted = rootPrompts(this.#lines, programs);
    this.#prompted = this.#rooted || this.#lines.some(hasPrompt);
  }

  read(): readonly Piece[] {
    for (let at = 0; at < this.#lines.length; ) {
      const line = logicalLine(this.#lines, at);
      at += line.length;
      at += this.#line(line.number, line.text.trim(), at);
    }
    this.#machine.end();
    return this.#machine.pieces;
  }

  /** Reads one line; gives how many of those after it belong to it. */
  #line(number: number, raw: string, next: number): number {
    if (isFence(raw)) this.#inFence = !this.#inFence;
    const { text, prompt } =
      raw.length > longestLine
        ? { text: raw, prompt: false }
        : bareLine(raw, this.#rooted ? this.#programs.acts : undefined);
    if (text === '' || isRuler(raw) || isFence(raw) || text.startsWith('#')) {
      this.#machine.pieces.push({ kind: 'blank', number, text: raw });
      return 0;
    }
    const told = raw.length > longestLine ? unread('it is longer than 8192 characters') : this.#outside(text);
    if (told !== undefined) {
      this.#tell(told, number, raw);
      return 0;
    }
    return this.#command(number, raw, text, prompt, next);
  }

  #tell(told: Told, number: number, text: string): void {
    const { pieces, blocks } = this.#machine;
    pieces.push({ kind: 'told', number, text, told, where: blocks.where });
  }

  #outside(text: string): Told | undefined {
    const entry = readInterfaceLine(text);
    if (entry === undefined) {
      this.#interface = new Map();
      const told = readOutside(text);
      return told?.facts !== undefined && this.#afterSysctl() ? sysctlOutput : told;
    }
    // The same names serve as variables of scripts: they are told as a file's where one of its own keys stands.
    this.#machine.variables.set(...entry);
    const file = this.#interface.size > 0 || isInterfaceKey(entry[0]);
    if (!file) return undefined;
    const told = tellInterfaceLine(entry, this.#interface);
    this.#interface.set(...entry);
    return told;
  }

  /** sysctl -p and -w print the settings that they make. */
  #afterSysctl(): boolean {
    const last = this.#machine.pieces.at(-1);
    return (
      (last?.kind === 'run' && last.calls.at(-1)?.program === 'sysctl') ||
      (last?.kind === 'told' && last.told === sysctlOutput)
    );
  }

  #command(number: number, raw: string, text: string, prompt: boolean, next: number): number {
    const typeset = readTypeset(text);
    const code = typeset?.right ?? text;
    if (!prompt && this.#isText(code)) {
      this.#tell(textTold, number, raw);
      return 0;
    }
    const { pieces, blocks } = this.#machine;
    if (code.startsWith('-')) {
      const call = { program: 'ipvsadm', args: splitRestoreLine(code), sudo: false, redirections: [] };
      pieces.push({ kind: 'run', number, text: raw, calls: [call], where: blocks.where, typeset });
      return 0;
    }
    const from = pieces.length;
    const failure = this.#machine.read({ number, code, raw, typeset });
    if (failure !== undefined) this.#tell(readsLikeText(code) ? textTold : unread(failure), number, raw);
    let taken = 0;
    for (let index = from; index < pieces.length; index++) {
      const piece = pieces[index];
      if (piece === undefined) continue;
      const { piece: complete, lines } = withDocuments(piece, this.#documents, next + taken);
      pieces[index] = complete;
      taken += lines;
    }
    return taken;
  }

  /** Whether a line without prompt is text: it begins with no program that is known, and looks like it. */
  #isText(line: string): boolean {
    const first = line.split(/[\s;&|<>]/, 1)[0] ?? '';
    const { blocks } = this.#machine;
    if (line.startsWith('-')) return false;
    if (blocks.isOpen(first)) return false;
    if (structure.test(line)) return false;
    const asked = asking.exec(line)?.[1];
    if (asked !== undefined) return !askingWords.test(asked) && !this.#programs.knows(baseName(asked));
    if (opensStructure(first) || first === 'do' || first === 'done') return true;
    if (blocks.awaitsPattern) return !/\)/.test(line);
    const name = baseName(first);
    if (this.#programs.knows(name) && !this.#programs.acts(name) && isSentence(line)) return true;
    const known = this.#programs.knows(name) || this.#machine.isFunction(first);
    if (known || readAssignment(first) !== undefined || /^[$./~(]/.test(first)) return false;
    return (this.#fenced && !this.#inFence) || (this.#prompted && !/\s-/.test(line)) || readsLikeText(line);
  }
}
