/**
 * The proof: labs of bare machines (guides A1 to A10 with their networks and addresses, the other families and tunnels), on
 * which nothing is done but what lvsh does on the director and what its scripts do elsewhere. Real requests are answered, the
 * frames on the wires are those that lvsh draws, and afterwards everything is as it was.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Hop } from '../../src/core/path/hop.types.ts';
import { differingLines } from './cluster/pictures.ts';
import { type Played, playScenarios } from './cluster/play.ts';
import type { Asked } from './cluster/scenario.types.ts';
import { scenarios } from './cluster/scenarios.ts';
import { ownerOf, pcapNames, readMacs, unseen } from './cluster/wires.ts';
import { kernelSuite, skipKernel } from './uml.ts';

/** What `lvsh path --json` prints. */
interface Drawn {
  readonly paths: readonly { readonly server: string; readonly hops: readonly Hop[] }[];
}

const ends = async (played: Played, name: string): Promise<string> => {
  const [exit, out, err] = [
    await played.text(`${name}.exit`),
    await played.text(`${name}.out`),
    await played.text(`${name}.err`),
  ];
  return exit === '0\n' ? 'done' : `${name}: exit ${exit.trim()}\n${out}${err}`;
};

/** What was answered to each request of a question. */
const answersTo = async (played: Played, name: string): Promise<readonly (readonly string[])[]> => {
  const asked = JSON.parse((await played.text(`${name}.json`)) || '[]') as readonly Asked[];
  return asked.map(({ answers }) => answers.map(({ answer }) => answer));
};

describe.skipIf(skipKernel())(kernelSuite('what lvsh builds'), () => {
  let lab: Awaited<ReturnType<typeof playScenarios>>;

  beforeAll(async () => {
    lab = await playScenarios(scenarios);
  }, 1_750_000);
  afterAll(() => lab?.remove());

  describe.each(scenarios.map(scenario => [scenario.title, scenario] as const))('%s', (_title, scenario) => {
    const played = (): Played => lab.of(scenario.name);
    const runs = (verb: string): readonly string[] =>
      scenario.scripts.map(({ machine, file }) => `${verb}.${machine}.${file}`);

    const again = (verb: string): readonly string[] => (scenario.twice === true ? runs(verb) : []);

    it('is built by lvsh and its scripts', async () => {
      const steps = [
        ...scenario.build.map((_, index) => `build${index}`),
        ...runs('start'),
        ...again('start2'),
      ];
      for (const step of steps) expect(await ends(played(), step)).toBe('done');
    });

    it('answers', async () => {
      for (const [name, { expect: expected }] of Object.entries(scenario.asks))
        expect(await answersTo(played(), name), name).toSatisfy(expected);
      for (const { machine } of scenario.tries ?? []) {
        expect(await ends(played(), `try.${machine}`)).toBe('done');
        for (const web of ['web1', 'web2']) expect(await played().text(`try.${machine}.out`)).toContain(web);
      }
    });

    const { watch } = scenario;
    if (watch !== undefined)
      it('shows on the wires what lvsh draws', async () => {
        expect(await ends(played(), 'path')).toBe('done');
        const { paths } = JSON.parse(await played().text('path.out')) as Drawn;
        const server = (await answersTo(played(), 'watched'))[0]?.[0] ?? '';
        const drawn = paths.find(
          path => ownerOf(scenario, path.server.replace(/:\d+$|[[\]]/g, '')) === server,
        );
        expect(drawn?.hops.length ?? 0, `a drawing for ${server}`).toBeGreaterThan(2);
        const cards = await played().text('macs');
        const pcaps = await Promise.all(pcapNames(cards).map(name => played().bytes(name)));
        expect(unseen(drawn?.hops ?? [], server, readMacs(cards), pcaps, watch.gue ?? 0)).toEqual([]);
      });

    it('is found in order by the scripts themselves', async () => {
      for (const step of runs('status')) expect(await ends(played(), step)).toBe('done');
    });

    it('goes without a trace', async () => {
      const undone = scenario.scriptsOnly === true ? [] : scenario.build.map((_, index) => `undo${index}`);
      const steps = [...runs('stop'), ...again('stop2'), ...undone];
      for (const step of steps) expect(await ends(played(), step)).toBe('done');
      const machines = new Set(['director', ...scenario.scripts.map(({ machine }) => machine)]);
      for (const machine of machines)
        expect(
          differingLines(await played().text(`before.${machine}`), await played().text(`after.${machine}`)),
          machine,
        ).toEqual([]);
    });
  });
});
