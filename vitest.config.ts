import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The longest first, so that no worker is left with one of them alone at the end. */
const long = [
  'cluster',
  'keys',
  'two',
  'restore',
  'drain',
  'killed',
  'hostile',
  'lvsh',
  'undo',
  'neighbour',
  'openings',
  'dr-lines',
  'keepalived',
  'items',
];

/** This one has two guests, and plays again what came late: the machine is its own at the end. */
const last = '/kernel/contract.test.ts';

const rank = ({ moduleId }: TestSpecification): number => {
  if (moduleId.endsWith(last)) return long.length + 1;
  const at = long.findIndex(name => moduleId.endsWith(`/kernel/${name}.test.ts`));
  return at < 0 ? long.length : at;
};

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}

export default defineConfig({
  // Production React has no jsxDEV.
  oxc: { jsx: { development: false } },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    reporters: ['default', './test/closing-line.ts'],
    // Two workers: the machines that run this have two cores, and the real kernel takes one of them.
    maxWorkers: 2,
    sequence: { sequencer: LongFirst },
    testTimeout: 20_000,
    env: { NODE_ENV: 'production' },
  },
});
