/** Why there is no director here: what is missing on this machine, and what to do about it. */
import type { Failure } from '../core/model/failure.ts';
import type { Host } from './host.ts';

const programFolders = ['/usr/sbin', '/sbin', '/usr/local/sbin', '/usr/bin', '/bin'];

/** The release of the running kernel (`6.1.0-18-amd64`); undefined where it cannot be read. */
export const kernelRelease = async (host: Host): Promise<string | undefined> => {
  const file = await host.readFile('/proc/sys/kernel/osrelease');
  return file.ok ? file.value.text.trim() : undefined;
};

/** Whether a program stands in one of the usual folders. */
export const hasProgram = async (host: Host, name: string): Promise<boolean> => {
  for (const folder of programFolders) {
    const names = await host.listFolder(folder);
    if (names.ok && names.value.includes(name)) return true;
  }
  return false;
};

/** Where a kernel keeps its modules. */
export const moduleFolder = (release: string): string => `/lib/modules/${release}`;

/**
 * Whether the module of this name exists for this kernel: `module` as a file, `builtin` in the kernel, `none`;
 * `unknown` without a folder of modules (a container, a kernel from elsewhere).
 */
export const findModule = async (
  host: Host,
  release: string,
  name: string,
): Promise<'module' | 'builtin' | 'none' | 'unknown'> => {
  const folder = moduleFolder(release);
  const listed = await host.readFile(`${folder}/modules.dep`);
  const builtin = await host.readFile(`${folder}/modules.builtin`);
  if (!listed.ok && !builtin.ok) return 'unknown';
  const file = new RegExp(`(^|/)${name}\\.ko(\\.\\w+)?(:|$)`, 'm');
  if (builtin.ok && file.test(builtin.value.text)) return 'builtin';
  return listed.ok && file.test(listed.value.text) ? 'module' : 'none';
};

/** Whether this process runs in a container, as far as the usual marks show it. */
const inContainer = async (host: Host): Promise<boolean> => {
  const marks = await Promise.all([host.listFolder('/'), host.listFolder('/run')]);
  const [root, run] = marks.map(names => (names.ok ? names.value : []));
  return (root ?? []).includes('.dockerenv') || (run ?? []).includes('.containerenv');
};

const installTool = 'install ipvsadm too (apt install ipvsadm, dnf install ipvsadm, apk add ipvsadm)';

/** Says why /proc/net/ip_vs is not there. */
export const diagnose = async (host: Host): Promise<Failure> => {
  const release = await kernelRelease(host);
  const [tool, module, container] = await Promise.all([
    hasProgram(host, 'ipvsadm'),
    release === undefined ? ('unknown' as const) : findModule(host, release, 'ip_vs'),
    inContainer(host),
  ]);
  const also = tool ? '' : `; ${installTool}`;
  const what = tool
    ? 'IPVS is not loaded in this kernel'
    : 'IPVS is not loaded in this kernel, and ipvsadm is not installed';
  const kernel = release === undefined ? 'the running kernel' : `kernel ${release}`;
  if (container) {
    return {
      kind: 'no-module',
      what,
      why: 'there is no /proc/net/ip_vs, and this is a container: it shares the kernel of its host and may not load modules',
      advice: `load it on the host: modprobe ip_vs${also}`,
    };
  }
  if (module === 'none') {
    return {
      kind: 'no-module',
      what,
      why: `there is no /proc/net/ip_vs, and ${kernel} has no module ip_vs`,
      advice: `install the kernel's package of extra modules (linux-modules-extra, kernel-modules) or another kernel, then modprobe ip_vs${also}`,
    };
  }
  if (module === 'unknown') {
    return {
      kind: 'no-module',
      what,
      why: `there is no /proc/net/ip_vs, and ${release === undefined ? 'no module' : `${moduleFolder(release)} has no list of modules`}: a container, or a kernel from elsewhere`,
      advice: `where the modules of ${kernel} are, as root: modprobe ip_vs${also}`,
    };
  }
  return {
    kind: 'no-module',
    what,
    why: `there is no /proc/net/ip_vs; ${kernel} has the module ip_vs, it is not loaded`,
    advice: `as root: modprobe ip_vs; at every start: echo ip_vs > /etc/modules-load.d/ip_vs.conf${also}`,
  };
};
