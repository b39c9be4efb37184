import { describe, expect, test } from 'vitest';
import { pageOf } from '../../src/app/pages/page.ts';
import { defaultPreferences, readPreferences } from '../../src/app/preferences.ts';
import { afterRun } from '../../src/app/wizard/after.ts';
import { handoutHere } from '../../src/app/wizard/built.ts';
import { failed } from '../../src/core/model/failure.ts';
import type { Plan } from '../../src/core/plan/plan.types.ts';
import { done, end, last, small } from './changing.ts';
import { noon, smallDirector } from './director.ts';
import { Drive } from './drive.ts';
import { listOpen, machine, prepareFresh, ready, reviewed, told, wizardIn } from './wizard/given.ts';

const text = (drive: Drive): string =>
  pageOf(drive.state)
    .map(line => line.map(piece => piece.text).join(''))
    .join('\n');

const top = (drive: Drive): string | undefined => drive.state.views.at(-1)?.type;
const types = (drive: Drive): readonly string[] => drive.effects.map(({ type }) => type);
const ran = (drive: Drive): number => types(drive).filter(type => type === 'run').length;

/** The review with its director's part run. */
const built = (): Drive => end(prepareFresh(reviewed().keys('enter')).keys('enter'), done);

describe('opening', () => {
  test('n shows the list and asks the machine', () => {
    const drive = ready(small()).keys('n');
    expect(top(drive)).toBe('wizards');
    expect(types(drive).slice(-2)).toEqual(['read-ground', 'read-settings']);
    expect(text(told(drive))).toContain('New service · DR');
  });

  test('what they are made with is loaded with the first one; what is typed meanwhile is not lost', () => {
    const drive = small().keys('n enter').type('10.0.').send({ type: 'paste', text: '0.210:80', now: noon });
    expect([types(drive).at(-1), top(drive)]).toEqual(['load-workshop', undefined]);
    ready(drive);
    expect([top(drive), wizardIn(drive).answers.vip]).toEqual(['wizard', '10.0.0.210:80']);
    expect(types(drive.keys('esc n'))).toContain('read-ground');
    expect(types(drive).filter(type => type === 'load-workshop')).toHaveLength(1);
  });

  test('who reviews before the machine has answered is not sent to what it will fill in', () => {
    const drive = ready(small()).keys(':').type('new nat').keys('enter');
    drive.type('10.0.0.210:80').keys('enter').type('10.0.0.7').keys('ctrl-r');
    expect([top(drive), wizardIn(drive).at]).toEqual(['wizard', 'rs']);
    expect(drive.state.notice?.text).toMatch(/has not told about its network yet/);
    told(drive).keys('ctrl-r');
    expect(top(drive)).toBe('review');
  });

  test('who does not want to wait can leave', () => {
    expect(types(small().keys('n ctrl-c')).at(-1)).toBe('quit');
  });

  test('each wizard has a name in the line', () => {
    const drive = ready(small()).keys(':').type('new nat').keys('enter');
    expect(wizardIn(drive).kind).toBe('nat');
  });

  test('and in the palette', () => {
    const drive = ready(small()).keys('ctrl-p').type('new service tun').keys('enter');
    expect(wizardIn(drive).kind).toBe('tun');
  });

  test('a server is added to the service under the cursor', () => {
    const drive = ready(small()).keys('j :').type('new server').keys('enter');
    expect(wizardIn(drive).answers).toEqual({ service: 'tcp:10.0.0.200:80' });
  });

  test('where no director can be read there are scripts only', () => {
    const drive = new Drive().send({
      type: 'read-done',
      generation: 1,
      now: noon,
      result: failed({ kind: 'no-module', what: 'IPVS is not in this kernel' }),
    });
    expect(text(ready(drive).keys('n'))).toContain('Scripts only. IPVS is not in this kernel');
  });

  test('a saved text is asked nothing', () => {
    const source = { name: 'mail.txt', kind: 'file', readOnly: true } as const;
    const drive = ready(new Drive({ source }).read(smallDirector())).keys('n');
    expect(types(drive)).not.toContain('read-ground');
    expect(text(drive)).toContain('Scripts only. This is a saved text');
  });
});

