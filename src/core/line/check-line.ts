/** Any typed line, checked and put in words at every key: plain verbs, and ipvsadm's own syntax. */
import { type Checked, checkIpvsadm } from './check.ts';
import type { Ground } from './ground.ts';
import { matchVerb } from './match-verb.ts';
import { isIpvsadmLine } from './program.ts';
import { readVerb } from './read-verb.ts';
import type { Line } from './split.ts';
import { usageText, type VerbRow } from './verb.types.ts';

const checkVerb = (row: VerbRow, words: Line['words'], ground: Ground, typing: boolean): Checked => {
  const { state, next, problem, targets, argv } = readVerb(row, words, ground, typing);
  if (problem !== undefined) return { state, words: '', problem, notes: [] };
  if (argv !== undefined) {
    const plain = argv.map(text => ({ text, from: 0, to: 0, quoted: false }));
    return checkIpvsadm({ text: ' ', words: plain }, ground);
  }
  if (state === 'incomplete')
    return {
      state,
      words: `${row.summary}: needs ${next.map(({ name }) => name).join(' or ')}`,
      notes: [usageText(row)],
    };
  return {
    state,
    words: targets === undefined ? row.summary : `${row.summary}: ${targets.says}`,
    notes: [],
  };
};

/**
 * Checks a line against the table of verbs and the ground. With `typing` the word in which the line ends may go on, so
 * that what may still become right is `incomplete`; without it the line is checked as it would be run.
 */
export const checkLine = (rows: readonly VerbRow[], line: Line, ground: Ground, typing = false): Checked => {
  if (line.words.length === 0 || isIpvsadmLine(line.words)) return checkIpvsadm(line, ground, typing);
  if (line.shell !== undefined) return { state: 'wrong', words: '', problem: line.shell, notes: [] };
  const growing = typing && line.words.at(-1)?.to === line.text.length;
  const match = matchVerb(rows, line.text);
  const checked = ((): Checked => {
    if (match.kind === 'verb') return checkVerb(match.row, match.words, ground, growing);
    if (match.kind === 'begun')
      return {
        state: 'incomplete',
        words: `One of: ${match.rows.map(({ name }) => name).join(', ')}`,
        notes: [],
      };
    const typed = line.words.map(({ text }) => text).join(' ');
    const begins =
      growing && [...rows.map(({ name }) => name), 'ipvsadm'].some(name => name.startsWith(typed));
    return begins
      ? { state: 'incomplete', words: 'A command', notes: [] }
      : { state: 'wrong', words: '', problem: match.problem, notes: [] };
  })();
  return line.open === undefined || checked.state === 'wrong'
    ? checked
    : { ...checked, state: 'incomplete', words: 'A quote is open: needs its other end' };
};
