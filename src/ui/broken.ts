/** A director that cannot be read: what it is, why, what to try, and what can be done here. */
import { piece, type Rich, wrap } from '../app/rich.ts';
import type { State } from '../app/state.ts';
import { duration } from '../core/words/numbers.ts';

interface Offer {
  readonly key: string;
  readonly title: string;
  readonly about: string;
}

const offers = (state: State): readonly Offer[] => {
  const local = state.source.kind === 'local';
  const noModule = state.reading.failure?.kind === 'no-module';
  return [
    ...(local && noModule
      ? [{ key: 'l', title: 'load the module', about: 'runs  modprobe ip_vs  (needs root)' }]
      : []),
    ...(state.source.kind === 'practice'
      ? []
      : [
          {
            key: 'p',
            title: 'practice',
            about: 'a simulated director in this program; nothing real is touched',
          },
        ]),
    { key: 'ctrl-r', title: 'try again', about: 'it is tried again every few seconds as well' },
    { key: 'q', title: 'quit', about: '' },
  ];
};

/** How to help oneself, by kind: commands that a person can type. */
const byHand: Partial<Readonly<Record<string, readonly string[]>>> = {
  'no-module': [
    'modprobe ip_vs',
    'echo ip_vs > /etc/modules-load.d/ipvs.conf     (so that it is there after a reboot)',
    'In a container the host must load it; minimal kernels have it in a package such as kernel-modules-extra.',
  ],
  'no-ipvsadm': ['apt install ipvsadm     or     dnf install ipvsadm'],
  'no-permission': ['sudo lvsh'],
};

/** The screen's lines. */
export const brokenLines = (state: State): readonly Rich[] => {
  const width = Math.min(state.columns - 4, 90);
  const { failure, askedAt, pending } = state.reading;
  const indented = (line: Rich): readonly Rich[] => wrap([piece('   '), ...line], width, 3);
  if (failure === undefined) {
    const waited = Math.floor((state.now - askedAt) / 1000);
    const long = waited < 2 ? '' : `  for ${duration(waited)}`;
    return [[], [piece(`   reading ${state.source.name}${pending ? ` …${long}` : ''}`, 'muted')]];
  }
  const lines: Rich[] = [
    [],
    ...indented([piece(failure.what, 'bad')]),
    ...(failure.why === undefined ? [] : indented([piece(failure.why)])),
    [],
  ];
  if (failure.advice !== undefined)
    lines.push(...indented([piece('What to try  ', 'heading'), piece(failure.advice)]));
  const commands = byHand[failure.kind] ?? [];
  if (commands.length > 0) {
    lines.push([], [piece('   By hand', 'heading')]);
    for (const command of commands) lines.push(...wrap([piece(`     ${command}`, 'accent')], width, 5));
  }
  lines.push([], [piece('   Here', 'heading')]);
  for (const { key, title, about } of offers(state)) {
    lines.push(
      ...wrap(
        [piece(`     ${key.padEnd(8)}`, 'key'), piece(title.padEnd(18)), piece(about, 'muted')],
        width,
        31,
      ),
    );
  }
  if (failure.output !== undefined && failure.output.trim() !== '') {
    lines.push([], [piece('   The tool itself said', 'heading')]);
    for (const line of failure.output.trim().split('\n').slice(0, 4))
      lines.push(...wrap([piece(`     ${line}`, 'muted')], width, 5));
  }
  return lines;
};