test('a new DR service with two servers takes under fifteen key presses besides the addresses', () => {
  let presses = 0;
  const drive = told(ready(small()));
  const press = (keys: string): void => {
    presses += keys.split(' ').length;
    drive.keys(keys);
  };
  press('n enter');
  drive.type('10.0.0.210:80');
  press('enter');
  drive.type('10.0.0.7');
  press('space');
  drive.type('10.0.0.14');
  press('ctrl-r enter');
  prepareFresh(drive);
  press('enter');
  const { plan } = last(drive, 'run');
  const services = plan.after.services.filter(({ id }) => id.kind === 'address' && id.port === 80);
  expect(services.map(({ servers }) => servers.length)).toContain(2);
  expect(presses).toBeLessThan(15);
});

describe('answers', () => {
  test('letters that are keys elsewhere are typed, ctrl-c ends lvsh', () => {
    const drive = listOpen().keys('enter').type('q:/n');
    expect(wizardIn(drive).answers.vip).toBe('q:/n');
    expect(last(drive.keys('ctrl-c'), 'quit').code).toBe(0);
  });

  test('a list of servers can be pasted', () => {
    const drive = listOpen().keys('enter').type('10.0.0.210:80').keys('enter');
    drive.send({ type: 'paste', text: '10.0.0.7\n10.0.0.14\n', now: noon });
    expect(wizardIn(drive).answers.rs).toBe('10.0.0.7 10.0.0.14');
  });

  test('what is offered instead is one key away, also another wizard', () => {
    const drive = listOpen().keys('enter').type('10.0.0.210').keys('ctrl-t');
    expect(wizardIn(drive).answers.vip).toBe('10.0.0.210:80');
    drive.keys('enter').type('198.51.100.7').keys('ctrl-t');
    expect(wizardIn(drive)).toMatchObject({ kind: 'tun', answers: { rs: '198.51.100.7' } });
  });

  test('the review waits for what is missing', () => {
    const drive = listOpen().keys('enter').type('10.0.0.210:80').keys('ctrl-r');
    expect([top(drive), wizardIn(drive).at]).toEqual(['wizard', 'rs']);
    expect(drive.state.notice?.text).toBe('servers is still needed');
  });

  test('enter on the last question shows the review, esc goes back to it', () => {
    const drive = listOpen().keys('enter').type('10.0.0.210:80').keys('enter').type('10.0.0.7');
    for (let most = 20; top(drive) === 'wizard' && most > 0; most--) drive.keys('enter');
    expect(top(drive)).toBe('review');
    expect(top(drive.keys('esc'))).toBe('wizard');
  });
});

describe('why', () => {
  test('is hidden at first, shown by one key, and stays so', () => {
    const drive = listOpen().keys('enter');
    expect(text(drive)).not.toContain('never learn of the servers');
    expect(text(drive.keys('?'))).toContain('never learn of the servers');
    expect(last(drive, 'save-preferences').preferences.why).toBe(true);
    expect(text(drive.type('10.').keys('f1'))).not.toContain('never learn of the servers');
    expect(wizardIn(drive).answers.vip).toBe('10.');
  });
});

