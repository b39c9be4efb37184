/** Changes in tests of the app: what they read is the small director, and how they end is said by the test. */
import type { Effect } from '../../src/app/effect.ts';
import type { Start } from '../../src/app/start.ts';
import type { Owner } from '../../src/core/machine/owners.types.ts';
import { type Setup, withinScope } from '../../src/core/model/setup.ts';
import { configured } from '../../src/core/plan/configured.ts';
import type { Outcome } from '../../src/core/plan/outcome.types.ts';
import { smallDirector } from './director.ts';
import { Drive } from './drive.ts';

/** What the small director is set to. */
export const smallSetup: Setup = {
  services: smallDirector().services.flatMap(seen => configured(seen) ?? []),
  timeouts: { tcp: 900, tcpFin: 120, udp: 300 },
  daemons: [],
  sysctls: {
    'net.ipv4.vs.expire_quiescent_template': '0',
    'net.ipv4.vs.expire_nodest_conn': '0',
  },
  files: {},
};

/** The latest effect of a type. */
export const last = <T extends Effect['type']>(
  drive: Drive,
  type: T,
): Extract<Effect, { readonly type: T }> => {
  const found = drive.effects.findLast(effect => effect.type === type);
  if (found === undefined) throw new Error(`no effect ${type}`);
  return found as Extract<Effect, { readonly type: T }>;
};

/** The small director, read once. */
export const small = (change: Partial<Start> = {}): Drive => new Drive(change).read(smallDirector());

/** Answers what a change asked to be read. */
export const prepare = (drive: Drive, setup = smallSetup): Drive => {
  const { generation, scope } = last(drive, 'prepare');
  return drive.send({
    type: 'prepared',
    generation,
    now: drive.state.now,
    result: { ok: true, value: withinScope(setup, scope) },
  });
};

/** Ends the run under way. */
export const end = (drive: Drive, outcome: Outcome): Drive =>
  drive.send({ type: 'ran', generation: last(drive, 'run').generation, now: drive.state.now, outcome });

/** All went well. */
export const done: Outcome = { kind: 'done', entry: 'e1', differs: [] };

/** An owner of one of its services. */
export const keepalived: Owner = {
  id: 'keepalived',
  name: 'keepalived (pid 812)',
  does: 'It puts back what is changed.',
  instead: 'Change keepalived.conf.',
  owns: ['tcp:10.0.0.200:80'],
  daemons: false,
  sure: true,
};
