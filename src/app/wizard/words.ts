/** Phrases that begin or end elsewhere. */

/** A phrase as a sentence: a capital, and a full stop. */
export const sentenceOf = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;