describe('a draft', () => {
  const left = () => listOpen().keys('enter').type('10.0.0.210:80').keys('enter esc');

  test('is kept when a wizard is left, offered first, and gone on with', () => {
    const drive = left();
    expect(drive.state.notice?.text).toBe('kept as a draft: n goes on with it');
    drive.keys('n');
    expect(text(drive)).toMatch(/> New service · DR +draft of 12:04:31, 1 answer: TCP 10\.0\.0\.210:80/);
    expect(wizardIn(drive.keys('enter'))).toMatchObject({ at: 'rs', answers: { vip: '10.0.0.210:80' } });
  });

  test('outlives lvsh', () => {
    const saved = last(left(), 'save-preferences').preferences;
    const { preferences, problems } = readPreferences(JSON.parse(JSON.stringify(saved)));
    expect(problems).toEqual([]);
    const again = ready(new Drive({ preferences }).read(smallDirector())).keys('n enter');
    expect(wizardIn(again).answers).toEqual({ vip: '10.0.0.210:80' });
  });

  test('is of its director only', () => {
    const { preferences } = left().state;
    const source = { name: 'lb2', kind: 'local', readOnly: false } as const;
    expect(text(ready(new Drive({ preferences, source }).read(smallDirector())).keys('n'))).not.toContain(
      'draft',
    );
  });

  test('nothing answered is no draft', () => {
    const drive = listOpen().keys('enter esc');
    expect(drive.state.preferences.drafts).toEqual([]);
    expect(drive.state.notice).toBeUndefined();
  });

  test('is kept as it is filled in, so that a line that breaks loses nothing', () => {
    const drive = listOpen().keys('enter').type('10.0.0.210:80').keys('enter');
    expect(last(drive, 'save-preferences').preferences.drafts).toMatchObject([
      { kind: 'dr', director: 'lb1', answers: { vip: '10.0.0.210:80' } },
    ]);
  });

  test('is forgotten by x', () => {
    const drive = left().keys('n x');
    expect(drive.state.preferences.drafts).toEqual([]);
    expect(top(drive)).toBe('wizards');
  });

  test('where lvsh writes nothing it is kept in memory', () => {
    const source = {
      name: 'lb1',
      kind: 'local',
      readOnly: false,
      locked: 'lvsh was started with --read-only',
    } as const;
    const drive = listOpen({ source }).keys('enter').type('10.0.0.210:80').keys('esc');
    expect(drive.state.preferences.drafts).toHaveLength(1);
    expect(types(drive)).not.toContain('save-preferences');
  });

  test('a file of preferences that was edited cannot bring anything but drafts', () => {
    const bad = [
      { id: -1, kind: 'dr', director: 'lb1', answers: {} },
      { id: 1, kind: 'nope', director: 'lb1', answers: {} },
      { id: 1, kind: 'dr', director: 'lb1', answers: { vip: 7 } },
      { id: 1, kind: 'dr', director: 'lb1', answers: { vip: 'a\u001b[2J' } },
      { id: 1, kind: 'dr', director: 'lb1', answers: {}, built: { at: 'x' } },
    ];
    for (const draft of bad) {
      const { preferences, problems } = readPreferences({ drafts: [draft] });
      expect(preferences).toEqual(defaultPreferences);
      expect(problems).toHaveLength(1);
    }
  });
});

