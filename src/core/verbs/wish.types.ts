/** What a typed line comes to: a change, or something that is looked at. */
import type { Intent } from '../intent/intent.types.ts';

/** Everything that a line can ask for. */
export type Wish =
  | { readonly kind: 'intent'; readonly intent: Intent }
  /** Of the journal: what it is about is not known before it was read. */
  | { readonly kind: 'undo' | 'redo' }
  /** Of a rules file; without `file` that of this system. */
  | { readonly kind: 'save' | 'diff'; readonly file?: string }
  | { readonly kind: 'restore'; readonly file?: string; readonly ignore: boolean }
  /** The command lines of a file, run upon what is there. */
  | { readonly kind: 'apply'; readonly file: string }
  | { readonly kind: 'explain'; readonly text: string }
  | { readonly kind: 'show'; readonly page: ShowPage }
  /** Whether anything may be changed from here; the other way round where it is not said. */
  | { readonly kind: 'read-only'; readonly on?: boolean };

/** Pages that a line can ask for. */
export const showPages = ['history', 'saved', 'backups', 'boot', 'drains'] as const;

/** One of them. */
export type ShowPage = (typeof showPages)[number];
