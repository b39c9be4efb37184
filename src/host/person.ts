/**
 * Who is at the keyboard. The journal shows it to colleagues, so it must be the person, not `root`: the login that
 * began, before su and sudo, and where its ssh session comes from. Everything here is said by an environment that
 * anybody may have filled in: only what has the form of a name, an address or a terminal gets through.
 */
import type { Person } from '../core/journal/line.types.ts';
import { type Address, parseAddress } from '../core/model/address.ts';
import type { Host } from './host.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** This process. */
export interface Self {
  readonly env: Environment;
  /** The user whose rights it has. */
  readonly uid: number;
  readonly pid: number;
}

const files = { timeoutMs: 1000, maxBytes: 4 * 1024 * 1024 };
/** A shell in a shell in a terminal multiplexer has some ten processes above it. */
const mostAncestors = 32;
/** What the kernel gives for a process that nobody logged in for: -1. */
const nobody = 0xffff_ffff;

const nameForm = /^[\p{L}\p{N}_][\p{L}\p{N}_.@+\\$-]{0,63}$/u;

/** A login name: also those of directory services (`alice@example.org`, `EXAMPLE\alice`). */
export const nameOf = (value: string | undefined): string | undefined =>
  value !== undefined && nameForm.test(value) ? value : undefined;

/** The client's address in SSH_CONNECTION (`client port server port`) or SSH_CLIENT (`client port port`). */
export const sshOrigin = (env: Environment): Address | undefined => {
  for (const value of [env.SSH_CONNECTION, env.SSH_CLIENT]) {
    const [first = ''] = (value ?? '').slice(0, 100).split(' ');
    // A link-local address comes with its interface: fe80::1%eth0.
    const address = parseAddress(first.replace(/%[\w.-]{1,15}$/, ''));
    if (address !== undefined) return address;
  }
  return undefined;
};

/** The users of /etc/passwd: name by uid. Of several with one uid the first counts, as getpwuid(3) has it. */
export const readPasswd = (text: string): ReadonlyMap<number, string> => {
  const users = new Map<number, string>();
  for (const line of text.split('\n')) {
    const [name, , uid = ''] = line.split(':');
    if (!/^\d{1,10}$/.test(uid) || users.has(Number(uid))) continue;
    const known = nameOf(name);
    if (known !== undefined) users.set(Number(uid), known);
  }
  return users;
};

/** The parent and the terminal of a process, from /proc/PID/stat (proc(5): fields 4 and 7, after the name). */
export const readStat = (text: string): { readonly parent: number; readonly tty: string | undefined } => {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const device = Number(fields[4] ?? 0);
  // Minor numbers have 20 bits, the upper twelve of them at the top: linux/kdev_t.h.
  const [major, minor] = [(device >>> 8) & 0xfff, (device & 0xff) | ((device >>> 12) & 0xfff00)];
  return { parent: Number(fields[1] ?? 0) || 0, tty: ttyName(major, minor) };
};

/** Terminals by device number: Documentation/admin-guide/devices.txt of the kernel. */
const ttyName = (major: number, minor: number): string | undefined => {
  if (major >= 136 && major <= 143) return `pts/${(major - 136) * 256 + minor}`;
  if (major === 4) return minor < 64 ? `tty${minor}` : `ttyS${minor - 64}`;
  return major === 229 ? `hvc${minor}` : undefined;
};

/** An environment as /proc/PID/environ has it. */
export const readEnviron = (text: string): Environment =>
  Object.fromEntries(
    text.split('\u0000').flatMap(entry => {
      const equals = entry.indexOf('=');
      return equals > 0 ? [[entry.slice(0, equals), entry.slice(equals + 1)]] : [];
    }),
  );

/** What is known of the person, before it is weighed. */
export interface Traces {
  readonly self: Self;
  readonly users: ReadonlyMap<number, string>;
  /** The user that the session's login set (pam_loginuid), which su and sudo leave alone. */
  readonly loginUid: number | undefined;
  readonly origin: Address | undefined;
  readonly tty: string | undefined;
}

const uidName = (users: Traces['users'], uid: number): string => users.get(uid) ?? `uid ${uid}`;

/**
 * The login that began. The kernel keeps who logged in (pam_loginuid) through su and sudo, and only root can change it;
 * where nobody set it (no such module, a container), sudo's own word counts. What LOGNAME says counts only for a user
 * that this machine has no name for (a directory service has it): anybody may call himself anything.
 */
const loginOf = ({ self: { env, uid }, users, loginUid }: Traces): string | undefined => {
  const sudo = nameOf(env.SUDO_USER) ?? nameOf(env.DOAS_USER);
  const own = users.has(uid) ? undefined : (nameOf(env.LOGNAME) ?? nameOf(env.USER));
  if (loginUid === undefined || loginUid === nobody) return sudo ?? own;
  const known = users.get(loginUid) ?? (loginUid === uid ? own : sudo);
  return known ?? uidName(users, loginUid);
};

/** The person that these traces tell of. */
export const personOf = (traces: Traces): Person => {
  const { self, users, origin, tty } = traces;
  const acting = uidName(users, self.uid);
  const user = loginOf(traces) ?? acting;
  // Without a line in /etc/passwd, the name that was found is the acting user's own.
  const own = !users.has(self.uid) && (traces.loginUid === self.uid || user === nameOf(self.env.LOGNAME));
  return {
    user,
    ...(user === acting || own ? {} : { as: acting }),
    ...(origin === undefined ? {} : { from: origin }),
    ...(tty === undefined ? {} : { tty }),
  };
};

const textAt = async (host: Host, path: string): Promise<string> => {
  const file = await host.readFile(path, files);
  return file.ok ? file.value.text : '';
};

/** sudo clears the environment; the shell from which it was called still has it. */
const originAbove = async (host: Host, parent: number): Promise<Address | undefined> => {
  let pid = parent;
  for (let count = 0; count < mostAncestors && pid > 1; count++) {
    const origin = sshOrigin(readEnviron(await textAt(host, `/proc/${pid}/environ`)));
    if (origin !== undefined) return origin;
    pid = readStat(await textAt(host, `/proc/${pid}/stat`)).parent;
  }
  return undefined;
};

/** Finds out who is at the keyboard of this process. `host` is the machine it runs on. Never fails. */
export const readPerson = async (host: Host, self: Self): Promise<Person> => {
  const { parent, tty } = readStat(await textAt(host, `/proc/${self.pid}/stat`));
  const loginUid = /^(\d{1,10})\s*$/.exec(await textAt(host, `/proc/${self.pid}/loginuid`))?.[1];
  return personOf({
    self,
    users: readPasswd(await textAt(host, '/etc/passwd')),
    loginUid: loginUid === undefined ? undefined : Number(loginUid),
    origin: sshOrigin(self.env) ?? (await originAbove(host, parent)),
    tty,
  });
};
