/** Comments of configurations: words from a table may stand in them, so they keep to one line. */

/** A comment line; a backslash, which would go on at the next line, and all beyond ASCII become `?`. */
export const comment = (text: string): string =>
  `# ${text.replace(/[^\x20-\x5b\x5d-\x7e]/g, '?').slice(0, 500)}`;
