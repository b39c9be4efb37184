/** Prepares a text for the rules, and takes out of it what they ask for. */
import type { Command } from '../../ipvsadm/command.ts';
import { wordsOf } from '../command/tell.ts';
import type { ExplainGround, Level } from '../explain.types.ts';
import type { Entry } from '../tell.ts';
import type { Fact } from '../told.types.ts';
import type { Finding, PlacedCommand, PlacedFact, Script } from './rule.types.ts';
import { walk } from './walk.ts';

/** Whether a command would run as it stands: not in a loop or branch, nothing in it mended by lvsh. */
export const runs = ({ where, typeset }: Entry): boolean => where === 'plain' && typeset === undefined;

/** Prepares the entries of a text. */
export const scriptOf = (entries: readonly Entry[], ground: ExplainGround): Script => {
  const facts: PlacedFact[] = [];
  const commands: PlacedCommand[] = [];
  for (const [at, entry] of entries.entries()) {
    if (entry.where !== 'aside') for (const fact of entry.told.facts ?? []) facts.push({ fact, at });
    const { read } = entry.told;
    if (read === undefined || !runs(entry)) continue;
    const args = entry.calls.find(({ program }) => program === 'ipvsadm')?.args ?? [];
    commands.push({ read, command: read.command, at, words: wordsOf(args) });
  }
  return { entries, facts, commands, steps: walk(commands, ground.services), ground };
};

type FactOf<K extends Fact['kind']> = Extract<Fact, { readonly kind: K }>;

/** The facts of one kind. */
export const factsOf = <K extends Fact['kind']>(
  { facts }: Script,
  kind: K,
): readonly PlacedFact<FactOf<K>>[] =>
  facts.filter((placed): placed is PlacedFact<FactOf<K>> => placed.fact.kind === kind);

/** Commands that may have one of these names; some of Command's shapes have two names. */
type CommandOf<N extends Command['name'], C extends Command = Command> = C extends Command
  ? Extract<C['name'], N> extends never
    ? never
    : C
  : never;

/** A command of certain names, with where it stands. */
export interface Placed<N extends Command['name']> extends PlacedCommand {
  readonly command: CommandOf<N>;
}

/** The commands of certain names. */
export const commandsOf = <N extends Command['name']>(
  { commands }: Script,
  ...names: readonly N[]
): readonly Placed<N>[] =>
  commands.filter((placed): placed is Placed<N> => names.some(name => name === placed.command.name));

/** Nothing found: shared, for a rule finds nothing in nearly every line. */
export const none: readonly Finding[] = [];

/** A finding. */
export const finding = (at: number, level: Level, text: string, fix?: string): Finding => ({
  at,
  problem: fix === undefined ? { level, text } : { level, text, fix },
});
