/** Checks of what the machine will make of the lines of its rules file. */
import { schedulerNames } from '../ipvsadm/options.ts';
import { count } from '../words/numbers.ts';
import type { BootAnswer, BootRule, BootView, Fix } from './boot.types.ts';
import { saveFix } from './boot-file.ts';
import { type BadLine, modulesFor, type NamedLine } from './boot-reading.ts';

const knownModules: ReadonlySet<string> = new Set([
  'ip_vs',
  'ip_vs_pe_sip',
  ...schedulerNames.map(name => `ip_vs_${name}`),
]);

const numbers = (lines: readonly { readonly line: number }[]): string => {
  const all = [...new Set(lines.map(({ line }) => line))];
  const some = all.slice(0, 5).join(', ');
  return `${all.length === 1 ? 'line' : 'lines'} ${some}${all.length > 5 ? ` and ${all.length - 5} more` : ''}`;
};

const quoted = ({ line, text, reason }: BadLine): string => `Line ${line}, "${text}": ${reason}.`;

const checkLines = ({ rules, reading, maker }: BootView): readonly BootAnswer[] => {
  if (maker !== undefined || rules === undefined || reading === undefined || reading.commands === 0)
    return [];
  const { stops, refused } = reading;
  const mend: Fix = {
    title: 'Mend these lines',
    actions: [],
    how: `Edit ${rules.path}, or save the running table over it where that is what should come back.`,
    save: true,
  };
  const answers: BootAnswer[] = [];
  if (stops !== undefined)
    answers.push({
      level: 'bad',
      title: `Line ${stops.line} of ${rules.path} stops the restore${stops.lost === 0 ? '' : `, ${count(stops.lost, 'line')} after it ${stops.lost === 1 ? 'is' : 'are'} never read`}`,
      why: quoted(stops),
      fix: mend,
    });
  if (refused.length > 0)
    answers.push({
      level: 'bad',
      title: `${numbers(refused).replace(/^l/, 'L')} of ${rules.path} will be refused`,
      why: [...refused.slice(0, 3).map(quoted), 'The other lines are loaded all the same.'].join(' '),
      fix: mend,
    });
  return answers.length > 0 || reading.names.length > 0
    ? answers
    : [{ level: 'ok', title: `${count(reading.commands, 'line')} of ${rules.path} can be loaded` }];
};

const checkNames = ({ rules, reading, loader, maker }: BootView): readonly BootAnswer[] => {
  if (maker !== undefined || rules === undefined || reading === undefined) return [];
  const of = (kind: NamedLine['kind']): readonly NamedLine[] =>
    reading.names.filter(one => one.kind === kind);
  const hosts = of('host');
  const ports = of('port');
  const openrc =
    loader?.kind === 'openrc'
      ? ' What /etc/init.d/ipvsadm save writes has names; save with lvsh instead.'
      : '';
  const fix: Fix = { ...saveFix(rules.path), how: 'lvsh writes numbers only.' };
  return [
    ...(hosts.length === 0
      ? []
      : [
          {
            level: 'bad' as const,
            title: `Names of hosts stand in ${numbers(hosts)} of ${rules.path}`,
            why: `At boot each has to be resolved (${hosts[0]?.name ?? ''}); where it is not, the restore stops there and then, and two servers of one name become one.${openrc}`,
            fix,
          },
        ]),
    ...(ports.length === 0
      ? []
      : [
          {
            level: 'warn' as const,
            title: `Names of ports stand in ${numbers(ports)} of ${rules.path}`,
            why: `They mean what /etc/services says at boot (${ports[0]?.name ?? ''}); one that it lacks stops the restore.${openrc}`,
            fix,
          },
        ]),
  ];
};

const checkModules = ({ facts, rules, reading, maker }: BootView): readonly BootAnswer[] => {
  if (maker !== undefined || rules === undefined || reading === undefined || reading.services.length === 0)
    return [];
  const state = (name: string): string => facts.modules.get(name) ?? 'unknown';
  const needed = ['ip_vs', ...modulesFor(reading.services)];
  // Without a list of modules, a scheduler that no kernel was ever seen with is still told.
  const missing = needed.filter(
    name => state(name) === 'none' || (state(name) === 'unknown' && !knownModules.has(name)),
  );
  if (missing.length > 0)
    return [
      {
        level: 'bad',
        title: `This kernel has no module ${missing.join(', ')}`,
        fix: {
          title: 'Install the modules',
          actions: [],
          how: 'They are in the kernel’s package of extra modules (kernel-modules, linux-modules-extra); or choose another scheduler and save.',
        },
      },
    ];
  return needed.some(name => state(name) === 'unknown')
    ? []
    : [{ level: 'ok', title: 'The kernel has the modules that the rules need' }];
};

/** The rows. */
export const lineRules: readonly BootRule[] = [
  {
    id: 'boot-lines',
    title: 'ipvsadm takes every line',
    why: 'A line that ipvsadm cannot read ends the restore; one that the kernel refuses is passed over in silence.',
    check: checkLines,
  },
  {
    id: 'boot-names',
    title: 'No names stand in it',
    why: 'Names are resolved anew at every restore, and at boot the resolver may not answer yet.',
    check: checkNames,
  },
  {
    id: 'boot-modules',
    title: 'The kernel has the modules that the rules need',
    why: 'A service whose scheduler is no module of this kernel is refused, and its servers with it. ip_vs itself is loaded by ipvsadm.',
    check: checkModules,
  },
];
