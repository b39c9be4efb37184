/**
 * Reads a rule of iptables 1.8.9 and gives it as `-S` prints it: two rules are the same one exactly when these words are
 * [measured]. Matches stand in the order in which they came, everything else in iptables' own.
 */
import type { Family } from '../../model/address.ts';
import {
  type Extension,
  type ExtensionOption,
  matches,
  otherExtensions,
  targets,
  verdicts,
} from './iptables-extensions.ts';
import { protocolName, protocolNumber, readDevice, readHost, type Value } from './iptables-values.ts';

/** A rule. */
export interface ReadRule {
  readonly words: string;
  /** The name of its target; undefined: it only counts. */
  readonly target: string | undefined;
  /** Protocols that its matches need. */
  readonly needs: readonly string[];
  /** `tcp`, or the number of a protocol without a name. */
  readonly protocol: string;
  /** The interfaces that it asks for. */
  readonly sides: readonly ('-i' | '-o')[];
}

/** A rule, or a complaint of the program, a word that may not stand there, or something that the practice machine lacks. */
export type RuleRead =
  | { readonly ok: true; readonly rule: ReadRule }
  | { readonly ok: false; readonly complaint: string }
  | { readonly ok: false; readonly word: string }
  | { readonly ok: false; readonly unknown: string };

/** A match or target with the options that it was given. */
interface Loaded {
  readonly name: string;
  readonly extension: Extension;
  readonly given: Map<ExtensionOption, string>;
}

/** The options of a rule itself, in the order in which they are printed. */
const heads: readonly { readonly name: string; readonly also: readonly string[] }[] = [
  { name: '-s', also: ['--source', '--src'] },
  { name: '-d', also: ['--destination', '--dst'] },
  { name: '-i', also: ['--in-interface'] },
  { name: '-o', also: ['--out-interface'] },
  { name: '-p', also: ['--protocol', '--proto'] },
];
const jumps: ReadonlySet<string> = new Set(['-j', '--jump']);
const matchWords: ReadonlySet<string> = new Set(['-m', '--match']);

const portProtocols: readonly string[] = ['tcp', 'udp', 'sctp'];

const optionOf = ({ options }: Extension, word: string): ExtensionOption | undefined =>
  options.find(({ name, also = [] }) => name === word || also.includes(word));

class RuleReader {
  readonly #family: Family;
  readonly #words: readonly string[];
  #at = 0;
  #negated = false;
  readonly #heads = new Map<string, string>();
  #protocol = 0;
  readonly #matches: Loaded[] = [];
  #target: Loaded | undefined;

  constructor(words: readonly string[], family: Family) {
    this.#words = words;
    this.#family = family;
  }

