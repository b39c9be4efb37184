/** How adding an item ended, and how adding it once more did. */
export interface Tried {
  readonly add: string;
  readonly again: string;
}
