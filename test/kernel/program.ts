/** Programs of ours that run inside a guest: bundled into one file each, which the job folder carries in. */
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** The text of a program, from its main file (a path under test/kernel) and all that this imports. */
export const program = (entry: string): string => {
  const { outputFiles } = buildSync({
    entryPoints: [join(import.meta.dirname, entry)],
    write: false,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'warning',
    banner: {
      js: "import{createRequire as lvshRequire}from'node:module';const require=lvshRequire(import.meta.url);",
    },
  });
  return outputFiles[0]?.text ?? '';
};
