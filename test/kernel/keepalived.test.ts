import { describe, expect, it } from 'vitest';
import { readKeepalived } from '../../src/core/keepalived/read.ts';
import { caseFiles, casePath, configId, missingPackage, playKeepalived } from '../core/keepalived/guest.ts';
import { recordedCases, saveText, tableAtRecording, thresholdsText } from '../core/keepalived/recorded.ts';
import { kernelSuite, skipKernel } from './uml.ts';

const missing = missingPackage();
const how = `not installed: ${missing}; run: apt-get install -y --no-install-recommends ${missing}`;

/** As for the kernel: where the suite may not be skipped, a missing keepalived is an error. */
const skip = (): boolean => {
  if (skipKernel() || missing === undefined) return skipKernel();
  if (process.env.LVSH_KERNEL === 'required') throw new Error(`real-kernel suite: ${how}`);
  return true;
};

const suite = kernelSuite('the real keepalived');

describe.skipIf(skip())(missing === undefined ? suite : `${suite} (${how})`, () => {
  it('makes the table that is read, and does what is recorded', { timeout: 320_000 }, async () => {
    const [made] = await playKeepalived(['all']);
    const table = tableAtRecording(readKeepalived(caseFiles(), casePath('all'), configId));
    expect(saveText(table)).toBe(made?.save);
    expect(thresholdsText(table)).toBe(made?.thresholds);
    // Another version of keepalived may do otherwise: then the cases are to be recorded anew and looked through.
    const recorded = recordedCases();
    expect(made?.version).toBe(recorded.version);
    expect(made?.save).toBe(recorded.save);
    expect(made?.lines).toEqual(recorded.lines);
  });
});
