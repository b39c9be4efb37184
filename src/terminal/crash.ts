/** What a person reads when lvsh itself went wrong: what, that the terminal and the director are unharmed, how to report. */

const stackLines = 6;

/** Text for stderr. `version` is lvsh's own. */
export const crashReport = (error: unknown, version: string, system: string): string => {
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const stack =
    error instanceof Error ? (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line)) : [];
  return [
    `lvsh stopped on a mistake of its own: ${printable(what)}`,
    ...stack.slice(0, stackLines).map(line => printable(line).slice(0, 200)),
    'Why: this is a bug in lvsh. The terminal is restored, and nothing was changed on the director.',
    `To report it: these lines, the keys you pressed before, and "lvsh ${version}, ${system}".`,
    '',
  ].join('\n');
};

/** Names from outside may stand in a message; they must not move the cursor. */
const printable = (text: string): string => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '?');
