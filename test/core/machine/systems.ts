/**
 * Machines as loaders know them: short units and scripts of our own that do what those of the systems' packages were seen
 * to do (Debian 12's package; the units of RHEL 7 to 9, SUSE 15 and Arch; the OpenRC script of Alpine and Gentoo;
 * the init script of RHEL 6).
 */
import type { LoaderFacts } from '../../../src/core/machine/loader.types.ts';

/** A machine with nothing on it. */
export const bare: LoaderFacts = {
  init: 'systemd',
  scripts: [],
  settings: [],
  links: [],
  present: [],
  others: [],
};

const unit = (...lines: readonly string[]): LoaderFacts['unit'] & object => ({
  text: ['[Unit]', 'After=network.target', '[Service]', 'Type=oneshot', 'RemainAfterExit=yes', ...lines].join(
    '\n',
  ),
  enabled: 'enabled',
  active: 'active',
});

/** RHEL and kin: what is fed, saved and cleared stands in the unit itself. */
export const redhat: LoaderFacts = {
  ...bare,
  os: { id: 'rocky', like: ['rhel', 'centos', 'fedora'], name: 'Rocky Linux 9.4' },
  unit: unit(
    'ExecStart=/bin/bash -c "exec /sbin/ipvsadm-restore < /etc/sysconfig/ipvsadm"',
    'ExecStop=/bin/bash -c "exec /sbin/ipvsadm-save -n > /etc/sysconfig/ipvsadm"',
    'ExecStop=/sbin/ipvsadm -C',
    '[Install]',
    'WantedBy=multi-user.target',
  ),
  settings: [{ path: '/etc/sysconfig/ipvsadm-config', text: 'IPVS_SAVE_ON_STOP="no"\n' }],
};

/** SUSE: /etc/sysconfig/ipvsadm names the file, and is none. */
export const suse: LoaderFacts = {
  ...bare,
  os: { id: 'sles', like: ['suse'], name: 'SUSE Linux Enterprise Server 15 SP5' },
  unit: unit(
    'EnvironmentFile=-/etc/sysconfig/ipvsadm',
    'ExecStart=/bin/bash -c "exec /usr/sbin/ipvsadm-restore < $IPVSADM_CONFIG"',
    'ExecStop=/usr/sbin/ipvsadm -C',
  ),
  settings: [
    { path: '/etc/sysconfig/ipvsadm', text: '## Path: Network\nIPVSADM_CONFIG="/etc/ipvsadm.rules"\n' },
  ],
};

const debianScript = `#!/bin/sh
. /lib/lsb/init-functions
IPVSADM="/sbin/ipvsadm"
RULES="/etc/ipvsadm.rules"
AUTO="false"
DAEMON="none"
IFACE="eth0"
SYNCID="0"
start () {
  case $DAEMON in
  master|backup) $IPVSADM --start-daemon $DAEMON --mcast-interface $IFACE --syncid $SYNCID ;;
  both) $IPVSADM --start-daemon master --mcast-interface $IFACE --syncid $SYNCID ;;
  esac
}
stop () {
  $IPVSADM --stop-daemon $DAEMON
}
clear_table () {
  ipvsadm -C
}
load () {
  grep -v "^#" $RULES | $IPVSADM -R || exit 1
}
save () {
  $IPVSADM -S -n > $RULES
}
[ -f /etc/default/ipvsadm ] && . /etc/default/ipvsadm
case "$1" in
  start)
    if [ "$AUTO" = "true" ]; then
      clear_table
      load
    fi
    start
    ;;
  stop)
    stop
    if [ "$AUTO" = "true" ]; then
      clear_table
    fi
    ;;
  save)
    save
    ;;
esac
`;

/** Debian's settings, as its package brings them but for the values. */
export const debianSettings = (auto: string, more = ''): string =>
  `# start at boot?\nAUTO="${auto}"\n\n# daemon (none|master|backup)\nDAEMON="none"\nIFACE="eth0"\t\n# SYNCID="0"\n${more}`;

