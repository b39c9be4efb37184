import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeDifferences, differences } from './compare.ts';
import { playOnPractice } from './practice.ts';
import { readRecording } from './recordings.ts';
import { allScripts } from './script.ts';

const scripts = allScripts();

describe('the practice director does what the real kernel did', () => {
  it.each(scripts)('$name', script => {
    const recording = readRecording(script.name);
    if (recording === undefined)
      throw new Error(`not recorded; run: npx tsx test/contract/record.ts ${script.name}`);
    expect(describeDifferences(differences(recording, playOnPractice(script)))).toBe('');
  });
});

describe('the contract', () => {
  const lines = scripts.flatMap(script => script.lines);

  it('has at least 300 command lines and 40 pick sequences', () => {
    expect(lines.filter(line => line.startsWith('ipvsadm')).length).toBeGreaterThanOrEqual(300);
    const sequences = scripts
      .filter(script => script.name.startsWith('pick-'))
      .flatMap(script => script.lines);
    expect(sequences.filter(line => /^connect .*-n \d/.test(line)).length).toBeGreaterThanOrEqual(40);
  });

  it('has a recording for every script and no other', () => {
    const recorded = readdirSync(join(import.meta.dirname, 'recorded')).sort();
    expect(recorded).toEqual(scripts.map(script => `${script.name}.json`).sort());
  });

  it('notices a changed byte, a changed exit code and a changed pick', () => {
    const recording = readRecording('pick-rr');
    if (recording === undefined) throw new Error('pick-rr is not recorded');
    const changed = (change: (text: string) => string) => ({
      ...recording,
      lines: recording.lines.map((line, index) =>
        index === 4 ? { ...line, stdout: change(line.stdout) } : line,
      ),
    });
    expect(
      differences(
        recording,
        changed(text => `${text} `),
      ),
    ).toHaveLength(1);
    expect(
      differences(
        recording,
        changed(text => text.replace('10.0.0.13', '10.0.0.12')),
      ),
    ).toHaveLength(1);
    expect(differences(recording, recording)).toHaveLength(0);
  });
});
