import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Production React has no jsxDEV.
  oxc: { jsx: { development: false } },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    reporters: ['default', './test/closing-line.ts'],
    // Two workers: the machines that run this have two cores, and the real kernel takes one of them.
    maxWorkers: 2,
    testTimeout: 20_000,
    env: { NODE_ENV: 'production' },
  },
});