/** Debian 12 under systemd: a unit that systemd makes of the init script. */
export const debian = (auto: string, more = ''): LoaderFacts => ({
  ...bare,
  os: { id: 'debian', like: [], name: 'Debian GNU/Linux 12 (bookworm)' },
  unit: unit(
    'ExecStart=/etc/init.d/ipvsadm start',
    'ExecStop=/etc/init.d/ipvsadm stop',
    'ExecReload=/etc/init.d/ipvsadm reload',
  ),
  scripts: [{ path: '/etc/init.d/ipvsadm', text: debianScript }],
  settings: [{ path: '/etc/default/ipvsadm', text: debianSettings(auto, more) }],
  present: ['/etc/ipvsadm.rules'],
});

/** The same without systemd. */
export const debianSysv = (auto: string): LoaderFacts => {
  const { unit: _, ...rest } = debian(auto);
  return { ...rest, init: 'sysv', links: ['/etc/rc2.d/S01ipvsadm', '/etc/rc3.d/S01ipvsadm'] };
};

/** Arch: the unit runs a script, whose settings may move the file. */
export const arch: LoaderFacts = {
  ...bare,
  os: { id: 'arch', like: [], name: 'Arch Linux' },
  unit: unit(
    'ExecStart=/usr/lib/systemd/scripts/ipvsadm start',
    'ExecStop=/usr/lib/systemd/scripts/ipvsadm stop',
  ),
  scripts: [
    {
      path: '/usr/lib/systemd/scripts/ipvsadm',
      text: '#!/bin/bash\nRULES=/etc/ipvsadm.conf\n[[ -f /etc/conf.d/ipvsadm ]] && . /etc/conf.d/ipvsadm\ncase $1 in\nstart)\n  ipvsadm -C\n  ipvsadm-restore < "$RULES"\n;;\nstop)\n  ipvsadm -C\n;;\nesac\n',
    },
  ],
};

/** Alpine and Gentoo: OpenRC. Its `save` writes names. */
export const alpine: LoaderFacts = {
  ...bare,
  os: { id: 'alpine', like: [], name: 'Alpine Linux v3.20' },
  init: 'openrc',
  scripts: [
    {
      path: '/etc/init.d/ipvsadm',
      text: '#!/sbin/openrc-run\nstart() {\n\tipvsadm -C\n\tipvsadm-restore < /var/lib/ipvsadm/rules-save\n\teend $?\n}\nstop() {\n\tebegin "Stopping"\n}\nsave() {\n\tipvsadm-save > /var/lib/ipvsadm/rules-save\n}\n',
    },
  ],
  links: ['/etc/runlevels/default/ipvsadm'],
};

/** RHEL 6: an init script that saves at its stop where its settings say so. */
export const oldRedhat = (save: string): LoaderFacts => ({
  ...bare,
  os: { id: 'centos', like: ['rhel'], name: 'CentOS release 6.10' },
  init: 'sysv',
  scripts: [
    {
      path: '/etc/rc.d/init.d/ipvsadm',
      text: '#!/bin/bash\nIPVSADM=ipvsadm\nDATA=/etc/sysconfig/$IPVSADM\nIPVS_SAVE_ON_STOP="no"\n. /etc/sysconfig/ipvsadm-config\nstart() {\n  /sbin/ipvsadm-restore < $DATA\n}\nsave() {\n  /sbin/ipvsadm-save -n > $DATA\n}\nstop() {\n  /sbin/$IPVSADM -C\n}\ncase "$1" in\nstart)\n  start\n;;\nstop)\n  [ "$IPVS_SAVE_ON_STOP" = "yes" ] && save\n  stop\n;;\nesac\n',
    },
  ],
  settings: [{ path: '/etc/sysconfig/ipvsadm-config', text: `IPVS_SAVE_ON_STOP="${save}"\n` }],
  links: ['/etc/rc.d/rc3.d/S08ipvsadm'],
});

/** A script that tries one place after the other, as ipvsadm's own source has one. */
export const eitherPlace: LoaderFacts = {
  ...bare,
  init: 'sysv',
  scripts: [
    {
      path: '/etc/rc.d/init.d/ipvsadm',
      text: '#!/bin/sh\nif [ -f "/etc/sysconfig/ipvsadm" ]; then\n  FILE="/etc/sysconfig/ipvsadm"\nelif [ -f "/etc/ipvsadm.rules" ]; then\n  FILE="/etc/ipvsadm.rules"\nelse\n  FILE="/etc/sysconfig/ipvsadm"\nfi\ncase "$1" in\n  start)\n    ipvsadm-restore < $FILE\n  ;;\n  stop)\n    ipvsadm -C\n  ;;\nesac\n',
    },
  ],
};
