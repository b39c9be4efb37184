/** Bundles a program of the tests the way lvsh itself is bundled (build.js): minified, production React. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';

const noDevtools: Plugin = {
  name: 'no-devtools',
  setup(b) {
    b.onResolve({ filter: /^react-devtools-core$/ }, () => ({
      path: 'react-devtools-core',
      namespace: 'empty',
    }));
    b.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'export default {};' }));
  },
};

/** A bundled program and how to be rid of it. It lies inside the repository, so that paths stay as they are. */
export const bundle = async (
  entry: string,
): Promise<{ readonly file: string; readonly dispose: () => void }> => {
  const folder = mkdtempSync(join('node_modules', '.lvsh-bench-'));
  const file = join(folder, 'program.mjs');
  await build({
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    minify: process.env.LVSH_BENCH_PLAIN === undefined,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'warning',
    define: { 'process.env.NODE_ENV': '"production"', LVSH_VERSION: '"0.0.0"' },
    banner: {
      js: "import{createRequire as lvshRequire}from'node:module';const require=lvshRequire(import.meta.url);",
    },
    plugins: [noDevtools],
  });
  return { file, dispose: () => rmSync(folder, { recursive: true, force: true }) };
};
