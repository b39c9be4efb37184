import fc from 'fast-check';

/**
 * Texts out of these parts, anything printable, and what no reader expects. (fast-check's own strings of any
 * character take seconds to set up.)
 */
export const hostileText = (...parts: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...parts, '\0', '\u001b[2J', '\r', '\t', '\ud800', '\u2028', 'é', '\n', ' '),
        fc.string(),
      ),
    )
    .map(found => found.join(''));
