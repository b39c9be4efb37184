import { describe, expect, it } from 'vitest';
import { describeDifferences, differences } from '../contract/compare.ts';
import { playOnKernel } from '../contract/guest.ts';
import { readRecording } from '../contract/recordings.ts';
import { allScripts } from '../contract/script.ts';
import { kernelSuite, skipKernel } from './uml.ts';

describe.skipIf(skipKernel())(kernelSuite('the real kernel'), () => {
  it('still does what is recorded', { timeout: 600_000 }, async () => {
    const played = await playOnKernel(allScripts());
    const found = played.flatMap(now => {
      const recording = readRecording(now.script);
      if (recording === undefined) throw new Error(`${now.script} is not recorded`);
      return differences(recording, now);
    });
    expect(describeDifferences(found)).toBe('');
  });
});
