/** Checks of the rules file as a file: whether it is there, and whose it is. */
import type { BootAnswer, BootRule, BootView, Fix } from './boot.types.ts';

/** Saving mends it. */
export const saveFix = (path: string): Fix => ({
  title: `Save the running table to ${path}`,
  actions: [],
  how: 'The file is written whole, with numbers only.',
  save: true,
});

const checkFile = ({ facts, rules, reading, maker }: BootView): readonly BootAnswer[] => {
  if (maker !== undefined) return [];
  if (rules === undefined)
    return facts.init === 'unknown'
      ? []
      : [
          {
            level: 'warn',
            title: 'Which file this system loads is not known',
            why: 'No unit or script names one, and the system is none of those whose package lvsh knows.',
          },
        ];
  const { file } = facts;
  if (file === undefined) return [];
  const { path } = rules;
  switch (file.state) {
    case 'missing':
      return [
        {
          level: 'bad',
          title: `${path} is not there`,
          why: `${rules.why} Without the file the start fails, and the machine comes back with an empty table.`,
          fix: saveFix(path),
        },
      ];
    case 'denied':
      return [{ level: 'warn', title: `${path} cannot be looked at as this user`, why: file.why }];
    case 'unreadable':
      return [{ level: 'bad', title: `${path} cannot be read`, why: file.why }];
    case 'read': {
      if (reading === undefined || reading.commands > 0)
        return [{ level: 'ok', title: `${path} is there`, why: rules.why }];
      const some = facts.running === undefined || facts.running.length > 0;
      return [
        {
          level: some ? 'bad' : 'ok',
          title: `${path} has no rules`,
          why: reading.nul
            ? 'It holds a NUL byte: grep, which takes the comments off, passes nothing of such a file on.'
            : 'The machine comes back with an empty table.',
          ...(some ? { fix: saveFix(path) } : {}),
        },
      ];
    }
  }
};

const checkRights = ({ facts, rules, loader, maker }: BootView): readonly BootAnswer[] => {
  const { file } = facts;
  if (maker !== undefined || rules === undefined || file?.state !== 'read') return [];
  const answers: BootAnswer[] = [];
  const { path } = rules;
  if (loader?.user !== undefined)
    answers.push({
      level: 'warn',
      title: `${loader.unit} runs as ${loader.user}`,
      why: `Only root may change the table, and ${path} must be readable for ${loader.user}.`,
    });
  const { mode, uid } = file;
  if (uid !== undefined && mode !== undefined && (uid !== 0 || (mode & 0o022) !== 0))
    answers.push({
      level: 'warn',
      title: `Others than root may write ${path}`,
      why: `Whoever may write it decides what root loads at boot (owner ${uid}, mode ${mode.toString(8)}).`,
      fix: {
        title: 'Leave it to root',
        actions: [],
        how: `As root: chown root ${path}, then chmod go-w ${path}.`,
      },
    });
  return answers;
};

/** The rows. */
export const fileRules: readonly BootRule[] = [
  {
    id: 'boot-file',
    title: 'The rules file is there and has rules',
    why: 'It is all that the machine will know of its table.',
    check: checkFile,
  },
  {
    id: 'boot-rights',
    title: 'Only root may write it, and whoever loads it may read it',
    why: 'It is loaded with root’s rights.',
    check: checkRights,
  },
];
