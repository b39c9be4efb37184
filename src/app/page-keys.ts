/** The keys of the pages of text: bound by their commands, and named in the pages themselves. */
export const pageKeys = {
  history: '4',
  saved: '5',
  backups: '6',
  boot: '7',
  drains: '8',
  /** What a page is for: compare, make a plan. */
  go: 'enter',
  /** Restore what the page shows: a backup, a file that was named. */
  restoreThis: 'R',
  finish: 'f',
  rollBack: 'b',
  /** While a plan is shown that has nothing left to do. */
  settle: 's',
} as const;
