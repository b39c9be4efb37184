/** Short ways to say what a program does. */
import type { Level, Problem } from '../explain.types.ts';
import type { Fact, Told } from '../told.types.ts';

/** A program that does this. */
export const told = (
  words: string | readonly string[],
  problems: readonly Problem[] = [],
  facts: readonly Fact[] = [],
): Told => ({
  kind: 'other',
  words: typeof words === 'string' ? [words] : words,
  problems,
  facts,
});

/** The same with what one must know to understand it. */
export const toldWhy = (
  words: string,
  why: readonly string[],
  problems: readonly Problem[] = [],
  facts: readonly Fact[] = [],
): Told => ({
  ...told(words, problems, facts),
  why,
});

/** A problem. */
export const problem = (level: Level, text: string, fix?: string): Problem =>
  fix === undefined ? { level, text } : { level, text, fix };
