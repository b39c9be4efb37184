/** Wizards on the screen: what is open, and what is kept of one that was left. All of it is plain data. */
import type { Answers, WizardKind } from '../../core/wizard/wizard.types.ts';

/** A wizard whose questions are gone through. */
export interface WizardView {
  readonly type: 'wizard';
  readonly kind: WizardKind;
  /** Which draft it is kept as. */
  readonly draft: number;
  /** What was answered; a suggestion that was only passed is not in it, so that it follows the other answers. */
  readonly answers: Answers;
  /** Suggestions that were passed, by step: they count as seen while they stay the same. */
  readonly seen: Answers;
  /** The id of the step that takes the keys. */
  readonly at: string;
  /** The cursor in its text, in UTF-16 units. */
  readonly caret: number;
  /** Whether the answer as it stands was given: what is only begun is then a fault. */
  readonly tried: boolean;
  /** Lines of what is said about the answer that are scrolled past. */
  readonly scroll: number;
  /** Whether the scripts explain themselves. */
  readonly explain: boolean;
}

/** What it comes to: the director's part and the scripts, a list with a cursor. Lies over a WizardView. */
export interface ReviewView {
  readonly type: 'review';
  readonly row: number;
  readonly top: number;
  /** The change that was proposed from here, by its number, with all answers as they were then, and the services' keys. */
  readonly change?: {
    readonly generation: number;
    readonly answers: Answers;
    readonly services: readonly string[];
  };
}

/** One script. Lies over a ReviewView. */
export interface HandoutView {
  readonly type: 'handout';
  readonly id: string;
  readonly top: number;
}

/** The way of a packet. Lies over a ReviewView. */
export interface PathView {
  readonly type: 'path';
  /** Which of the real servers, from 0. */
  readonly server: number;
  readonly top: number;
}

/** What was begun and drafts of what was begun before: a list with a cursor. */
export interface WizardsView {
  readonly type: 'wizards';
  readonly row: number;
  readonly top: number;
}

/** A wizard that was left, or that built something. */
export interface Draft {
  /** When it was begun, milliseconds since 1970; no two are the same. */
  readonly id: number;
  readonly kind: WizardKind;
  /** The director that it is for. */
  readonly director: string;
  readonly answers: Answers;
  readonly built?: DraftBuilt;
}

/** The director's part of a draft was run. */
export interface DraftBuilt {
  readonly at: number;
  /** Of the journal. */
  readonly entry: string;
  readonly undone: boolean;
  /** The keys of its services: where one of them is gone, it does not stand any more. */
  readonly services: readonly string[];
}
