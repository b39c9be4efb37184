/** What is waited for while the workshop is loaded. */
import type { WizardKind } from '../../core/wizard/wizard.types.ts';
import type { Message } from '../message.ts';

/** What a person has asked for: the list of wizards, or one of them. */
export type Awaited = WizardKind | 'list';

/** Keys and pasted text that came meanwhile. */
export type Held = Extract<Message, { readonly type: 'key' | 'paste' }>;

/** What is waited for, and what is to be done then. */
export interface Waiting {
  readonly open: Awaited;
  readonly held: readonly Held[];
}
