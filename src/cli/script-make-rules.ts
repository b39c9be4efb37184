import { listed } from '../core/explain/say.ts';
import { type Failure, failed, type Result } from '../core/model/failure.ts';
import { nameText } from '../core/script/director.ts';
import { marksScript, permanently } from '../core/script/director-permanent.ts';
import { type OpeningRole, openings } from '../core/script/openings.ts';
import { openingItems } from '../core/script/openings-rules.ts';
import type { Script } from '../core/script/script.types.ts';
import type { Printing } from '../core/wizard/build/handouts.ts';
import type { Handout } from '../core/wizard/wizard.types.ts';
import type { Flags } from './script-flags.ts';
import { type Order, one, only } from './script-order.ts';

/** Whose firewall: the director's where nothing is said. */
export const openingRole = ({ on }: Flags): OpeningRole => (on === 'rs' ? 'real server' : 'director');

const permanentOr = (script: Script, { flavour }: Printing): Script =>
  flavour === 'systemd' ? permanently(script) : script;

/** Openings. */
export const opening = ({ cluster, flags, printing }: Order): Result<readonly Handout[]> => {
  const refused = only(['iproute2', 'systemd'], printing, 'a script of openings');
  if (refused !== undefined) return refused;
  const role = openingRole(flags);
  const { firewall = 'iptables' } = flags;
  const lasting = printing.flavour === 'systemd';
  const script: Script = {
    role,
    flavour: 'iproute2',
    name: `lvs-openings-${role === 'director' ? 'director' : 'rs'}-${nameText(cluster.vips[0] ?? cluster.client)}`,
    header: [
      `What the firewall of ${role === 'director' ? 'the director' : 'a real server'} of ${listed(cluster.vips)} has to let through, and no more.`,
    ],
    items: openingItems(openings(cluster, role), firewall, lasting),
    checks: [],
  };
  return one(
    { id: 'openings', for: role, about: 'firewall openings' },
    // firewalld keeps its rules by itself.
    firewall === 'firewalld' ? script : permanentOr(script, printing),
    printing,
  );
};

const noMarks: Failure = {
  kind: 'usage',
  what: 'which packets get the mark?',
  advice: '--mark 1 --vip 10.0.0.200 --port 80,443',
};

/** Mark rules. */
export const marks = ({ cluster, flags, printing }: Order): Result<readonly Handout[]> => {
  const refused = only(['iproute2', 'systemd'], printing, 'a script of mark rules');
  if (refused !== undefined) return refused;
  if (cluster.marks.length === 0) return failed(noMarks);
  const script = marksScript(cluster.marks, flags.marker ?? 'iptables', flags.table);
  return one(
    { id: 'marks', for: 'the director', about: 'mark rules' },
    permanentOr(script, printing),
    printing,
  );
};
