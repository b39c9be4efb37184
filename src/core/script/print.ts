/** The one place where scripts become text: POSIX sh with `start`, `stop` and `status`. */
import { clean, comment } from './print-comment.ts';
import { printIdle, printMain, printMemory, printReport, printRun, printWant } from './print-engine.ts';
import { keysOf } from './print-key.ts';
import { type Piece, printPieces } from './print-pieces.ts';
import { printNeeds } from './print-programs.ts';
import { type Step, stepOf } from './print-step.ts';
import { assignment, shellWords } from './print-words.ts';
import type { Item, Script } from './script.types.ts';

/** The script's name as a file's name, whatever it was. */
const fileName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[.-]+/, '') || 'lvs';

/**
 * Where a script remembers. Kernel settings are gone after a reboot, and so is /run. Files are not: what was
 * there before they came is kept where it stays, too.
 */
const memoryOf = ({ items }: Script): string =>
  items.some(item => item.do.what === 'file' || item.do.what === 'program')
    ? '/var/lib/lvsh/scripts'
    : '/run/lvsh';

const printHeader = (script: Script, file: string): string =>
  [
    '#!/bin/sh',
    ...comment(`${file}.sh: for ${script.role === 'NFS host' ? 'the' : 'a'} ${script.role}`),
    '#',
    ...script.header.flatMap(line => comment(line)),
    '#',
    '# How it is used, as root:',
    `#   sh ${file}.sh start    does it; a second time does no harm`,
    `#   sh ${file}.sh stop     gives back what was there before start`,
    `#   sh ${file}.sh status   checks it, and says what is wrong (exit code 1)`,
  ].join('\n');

const printSettings = (script: Script, file: string, literal: string): string =>
  [
    ...(script.items.length > 0
      ? ['# shellcheck disable=SC2317,SC2329 # functions that want calls by the name of their kind']
      : []),
    ...(/[$`~\\]/.test(literal)
      ? ['# shellcheck disable=SC1003,SC2016,SC2088 # what stands in single quotes is meant as it stands']
      : []),
    `name='${file}'`,
    ...(script.items.length > 0
      ? [
          'space=$(readlink /proc/self/ns/net | tr -cd 0-9) # a network namespace of its own remembers for itself',
          '[ "$space" = "$(readlink /proc/1/ns/net | tr -cd 0-9)" ] && space=',
          `memory=${memoryOf(script)}$space/$name # what was there before`,
        ]
      : []),
    'export LC_ALL=C PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"',
  ].join('\n');

const indented = (lines: readonly string[], indent: string): readonly string[] =>
  lines.map(line => `${indent}${line}`);

const printStep = (key: string, { why, without }: Item, step: Step, explain: boolean): readonly string[] => {
  const lines = indented([assignment('harm', clean(without ?? why)), ...step.lines], '      ');
  return [...(explain ? comment(why, '    ') : []), `    ${key})`, `${lines.join('\n')} ;;`];
};

/** Names one after another on lines of at most 110 columns. */
const wrapped = (names: readonly string[]): readonly string[] => {
  const lines: string[] = [];
  for (const name of names) {
    const last = lines.at(-1);
    if (last === undefined || last.length + name.length > 108) lines.push(name);
    else lines[lines.length - 1] = `${last} ${name}`;
  }
  return lines;
};

const printSteps = (
  { items }: Script,
  keys: readonly string[],
  steps: readonly Step[],
  explain: boolean,
): string =>
  items.length === 0
    ? ''
    : [
        '# What is to be so, step by step: start takes them in this order, stop from the last to the first.',
        `steps='${wrapped(keys).join('\n')}'`,
        'step() {',
        '  case $key in',
        ...steps.flatMap((step, at) => {
          const [item, key] = [items[at], keys[at]];
          return item === undefined || key === undefined ? [] : printStep(key, item, step, explain);
        }),
        '  esac',
        '}',
      ].join('\n');

const printStatus = ({ items, checks }: Script): string =>
  [
    'status() {',
    ...(items.length === 0 ? ['  wrong=0'] : ['  verb=status wrong=0', '  for key in $steps; do step; done']),
    ...checks.flatMap(({ run, wrong, right }) => [
      `  check ${shellWords([clean(right ?? run.join(' '))])} \\`,
      `    ${shellWords([clean(wrong)])} \\`,
      `    ${shellWords(run)}`,
    ]),
    '  return "$wrong"',
    '}',
  ].join('\n');

/** Where one of two pieces is all of the other and more, the other is not needed. */
const without: Partial<Record<Piece, Piece>> = {
  largerSysctl: 'sysctl',
  classicLargerSysctl: 'classicSysctl',
  wordyAddress: 'address',
};

const piecesOf = (script: Script, steps: readonly Step[]): readonly Piece[] => {
  const used = [
    ...steps.flatMap(step => step.pieces),
    ...(script.checks.length === 0 ? [] : ['check' as const]),
  ];
  const covered = new Set(used.map(piece => without[piece]));
  return used.filter(piece => !covered.has(piece));
};

/**
 * A script as text that runs in every POSIX shell (dash, bash, BusyBox): `start`, `stop` and `status`, and
 * the way it is used without a word (exit code 2). Exit code 1: something failed, or is not as it should be.
 * `explain` puts the reason of every step before it, as comments. Values are quoted here and nowhere else;
 * nothing of what a script holds can end a comment or a quoted word. NUL bytes are left out, for a shell has
 * no word that holds one.
 */
export const printScript = (script: Script, options: { readonly explain: boolean }): string => {
  const file = fileName(script.name);
  const steps = script.items.map(item => stepOf(item.do, script.flavour));
  const pieces = piecesOf(script, steps);
  const changes = steps.length > 0;
  const least = script.items.some(item => item.do.what === 'sysctl' && item.do.atLeast === true);
  const parts = [
    printHeader(script, file),
    printSettings(script, file, [...steps.flatMap(step => step.lines), printStatus(script)].join('\n')),
    printSteps(script, keysOf(script), steps, options.explain),
    [
      '# How it is done. Nothing from here on is about this machine.',
      ...(pieces.length > 0 ? [printPieces(pieces)] : []),
      ...(changes ? [printWant(least), printMemory(pieces.includes('file')), printRun()] : [printIdle()]),
      printStatus(script),
      printReport(),
    ].join('\n'),
    printMain(changes, printNeeds(steps.flatMap(step => step.programs))),
  ];
  return `${parts.filter(part => part !== '').join('\n\n')}\n`;
};
