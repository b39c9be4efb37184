import { describe, expect, test } from 'vitest';
import { askPage } from '../../../src/app/ask-page.ts';
import { commands } from '../../../src/app/commands.ts';
import { pageCommands, restoreThis } from '../../../src/app/commands-pages.ts';
import { layers } from '../../../src/app/layers.ts';
import { topView } from '../../../src/app/state.ts';
import { showExplained } from '../../../src/app/wish.ts';
import { failed, success } from '../../../src/core/model/failure.ts';
import { debian } from '../../core/machine/systems.ts';
import { noon } from '../director.ts';
import type { Drive } from '../drive.ts';
import {
  cutOff,
  journalOf,
  linesOf,
  not,
  onDirector,
  open,
  run,
  running,
  savedText,
  someDays,
  withBackups,
  withJournal,
  withSaved,
} from './given.ts';

const last = (drive: Drive) => drive.effects.at(-1);
const views = (drive: Drive) => drive.state.views.map(({ type }) => type).join(' ');
const withUnfinished = () => withJournal(onDirector(), journalOf([...someDays, cutOff]));

describe('the table of page commands', () => {
  const all = [...new Map([...commands, ...pageCommands].map(command => [command.id, command])).values()];
  test.each(['page', 'change', 'table', 'detail', 'broken'] as const)(
    'no key is used twice in %s',
    context => {
      const keys = layers(context).flatMap(layer => all.flatMap(command => command.keys[layer] ?? []));
      expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    },
  );
  test('every command has a title, a sentence, a hint', () => {
    for (const { id, title, summary, hint } of pageCommands) {
      expect(title, id).toMatch(/^[A-Z].*[^.]$/);
      expect(summary, id).toMatch(/^[A-Z].{8,}\.$/);
      expect(hint, id).toBeTypeOf('string');
    }
  });
});

describe('opening', () => {
  test.each([
    ['history', 'read-journal'],
    ['saved', 'read-saved'],
    ['backups', 'read-backups'],
    ['boot', 'read-boot'],
  ] as const)('%s asks for what it shows, and again on demand', (id, effect) => {
    const drive = run(withSaved(onDirector()), id);
    expect(views(drive)).toBe(id);
    expect(last(drive)?.type).toBe(effect);
    expect(askPage(drive.state)?.[1].map(({ type }) => type)).toEqual([effect]);
  });

  test('history and saved stand in the place of what was open, the others over it', () => {
    const drive = run(run(run(withSaved(onDirector()), 'history'), 'saved'), 'boot');
    expect(views(drive)).toBe('saved boot');
    expect(views(run(run(drive, 'backups'), 'boot'))).toBe('saved backups boot');
  });

  test('a saved text has none of these', () => {
    const drive = onDirector({ source: { name: 'mail.txt', kind: 'file', readOnly: true } });
    for (const id of ['history', 'saved', 'backups', 'boot'])
      expect(not(drive, id), id).toBe('a saved text has none');
  });

  test('nothing else is asked again', () => {
    expect(askPage(onDirector().state)).toBeUndefined();
    expect(askPage(onDirector().keys('f1').state)).toBeUndefined();
  });
});

describe('a plan that was cut off', () => {
  test.each([
    ['finish-entry', 'finish'],
    ['rollback-entry', 'roll-back'],
  ] as const)('%s proposes it', (id, how) => {
    const drive = run(withUnfinished(), id);
    expect(drive.state.change?.intent).toMatchObject({ kind: 'takeback', how, entry: { id: 'c1' } });
    expect(last(drive)?.type).toBe('prepare');
  });

  test('is left alone while somebody runs it, where there is none, and where nothing may be changed', () => {
    expect(not(withJournal(onDirector(), journalOf([cutOff], { busy: 'bob' })), 'finish-entry')).toContain(
      'bob',
    );
    expect(not(withJournal(onDirector(), journalOf(someDays)), 'finish-entry')).toBe('no plan was cut off');
    const locked = onDirector({ source: { name: 'lb1', kind: 'local', readOnly: false, locked: 'so' } });
    expect(not(withJournal(locked, journalOf([cutOff])), 'rollback-entry')).toContain('read-only');
    expect(not(withUnfinished(), 'finish-entry')).toBeUndefined();
  });

  const finished = (drive: Drive) =>
    drive.send({
      type: 'prepared',
      generation: drive.state.generations,
      now: noon,
      result: success({
        services: running.map(one => ({
          ...one,
          servers: one.servers.map(server =>
            server.id.address === '10.0.0.7'
              ? { ...server, config: { ...server.config, weight: 0 } }
              : server,
          ),
        })),
        sysctls: {
          'net.ipv4.vs.expire_quiescent_template': '1',
          'net.ipv4.vs.expire_nodest_conn': '0',
        },
      }),
    });

  test('that turns out to be done is closed with all its steps', () => {
    const drive = finished(run(withUnfinished(), 'finish-entry'));
    expect(drive.state.change?.stage.type).toBe('refused');
    expect(not(drive, 'settle-entry')).toBeUndefined();
    run(drive, 'settle-entry');
    expect(last(drive)).toMatchObject({ type: 'settle', entry: { id: 'c1' }, applied: 3 });
    expect(drive.state.change).toBeUndefined();
    expect(drive.state.notice?.text).toBe('closed: Drain 10.0.0.7 in 2 services; all of it stands');
  });

  test('of which nothing stands is closed with none', () => {
    const drive = run(withUnfinished(), 'rollback-entry').send({
      type: 'prepared',
      generation: 1,
      now: noon,
      result: success({
        services: running,
        sysctls: {
          'net.ipv4.vs.expire_quiescent_template': '0',
          'net.ipv4.vs.expire_nodest_conn': '0',
        },
      }),
    });
    run(drive, 'settle-entry');
    expect(last(drive)).toMatchObject({ type: 'settle', applied: 0 });
  });

  test('is not closed while something is left, or cannot be told', () => {
    const drive = finished(run(withUnfinished(), 'rollback-entry'));
    expect(drive.state.change?.stage.type).toBe('preview');
    expect(not(drive, 'settle-entry')).toContain('no plan that was cut off');
    const unread = run(withUnfinished(), 'finish-entry').send({
      type: 'prepared',
      generation: 1,
      now: noon,
      result: failed({ kind: 'timeout', what: 'ipvsadm did not answer' }),
    });
    expect(not(unread, 'settle-entry')).toContain('no plan that was cut off');
    expect(not(withUnfinished(), 'settle-entry')).toContain('no plan that was cut off');
  });
});

