import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readKeepalived } from '../../../src/core/keepalived/read.ts';
import { caseFiles, casePath, configId } from './guest.ts';
import { recordedCases, saveText, tableAtRecording, thresholdsText } from './recorded.ts';

const reading = readKeepalived(caseFiles(), casePath('all'), configId);
const recorded = recordedCases();

/** Lines of which keepalived complains and that say nothing of the table: delay_loop, virtualhost. */
const besides = new Set(['weights.conf:71', 'words.conf:70']);

/** Whether a problem names a line, or one a little before: at the end of a block keepalived names its last line. */
const isNamed = (line: string): boolean => {
  const [file, number] = line.split(':');
  return reading.problems.some(
    problem =>
      basename(problem.file) === file && problem.line <= Number(number) && problem.line >= Number(number) - 5,
  );
};

describe('what the real keepalived made of the cases', () => {
  it('is the table that is read', () => {
    expect(saveText(tableAtRecording(reading))).toBe(recorded.save);
  });

  it('has the thresholds that are read', () => {
    expect(thresholdsText(tableAtRecording(reading))).toBe(recorded.thresholds);
  });

  it('has no complaint that is not a problem here', () => {
    // Options of checkers are not read; and its main process takes their blocks apart otherwise than it acts.
    const lines = recorded.lines.filter(line => !line.startsWith('checks.conf:') && !besides.has(line));
    expect(lines.length).toBeGreaterThan(140);
    expect(lines.filter(line => !isNamed(line))).toEqual([]);
  });

  it('has nothing that the cases mean to be clean and that is a problem here', () => {
    const clean = ['alpha.conf', 'crlf.conf', 'failing.conf', 'server.part', 'a.inc', 'd.part'];
    expect(reading.problems.filter(({ file }) => clean.includes(basename(file)))).toEqual([]);
  });
});

describe('a reading of the cases', () => {
  it('knows that there is a vrrp_instance', () => {
    expect(reading.vrrp).toBe(true);
    expect(reading.namespace).toBeUndefined();
  });

  it('names what is included and was not given, but not what is for another machine', () => {
    const names = reading.unread.map(path => path.slice(casePath('').length - '.conf'.length));
    expect(names).toEqual(['"includes/server.part"', 'nothing*', 'includes']);
  });
});
