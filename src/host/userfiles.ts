/** The person's own files: preferences and themes. Reading is plain (it stands before the first frame); writing is conf's. */
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { historyText, readHistory } from '../core/line/history.ts';
import { failed, type Result, success } from '../core/model/failure.ts';

/** A file that should hold JSON. */
export interface JsonFile {
  readonly path: string;
  readonly json: unknown;
}

/** JSON files that were found, and a sentence for each that could not be used. */
export interface UserFiles {
  readonly files: readonly JsonFile[];
  readonly problems: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

const fileName = 'preferences';

/** The folder of the person's files (XDG base directories): `~/.config/lvsh`. */
export const configFolder = (env: Environment): string => {
  const base = env.XDG_CONFIG_HOME;
  return join(base?.startsWith('/') ? base : join(env.HOME ?? homedir(), '.config'), 'lvsh');
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';
const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A file that is not JSON is put aside under another name, so that it is neither lost nor in the way. */
const putAside = (path: string): string => {
  const aside = `${path}.broken`;
  try {
    renameSync(path, aside);
    return `it was put aside as ${aside}`;
  } catch {
    return 'it is left alone';
  }
};

/**
 * The preferences as JSON, undefined where there are none; `problem` says why they could not be used. `readOnly`: a
 * broken file is left where it is.
 */
export const readPreferencesFile = (
  folder: string,
  readOnly = false,
): { readonly json?: unknown; readonly problem?: string } => {
  const path = join(folder, `${fileName}.json`);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = codeOf(error);
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? {}
      : { problem: `${path} cannot be read: ${wordsOf(error)}` };
  }
  try {
    return { json: JSON.parse(text) };
  } catch {
    return {
      problem: `${path} is not JSON: ${readOnly ? 'it is left alone' : putAside(path)}, and the defaults hold`,
    };
  }
};

/** Writes with conf: a new file that is renamed, so that the old one stays when it fails. */
const writeWithConf = async (
  folder: string,
  preferences: Readonly<Record<string, unknown>>,
): Promise<void> => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { default: Conf } = await import('conf');
  const conf = new Conf<Record<string, unknown>>({
    cwd: folder,
    configName: fileName,
    projectName: 'lvsh',
    accessPropertiesByDotNotation: false,
    clearInvalidConfig: true,
  });
  conf.store = { ...preferences };
};

/** Writes the preferences, whole or not at all. `write` does it; a test may give another that fails. */
export const writePreferencesFile = async (
  folder: string,
  preferences: Readonly<Record<string, unknown>>,
  write: typeof writeWithConf = writeWithConf,
): Promise<Result<void>> => {
  try {
    await write(folder, preferences);
    return success(undefined);
  } catch (error) {
    const code = codeOf(error);
    const why = code === 'ENOSPC' || code === 'EDQUOT' ? 'the disk is full' : wordsOf(error);
    return failed({ kind: 'other', what: `${join(folder, `${fileName}.json`)} could not be written`, why });
  }
};

/** The themes in the folder `themes` under `folder`. */
export const readThemeFiles = (folder: string): UserFiles => {
  const themes = join(folder, 'themes');
  let names: readonly string[];
  try {
    names = readdirSync(themes).filter(name => name.endsWith('.json'));
  } catch {
    return { files: [], problems: [] };
  }
  const files: JsonFile[] = [];
  const problems: string[] = [];
  for (const name of [...names].sort()) {
    const path = join(themes, name);
    try {
      files.push({ path, json: JSON.parse(readFileSync(path, 'utf8')) });
    } catch (error) {
      problems.push(`theme ${basename(path)}: ${error instanceof SyntaxError ? 'not JSON' : wordsOf(error)}`);
    }
  }
  return { files, problems };
};

const linesName = 'lines';

/** The lines that were typed after `:` in earlier runs, the oldest first; none where they cannot be read. */
export const readLines = (folder: string): readonly string[] => {
  try {
    return readHistory(readFileSync(join(folder, linesName), 'utf8'));
  } catch {
    return [];
  }
};

/** Keeps them: a new file that is renamed, readable for its owner only. */
export const writeLines = async (folder: string, lines: readonly string[]): Promise<Result<void>> => {
  const path = join(folder, linesName);
  const fresh = `${path}.new`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(fresh, historyText(lines), { mode: 0o600 });
    renameSync(fresh, path);
    return success(undefined);
  } catch (error) {
    return failed({ kind: 'other', what: `${path} could not be written`, why: wordsOf(error) });
  }
};
