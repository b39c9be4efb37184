/**
 * The texts of `-h` and `-v`. The version line is a fact and is ipvsadm 1.31's own. The help is ours, made from the
 * option table: **it differs from ipvsadm's text on purpose**, because that text is prose under another licence. The
 * exit code (0), the stream (stdout) and the end of the run are the tool's.
 */
import { commandRows, type OptionRow, optionRows } from './options.ts';

/** What `ipvsadm -v` prints. */
export const versionText = 'ipvsadm v1.31 2019/12/24 (compiled with popt and IPVS v1.2.1)\n';

const column = 32;
const width = 80;

/** A spelling and its explanation, wrapped at 80 columns. */
const row = (spelling: string, help: string): string => {
  const lines: string[] = spelling.length + 4 > column ? [`  ${spelling}`] : [];
  let line = lines.length > 0 ? ' '.repeat(column) : `  ${spelling}`.padEnd(column);
  for (const word of help.split(' ')) {
    if (line.length + 1 + word.length > width) {
      lines.push(line.trimEnd());
      line = ' '.repeat(column);
    }
    line += line.length === column ? word : ` ${word}`;
  }
  return `${[...lines, line].join('\n')}\n`;
};

const spell = (short: readonly string[], long: string, placeholder: string | undefined): string =>
  [[...short.map(letter => `-${letter}`), `--${long}`].join(', '), placeholder]
    .filter(part => part !== undefined && part !== '')
    .join(' ');

const optionLine = (option: OptionRow): string => {
  const absent = option.absent === undefined ? '' : ` (default: ${option.absent})`;
  const short = option.short === undefined ? [] : [option.short];
  return row(spell(short, option.long, option.placeholder), `${option.help}${absent}`);
};

const isService = (option: OptionRow): boolean => option.name === 'service-address' || option.id === 'ipv6';
const isDaemon = (option: OptionRow): boolean => option.commands['start-daemon'] !== undefined;

/** What the practice director's `ipvsadm -h` prints on stdout: version, usage, every command and option. */
export const helpText = (): string => {
  const commands = commandRows
    .map(command =>
      row(spell(command.short, command.long, command.words?.join(' ') ?? command.placeholder), command.help),
    )
    .join('');
  const section = (title: string, options: readonly OptionRow[]): string =>
    `\n${title}:\n${options.map(optionLine).join('')}`;
  return [
    versionText,
    'Usage: ipvsadm COMMAND [SERVICE] [OPTIONS]\n\nCommands, one of which comes first:\n',
    commands,
    section('The virtual service', optionRows.filter(isService)),
    section(
      'Options',
      optionRows.filter(option => !isService(option) && !isDaemon(option)),
    ),
    section('Options of a sync daemon', optionRows.filter(isDaemon)),
  ].join('');
};