describe('the review', () => {
  test('shows the answers, the director’s commands and the scripts', () => {
    const page = text(reviewed());
    expect(page).toContain('TCP 10.0.0.210:80');
    expect(page).toContain('ip addr add 10.0.0.210/32 dev eth0');
    expect(page).toContain('ipvsadm -A -t 10.0.0.210:80');
    expect(page).toMatch(/lvs-\S*\.sh/);
  });

  test('checks once more, upon the machine as it is', () => {
    const drive = reviewed();
    expect(types(drive).at(-1)).toBe('read-ground');
    // Meanwhile somebody else made that service.
    const service = smallDirector().services[0];
    if (service?.id?.kind !== 'address') throw new Error('no service');
    const id = { ...service.id, address: service.id.address.replace('.200', '.210') as never };
    drive.read({ at: noon + 1000, services: [{ ...service, key: 'tcp:10.0.0.210:80', id }] });
    expect(text(drive)).toContain('✗ There is a service TCP 10.0.0.210:80 already');
    drive.keys('enter');
    expect(types(drive)).not.toContain('prepare');
    expect([top(drive), wizardIn(drive).at]).toEqual(['wizard', 'vip']);
  });

  test('enter makes a plan of the director’s part; esc leaves it and nothing was run', () => {
    const drive = prepareFresh(reviewed().keys('enter'));
    expect(drive.state.change?.stage.type).toBe('preview');
    expect([top(drive.keys('esc')), ran(drive)]).toEqual(['review', 0]);
  });

  test('after the run it stays open, and goes on to what remains', () => {
    const drive = built();
    expect(drive.state.change).toBeUndefined();
    expect(top(drive)).toBe('review');
    expect(text(drive)).toContain('✓ done at 12:04:31');
    expect(text(drive)).toContain('Still to do, on the other machines');
    expect(drive.state.notice?.text).toMatch(/^done, u undoes it; still to do: \d+ scripts?/);
    expect(handoutHere(drive.state)?.text).toContain('10.0.0.210');
  });

  test('left, it is found again with its scripts', () => {
    const drive = built().keys('esc');
    expect([top(drive), drive.state.notice?.text]).toEqual([undefined, 'n finds the scripts again']);
    drive.keys('n k');
    expect(text(drive)).toContain('built 12:04:31, scripts at hand');
    expect(top(drive.keys('enter'))).toBe('review');
    expect(handoutHere(drive.state)?.text).toContain('10.0.0.210');
  });

  test('what was built is not run twice, and other answers are another draft', () => {
    const drive = built().keys('k enter');
    expect(drive.state.notice?.text).toContain('it was run already');
    drive.keys('esc n k enter');
    expect(top(drive)).toBe('review');
    drive.keys('a shift-tab shift-tab shift-tab').type('=3').keys('tab');
    expect(drive.state.preferences.drafts.map(draft => draft.built !== undefined)).toEqual([false, true]);
  });

  test('undone it can be built again, and done again it stands', () => {
    const drive = built();
    const { plan } = last(drive, 'run');
    const stands = () => drive.state.preferences.drafts.map(draft => draft.built?.undone);
    const carried = (of: NonNullable<Plan['of']>, entry: string): void => {
      [drive.state] = afterRun(drive.state, 99, { ...plan, of }, entry);
    };
    carried({ entry: 'another', how: 'undo' }, 'e2');
    expect(stands()).toEqual([false]);
    carried({ entry: 'e1', how: 'undo' }, 'e2');
    expect(stands()).toEqual([true]);
    expect(text(drive)).toContain('make a plan of');
    carried({ entry: 'e1', how: 'redo' }, 'e3');
    expect(stands()).toEqual([false]);
    carried({ entry: 'e3', how: 'undo' }, 'e4');
    expect(stands()).toEqual([true]);
  });

  test('gone from the table it can be built again', () => {
    const drive = built();
    drive.send({ type: 'tick', now: noon + 2000 }).read(smallDirector(2));
    expect(text(drive)).toContain('make a plan of');
    expect(text(drive.keys('esc esc n'))).toContain('gone, was built 12:04:31');
  });

  test('a director that may not be changed keeps its plan as commands, with the reason', () => {
    const source = { name: 'lb1', kind: 'local', readOnly: false, locked: 'a test' } as const;
    const drive = reviewed({ source });
    expect(text(drive)).toContain('not from here: read-only: a test');
    drive.keys('enter');
    expect(types(drive)).not.toContain('prepare');
    expect(drive.state.notice?.text).toContain('read-only: a test');
  });

  test('a machine without IPVS gives scripts only', () => {
    const drive = reviewed({}, { ...machine, scriptsOnly: 'the kernel has no IPVS' });
    expect(text(drive)).toContain('Scripts only. The kernel has no IPVS.');
    drive.keys('enter');
    expect(types(drive)).not.toContain('prepare');
    expect(top(drive)).toBe('handout');
    expect(handoutHere(drive.state)?.id).toBe('director');
  });
});

