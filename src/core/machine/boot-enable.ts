/** How a machine is made to load its table at boot: by enabling what it has, or by a unit of our own. */
import type { BootView, Fix } from './boot.types.ts';

const ownUnitPath = '/etc/systemd/system/ipvsadm.service';

/** A unit of our own for a system that has none: it loads the file at boot and leaves the table alone at its stop. */
const ownUnit = (file: string): string =>
  [
    '[Unit]',
    `Description=IPVS table from ${file}`,
    'After=network.target',
    `ConditionPathExists=${file}`,
    '',
    '[Service]',
    'Type=oneshot',
    'RemainAfterExit=yes',
    `ExecStart=/bin/sh -c "exec ipvsadm-restore < ${file}"`,
    '',
    '[Install]',
    'WantedBy=multi-user.target',
    '',
  ].join('\n');

/** What to do where nothing loads the table. */
export const missingFix = ({ facts, rules }: BootView): Fix => {
  if (facts.init !== 'systemd' || rules === undefined)
    return {
      title: 'Have something load the table at boot',
      actions: [],
      how: 'Install the package ipvsadm of this system, or run ipvsadm-restore < FILE from its start scripts.',
    };
  return {
    title: 'Make a unit that loads the rules file at boot',
    actions: [
      { kind: 'file', path: ownUnitPath, text: ownUnit(rules.path) },
      { kind: 'unit', unit: 'ipvsadm.service', enabled: true },
    ],
    how: `It loads ${rules.path} at boot and does nothing at shutdown; the running table is not touched now.`,
  };
};

/** How each kind of loader is enabled; the first that fits. */
const enabling: readonly (readonly [fits: (view: BootView) => boolean, fix: (unit: string) => Fix])[] = [
  [
    ({ facts }) => facts.unit?.enabled.startsWith('masked') === true,
    unit => ({
      title: `Unmask and enable ${unit}`,
      actions: [],
      how: `As root: systemctl unmask ${unit}, then systemctl enable ${unit}.`,
    }),
  ],
  [
    ({ facts }) => facts.unit !== undefined,
    unit => ({
      title: `Enable ${unit}`,
      actions: [{ kind: 'unit', unit, enabled: true }],
      how: 'systemd starts it at the next boot; the running table is not touched now.',
    }),
  ],
  [
    ({ loader }) => loader?.kind === 'openrc',
    () => ({
      title: 'Add ipvsadm to the default runlevel',
      actions: [],
      how: 'As root: rc-update add ipvsadm default.',
    }),
  ],
  [
    () => true,
    () => ({
      title: 'Enable the init script',
      actions: [],
      how: 'As root: update-rc.d ipvsadm defaults, or chkconfig ipvsadm on.',
    }),
  ],
];

/** How this machine's loader is enabled. */
export const enableFix = (view: BootView, unit: string): Fix | undefined =>
  enabling.find(([fits]) => fits(view))?.[1](unit);
