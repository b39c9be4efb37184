/** From a command line to a screen: preferences, theme, director, machine. */
import type { Source } from '../app/message.ts';
import { readPreferences } from '../app/preferences.ts';
import { failed, type Result, success } from '../core/model/failure.ts';
import { nearest } from '../core/words/nearest.ts';
import type { Around } from '../host/around.types.ts';
import type { Changer } from '../host/changer.types.ts';
import type { Director } from '../host/director.types.ts';
import type { Host } from '../host/host.ts';
import {
  configFolder,
  readLines,
  readPreferencesFile,
  readThemeFiles,
  writeLines,
  writePreferencesFile,
} from '../host/userfiles.ts';
import type { Capabilities } from '../terminal/capabilities.ts';
import type { Machine } from '../terminal/interpreter.ts';
import { runScreen } from '../terminal/run.ts';
import { type Look, lookOf } from '../ui/look.ts';
import type { Invocation } from './arguments.ts';
import { numberOption } from './arguments.ts';
import { readThemes, standardTheme } from './themes.ts';

/** What a screen is opened on. */
export interface ScreenPlan {
  readonly invocation: Invocation;
  readonly director: Director;
  /** Absent where nothing can be changed. */
  readonly changer?: Changer;
  readonly around?: Around;
  readonly source: Source;
  /** This machine, for loading the module; absent where that makes no sense. */
  readonly host?: Host;
  readonly capabilities: Capabilities;
  readonly version: string;
  readonly openPractice: Machine['openPractice'];
  /** Said on the first screen before everything else. */
  readonly notices: readonly string[];
}

const loadModule = async (host: Host | undefined, { options }: Invocation): Promise<Result<string>> => {
  if (host === undefined || 'read-only' in options) {
    return failed({ kind: 'no-permission', what: 'no module is loaded: lvsh was started to read only' });
  }
  const sudo = 'sudo' in options && process.getuid?.() !== 0;
  const ran = sudo
    ? await host.run('sudo', ['-n', 'modprobe', 'ip_vs'])
    : await host.run('modprobe', ['ip_vs']);
  if (!ran.ok) return ran;
  const { exit, stderr } = ran.value;
  if (exit === 0) return success('the module ip_vs is loaded');
  const why = stderr.trim().split('\n').at(-1) ?? '';
  return failed({
    kind: /permitted|denied|password/i.test(stderr) ? 'no-permission' : 'no-module',
    what: 'the module ip_vs could not be loaded',
    ...(why === '' ? {} : { why }),
    advice: 'as root: modprobe ip_vs; in a container, load it on the host',
  });
};

/** Opens the screen; gives the exit code, or a sentence about a wrong option. */
export const openScreen = async (plan: ScreenPlan): Promise<number | string> => {
  const { invocation, capabilities } = plan;
  const { options } = invocation;
  const folder = configFolder(process.env);
  const file = readPreferencesFile(folder, 'read-only' in options);
  const { preferences: kept, problems } = readPreferences(file.json);
  const themes = readThemes(readThemeFiles(folder));
  const names = [...themes.byName.keys()];
  const interval = numberOption(invocation, 'interval', 0.5, 60);
  if (typeof interval === 'string') return interval;
  if (typeof options.theme === 'string' && !themes.byName.has(options.theme)) {
    const guess = nearest(options.theme, names);
    return `there is no theme ${options.theme.replace(/[^\x20-\x7e]/g, '?')}${guess === undefined ? '' : `; did you mean ${guess}?`} (themes: ${names.join(' ')})`;
  }
  const theme = typeof options.theme === 'string' ? options.theme : kept.theme;
  const absent = themes.byName.has(theme) ? [] : [`there is no theme ${theme}: ${standardTheme} is shown`];
  const preferences = {
    ...kept,
    theme: absent.length === 0 ? theme : standardTheme,
    ...(interval === undefined ? {} : { intervalMs: interval * 1000 }),
  };

  const looks = new Map<string, Look>();
  const look = (name: string): Look => {
    const known = looks.get(name);
    if (known !== undefined) return known;
    const found = themes.byName.get(name) ?? themes.byName.get(standardTheme);
    if (found === undefined) throw new Error('the standard theme is missing');
    const depth = capabilities.colour === '256' ? 'true' : capabilities.colour;
    const made = lookOf(found, depth, capabilities.ascii);
    looks.set(name, made);
    return made;
  };

  const notices = [
    ...plan.notices,
    ...(file.problem === undefined ? [] : [file.problem]),
    ...problems,
    ...themes.problems,
    ...absent,
  ];
  return runScreen({
    machine: {
      director: plan.director,
      ...(plan.changer === undefined ? {} : { changer: plan.changer }),
      ...(plan.around === undefined ? {} : { around: plan.around }),
      saveLines: lines =>
        'read-only' in options ? Promise.resolve(success(undefined)) : writeLines(folder, lines),
      ...('read-only' in options
        ? {}
        : { writeFile: async file => (await import('./screen-files.ts')).writeScript(file) }),
      now: Date.now,
      // What was chosen for this run only is not kept: --theme and --interval give way to what stood in the file.
      savePreferences: chosen =>
        'read-only' in options
          ? Promise.resolve(failed({ kind: 'no-permission', what: 'lvsh was started to read only' }))
          : writePreferencesFile(folder, {
              ...chosen,
              ...(typeof options.theme === 'string' && chosen.theme === options.theme
                ? { theme: kept.theme }
                : {}),
              ...(interval !== undefined && chosen.intervalMs === interval * 1000
                ? { intervalMs: kept.intervalMs }
                : {}),
            }),
      loadModule: () => loadModule(plan.host, invocation),
      openPractice: plan.openPractice,
      insideTmux: process.env.TMUX !== undefined,
    },
    source: plan.source,
    preferences,
    lines: readLines(folder),
    themes: names,
    look,
    ...(notices[0] === undefined
      ? {}
      : { notice: notices.length === 1 ? notices[0] : `${notices[0]} (and ${notices.length - 1} more)` }),
    capabilities,
    offsetMinutes: -new Date().getTimezoneOffset(),
    version: plan.version,
    stdin: process.stdin,
    stdout: process.stdout,
  });
};
