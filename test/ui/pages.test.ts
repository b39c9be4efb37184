/** The pages about changes as text; pictures as in views.test.ts. */
import { readFileSync } from 'node:fs';
import { describe, test } from 'vitest';
import { showExplained } from '../../src/app/wish.ts';
import { failed } from '../../src/core/model/failure.ts';
import type { SeenService, Snapshot } from '../../src/core/model/snapshot.ts';
import { at, noon, server, service, smallDirector } from '../app/director.ts';
import { Drive } from '../app/drive.ts';
import {
  cutOff,
  journalOf,
  keepalivedOf,
  onDirector,
  open,
  savedText,
  someDays,
  withBackups,
  withJournal,
  withSaved,
} from '../app/pages/given.ts';
import { debian, redhat } from '../core/machine/systems.ts';
import { picture, sizes } from './picture.ts';

describe('history', () => {
  test.each(sizes)('%dx%d', (columns, rows) =>
    picture(
      'history',
      withJournal(open(onDirector({ columns, rows }), 'history'), journalOf(someDays, { broken: 2 })),
    ),
  );
  test.each(sizes.slice(0, 2))('after a plan that was cut off, %dx%d', (columns, rows) =>
    picture('unfinished', withJournal(onDirector({ columns, rows }), journalOf([...someDays, cutOff]))),
  );
  test('of nothing', () =>
    picture('history-empty', withJournal(open(onDirector(), 'history'), journalOf([]))));
  test('that cannot be read', () =>
    picture(
      'history-failed',
      open(onDirector(), 'history').send({
        type: 'journal-done',
        now: noon,
        result: failed({
          kind: 'no-permission',
          what: 'The journal cannot be read',
          why: '/var/lib/lvsh is open to root only',
          advice: 'sudo lvsh',
        }),
      }),
    ));
});

const fileBefore = savedText
  .replace('10.0.0.21:80 -g -w 0', '10.0.0.21:80 -g -w 2')
  .replace(/.*-r 192\.168\.7\.32:8080.*\n/, '')
  .replace('-u 10.0.0.200:53 -s rr', '-u 10.0.0.200:53 -s wrr');

const keepalived = keepalivedOf(`
virtual_server 10.0.0.200 80 {
  protocol TCP
  lvs_sched wrr
  lvs_method DR
  persistence_timeout 360
  real_server 10.0.0.7 80 {
    weight 3
  }
  real_server 10.0.0.14 80 {
    weight 1
  }
  real_server 10.0.0.21 80 {
    weight 2
    inhibit_on_failure
    TCP_CHECK {
    }
  }
  real_server 10.0.0.22 80 {
    weight 2
    TCP_CHECK {
    }
  }
}
vrrp_instance a {
}
`);

/** Addresses as long as they come. */
const longDirector = (): Snapshot => {
  const vip = '2001:db8:85a3:1234:5678:8a2e:370:9999';
  const long = (index: number): SeenService =>
    service(
      at('tcp', vip, 60_000 + index),
      [1, 2].map(number =>
        server(`2001:db8:85a3:1234:5678:8a2e:371:${number}aaa`, 60_000 + index, 'dr', number),
      ),
    );
  return { at: noon, services: [long(1), long(2)] };
};

