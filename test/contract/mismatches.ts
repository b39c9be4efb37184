/** `npx tsx test/contract/mismatches.ts [NAME...]`: where the practice director differs from the recordings. */
import { describeDifferences, differences } from './compare.ts';
import { playOnPractice } from './practice.ts';
import { readRecording } from './recordings.ts';
import { allScripts } from './script.ts';

const asked = process.argv.slice(2);
let [lines, wrong] = [0, 0];
for (const script of allScripts()) {
  if (asked.length > 0 && !asked.some(name => script.name.startsWith(name))) continue;
  const recording = readRecording(script.name);
  if (recording === undefined) {
    process.stdout.write(`${script.name}: not recorded\n`);
    continue;
  }
  const found = differences(recording, playOnPractice(script));
  lines += recording.lines.length + recording.after.length;
  wrong += found.length;
  if (found.length > 0) process.stdout.write(`${describeDifferences(found)}\n`);
}
process.stdout.write(`${wrong} differences in ${lines} lines\n`);
