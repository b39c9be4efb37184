import { expect, test } from 'vitest';
import { diagnose } from '../../src/host/find.ts';
import { fakeHost } from './fake.ts';

const release = { '/proc/sys/kernel/osrelease': '6.1.0-18-amd64\n' };
const here = { '/usr/sbin': ['ipvsadm'], '/': ['bin'], '/run': [] };
const modules = '/lib/modules/6.1.0-18-amd64';

test('the module is there and not loaded', async () => {
  const files = {
    ...release,
    [`${modules}/modules.dep`]: 'kernel/net/netfilter/ipvs/ip_vs.ko.xz: kernel/lib/libcrc32c.ko\n',
  };
  expect(await diagnose(fakeHost({ files, folders: here }))).toEqual({
    kind: 'no-module',
    what: 'IPVS is not loaded in this kernel',
    why: 'there is no /proc/net/ip_vs; kernel 6.1.0-18-amd64 has the module ip_vs, it is not loaded',
    advice: 'as root: modprobe ip_vs; at every start: echo ip_vs > /etc/modules-load.d/ip_vs.conf',
  });
});

test('the kernel has no such module', async () => {
  const files = { ...release, [`${modules}/modules.dep`]: 'kernel/net/netfilter/ipvs/ip_vs_rr.ko:\n' };
  const { why, advice } = await diagnose(fakeHost({ files, folders: here }));
  expect(why).toMatch(/has no module ip_vs/);
  expect(advice).toMatch(/package of extra modules/);
});

test('a container', async () => {
  const { why, advice } = await diagnose(
    fakeHost({ files: release, folders: { ...here, '/': ['.dockerenv'] } }),
  );
  expect(why).toMatch(/container/);
  expect(advice).toBe('load it on the host: modprobe ip_vs');
});

test('no list of modules, and no ipvsadm either', async () => {
  const { what, why, advice } = await diagnose(fakeHost({ files: release, folders: {} }));
  expect(what).toMatch(/and ipvsadm is not installed/);
  expect(why).toMatch(/has no list of modules/);
  expect(advice).toMatch(/install ipvsadm too/);
});
