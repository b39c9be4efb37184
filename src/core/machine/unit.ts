/** Reads the text of a systemd service, as `systemctl cat` gives it: the unit, then what was dropped in beside it. */

/** What counts of a service's unit. */
export interface Unit {
  /** Command lines, without the marks before the program. */
  readonly start: readonly string[];
  readonly stop: readonly string[];
  /** Files that set variables. */
  readonly environmentFiles: readonly string[];
  /** A file that is fed to the program (`StandardInput=file:`). */
  readonly input?: string;
  /** Who it runs as, where it is not root. */
  readonly user?: string;
}

/** The settings of the section [Service], in order. A line that ends in a backslash goes on in the next. */
const serviceSettings = (text: string): readonly (readonly [name: string, value: string])[] => {
  let section = '';
  const found: (readonly [string, string])[] = [];
  for (const line of text.replace(/\\\r?\n/g, ' ').split('\n')) {
    const header = /^\s*\[([^\]]*)\]\s*$/.exec(line)?.[1];
    if (header !== undefined) section = header;
    const [, name, value = ''] = /^\s*([A-Za-z]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (section === 'Service' && name !== undefined) found.push([name, value]);
  }
  return found;
};

/** Reads a unit. An empty value takes back what was set before, as systemd has it. Never throws. */
export const readUnit = (text: string): Unit => {
  const settings = serviceSettings(text);
  const list = (...names: readonly string[]): readonly string[] => {
    const values = settings.flatMap(([name, value]) => (names.includes(name) ? [value] : []));
    return values.slice(values.lastIndexOf('') + 1);
  };
  const command = (line: string): string => line.replace(/^[-@:+!]+/, '');
  const input = list('StandardInput').at(-1);
  const user = list('User').at(-1);
  return {
    start: [...list('ExecStartPre'), ...list('ExecStart'), ...list('ExecStartPost')].map(command),
    stop: [...list('ExecStop'), ...list('ExecStopPost')].map(command),
    environmentFiles: list('EnvironmentFile').map(path => path.replace(/^-/, '')),
    ...(input?.startsWith('file:') ? { input: input.slice(5) } : {}),
    ...(user === undefined || user === 'root' || user === '0' ? {} : { user }),
  };
};

/** Programs of the system that are no scripts of the unit's own (ipvsadm-restore is a script, and needs no reading). */
const programs =
  /\/s?bin\/(?:(?:ba|da|k|z)?sh|env|ipvsadm|ipvsadm-save|ipvsadm-restore|modprobe|true|kill|sleep)$/;

/** The scripts that a command line of a unit runs: absolute paths that are no well-known programs and no redirections. */
export const scriptsIn = (line: string): readonly string[] =>
  [...line.matchAll(/(?:^|[\s"'])(?<![<>]\s{0,4})(\/[^\s"'<>|;&$]+)/g)]
    .flatMap(match => match[1] ?? [])
    .filter(path => !programs.test(path));
