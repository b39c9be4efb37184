// Bundles lvsh into dist/lvsh.js: one file, production React, which halves the start (see src/terminal/README.md).
import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';

const { version } = JSON.parse(await readFile(new URL('package.json', import.meta.url), 'utf8'));

// Ink imports its devtools bridge statically; an external would fail at run time, so it becomes an empty module.
const noDevtools = {
  name: 'no-devtools',
  setup(b) {
    b.onResolve({ filter: /^react-devtools-core$/ }, () => ({
      path: 'react-devtools-core',
      namespace: 'empty',
    }));
    b.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'export default {};' }));
  },
};

await build({
  absWorkingDir: import.meta.dirname,
  entryPoints: ['src/main.ts'],
  outfile: 'dist/lvsh.js',
  bundle: true,
  minify: true,
  keepNames: false,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  legalComments: 'none',
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': '"production"', LVSH_VERSION: JSON.stringify(version) },
  banner: {
    js: "import{createRequire as lvshRequire}from'node:module';const require=lvshRequire(import.meta.url);",
  },
  plugins: [noDevtools],
});
