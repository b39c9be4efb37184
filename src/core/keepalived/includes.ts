/** `include` and its kin: which files belong to a configuration. */
import { isPattern, matchesPattern, withoutBraces } from './glob.ts';
import { bareLine } from './text.ts';

/**
 * The pattern of an include line, or undefined. All that follows the keyword is one pattern, blanks too, and quotes are
 * not taken off (seen with 2.2.7). The variants includer, includem, includew, includeb and includea differ only in
 * what keepalived calls an error.
 */
export const includePattern = (line: string): string | undefined =>
  /^include[rmwba]?[ \t]+(\S.*)$/.exec(line)?.[1];

/**
 * The include patterns of a configuration's text, as written: relative ones start from the folder of that file. Those
 * inside definitions and conditional lines are found only by readKeepalived, which gives them as `unread`.
 */
export const keepalivedIncludes = (text: string): readonly string[] =>
  text.split('\n').flatMap(line => includePattern(bareLine(line).text) ?? []);

/** The folder of a file: `/etc/keepalived` of `/etc/keepalived/keepalived.conf`; empty where the path has none. */
export const folderOf = (file: string): string => {
  const slash = file.lastIndexOf('/');
  return slash === 0 ? '/' : file.slice(0, Math.max(0, slash));
};

/** A path without `.`, `..` and empty steps. */
const straight = (path: string): string => {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue;
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else if (step !== '..' || !path.startsWith('/')) steps.push(step);
  }
  return `${path.startsWith('/') ? '/' : ''}${steps.join('/')}`;
};

/** An include pattern as it is meant in `file`: from that file's folder on, without `.` and `..`. */
export const resolveInclude = (file: string, pattern: string): string => {
  const folder = folderOf(file);
  return straight(pattern.startsWith('/') || folder === '' ? pattern : `${folder}/${pattern}`);
};

/**
 * Finds files by patterns that resolveInclude made: the keys of `files` that match, in the order in which keepalived
 * reads them (of each alternative of a brace in turn, by name).
 */
export const fileFinder = (files: ReadonlyMap<string, string>): ((pattern: string) => readonly string[]) => {
  const byPath = new Map([...files.keys()].map(key => [straight(key), key]));
  const paths = [...byPath.keys()].sort();
  return pattern =>
    withoutBraces(pattern).flatMap(one => {
      const found = isPattern(one) ? paths.filter(path => matchesPattern(one, path)) : [one];
      return found.flatMap(path => byPath.get(path) ?? []);
    });
};
