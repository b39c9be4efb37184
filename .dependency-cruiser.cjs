// The house's one rule: imports point down. A folder may import itself and what stands under it here.
const floors = [
  'core/model',
  'core/words',
  'core/ipvsadm',
  'core/keepalived',
  'core/director',
  'core/kernel',
  'core/net',
  'core/plan',
  'core/journal',
  'core/saved',
  'core/intent',
  'core/drain',
  'core/line',
  'core/verbs',
  'core/machine',
  'core/explain',
  'core/cluster',
  'core/path',
  'core/script',
  'core/neighbour',
  'core/wizard',
  'host',
  'app',
  'ui',
  'terminal',
  'cli',
  'main',
];

const upward = floors.slice(0, -1).map((floor, level) => ({
  name: `${floor} imports only what is under it`,
  severity: 'error',
  from: { path: `^src/${floor}(/|\\.)` },
  to: { path: `^src/(${floors.slice(level + 1).join('|')})(/|\\.)` },
}));

module.exports = {
  forbidden: [
    { name: 'no circles', severity: 'error', from: {}, to: { circular: true } },
    ...upward,
    {
      name: 'only host touches processes and files',
      severity: 'error',
      from: { path: '^src/(core|app|ui)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'app and ui never reach the machine',
      severity: 'error',
      from: { path: '^src/(app|ui)/' },
      to: { path: '^src/host/' },
    },
    {
      name: 'core and app do not know Ink',
      severity: 'error',
      from: { path: '^src/(core|app|host)/' },
      to: { path: 'node_modules/(ink|react)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
