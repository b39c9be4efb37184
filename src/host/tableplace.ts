/**
 * Where the journal of this IPVS table is. A table belongs to a network namespace, so one machine may have several, and
 * undo in one must not see what was done in another.
 */
import { join } from 'node:path';

/** What is asked of the file system; undefined where it does not answer. */
export interface PlaceFacts {
  /** The target of a symbolic link. */
  linkOf(path: string): Promise<string | undefined>;
  /** The number of a file. */
  inodeOf(path: string): Promise<number | undefined>;
  /** The names in a folder. */
  namesIn(path: string): Promise<readonly string[] | undefined>;
}

/** Who asks. */
export interface Asker {
  readonly uid: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's home folder. */
  readonly home: string;
}

/** The folder of everything that lvsh remembers about the tables of this machine. */
export const stateFolder = ({ uid, env, home }: Asker): string => {
  // Root has one, whoever became root and with whatever environment.
  if (uid === 0) return '/var/lib/lvsh';
  const base = env.XDG_STATE_HOME;
  return join(base?.startsWith('/') ? base : join(home, '.local', 'state'), 'lvsh');
};

/** Where ip(8) keeps the namespaces that have a name. */
const named = '/run/netns';
const safeName = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$/;

/** The namespace's number in `net:[4026531840]`. */
const numberOf = (link: string | undefined): number | undefined => {
  const digits = /^net:\[(\d{1,15})\]$/.exec(link ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
};

/**
 * What this process's network namespace is called: `host` for the one of process 1 (and where that cannot be told),
 * `netns-NAME` for one that `ip netns` named, `net-NUMBER` for any other.
 */
export const namespaceName = async (facts: PlaceFacts): Promise<string> => {
  const [own, first] = await Promise.all([
    facts.linkOf('/proc/self/ns/net').then(numberOf),
    facts.linkOf('/proc/1/ns/net').then(numberOf),
  ]);
  if (own === undefined || own === first) return 'host';
  const names = (await facts.namesIn(named)) ?? [];
  for (const name of [...names].sort()) {
    if (safeName.test(name) && (await facts.inodeOf(`${named}/${name}`)) === own) return `netns-${name}`;
  }
  return first === undefined ? 'host' : `net-${own}`;
};

/** The folder of this table: journal, lock and backups. */
export const tablePlace = async (asker: Asker, facts: PlaceFacts): Promise<string> =>
  join(stateFolder(asker), await namespaceName(facts));