  read(): RuleRead {
    while (this.#at < this.#words.length) {
      const wrong = this.#take(this.#words[this.#at++] ?? '');
      if (wrong !== undefined) return wrong;
    }
    for (const { name, extension, given } of [
      ...this.#matches,
      ...(this.#target === undefined ? [] : [this.#target]),
    ]) {
      if (extension.missing !== undefined && given.size === 0)
        return { ok: false, complaint: extension.missing };
      if (name === 'multiport' && !['tcp', 'udp', 'sctp'].includes(protocolName(this.#protocol)))
        return {
          ok: false,
          complaint: "multiport needs `-p tcp', `-p udp', `-p udplite', `-p sctp' or `-p dccp'",
        };
    }
    return {
      ok: true,
      rule: {
        words: this.#print(),
        target: this.#target?.name,
        needs: this.#matches.map(({ name }) => name).filter(name => portProtocols.includes(name)),
        protocol: protocolName(this.#protocol),
        sides: (['-i', '-o'] as const).filter(side => this.#heads.has(side)),
      },
    };
  }

  #next(option: string): string | RuleRead {
    const word = this.#words[this.#at++];
    return word ?? { ok: false, complaint: `option "${option}" requires an argument` };
  }

  #take(word: string): RuleRead | undefined {
    if (word === '!') {
      this.#negated = true;
      return undefined;
    }
    const head = heads.find(({ name, also }) => name === word || also.includes(word));
    const wrong =
      head !== undefined
        ? this.#takeHead(head.name)
        : jumps.has(word)
          ? this.#takeTarget(word)
          : matchWords.has(word)
            ? this.#takeMatch(word)
            : this.#takeOption(word);
    this.#negated = false;
    return wrong;
  }

  #takeHead(name: string): RuleRead | undefined {
    const word = this.#next(name);
    if (typeof word !== 'string') return word;
    if (this.#heads.has(name)) return { ok: false, complaint: `multiple ${name} flags not allowed` };
    if ((name === '-s' || name === '-d') && word.includes(','))
      return { ok: false, unknown: 'several addresses in one rule' };
    if (name === '-p') {
      const number = protocolNumber(word);
      if (number === undefined) return { ok: false, complaint: `unknown protocol "${word}" specified` };
      this.#protocol = number;
      this.#heads.set(name, number === 0 ? '' : this.#phrase(name, protocolName(number)));
      return undefined;
    }
    const read: Value = name === '-i' || name === '-o' ? readDevice(word) : readHost(this.#family)(word);
    if (!read.ok) return { ok: false, complaint: read.complaint };
    this.#heads.set(name, read.text === undefined ? '' : this.#phrase(name, read.text));
    return undefined;
  }

  #takeTarget(option: string): RuleRead | undefined {
    const name = this.#next(option);
    if (typeof name !== 'string') return name;
    const extension = Object.hasOwn(targets, name) ? targets[name] : undefined;
    if (extension === undefined && !verdicts.includes(name)) {
      if (otherExtensions.has(name)) return { ok: false, unknown: `the target ${name}` };
      return { ok: false, complaint: `Couldn't load target \`${name}':No such file or directory\n` };
    }
    this.#target = { name, extension: extension ?? { options: [] }, given: new Map() };
    return undefined;
  }

  #takeMatch(option: string): RuleRead | undefined {
    const name = this.#next(option);
    if (typeof name !== 'string') return name;
    const extension = Object.hasOwn(matches, name) ? matches[name] : undefined;
    if (extension === undefined) {
      if (otherExtensions.has(name)) return { ok: false, unknown: `the match ${name}` };
      return { ok: false, complaint: `Couldn't load match \`${name}':No such file or directory\n` };
    }
    this.#matches.push({ name, extension, given: new Map() });
    return undefined;
  }

  /** An option belongs to the last match that has it, to the target, or to the match that goes with the protocol. */
  #takeOption(word: string): RuleRead | undefined {
    if (!word.startsWith('-') || word === '-') return { ok: false, word };
    const candidates = [...this.#matches].reverse();
    if (this.#target !== undefined) candidates.push(this.#target);
    let loaded = candidates.find(({ extension }) => optionOf(extension, word) !== undefined);
    const implied = protocolName(this.#protocol);
    if (loaded === undefined && portProtocols.includes(implied)) {
      const extension = matches[implied];
      if (extension !== undefined && optionOf(extension, word) !== undefined) {
        loaded = { name: implied, extension, given: new Map() };
        this.#matches.push(loaded);
      }
    }
    const option = loaded === undefined ? undefined : optionOf(loaded.extension, word);
    if (loaded === undefined || option === undefined)
      return {
        ok: false,
        complaint: word.startsWith('--')
          ? `unknown option "${word}"`
          : `Illegal option \`${word}' with this command`,
      };
    return this.#takeValue(loaded, option, word);
  }

  #takeValue(loaded: Loaded, option: ExtensionOption, word: string): RuleRead | undefined {
    const { name, given } = loaded;
    if (given.has(option)) {
      const shown = option.also?.at(-1) ?? option.name;
      return { ok: false, complaint: `${name}: option "${shown}" can only be used once.\n` };
    }
    const printed = option.printed ?? option.name;
    if ([...given.keys()].some(one => (one.printed ?? one.name) === printed))
      return { ok: false, unknown: `${option.name} twice` };
    if (loaded === this.#target && this.#negated) return { ok: false, unknown: `! ${option.name}` };
    if (option.read === undefined) {
      given.set(option, this.#phrase(printed));
      return undefined;
    }
    const text = this.#next(word);
    if (typeof text !== 'string') return text;
    const read = option.read(text, this.#family);
    if (!read.ok) return { ok: false, complaint: read.complaint };
    given.set(option, this.#phrase(printed, ...(read.text === undefined ? [] : [read.text])));
    return undefined;
  }

  #phrase(...words: readonly string[]): string {
    return [...(this.#negated ? ['!'] : []), ...words].join(' ');
  }

  #print(): string {
    const parts = heads.map(({ name }) => this.#heads.get(name) ?? '');
    for (const { name, extension, given } of this.#matches) parts.push('-m', name, ...said(extension, given));
    if (this.#target !== undefined)
      parts.push('-j', this.#target.name, ...said(this.#target.extension, this.#target.given));
    return parts.filter(part => part !== '').join(' ');
  }
}

/** Options as they are printed; `--ipvs` only where it is all that is said. */
const said = ({ options }: Extension, given: ReadonlyMap<ExtensionOption, string>): readonly string[] => {
  const texts = options.flatMap(option => given.get(option) ?? []);
  return texts.length > 1 ? texts.filter(text => text !== '--ipvs') : texts;
};

/** Reads the words after the chain's name. Never throws. */
export const readRule = (words: readonly string[], family: Family): RuleRead =>
  new RuleReader(words, family).read();
