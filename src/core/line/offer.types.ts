/** What the makers of completions work with. */
import type { CommandName } from '../ipvsadm/command.ts';
import type { Item } from './completion.types.ts';
import type { Ground } from './ground.ts';
import type { Tokens } from './tokens.ts';

/** The line around the place where something is to be put in. */
export interface Context {
  readonly command: CommandName;
  /** Of the words before the place and after it. */
  readonly tokens: Tokens;
  readonly ground: Ground;
}

/** Items for a place, and what is expected there. */
export interface Offer {
  readonly items: readonly Item[];
  readonly hint: string;
  /** Nothing but one of the items can stand there. */
  readonly closed: boolean;
}
