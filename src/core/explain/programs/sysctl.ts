/** sysctl: kernel settings, at once or out of a file. */
import { readKnob } from '../knobs/name.ts';
import { tellSetting } from '../knobs/tell.ts';
import { shown } from '../say.ts';
import type { Fact } from '../told.types.ts';
import { has } from './options.ts';
import type { ProgramRow } from './row.types.ts';
import { problem, told } from './told.ts';

const loads = (words: string): ReturnType<typeof told> => told(words, [], [{ kind: 'settings-loaded' }]);

const explain: ProgramRow['explain'] = ({ args }) => {
  if (has(args, '--system'))
    return loads('Reads every file of kernel settings, /etc/sysctl.conf and those in /etc/sysctl.d.');
  const load = args.findIndex(
    arg => arg === '-p' || arg === '--load' || arg.startsWith('--load=') || /^-[a-z]*p$/.test(arg),
  );
  if (load >= 0) {
    const file = args[load]?.split('=')[1] ?? args[load + 1];
    return loads(
      `Reads the kernel settings out of ${file === undefined || file.startsWith('-') ? '/etc/sysctl.conf' : shown(file)} and makes them hold now.`,
    );
  }
  if (has(args, '-a', '--all', '-A')) return told('Shows every kernel setting.');
  // [measured] "name = value" as three words is a syntax error for each of them.
  const equals = args.indexOf('=');
  const loose = equals > 0 ? args.slice(equals - 1, equals + 2) : [];
  const words: string[] = [];
  const why: string[] = [];
  const facts: Fact[] = [];
  for (const arg of loose.length > 0 ? [loose.join('')] : args) {
    const at = arg.indexOf('=');
    if (arg.startsWith('-') || at <= 0) continue;
    const setting = tellSetting(readKnob(arg.slice(0, at).trim()), arg.slice(at + 1).trim(), 'now');
    words.push(...setting.words);
    why.push(...setting.why);
    facts.push(...setting.facts);
  }
  if (words.length === 0) return told('Shows kernel settings.');
  const slip = problem(
    'wrong',
    'sysctl takes no blanks around "=": it says "invalid syntax" and sets nothing.',
    `sysctl -w ${shown(loose.join(''))}`,
  );
  return loose.length === 0 ? { ...told(words, [], facts), why } : { ...told(words, [slip]), why };
};

/** sysctl; its names are checked against those the kernel has. */
export const sysctlRows: readonly ProgramRow[] = [{ programs: ['sysctl'], explain }];