describe('saved', () => {
  test.each(sizes)('%dx%d', (columns, rows) =>
    picture('saved', withSaved(open(onDirector({ columns, rows }), 'saved'), { text: fileBefore })),
  );
  test.each(sizes)('with keepalived, %dx%d', (columns, rows) =>
    picture(
      'saved-keepalived',
      withSaved(open(onDirector({ columns, rows }), 'saved'), { text: fileBefore, keepalived }),
    ),
  );
  test.each(sizes)('with long addresses, %dx%d', (columns, rows) => {
    const drive = new Drive({ columns, rows }).read(longDirector());
    return picture(
      'saved-long',
      withSaved(open(drive, 'saved'), {
        text: '-A -t [2001:db8:85a3:1234:5678:8a2e:370:9999]:60001 -s wrr\n-a -t [2001:db8:85a3:1234:5678:8a2e:370:9999]:60001 -r [2001:db8:85a3:1234:5678:8a2e:371:1aaa]:60001 -g -w 7 -x 1000 -y 500\n',
      }),
    );
  });
  test('all of it', () => picture('saved-all', withSaved(open(onDirector(), 'saved'))));
  test('with bad lines, out of ipvsadm-save', () =>
    picture(
      'saved-bad',
      withSaved(open(onDirector(), 'saved'), {
        text: `${savedText
          .split('\n')
          .filter(line => !/^--set/.test(line))
          .map(line => line.replace(/ -x 100 -y 75/, ''))
          .join('\n')}\n-a -t 10.0.0.200:80 -r web7.example.com:80 -g -w 1\nsystemctl restart httpd\n`,
      }),
    ));
  test('no file', () =>
    picture(
      'saved-none',
      open(onDirector(), 'saved').send({
        type: 'saved-done',
        now: noon,
        saved: { place: { path: '/etc/ipvsadm.rules', why: '/etc/init.d/ipvsadm names it.', sure: true } },
      }),
    ));
  test('no place', () => {
    const drive = open(onDirector(), 'saved');
    return picture('saved-unknown', drive.send({ type: 'saved-done', now: noon, saved: {} }));
  });
});

const backupsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    name: `2026112${index}`,
    at: new Date(noon - index * 7_000_000).toISOString(),
    user: index === 2 ? 'ev\u001b[2Jil' : 'alice',
    size: 1200 + index * 97,
  }));

describe('backups', () => {
  test.each(sizes.slice(0, 2))('%dx%d', (columns, rows) => {
    const drive = withSaved(onDirector({ columns, rows }));
    return picture('backups', withBackups(open(drive, 'backups'), backupsOf(10)).keys('j j'));
  });
  test('none', () => picture('backups-none', withBackups(open(withSaved(onDirector()), 'backups'), [])));
});

test('compared with a file that was named', () => {
  const drive = onDirector().send({
    type: 'text-done',
    now: noon,
    name: '/root/before-the-move.rules',
    use: 'diff',
    result: { ok: true, value: fileBefore },
  });
  return picture('diff', drive);
});

describe('boot', () => {
  const facts = {
    modules: new Map<string, 'module'>([
      ['ip_vs', 'module'],
      ['ip_vs_rr', 'module'],
      ['ip_vs_wrr', 'module'],
      ['ip_vs_wlc', 'module'],
      ['ip_vs_sh', 'module'],
    ]),
    file: { state: 'read' as const, text: savedText, mode: 0o600, uid: 0 },
    owners: [],
    ownerUnits: new Map<string, string>(),
    daemons: [],
  };
  test.each(sizes)('Debian as it is installed, %dx%d', (columns, rows) =>
    picture(
      'boot-debian',
      withSaved(open(onDirector({ columns, rows }), 'boot')).send({
        type: 'boot-done',
        now: noon,
        facts: { ...debian('false'), ...facts },
      }),
    ),
  );
  test('Red Hat, all is well', () =>
    picture(
      'boot-well',
      withSaved(open(onDirector(), 'boot')).send({
        type: 'boot-done',
        now: noon,
        facts: { ...redhat, ...facts },
      }),
    ));
  test('practice', () =>
    picture(
      'boot-practice',
      open(onDirector({ source: { name: 'practice', kind: 'practice', readOnly: false } }), 'boot'),
    ));
});

describe('explain', () => {
  const scripts = new URL('../core/explain/scripts/', import.meta.url);
  test.each([
    'a1-dr-one-subnet.sh',
    'a2-nat-two-networks.sh',
    'a3-nat-client-network.sh',
    'a4-dr-router.sh',
    'a5-dr-other-subnet.md',
    'a6-tun.sh',
  ])('%s', name => {
    const drive = new Drive().read({ ...smallDirector(), services: [] });
    const [state] = showExplained(drive.state, name, readFileSync(new URL(name, scripts), 'utf8'));
    drive.state = state;
    return picture(`explain-${name.slice(0, 2)}`, drive);
  });
  test('200x60', () => {
    const drive = new Drive({ columns: 200, rows: 60 }).read({ ...smallDirector(), services: [] });
    const text = readFileSync(new URL('a2-nat-two-networks.sh', scripts), 'utf8');
    const [state] = showExplained(drive.state, 'a2', text);
    drive.state = state;
    return picture('explain-a2', drive);
  });
});
