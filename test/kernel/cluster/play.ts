/** Plays proofs in one guest: the script that it runs, and what it left. */
import { join } from 'node:path';
import { quote } from '../../../src/core/ipvsadm/print.ts';
import { runGuest } from '../uml.ts';
import type { Scenario } from './scenario.types.ts';

const repo = join(import.meta.dirname, '../../..');

const line = (words: readonly string[]): string => words.map(quote).join(' ');

/** Runs a command on a machine, and keeps what it says and how it ends under a name. */
const kept = (name: string, command: string): string =>
  `${command} > "$RESULTS/${name}.out" 2> "$RESULTS/${name}.err"; echo $? > "$RESULTS/${name}.exit"`;

const onScript = (verb: string, { scripts }: Scenario): readonly string[] =>
  scripts.map(({ machine, file }) =>
    kept(
      `${verb}.${machine}.${file}`,
      `on ${machine} sh "$RESULTS/scripts/${file}" ${verb.replace(/\d/, '')}`,
    ),
  );

/** The bash lines of one proof. */
const linesOf = (scenario: Scenario): readonly string[] => {
  const { name, hardware, build, serve, asks, watch, tries = [], twice = false } = scenario;
  const machines = [...new Set(['director', ...scenario.scripts.map(({ machine }) => machine)])].join(' ');
  return [
    `lab ${name}`,
    hardware,
    `pictured='${machines}'`,
    'picture before',
    ...build.map((words, index) =>
      kept(`build${index}`, `lvsh ${line(words).replaceAll('SCRIPTS', '"$RESULTS/scripts"')}`),
    ),
    ...onScript('start', scenario),
    ...(twice ? onScript('start2', scenario) : []),
    ...Object.entries(serve).map(([machine, places]) => `serve ${machine} ${line(places)}`),
    ...Object.entries(asks).map(
      ([what, { machine, requests }]) => `ask ${machine} ${what}.json ${quote(JSON.stringify(requests))}`,
    ),
    ...tries.map(({ machine, file }) =>
      kept(`try.${machine}`, `on ${machine} sh "$RESULTS/scripts/${file}" start`),
    ),
    ...(watch === undefined
      ? []
      : [
          'watch_wires wire',
          `ask ${watch.machine} watched.json ${quote(JSON.stringify([watch.request]))}`,
          'unwatch_wires',
          kept('path', `lvsh path ${line(watch.path)} --json`),
        ]),
    ...onScript('status', scenario),
    kept('table', 'on director ipvsadm -Sn'),
    ...[...onScript('stop', scenario)].reverse(),
    ...(twice ? [...onScript('stop2', scenario)].reverse() : []),
    ...(scenario.scriptsOnly === true
      ? []
      : build.map((_, index) => kept(`undo${index}`, 'lvsh undo --yes'))),
    'picture after',
    'dismantle',
  ];
};

/** What is left of one proof. */
export interface Played {
  /** A text by its file's name; empty where there is none. */
  text(name: string): Promise<string>;
  bytes(name: string): Promise<Buffer>;
}

/** Plays all of them in one guest. `remove` removes what they left. */
export const playScenarios = async (
  scenarios: readonly Scenario[],
): Promise<{
  readonly of: (name: string) => Played;
  readonly log: string;
  readonly remove: () => Promise<void>;
}> => {
  const script = [
    `export NODE=${quote(process.execPath)} REPO=${quote(repo)}`,
    '. "$REPO/test/kernel/cluster/lab.sh"',
    ...scenarios.flatMap(linesOf),
  ].join('\n');
  const guest = await runGuest({ script, memory: 1200, timeoutMs: 1_700_000 });
  if (guest.exit === undefined)
    throw new Error(`the guest did not come to an end: ${guest.stderr.slice(-2000)}`);
  return {
    of: name => ({
      text: file => guest.file(`${name}/${file}`).catch(() => ''),
      bytes: file => guest.bytes(`${name}/${file}`),
    }),
    log: guest.stderr,
    remove: guest.remove,
  };
};