describe('a script', () => {
  const open = () => reviewed().keys('j enter');

  test('is shown as it is, copied by y, explained by e', () => {
    const drive = open();
    const before = handoutHere(drive.state)?.text ?? '';
    expect(text(drive)).toContain('10.0.0.210');
    expect(last(drive.keys('y'), 'copy').text).toBe(before);
    drive.keys('e');
    const explained = handoutHere(drive.state)?.text ?? '';
    expect(explained.length).toBeGreaterThan(before.length);
    expect(handoutHere(drive.keys('e').state)?.text).toBe(before);
  });

  test('is written where the person says, executable', () => {
    const drive = open().keys('W');
    const { file = '' } = handoutHere(drive.state) ?? {};
    drive.keys('ctrl-u').type('/tmp/a.sh').keys('enter');
    expect(last(drive, 'write-file')).toMatchObject({ path: '/tmp/a.sh', mode: 0o755, over: false });
    expect(file).toMatch(/^[\w.-]+\.sh$/);
    drive.send({
      type: 'file-done',
      now: noon,
      result: { ok: true, value: { kind: 'written', path: '/tmp/a.sh' } },
    });
    expect(drive.state.prompt).toBeUndefined();
    expect(drive.state.notice?.text).toBe('/tmp/a.sh is written, mode 0755');
  });

  test('of practice is not written, for practice touches nothing real', () => {
    const source = { name: 'practice', kind: 'practice', readOnly: false } as const;
    const drive = reviewed({ source }, { ...machine, director: 'practice' }).keys('j enter W');
    expect([drive.state.prompt, drive.state.notice?.text]).toEqual([
      undefined,
      'Write the script into a file: practice does not touch this machine; y copies it',
    ]);
  });

  test('replaces nothing without being told to', () => {
    const drive = open().keys('W enter');
    const exists = { kind: 'exists', path: '/root/x.sh' } as const;
    drive.send({ type: 'file-done', now: noon, result: { ok: true, value: exists } });
    drive.keys('enter');
    expect(types(drive).filter(type => type === 'write-file')).toHaveLength(1);
    drive.keys('y');
    expect(last(drive, 'write-file').over).toBe(true);
  });

  test('of a file that is left alone nothing is written', () => {
    const drive = open().keys('W enter');
    const exists = { kind: 'exists', path: '/root/x.sh' } as const;
    drive.send({ type: 'file-done', now: noon, result: { ok: true, value: exists } });
    drive.keys('esc y');
    expect(types(drive).filter(type => type === 'write-file')).toHaveLength(1);
    expect(top(drive)).toBe('handout');
  });

  test('another name after a question is asked about anew', () => {
    const drive = open().keys('W enter');
    const exists = { kind: 'exists', path: '/root/x.sh' } as const;
    drive.send({ type: 'file-done', now: noon, result: { ok: true, value: exists } });
    drive.keys('backspace enter');
    expect(last(drive, 'write-file').over).toBe(false);
  });

  test('that cannot be written says why, and the path can be changed', () => {
    const drive = open().keys('W enter');
    drive.send({
      type: 'file-done',
      now: noon,
      result: failed({ kind: 'no-permission', what: '/x was not written' }),
    });
    expect(drive.state.notice?.text).toBe('/x was not written');
    expect(drive.state.prompt?.type).toBe('file');
  });
});

test('the path of a packet is drawn for each server', () => {
  const drive = reviewed().keys('p');
  expect(text(drive)).toContain('to 10.0.0.7:80, 1 of 2 servers');
  expect(text(drive.keys('right'))).toContain('to 10.0.0.14:80, 2 of 2 servers');
  expect(text(drive.keys('right'))).toContain('to 10.0.0.7:80');
  expect(top(drive.keys('esc'))).toBe('review');
});
