import { describe, expect, test } from 'vitest';
import { bootVerdict } from '../../../src/app/pages/boot-verdict.ts';
import { bootFindings } from '../../../src/core/machine/boot.ts';
import type { BootFacts } from '../../../src/core/machine/boot.types.ts';
import type { LoaderFacts } from '../../../src/core/machine/loader.types.ts';
import type { Owner } from '../../../src/core/machine/owners.types.ts';
import { bare, debian, redhat } from '../../core/machine/systems.ts';
import { noon } from '../director.ts';
import { linesOf, onDirector, open, proseOf, running, savedText, withSaved } from './given.ts';

const facts = (loader: LoaderFacts, more: Partial<BootFacts> = {}): BootFacts => ({
  ...loader,
  file: { state: 'read', text: savedText, mode: 0o600, uid: 0 },
  modules: new Map(['ip_vs', 'ip_vs_rr', 'ip_vs_wrr', 'ip_vs_wlc', 'ip_vs_sh'].map(name => [name, 'module'])),
  owners: [],
  ownerUnits: new Map(),
  running,
  daemons: [],
  ...more,
});
const keepalived: Owner = {
  id: 'keepalived',
  name: 'keepalived (pid 812)',
  does: '',
  instead: '',
  owns: 'all',
  daemons: false,
  sure: true,
};
const disabled = (loader: LoaderFacts): LoaderFacts =>
  loader.unit === undefined ? loader : { ...loader, unit: { ...loader.unit, enabled: 'disabled' } };

describe('will it come back?', () => {
  test.each<[string, BootFacts, number | undefined, string, RegExp]>([
    ['all is well', facts(debian('true')), 0, 'yes', /^Yes: the rules file is loaded/],
    [
      'changes are not saved',
      facts(debian('true')),
      3,
      'not whole',
      /the file has it, and 3 changes are not saved\.$/,
    ],
    ['AUTO is off', facts(debian('false')), 0, 'no', /^No: AUTO="false"/],
    ['AUTO is off, and changes are not saved', facts(debian('false')), 3, 'no', /^No: AUTO="false"/],
    [
      'the unit is disabled',
      facts(disabled(redhat)),
      0,
      'no',
      /^No: ipvsadm\.service is not started at boot/,
    ],
    [
      'the file is missing',
      facts(redhat, { file: { state: 'missing' } }),
      0,
      'no',
      /sysconfig\/ipvsadm is not there\.$/,
    ],
    [
      'a line stops the restore',
      facts(redhat, {
        file: { state: 'read', text: `-A -t 10.0.0.200:80 -s rr\nfoo\n${savedText}`, mode: 0o600, uid: 0 },
      }),
      0,
      'not whole',
      /^Not whole: line 2 of/,
    ],
    [
      'a module is missing',
      facts(redhat, {
        modules: new Map([
          ['ip_vs', 'module'],
          ['ip_vs_wrr', 'none'],
        ]),
      }),
      0,
      'not whole',
      /^Not whole: this kernel has no module/,
    ],
    [
      'the file cannot be looked at',
      facts(redhat, { file: { state: 'denied', why: 'x' } }),
      0,
      'not known',
      /^Not known: .*cannot be looked at/,
    ],
    [
      'nothing loads it',
      facts({ ...bare, os: { id: 'debian', like: [], name: 'Debian' } }),
      0,
      'no',
      /^No: nothing loads the table/,
    ],
    [
      'rc.local does',
      facts({ ...bare, others: ['/etc/rc.local'] }),
      0,
      'not known',
      /^Not known: the table is loaded by/,
    ],
    ['no init system is known', facts({ ...bare, init: 'unknown' }), 0, 'not known', /^Not known:/],
    [
      'keepalived makes it',
      facts(disabled(redhat), {
        owners: [keepalived],
        ownerUnits: new Map([['keepalived.service', 'enabled']]),
      }),
      3,
      'yes',
      /^Yes: its services are made by keepalived/,
    ],
    [
      'keepalived would, and is not started',
      facts(redhat, { owners: [keepalived], ownerUnits: new Map([['keepalived.service', 'disabled']]) }),
      0,
      'no',
      /^No: keepalived/,
    ],
  ])('%s', (_, given, unsaved, answer, words) => {
    const verdict = bootVerdict(bootFindings(given), unsaved);
    expect(verdict.answer).toBe(answer);
    expect(verdict.text).toMatch(words);
  });
});

const page = (given: BootFacts, text = savedText) =>
  withSaved(open(onDirector(), 'boot'), { text }).send({ type: 'boot-done', now: noon, facts: given });

describe('the page', () => {
  test('has the answer first, then what is bad, then warnings, then what is in order', () => {
    const marks = linesOf(page(facts(disabled(redhat)), ''))
      .slice(3)
      .map(line => line.slice(0, 3))
      .filter(mark => /^ \S $/.test(mark));
    expect(linesOf(page(facts(disabled(redhat))))[2]).toMatch(/^ No: /);
    expect([...marks].sort((a, b) => ' ! · ✓ '.indexOf(a) - ' ! · ✓ '.indexOf(b))).toEqual(marks);
    expect(marks).toContain(' ! ');
    expect(marks).toContain(' ✓ ');
  });

  test('tells each fix, with the key that does it', () => {
    const text = proseOf(page(facts(debian('false'))));
    expect(text).toContain('enter makes one plan of 1 fix');
    expect(text).toContain('fix: Set AUTO="true" in /etc/default/ipvsadm (enter). From then on');
    const missing = proseOf(page(facts(redhat, { file: { state: 'missing' } })));
    expect(missing).toContain('s saves what runs');
    expect(missing).toContain('fix: Save the running table to /etc/sysconfig/ipvsadm (s).');
  });

  test('the practice director ends with the program, and a saved text has no machine', () => {
    const practice = onDirector({ source: { name: 'practice', kind: 'practice', readOnly: false } });
    expect(proseOf(open(practice, 'boot'))).toContain('lives in this program and ends with it');
    const file = onDirector({ source: { name: 'mail.txt', kind: 'file', readOnly: true } });
    expect(proseOf(open(file, 'boot'))).toContain('its machine is not here');
    expect(proseOf(open(onDirector(), 'boot'))).toContain('reading');
  });
});
