/**
 * The contract's scripts: text files in the language of the practice shell, plus comment lines that say what an
 * input file holds:
 *   #< NAME "JSON string"      the file NAME, its bytes written out
 *   #<< NAME PATH              the file NAME is a copy of PATH under test/contract
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** A script: its lines without comments and blank lines, and the files it may read. */
export interface Script {
  readonly name: string;
  readonly lines: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

const folder = import.meta.dirname;

const readScript = (path: string): Script => {
  const lines: string[] = [];
  const files: Record<string, string> = {};
  for (const raw of readFileSync(path, 'utf8').split('\n')) {
    const line = raw.trim();
    const inline = /^#< (\S+) (".*")$/.exec(line);
    const copied = /^#<< (\S+) (\S+)$/.exec(line);
    if (inline?.[1] !== undefined && inline[2] !== undefined)
      files[inline[1]] = JSON.parse(inline[2]) as string;
    else if (copied?.[1] !== undefined && copied[2] !== undefined) {
      files[copied[1]] = readFileSync(join(folder, copied[2]), 'utf8');
    } else if (line !== '' && !line.startsWith('#')) lines.push(line);
  }
  return { name: basename(path, '.sh'), lines, files };
};

/** Rule files found in the wild: each is restored into an empty director, and one more time with the restore script. */
const corpusScripts = (): Script[] =>
  readdirSync(join(folder, 'corpus'))
    .sort()
    .map(file => ({
      name: `corpus-${file.replace(/\.[a-z]+$/, '')}`,
      lines: [`ipvsadm -R < ${file}`, 'ipvsadm -Sn', `ipvsadm-restore < ${file}`, 'ipvsadm-save -n'],
      files: { [file]: readFileSync(join(folder, 'corpus', file), 'utf8') },
    }));

/** Every script of the contract, in the order of their names. */
export const allScripts = (): readonly Script[] => [
  ...readdirSync(join(folder, 'scripts'))
    .filter(file => file.endsWith('.sh'))
    .sort()
    .map(file => readScript(join(folder, 'scripts', file))),
  ...corpusScripts(),
];

/** What every script ends with: the table afterwards, four ways. */
export const afterLines: readonly string[] = [
  'ipvsadm -Sn',
  'ipvsadm -Ln',
  'ipvsadm -Ln --thresholds',
  'ipvsadm -Ln --persistent-conn',
  'cat /proc/net/ip_vs',
];

/** A line's words and redirections: words at blanks, '...' and "..." quote, `<` and `>` take the next word. */
export const splitLine = (line: string): { words: string[]; stdin: string; stdout: string } => {
  const tokens: { text: string; quoted: boolean }[] = [];
  for (const match of line.matchAll(/[<>]|(?:[^\s<>'"]|'[^']*'|"[^"]*")+/g)) {
    const text = match[0].replace(
      /'([^']*)'|"([^"]*)"/g,
      (_, one?: string, two?: string) => one ?? two ?? '',
    );
    tokens.push({ text, quoted: /['"]/.test(match[0]) });
  }
  const words: string[] = [];
  let stdin = '';
  let stdout = '';
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) continue;
    if (!token.quoted && token.text === '<') stdin = tokens[++index]?.text ?? '';
    else if (!token.quoted && token.text === '>') stdout = tokens[++index]?.text ?? '';
    else words.push(token.text);
  }
  return { words, stdin, stdout };
};
