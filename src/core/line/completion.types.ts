/** What may stand where the cursor is. */

/** What an item is, for grouping and colour. */
export type ItemGroup = 'command' | 'option' | 'service' | 'server' | 'scheduler' | 'value';

/** One possibility. */
export interface Item {
  /** What is inserted in the place of `from..to`. It may be several words (`17 -6`). */
  readonly text: string;
  /** One sentence, without a full stop. */
  readonly about: string;
  readonly group: ItemGroup;
  /** Nothing else can stand here: it may be taken without asking. */
  readonly certain?: true;
  /** The word goes on after it (`10.0.0.200:`): no blank is put behind. */
  readonly open?: true;
  /** It is shown for orientation; this is why it cannot be taken. */
  readonly not?: string;
}

/** The possibilities, best first, at most `mostItems`. */
export interface Completion {
  /** The part of the line that an item replaces. */
  readonly from: number;
  readonly to: number;
  readonly items: readonly Item[];
  /** What is expected here, where that cannot be chosen from a list, or why nothing can stand here. */
  readonly hint?: string;
}

/** More than this nobody reads. */
export const mostItems = 50;
