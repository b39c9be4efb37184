/** What a terminal can do, from its environment and the person's flags. Pure: a table of cases tests it. */
import type { ColourDepth } from './sgr.ts';

/** The flags that say something about the terminal. */
export interface TerminalFlags {
  /** `--no-color`. */
  readonly noColour?: boolean;
  /** `--ascii`. */
  readonly ascii?: boolean;
}

/** What can be counted on. */
export interface Capabilities {
  /** False: a pipe, a dumb terminal; the text form is given instead. */
  readonly screen: boolean;
  readonly colour: ColourDepth;
  /** Draw with ASCII characters only. */
  readonly ascii: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

const depthOf = (env: Environment): ColourDepth => {
  const term = env.TERM ?? '';
  const colour = env.COLORTERM ?? '';
  if (/^(truecolor|24bit)$/i.test(colour) || /-direct$/.test(term)) return 'true';
  // screen and tmux pass 256 colours on whatever is outside; true colour only where COLORTERM says so.
  if (/-256color$/.test(term) || /^(xterm-kitty|alacritty|foot|xterm-ghostty|wezterm)/.test(term))
    return '256';
  if (/^(vt[1-5]\d\d|vt52|ansi-m|xterm-mono|sun$)/.test(term) || /-m(ono)?$/.test(term)) return 'none';
  return '16';
};

/** POSIX order: LC_ALL, else LC_CTYPE, else LANG; the first that is set and not empty decides. */
const isUtf8 = (env: Environment): boolean =>
  /utf-?8/i.test(
    [env.LC_ALL, env.LC_CTYPE, env.LANG].find(value => value !== undefined && value !== '') ?? '',
  );

/** NO_COLOR (https://no-color.org): set and not empty, whatever its value. */
const noColour = (env: Environment): boolean => env.NO_COLOR !== undefined && env.NO_COLOR !== '';

/** `isTTY`: stdin and stdout both are terminals. */
export const capabilities = (env: Environment, flags: TerminalFlags, isTTY: boolean): Capabilities => {
  const term = env.TERM ?? '';
  return {
    screen: isTTY && term !== '' && term !== 'dumb' && term !== 'unknown',
    colour: flags.noColour === true || noColour(env) ? 'none' : depthOf(env),
    ascii: flags.ascii === true || !isUtf8(env),
  };
};
