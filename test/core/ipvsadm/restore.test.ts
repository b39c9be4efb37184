import { describe, expect, test } from 'vitest';
import type { Command } from '../../../src/core/ipvsadm/command.ts';
import { versionText } from '../../../src/core/ipvsadm/help.ts';
import { kernelRefusals, tryHelp } from '../../../src/core/ipvsadm/messages.ts';
import { smallNames } from '../../../src/core/ipvsadm/names.ts';
import { parseArgs } from '../../../src/core/ipvsadm/parse.ts';
import {
  planRestore,
  restoreComplaint,
  restoreInput,
  splitRestoreLine,
} from '../../../src/core/ipvsadm/restore.ts';
import { printSave } from '../../../src/core/ipvsadm/save.ts';
import { tableFromCommands } from '../../../src/core/ipvsadm/table.ts';
import { recordedRestores } from './recorded.ts';

/** What -R does, as planRestore describes it, with the pure table in the place of the kernel. */
const restore = (text: string) => {
  const applied: Command[] = [];
  const answer = { stdout: '', stderr: '', exit: 0 };
  const table = () => tableFromCommands(applied);
  const refuse = (stderr: string, exit: number): void => {
    answer.stderr += stderr;
    answer.exit = exit;
  };
  for (const { words } of planRestore(text)) {
    const parsed = parseArgs(words, smallNames);
    if (!parsed.ok) {
      refuse(parsed.stderr, parsed.exit);
      if (parsed.ends) break;
      continue;
    }
    const { command } = parsed;
    answer.exit = 0;
    if (command.name === 'version') {
      answer.stdout += versionText;
      break;
    }
    if (command.name === 'restore') {
      refuse(tryHelp.stderr, tryHelp.exit);
      break;
    }
    if (command.name === 'save') answer.stdout += printSave(table().services);
    else if (command.name === 'list' && command.service !== undefined) {
      refuse(`${kernelRefusals.noService}\n`, 1);
      break;
    } else {
      // The kernel looks for the scheduler first.
      if (
        'config' in command &&
        'scheduler' in command.config &&
        !/^(rr|wlc)$/.test(command.config.scheduler)
      ) {
        refuse(`${kernelRefusals.noScheduler}\n`, 255);
        continue;
      }
      const before = table().refused.length;
      applied.push(command);
      const refused = table().refused[before];
      if (refused !== undefined) refuse(`${refused.message}\n`, 255);
    }
  }
  return { ...answer, after: printSave(table().services) };
};

describe('-R', () => {
  for (const { text, stdout, ...real } of recordedRestores()) {
    test(`reads ${JSON.stringify(text).slice(0, 80)} as the tool does`, () => {
      const { stdout: printed, ...ours } = restore(text);
      expect(ours).toEqual(real);
      if (!text.includes('-L')) expect(printed).toBe(stdout);
    });
  }

  test('numbers the lines of the text', () => {
    expect(planRestore('\nipvsadm -C\r\n\n-L -n')).toEqual([
      { number: 2, words: ['-C'] },
      { number: 4, words: ['-L', '-n'] },
    ]);
  });

  test('splits at blanks only and drops the word ipvsadm', () => {
    expect(splitRestoreLine('\tipvsadm -A  "a b" # x ipvsadm\r')).toEqual(['-A', '"a', 'b"', '#', 'x']);
    expect(splitRestoreLine('x'.repeat(4100)).map(word => word.length)).toEqual([4096, 4]);
  });

  test('ipvsadm-restore leaves out lines that begin with #', () => {
    expect(restoreInput('# a\n-C\n #b\n\n\n')).toBe('-C\n #b\n');
    expect(restoreInput('')).toBe('\n');
  });

  test('a NUL byte ends a word, and stops ipvsadm-restore', () => {
    expect(splitRestoreLine('-A -t 10.1.0.200:80\0x -s rr')).toEqual([
      '-A',
      '-t',
      '10.1.0.200:80',
      '-s',
      'rr',
    ]);
    expect(restoreInput('-C\n-A\0\n')).toBe('\n');
    expect(restoreComplaint('-C\n')).toBe('');
    expect(restoreComplaint('# \0\n')).toBe('grep: (standard input): binary file matches\n');
    expect(restoreComplaint('#\0#\n')).toBe('');
  });
});
