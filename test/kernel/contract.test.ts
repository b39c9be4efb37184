import { describe, expect, it } from 'vitest';
import { type Difference, describeDifferences, differences } from '../contract/compare.ts';
import { playOnKernel } from '../contract/guest.ts';
import { readRecording } from '../contract/recordings.ts';
import { allScripts, type Script } from '../contract/script.ts';
import { kernelSuite, skipKernel } from './uml.ts';

describe.skipIf(skipKernel())(kernelSuite('the real kernel'), () => {
  it('still does what is recorded', { timeout: 600_000 }, async () => {
    const play = async (scripts: readonly Script[]): Promise<readonly Difference[]> =>
      (await playOnKernel(scripts)).flatMap(now => {
        const recording = readRecording(now.script);
        if (recording === undefined) throw new Error(`${now.script} is not recorded`);
        return differences(recording, now);
      });
    const found = await play(allScripts());
    // What timing alone can change on a busy machine does not happen twice.
    const doubtful = new Set(found.map(({ script }) => script));
    const again = await play(allScripts().filter(({ name }) => doubtful.has(name)));
    expect(describeDifferences(again)).toBe('');
  });
});
