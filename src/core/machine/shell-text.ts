/**
 * As much of shell text as init scripts and their settings need to tell which file they load and what they do at their
 * stop: assignments, variables in a line, functions, the branches of a `case`. Nothing is ever run.
 */

/** Values by name, each in the order in which they are set in a text. */
export type Assignments = ReadonlyMap<string, readonly string[]>;

/** The assignments of a text, one a line, quotes taken off; those that are commented out do not count. Never throws. */
export const assignmentsOf = (text: string): Assignments => {
  const found = new Map<string, string[]>();
  const pattern = /^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)=(?:"([^"\n]*)"|'([^'\n]*)'|([^\s;#"'`]*))/gm;
  for (const [, name = '', double, single, plain] of text.matchAll(pattern)) {
    const value = double ?? single ?? plain ?? '';
    found.set(name, [...(found.get(name) ?? []), value]);
  }
  return found;
};

/** No line of a script that matters is longer; what is, is cut. */
const longest = 4096;

/** Puts values in the place of `$NAME`, `${NAME}` and `${NAME:-default}`; what has none stays as it is. */
export const substitute = (line: string, lookUp: (name: string) => string | undefined): string => {
  let text = line.slice(0, longest);
  // A value may name another variable; three rounds are more than such scripts need, and end.
  for (let round = 0; round < 3 && text.includes('$'); round++)
    text = text
      .replace(
        /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::?-([^}]*))?\})/g,
        (whole, bare: string | undefined, braced: string | undefined, other: string | undefined) =>
          (lookUp(bare ?? braced ?? '') ?? other ?? whole).slice(0, longest),
      )
      .slice(0, longest);
  return text;
};

const isComment = (line: string): boolean => /^\s*#/.test(line);

/** The bodies of the functions of a script, by name. A function ends at the first line that is a brace alone. */
const functionsOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    [
      ...text.matchAll(/^[ \t]*(?:function[ \t]+)?([\w-]+)[ \t]*\(\)[ \t]*\n?[ \t]*\{([\s\S]*?)^[ \t]*\}/gm),
    ].map(([, name = '', body = '']) => [name, body]),
  );

/** A branch of a `case`, from its pattern to `;;`. */
const caseBranch = (text: string, word: string): string | undefined =>
  new RegExp(`^[ \\t]*\\(?(?:[\\w"'-]+\\|)*["']?${word}["']?(?:\\|[\\w"'-]+)*\\)([\\s\\S]*?);;`, 'm').exec(
    text,
  )?.[1];

const calls = (body: string, name: string): boolean =>
  body
    .split(/[\n;&|]|\bthen\b|\belse\b|\bdo\b/)
    .some(command => new RegExp(`^\\s*${name}(?:\\s|$)`).test(command));

/**
 * What a script does when it is asked for `word` (`stop`): the branch of its `case`, or the function of that name (as
 * OpenRC has it), with the bodies of the functions that it calls. Undefined where it has neither. Never throws.
 */
export const actionText = (text: string, word: string): string | undefined => {
  const functions = functionsOf(text);
  let body = caseBranch(text, word) ?? functions.get(word);
  if (body === undefined) return undefined;
  const done = new Set<string>();
  for (let depth = 0; depth < 3; depth++)
    for (const [name, more] of functions)
      if (!done.has(name) && calls(body, name)) {
        done.add(name);
        body += `\n${more}`;
      }
  return body;
};

/** The lines of a text that are commands. */
export const commandLines = (text: string): readonly string[] =>
  text.split('\n').filter(line => line.trim() !== '' && !isComment(line));
