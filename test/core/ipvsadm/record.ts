/**
 * Records what the real ipvsadm on a real kernel makes of the lines and texts in cases.ts and of the table in
 * listings.sh:
 *     npx tsx test/core/ipvsadm/record.ts [lines] [restore] [listings]
 * Needs what the real-kernel suite needs; takes about ten minutes. The recordings are data: never edit them by hand.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runGuest } from '../../kernel/uml.ts';
import { lines, restoreTexts, tableBefore } from './cases.ts';

const here = import.meta.dirname;
const quote = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/** Runs a bash script in a guest and gives the records that it wrote into the file `out` of its job folder. */
const guest = async (script: string): Promise<readonly (readonly string[])[]> => {
  const result = await runGuest({ script: `exec 9>"$PWD/out"\n${script}`, timeoutMs: 600_000 });
  const text = await result.file('out');
  if (result.exit !== 0) throw new Error(`the guest ended with ${result.exit}: ${result.stderr}`);
  await result.remove();
  const records = text.split('\x1e').slice(0, -1);
  return records.map(record => record.split('\x1f'));
};

/** Bash that writes exit code, stderr, stdout and the table afterwards of one run. */
const functions = `
cd /run; printf %s ${quote(tableBefore)} >before
printf '127.0.0.1 localhost\\n::1 localhost ip6-localhost ip6-loopback\\n' >hosts; mount --bind /run/hosts /etc/hosts
report() { ipvsadm -Sn >save 2>&1; IFS= read -r -d '' e <stderr; IFS= read -r -d '' o <stdout; IFS= read -r -d '' s <save
  printf '%s\\x1f%s\\x1f%s\\x1f%s\\x1e' $rc "$e" "$o" "$s" >&9; }
line() { ipvsadm -C; ipvsadm -R <before; ipvsadm "$@" >stdout 2>stderr </dev/null; rc=$?; report; }
rules() { ipvsadm -C; ipvsadm -R <text >stdout 2>stderr; rc=$?; report; }
ipvsadm -C; ipvsadm -R <before; : >stdout; : >stderr; rc=0; report
`;

const write = (name: string, rows: readonly unknown[], count: number): void => {
  if (rows.length !== count) throw new Error(`${name}: ${rows.length} answers, not ${count}`);
  writeFileSync(join(here, 'recorded', name), `[\n${rows.map(row => JSON.stringify(row)).join(',\n')}\n]\n`);
};

const parts: Readonly<Record<string, () => Promise<void>>> = {
  async lines() {
    const script = lines.map(words => `line ${words.map(quote).join(' ')}\n`).join('');
    const [before, ...answers] = await guest(functions + script);
    const rows = answers.map(([exit, stderr, , after], index) => {
      const table = after === before?.[3] ? {} : { after };
      return { argv: lines[index], exit: Number(exit), stderr, ...table };
    });
    write('lines.json', rows, lines.length);
  },
  async restore() {
    const script = restoreTexts.map(text => `printf %s ${quote(text)} >text; rules\n`).join('');
    const [, ...answers] = await guest(functions + script);
    const rows = answers.map(([exit, stderr, stdout, after], index) => {
      return { text: restoreTexts[index], exit: Number(exit), stderr, stdout, after };
    });
    write('restore.json', rows, restoreTexts.length);
  },
  async listings() {
    const answers = await guest(readFileSync(join(here, 'listings.sh'), 'utf8'));
    const rows = answers.map(([words = '', exit, stdout]) => {
      return { argv: words.split(' ').filter(word => word !== ''), exit: Number(exit), stdout };
    });
    write('listings.json', rows, rows.length);
  },
};

const wanted = process.argv.slice(2);
for (const [name, record] of Object.entries(parts)) {
  if (wanted.length === 0 || wanted.includes(name)) await record();
}
