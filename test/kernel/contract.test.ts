import { describe, expect, it } from 'vitest';
import { type Difference, describeDifferences, differences } from '../contract/compare.ts';
import { playWhatCan } from '../contract/guest.ts';
import { readRecording } from '../contract/recordings.ts';
import { allScripts, type Script } from '../contract/script.ts';
import { kernelSuite, skipKernel } from './uml.ts';

describe.skipIf(skipKernel())(kernelSuite('the real kernel'), () => {
  it('still does what is recorded', { timeout: 900_000 }, async () => {
    const late = new Set<string>();
    const play = async (scripts: readonly Script[]): Promise<readonly Difference[]> => {
      const played = await playWhatCan(scripts);
      const names = new Set(played.map(({ script }) => script));
      for (const { name } of scripts) if (!names.has(name)) late.add(name);
      return played.flatMap(now => {
        const recording = readRecording(now.script);
        if (recording === undefined) throw new Error(`${now.script} is not recorded`);
        return differences(recording, now, true);
      });
    };
    const found = await play(allScripts());
    // What timing alone can change on a busy machine does not happen three times.
    const retry = (earlier: readonly Difference[]): Promise<readonly Difference[]> => {
      const doubtful = new Set(earlier.map(({ script }) => script));
      return play(allScripts().filter(({ name }) => doubtful.has(name)));
    };
    const again = await retry(await retry(found));
    // What differed and then did not come in time has not been cleared of it.
    const uncleared = found.filter(({ script }) => late.has(script));
    expect(describeDifferences([...again, ...uncleared])).toBe('');
    // A machine that is too slow for a few of them has said nothing against the rest.
    if (late.size > 0) console.warn(`not played in time, and so not compared: ${[...late].join(' ')}`);
    expect(late.size).toBeLessThanOrEqual(allScripts().length / 20);
  });
});
