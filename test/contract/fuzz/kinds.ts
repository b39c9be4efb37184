/** The kinds of scripts that the fuzzer writes. */

import { smallNames } from '../../../src/core/ipvsadm/names.ts';
import { parseArgs } from '../../../src/core/ipvsadm/parse.ts';
import type { Script } from '../script.ts';
import { commandWords, listWords, setupLines } from './commands.ts';
import { betweenTicks, pickScript } from './picks.ts';
import { lineOf, type Random } from './random.ts';

const procFiles = ['ip_vs', 'ip_vs_conn', 'ip_vs_stats', 'ip_vs_stats_percpu', 'ip_vs_conn_sync'].map(
  name => `/proc/net/${name}`,
);

const tool = (words: readonly string[]): string => lineOf(['ipvsadm', ...words]);

const commands = (random: Random): string[] => {
  const sanity = random.pick([0.4, 0.7, 0.85, 0.95]);
  const lines = setupLines(random, random.below(3)).map(tool);
  const count = 25 + random.below(20);
  for (let index = 0; index < count; index++) {
    const dice = random.below(30);
    if (dice === 0) lines.push('ipvsadm -Sn > saved', 'ipvsadm-restore < saved');
    else if (dice === 1) lines.push(`cat ${random.pick(procFiles)}`);
    else if (dice === 2) lines.push('ipvsadm -Ln');
    else lines.push(tool(commandWords(random, sanity)));
  }
  return lines;
};

const lists = (random: Random): string[] => {
  const lines = setupLines(random, 3 + random.below(4)).map(tool);
  for (let index = 0; index < 6; index++) lines.push(tool(commandWords(random, 0.97)));
  lines.push(...betweenTicks);
  for (let index = 0; index < 4; index++) {
    const target = random.pick([
      'tcp 10.1.0.200:80',
      'tcp 10.1.0.201:8080',
      'udp 10.1.0.200:53',
      'tcp [fd00:1::200]:80',
      'mark 1 10.9.0.1:80',
      'mark 1 [fd00:9::1]:80',
    ]);
    lines.push(`connect -n ${1 + random.below(3)} ${random.chance(0.5) ? '--hold ' : ''}${target}`);
  }
  // The estimator has ticked once from here on, as long as the real machine is not late.
  lines.push('sleep 2');
  for (let index = 0; index < 14; index++) lines.push(tool(listWords(random, 0.8)));
  lines.push(`cat ${random.pick(procFiles)}`, `cat ${random.pick(procFiles)}`);
  return lines;
};

const restoreText = (random: Random): string => {
  const sanity = random.pick([0.7, 0.9, 0.97]);
  const ends = random.pick(['\n', '\n', '\n', '\r\n', ' \n', '\n\n']);
  const lines = setupLines(random, random.below(3)).map(words => words.join(' '));
  const count = 3 + random.below(8);
  for (let index = 0; index < count; index++) {
    const words = commandWords(random, sanity).filter(word => word !== '--nosort');
    const gap = random.chance(0.1) ? random.pick(['\t', '  ', ' \t ']) : ' ';
    const text = words.map(word => (random.chance(0.02) ? `"${word}"` : word)).join(gap);
    const before = random.chance(0.1)
      ? random.pick([
          ' ',
          'ipvsadm ',
          '\t',
          'ipvsadm ipvsadm ',
          '/sbin/ipvsadm ',
          '# ',
          '#',
          '\ufeff',
          'sudo ipvsadm ',
        ])
      : '';
    lines.push(
      before + text + (random.chance(0.04) ? random.pick([' ', ' # comment', ' ipvsadm', ' \\', ' ;']) : ''),
    );
  }
  if (random.chance(0.1))
    lines.splice(
      random.below(lines.length),
      0,
      random.pick(['', '   ', '-R', '-h', '-v', '-C', 'ipvsadm', '-S -n', '-L -n', '\0']),
    );
  return lines.join(ends) + random.pick(['\n', '\n', '', ' ', '  ', '\r\n', '\n\n', '\t']);
};

const restores = (random: Random): Omit<Script, 'name'> => {
  const lines: string[] = setupLines(random, random.below(3)).map(tool);
  const files: Record<string, string> = {};
  for (let index = 0; index < 4; index++) {
    const name = `rules${index}`;
    files[name] = restoreText(random);
    lines.push(random.chance(0.7) ? `ipvsadm -R < ${name}` : `ipvsadm-restore < ${name}`, 'ipvsadm -Sn');
    if (random.chance(0.3)) {
      lines.push(random.chance(0.5) ? 'ipvsadm-save -n > saved' : 'ipvsadm-save > saved', 'cat saved');
      lines.push(random.chance(0.5) ? 'ipvsadm-restore < saved' : 'ipvsadm -R < saved', 'ipvsadm -Ln');
    }
  }
  return { lines, files };
};

/** Commands without a place in a long file. Stopping a daemon right after its start hangs the real tool now and then. */
const leftOut = new Set(['help', 'version', 'restore', 'stop-daemon']);

/**
 * Long restore files of lines that the tool hands on to the kernel: one process for many commands, as processes are
 * what takes time on the real machine. Lines that would end the run are left out, `commands` has those.
 */
const tables = (random: Random): Omit<Script, 'name'> => {
  const files: Record<string, string> = {};
  const lines: string[] = [];
  for (let index = 0; index < 4; index++) {
    const rules = setupLines(random, random.below(4));
    while (rules.length < 60) {
      const words = commandWords(random, random.pick([0.8, 0.95, 0.99]));
      if (words.some(word => word === '' || word === '--nosort' || /\s/.test(word) || word === 'ipvsadm'))
        continue;
      const parsed = parseArgs(words, smallNames);
      if (!parsed.ok ? !parsed.ends : !leftOut.has(parsed.command.name)) rules.push(words);
    }
    files[`rules${index}`] = `${rules.map(words => words.join(' ')).join('\n')}\n`;
    lines.push(`ipvsadm -R < rules${index}`, 'ipvsadm -Sn');
  }
  return { lines, files };
};

/** A script of a kind; the same seed gives the same script. */
export const scriptOf = (kind: string, name: string, random: Random): Script => {
  if (kind === 'restore') return { name, ...restores(random) };
  if (kind === 'tables') return { name, ...tables(random) };
  const lines = kind === 'lists' ? lists(random) : kind === 'picks' ? pickScript(random) : commands(random);
  return { name, lines, files: {} };
};

export const kinds: readonly string[] = ['commands', 'lists', 'restore', 'tables', 'picks'];
