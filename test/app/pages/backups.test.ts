import { describe, expect, test } from 'vitest';
import { failed } from '../../../src/core/model/failure.ts';
import { noon } from '../director.ts';
import { linesOf, onDirector, open, proseOf, withBackups, withSaved } from './given.ts';

const backups = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    name: `b${index}`,
    at: new Date(noon - index * 3_600_000).toISOString(),
    user: `user${index}`,
    size: 100,
  }));
const page = (count: number, rows = 24) =>
  withBackups(open(withSaved(onDirector({ rows })), 'backups'), backups(count));
const cursor = (lines: readonly string[]): string | undefined => lines.find(line => line.startsWith(' >'));

describe('the backups', () => {
  test('have a cursor that moves, and stays inside', () => {
    const drive = page(3);
    expect(cursor(linesOf(drive))).toContain('user0');
    expect(cursor(linesOf(drive.keys('j')))).toContain('user1');
    expect(cursor(linesOf(drive.keys('j j j')))).toContain('user2');
    expect(cursor(linesOf(drive.keys('k k k k')))).toContain('user0');
  });

  test('of more than the screen holds, those around the cursor are there', () => {
    const drive = page(60, 15);
    expect(linesOf(drive).length).toBeLessThanOrEqual(13);
    for (let step = 0; step < 59; step++) {
      drive.keys('j');
      expect(cursor(linesOf(drive))).toContain(`user${step + 1} `);
      expect(linesOf(drive).length).toBeLessThanOrEqual(13);
    }
  });

  test('none, no file, not read', () => {
    expect(proseOf(page(0))).toContain('None yet.');
    const unknown = open(onDirector().send({ type: 'saved-done', now: noon, saved: {} }), 'backups');
    expect(proseOf(unknown)).toContain('No rules file of this system is known');
    const broken = open(withSaved(onDirector()), 'backups').send({
      type: 'backups-done',
      now: noon,
      result: failed({ kind: 'read', what: 'The folder is gone' }),
    });
    expect(proseOf(broken)).toContain('! The folder is gone');
  });
});