describe('backups', () => {
  const listed = () =>
    withBackups(open(withSaved(onDirector()), 'backups'), [
      { name: 'one.rules', at: new Date(noon).toISOString(), user: 'alice', size: 1 },
      { name: 'two.rules', at: new Date(noon).toISOString(), user: 'bob', size: 1 },
    ]).keys('j');
  test('enter compares the one under the cursor', () => {
    const drive = run(listed(), 'page-go');
    expect(last(drive)).toEqual({
      type: 'read-text',
      path: '/etc/ipvsadm.rules',
      backup: 'two.rules',
      use: 'diff',
    });
  });
  test('it is restored', () => {
    expect(last(run(listed(), 'restore-this'))).toMatchObject({ backup: 'two.rules', use: 'restore' });
    expect(not(onDirector(), 'restore-this')).toBe('no backup and no named file is open');
    expect(restoreThis(onDirector().state)).toBeUndefined();
  });
  test('where there is none, nothing is done', () => {
    const drive = withBackups(open(withSaved(onDirector()), 'backups'), []);
    expect(not(drive, 'page-go')).toBe('there is no backup');
    expect(not(drive, 'restore-this')).toBe('no backup and no named file is open');
  });
  test('a text that is compared is restored as it was read', () => {
    const drive = onDirector().send({
      type: 'text-done',
      now: noon,
      name: '/root/x.rules',
      use: 'diff',
      result: success(savedText),
    });
    expect(topView(drive.state)?.type).toBe('diff');
    expect(linesOf(drive)[0]).toBe(' Compare  what runs with /root/x.rules');
    expect(run(drive, 'restore-this').state.change?.intent).toEqual({
      kind: 'text',
      text: savedText,
      name: '/root/x.rules',
      ignore: false,
    });
  });
});

describe('enter', () => {
  const script = (text: string) => {
    const drive = onDirector();
    [drive.state] = showExplained(drive.state, 'notes.sh', text);
    return drive;
  };
  test('makes one plan of the lines of a script that change the table', () => {
    const { intent } =
      run(
        script(
          'modprobe ip_vs\nipvsadm -A -t 10.0.0.9:80 -s rr\nipvsadm -Ln\nipvsadm -a -t 10.0.0.9:80 -r 10.0.0.7 -g\n',
        ),
        'page-go',
      ).state.change ?? {};
    expect(intent).toMatchObject({ kind: 'lines', keep: true, title: 'Run the lines of notes.sh' });
    expect(intent?.kind === 'lines' ? intent.lines.map(({ command }) => command.name) : []).toEqual([
      'add-service',
      'add-server',
    ]);
  });
  test('and says why not', () => {
    expect(not(script('modprobe ip_vs\n'), 'page-go')).toBe('no line of it changes an IPVS table');
    expect(not(onDirector().keys('f1'), 'page-go')).toBe('this page has nothing to go on to');
    const locked = script('ipvsadm -C\n');
    locked.state = { ...locked.state, source: { ...locked.state.source, locked: 'so' } };
    expect(not(locked, 'page-go')).toBe('read-only: so');
  });
  test('makes one plan of all that mends the next boot, with what comes with it', () => {
    const facts = {
      ...debian('false'),
      file: { state: 'read' as const, text: savedText, mode: 0o600, uid: 0 },
      modules: new Map(),
      owners: [],
      ownerUnits: new Map(),
    };
    const drive = open(onDirector(), 'boot').send({ type: 'boot-done', now: noon, facts });
    expect(run(drive, 'page-go').state.change?.intent).toMatchObject({
      kind: 'actions',
      title: 'Make the table come back at boot',
      actions: [{ kind: 'file', path: '/etc/default/ipvsadm' }],
      cautions: [expect.stringContaining('save first')],
    });
    const well = open(onDirector(), 'boot').send({
      type: 'boot-done',
      now: noon,
      facts: { ...facts, ...debian('true') },
    });
    expect(not(well, 'page-go')).toBe('there is nothing that lvsh can mend by itself');
  });
});
