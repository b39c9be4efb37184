/** The program sysctl of the practice machine: reads and writes the settings that it has (procps 4.0.2) [measured]. */
import type { Run } from '../front.ts';
import type { Kernel } from '../state.ts';
import { writeSysctl } from '../sysctl.ts';
import { writeSetting } from './settings.ts';

const ipvs = 'net.ipv4.vs.';

/** The value of a setting by its full name; undefined where there is none of this name. */
const settingOf = ({ sysctls, network }: Kernel, name: string): string | undefined => {
  const short = name.startsWith(ipvs) ? name.slice(ipvs.length) : '';
  if (Object.hasOwn(sysctls, short)) return sysctls[short as keyof typeof sysctls];
  return Object.hasOwn(network.sysctls, name) ? network.sysctls[name] : undefined;
};

/** The kernel with a setting that there is; undefined for a value that it does not take. */
const written = (kernel: Kernel, name: string, value: string): Kernel | undefined => {
  if (!name.startsWith(ipvs)) {
    const network = writeSetting(kernel.network, name, value);
    return network === undefined ? undefined : { ...kernel, network };
  }
  const sysctls = writeSysctl(kernel.sysctls, name.slice(ipvs.length), value);
  return sysctls.ok ? { ...kernel, sysctls: sysctls.value } : undefined;
};

interface Options {
  readonly write: boolean;
  readonly valuesOnly: boolean;
  readonly quiet: boolean;
}

/** One NAME or NAME=VALUE. Names may be written with slashes instead of dots. */
const one = (run: Run, word: string, { write, valuesOnly, quiet }: Options): Run => {
  const at = word.indexOf('=');
  const typed = at < 0 ? word : word.slice(0, at);
  const name = /^[^.]*\//.test(typed) ? typed.replaceAll('/', '.') : typed;
  const wrong = (text: string): Run => ({ ...run, stderr: `${run.stderr}sysctl: ${text}\n`, exit: 1 });
  if (at < 0 && write) return wrong('command line(0): invalid syntax, continuing...');
  const now = settingOf(run.kernel, name);
  if (now === undefined)
    return wrong(`cannot stat /proc/sys/${name.replaceAll('.', '/')}: No such file or directory`);
  const value = at < 0 ? now : word.slice(at + 1);
  const kernel = at < 0 ? run.kernel : written(run.kernel, name, value);
  if (kernel === undefined) return wrong(`setting key "${name}": Invalid argument`);
  const line = valuesOnly ? `${value}\n` : `${name} = ${value}\n`;
  return { ...run, kernel, stdout: run.stdout + (at >= 0 && quiet ? '' : line) };
};

/** Runs `sysctl [-w] [-n] [-q] NAME[=VALUE]…`. Exit code 1 when one of them failed; the others are done all the same. */
export const sysctl = (kernel: Kernel, args: readonly string[]): Run => {
  const start: Run = { kernel, stdout: '', stderr: '', exit: 0 };
  const options = args.filter(word => word.startsWith('-'));
  const names = args.filter(word => !word.startsWith('-'));
  const unknown = options.find(word => !['-w', '--write', '-n', '--values', '-q', '--quiet'].includes(word));
  if (unknown !== undefined || args.length === 0) {
    const what = unknown === undefined ? 'sysctl without a name' : `the option ${unknown}`;
    return { ...start, stderr: `sysctl: the practice director does not model ${what}\n`, exit: 1 };
  }
  if (names.length === 0) {
    const stderr = "sysctl: no variables specified\nTry `sysctl --help' for more information.\n";
    return { ...start, stderr, exit: 1 };
  }
  const wanted: Options = {
    write: options.includes('-w') || options.includes('--write'),
    valuesOnly: options.includes('-n') || options.includes('--values'),
    quiet: options.includes('-q') || options.includes('--quiet'),
  };
  return names.reduce((run, word) => one(run, word, wanted), start);
};
