/** Changes as text: previews, ends, weights that gather, the menu, the `:` line, the banner. Pictures as in views.test.ts. */
import { describe, test } from 'vitest';
import { done, end, keepalived, prepare, small, smallSetup } from '../app/changing.ts';
import { withSaved } from '../app/pages/given.ts';
import { picture, sizes } from './picture.ts';

describe('a preview', () => {
  test.each(sizes)('%dx%d', (columns, rows) =>
    picture('change-drain', prepare(small({ columns, rows }).keys('j d'))),
  );
  test('that is destructive, with its name half typed', () =>
    picture('change-destructive', prepare(small().keys('x')).type('TCP 10.0')));
  test('of a rules file', () => {
    const path = '/etc/sysconfig/ipvsadm';
    const drive = withSaved(small()).keys('s');
    return picture(
      'change-save',
      prepare(drive, { ...smallSetup, files: { [path]: '-A -t 10.0.0.200:80 -s rr\n' } }),
    );
  });
});

describe('a change that ended', () => {
  test('in the middle', () => {
    const drive = prepare(small().keys('j space space d')).keys('y');
    return picture(
      'change-stopped',
      end(drive, {
        kind: 'stopped',
        entry: 'e1',
        applied: [0],
        step: 1,
        failure: {
          kind: 'not-found',
          what: 'The service has no such real server',
          advice: 'Compare its address and port with ipvsadm -Ln',
        },
        differs: [],
      }),
    );
  });
  test('well', () => picture('change-done', end(prepare(small().keys('j d')).keys('enter'), done)));
  test('while it runs', () => picture('change-running', prepare(small().keys('j d')).keys('enter')));
});

describe('weights', () => {
  test.each(sizes)('%dx%d', (columns, rows) =>
    picture('weights', small({ columns, rows }).keys('j f7 f7 j f6')),
  );
});

describe('the menu', () => {
  test.each(sizes)('%dx%d', (columns, rows) => picture('menu', small({ columns, rows }).keys('j .')));
  test('where nothing may be changed', () =>
    picture(
      'menu-locked',
      small({ source: { name: 'lb1', kind: 'local', readOnly: false, locked: 'a test' } }).keys('j .'),
    ));
});

describe('the line', () => {
  test.each(sizes)('of ipvsadm, %dx%d', (columns, rows) =>
    picture('line-add', small({ columns, rows }).keys(':').type('-a -t 10.0.0.200:80 -r 10.0.0.9:8080 -g ')),
  );
  test('with a value that cannot be', () =>
    picture('line-wrong', small().keys(':').type('weight 10.0.0.7 70000x')));
  test('of plain words', () => picture('line-verbs', small().keys(':').type('dr')));
  test('of schedulers', () => picture('line-schedulers', small().keys(':').type('-A -t 10.0.0.1:80 -s ')));
});

describe('the owner of the table', () => {
  test.each(sizes)('%dx%d', (columns, rows) => {
    const drive = small({ columns, rows });
    drive.send({ type: 'owners-done', now: drive.state.now, owners: [keepalived] });
    return picture('owner', drive);
  });
  test('is asked about before a change', () => {
    const drive = small();
    drive.send({ type: 'owners-done', now: drive.state.now, owners: [keepalived] });
    return picture('owner-change', prepare(drive.keys('j d')));
  });
});
