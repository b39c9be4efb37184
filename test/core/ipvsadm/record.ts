/**
 * Records what the real ipvsadm on a real kernel makes of the lines and texts in cases.ts and of the table in
 * listings.sh:
 *     npx tsx test/core/ipvsadm/record.ts
 * Needs what the real-kernel suite needs; takes about five minutes. The recordings are data: never edit them by hand.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runGuest } from '../../kernel/uml.ts';
import { lines, restoreTexts, tableBefore } from './cases.ts';

const here = import.meta.dirname;
const quote = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/** Runs a bash script in a guest and gives what it wrote into the file `out` of its job folder. */
const guest = async (script: string): Promise<string> => {
  const result = await runGuest({ script: `exec 9>"$PWD/out"\n${script}`, timeoutMs: 900_000 });
  const text = await result.file('out');
  if (result.exit !== 0) throw new Error(`the guest ended with ${result.exit}: ${result.stderr}`);
  await result.remove();
  return text;
};

/** Bash that writes exit code, stderr, stdout and the table afterwards of one run. */
const functions = `
cd /run; printf %s ${quote(tableBefore)} >before; printf '127.0.0.1 localhost\\n::1 localhost ip6-localhost\\n' >hosts
mount --bind /run/hosts /etc/hosts
report() { ipvsadm -Sn >save 2>&1; IFS= read -r -d '' e <stderr; IFS= read -r -d '' o <stdout; IFS= read -r -d '' s <save
  printf '%s\\x1f%s\\x1f%s\\x1f%s\\x1e' $rc "$e" "$o" "$s" >&9; }
line() { ipvsadm -C; ipvsadm -R <before; ipvsadm "$@" >stdout 2>stderr </dev/null; rc=$?; report; }
rules() { ipvsadm -C; ipvsadm -R <text >stdout 2>stderr; rc=$?; report; }
ipvsadm -C; ipvsadm -R <before; : >stdout; : >stderr; rc=0; report
`;

const records = (text: string): readonly (readonly string[])[] =>
  text
    .split('\x1e')
    .slice(0, -1)
    .map(record => record.split('\x1f'));

const write = (name: string, rows: readonly unknown[]): void => {
  const body = rows.map(row => JSON.stringify(row)).join(',\n');
  writeFileSync(join(here, 'recorded', name), `[\n${body}\n]\n`);
};

const linesScript = lines.map(words => `line ${words.map(quote).join(' ')}\n`).join('');
const [before, ...answers] = records(await guest(functions + linesScript));
if (answers.length !== lines.length) throw new Error(`${answers.length} answers to ${lines.length} lines`);
write(
  'lines.json',
  answers.map(([exit, stderr, , after], index) => {
    const table = after === before?.[3] ? {} : { after };
    return { argv: lines[index], exit: Number(exit), stderr, ...table };
  }),
);

const rulesScript = restoreTexts.map(text => `printf %s ${quote(text)} >text; rules\n`).join('');
const [, ...restored] = records(await guest(functions + rulesScript));
if (restored.length !== restoreTexts.length) throw new Error(`${restored.length} answers to the texts`);
write(
  'restore.json',
  restored.map(([exit, stderr, stdout, after], index) => ({
    text: restoreTexts[index],
    exit: Number(exit),
    stderr,
    stdout,
    after,
  })),
);

const listings = records(await guest(readFileSync(join(here, 'listings.sh'), 'utf8')));
write(
  'listings.json',
  listings.map(([argv, exit, stdout]) => ({ argv: argv?.split(' ').filter(word => word !== ''), exit: Number(exit), stdout })),
);
