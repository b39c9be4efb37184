/** Checks of what loads the table at boot: whether it is there, started, and left to do its work. */
import type { BootAnswer, BootFacts, BootRule, BootView } from './boot.types.ts';
import { enableFix, missingFix } from './boot-enable.ts';
import { withSetting } from './settings-file.ts';

/** The words of `systemctl is-enabled` for what is started at boot. */
export const starting: ReadonlySet<string> = new Set([
  'enabled',
  'alias',
  'static',
  'indirect',
  'generated',
  'linked',
]);
const neverStarting: ReadonlySet<string> = new Set([
  ...['disabled', 'masked', 'masked-runtime', 'enabled-runtime', 'linked-runtime', 'bad', 'not-found'],
]);

/** Whether the loader is started at boot, as systemd, OpenRC or the links of the init scripts have it. */
export const startsAtBoot = (facts: BootFacts): boolean | undefined => {
  if (facts.unit !== undefined) {
    // A unit that is enabled by nothing and wanted by something is `static`; ipvsadm's never is, but a hand-made one may.
    if (starting.has(facts.unit.enabled)) return true;
    return neverStarting.has(facts.unit.enabled) ? false : undefined;
  }
  if (facts.init === 'systemd' || facts.init === 'unknown') return undefined;
  return facts.links.length > 0;
};

const checkLoader = (view: BootView): readonly BootAnswer[] => {
  const { facts, loader, maker } = view;
  if (maker !== undefined) return [];
  if (loader === undefined) {
    if (facts.init === 'unknown') return [];
    if (facts.others.length > 0)
      return [
        {
          level: 'warn',
          title: `The table is loaded by ${facts.others.join(', ')}`,
          why: 'There is no ipvsadm service; what these do at boot has to be read in them.',
        },
      ];
    return [{ level: 'bad', title: 'Nothing loads the table at boot', fix: missingFix(view) }];
  }
  if (loader.file === undefined)
    return [
      {
        level: 'warn',
        title: `What ${loader.unit} loads cannot be told`,
        why: 'Its text names no rules file that ipvsadm-restore or ipvsadm -R would read.',
      },
    ];
  return [
    { level: 'ok', title: `${loader.unit} loads ${loader.file}`, why: `${loader.says} names the file.` },
  ];
};

const checkEnabled = (view: BootView): readonly BootAnswer[] => {
  const { facts, loader, starts, maker } = view;
  if (loader === undefined || maker !== undefined) return [];
  const word = facts.unit?.enabled;
  if (starts === undefined)
    return [
      {
        level: 'warn',
        title: `Whether ${loader.unit} is started at boot cannot be told`,
        ...(word === undefined ? {} : { why: `systemctl is-enabled says: ${word}.` }),
      },
    ];
  if (starts) return [{ level: 'ok', title: `${loader.unit} is started at boot` }];
  const fix = enableFix(view, loader.unit);
  return [
    {
      level: 'bad',
      title: `${loader.unit} is not started at boot`,
      ...(word === undefined
        ? {}
        : { why: `systemctl is-enabled says: ${word}. The machine comes back with an empty table.` }),
      ...(fix === undefined ? {} : { fix }),
    },
  ];
};

const checkAuto = ({ facts, loader, maker }: BootView): readonly BootAnswer[] => {
  const auto = loader?.auto;
  if (auto === undefined || maker !== undefined) return [];
  if (auto.on) return [{ level: 'ok', title: `AUTO is on in ${auto.path}` }];
  const text = facts.settings.find(({ path }) => path === auto.path)?.text ?? '';
  return [
    {
      level: 'bad',
      title: `AUTO="${auto.value}" in ${auto.path}: the rules file is not loaded`,
      fix: {
        title: `Set AUTO="true" in ${auto.path}`,
        actions: [{ kind: 'file', path: auto.path, text: withSetting(text, 'AUTO', 'true') }],
        how: 'From then on a start, and an upgrade of the package, clear the table and load the file: save first.',
      },
    },
  ];
};

const checkFailed = ({ facts, loader, maker }: BootView): readonly BootAnswer[] =>
  loader !== undefined && maker === undefined && facts.unit?.active === 'failed'
    ? [
        {
          level: 'bad',
          title: `${loader.unit} failed when it was last started`,
          fix: {
            title: 'See why it failed',
            actions: [],
            how: `systemctl status ${loader.unit} tells; most often the rules file was missing, or it has a line that stops ipvsadm.`,
          },
        },
      ]
    : [];

/** The rows, in the order in which a person would ask. */
export const startRules: readonly BootRule[] = [
  {
    id: 'boot-loader',
    title: 'Something loads the table at boot',
    why: 'The kernel forgets its table at every reboot; a unit or an init script has to load it again.',
    check: checkLoader,
  },
  {
    id: 'boot-enabled',
    title: 'It is started at boot',
    why: 'A unit or script that is installed and not enabled is never run at boot.',
    check: checkEnabled,
  },
  {
    id: 'boot-auto',
    title: 'Debian’s switch is on',
    why: 'Debian’s package is installed with AUTO="false": its script then starts and loads nothing, without a word.',
    check: checkAuto,
  },
  {
    id: 'boot-failed',
    title: 'Its last start went well',
    why: 'A start that failed has left the table empty, or half loaded.',
    check: checkFailed,
  },
];
