// Bundles lvsh into dist/lvsh.js, production React, which halves the start; what is needed later (Ink, conf, execa) stands in
// files of its own beside it, which takes off another fifth (see src/terminal/README.md).
import { readdir, readFile, rm } from 'node:fs/promises';
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

const { metafile } = await build({
  absWorkingDir: import.meta.dirname,
  entryPoints: { lvsh: 'src/main.ts' },
  outdir: 'dist',
  chunkNames: 'lvsh-[name]-[hash]',
  splitting: true,
  metafile: true,
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

// Parts of earlier builds.
for (const name of await readdir(new URL('dist/', import.meta.url))) {
  if (!(`dist/${name}` in metafile.outputs)) await rm(new URL(`dist/${name}`, import.meta.url));
}
