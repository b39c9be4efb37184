/** -e and -E set everything anew: what a line does not repeat is lost (measured: ipvsadm.md A4). */
import { flagOption, serverConfigWords, serviceConfigWords, thresholdWords } from '../../ipvsadm/print.ts';
import { type ServerConfig, type ServiceConfig, serviceFamily } from '../../model/service.ts';
import type { ReadCommand } from '../explain.types.ts';
import { listed } from '../say.ts';
import type { Finding, Script, Step } from './rule.types.ts';
import { finding, none } from './script.ts';

/** The options of a server's settings: what stands in the one and not in the other. */
const serverOptions = (config: ServerConfig): ReadonlyMap<string, string> => {
  const [method = '', ...rest] = serverConfigWords(config);
  return pairs(['method', method, ...rest, ...thresholdWords(config)]);
};

const serviceOptions = (config: ServiceConfig, family: 4 | 6): ReadonlyMap<string, string> =>
  pairs([...serviceConfigWords(config, family), ...flagOption(config)]);

/** Options with their values; one without a value stands for itself. */
const pairs = (words: readonly string[]): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const next = words[at + 1];
    if (word === 'method' || (next !== undefined && !next.startsWith('-'))) {
      found.set(word, next ?? '');
      at++;
    } else found.set(word, '');
  }
  return found;
};

/** What a line gives up, as options: those of the former settings that the new ones have not, or have otherwise. */
const lost = (
  former: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
  given: ReadonlySet<string>,
): readonly string[] =>
  [...former].flatMap(([option, value]) => {
    if (now.get(option) === value || given.has(option)) return [];
    return [option === 'method' ? value : value === '' ? option : `${option} ${value}`];
  });

const written: Readonly<Record<string, string>> = {
  '-s': 'scheduler',
  '-p': 'persistent',
  '-M': 'netmask',
  '--pe': 'pe',
  '-o': 'ops',
  '-b': 'sched-flags',
  method: 'forwarding-method',
  '-w': 'weight',
  '-x': 'u-threshold',
  '-y': 'l-threshold',
  '--tun-type': 'tun-type',
  '--tun-port': 'tun-port',
};

const optionsOn = ({ given }: ReadCommand): ReadonlySet<string> => {
  const names: ReadonlySet<string> = given;
  return new Set(Object.entries(written).flatMap(([option, name]) => (names.has(name) ? [option] : [])));
};

const forgotten = ({ placed: { read }, service, server }: Step): readonly string[] | undefined => {
  const { command } = read;
  if (command.name === 'edit-server')
    return server && lost(serverOptions(server), serverOptions(command.config), optionsOn(read));
  if (command.name !== 'edit-service') return [];
  const family = serviceFamily(command.service);
  return (
    service && lost(serviceOptions(service, family), serviceOptions(command.config, family), optionsOn(read))
  );
};

const returns = {
  'edit-server': [
    ['method', 'the method (to -g)'],
    ['-w', 'the weight (to 1)'],
    ['-x', 'the thresholds (to none)'],
  ],
  'edit-service': [
    ['-s', 'the scheduler (to wlc)'],
    ['-p', 'persistence (to none)'],
  ],
} as const;

/** Finds the edits that lose something, or may. */
export const checkForgets = ({ steps }: Script): readonly Finding[] =>
  steps.flatMap(step => {
    const { read, at } = step.placed;
    const { command } = read;
    if (command.name !== 'edit-server' && command.name !== 'edit-service') return none;
    const letter = command.name === 'edit-server' ? '-e' : '-E';
    const gone = forgotten(step);
    if (gone === undefined) {
      if (step.whole) return none;
      const on = optionsOn(read);
      const open = returns[command.name].filter(([option]) => !on.has(option)).map(([, words]) => words);
      // Thresholds are rare: they alone are not worth a note.
      return open.every(words => words.startsWith('the thresholds'))
        ? none
        : [
            finding(
              at,
              'note',
              `${letter} sets everything anew. Not on this line, so back at its default: ${listed(open)}.`,
            ),
          ];
    }
    if (gone.length === 0 || step.refusal !== undefined) return none;
    return [
      finding(
        at,
        'danger',
        `${letter} sets everything anew, and forgets what the line does not repeat: ${listed(gone)}. lvsh keeps it; ipvsadm does not.`,
        `${gone.join(' ')} on the same line`,
      ),
    ];
  });
