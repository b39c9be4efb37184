import { expect, test } from 'vitest';
import { parseAddress } from '../../src/core/model/address.ts';
import type { ServiceId } from '../../src/core/model/service.ts';
import { type Listing, listBatch } from '../../src/host/batch.ts';
import { ipvsadmOn } from '../../src/host/tool.ts';
import { fakeHost } from './fake.ts';

const address = parseAddress('fd00::1');
if (address === undefined) throw new Error('no address');
const ids: readonly ServiceId[] = [
  { kind: 'address', protocol: 'udp', address, port: 53 },
  { kind: 'fwmark', mark: 17, family: 6 },
];
const listings: readonly Listing[] = ['list', 'stats', 'thresholds', 'persistent-conn', 'tun-info'];
const timeouts = 'Timeout (tcp tcpfin udp): 900 120 300\n';

test('root: one process, and no line that does anything but list', async () => {
  let given = '';
  const host = fakeHost({
    programs: {
      'ipvsadm -Ln --timeout': timeouts,
      'ipvsadm -R': ({ stdin = '' }) => {
        given = stdin;
        return 'listed';
      },
    },
  });
  expect(await listBatch(ipvsadmOn(host, false), listings, ids, {})).toMatchObject({
    ok: true,
    value: { text: 'listed' },
  });
  expect(given.split('\n')).toEqual([
    '-Ln -u [fd00::1]:53',
    '-Ln --stats --exact -u [fd00::1]:53',
    '-Ln --thresholds -u [fd00::1]:53',
    '-Ln --persistent-conn -u [fd00::1]:53',
    '-Ln --tun-info -u [fd00::1]:53',
    '-Ln -f 17 -6',
    '-Ln --stats --exact -f 17 -6',
    '-Ln --thresholds -f 17 -6',
    '-Ln --persistent-conn -f 17 -6',
    '-Ln --tun-info -f 17 -6',
    '',
  ]);
  // A line may be cut off anywhere behind its first word and is still a listing.
  for (const line of given.trim().split('\n')) expect(line.startsWith('-Ln ')).toBe(true);
  host.check();
});

test('sudo: single listings, and not more than a few', async () => {
  const refusal = { exit: 2, stderr: "Can't initialize ipvs: Permission denied (you must be root)\n" };
  const host = fakeHost({
    programs: {
      'ipvsadm -Ln --timeout': refusal,
      'sudo -n ipvsadm -Ln --timeout': timeouts,
      'sudo -n ipvsadm -Ln -u [fd00::1]:53': 'a',
      'sudo -n ipvsadm -Ln -f 17 -6': { exit: 1, stderr: 'No such service\n' },
    },
  });
  expect(await listBatch(ipvsadmOn(host, true), ['list'], ids, {})).toMatchObject({
    ok: true,
    value: { text: 'a' },
  });
  host.check();
  const many = Array.from({ length: 50 }, () => ids[0] as ServiceId);
  await listBatch(ipvsadmOn(host, true), ['list'], many, {});
  expect(host.ran.filter(line => line.startsWith('sudo')).length).toBeLessThan(14);
});

test('not root: nothing is listed', async () => {
  const host = fakeHost({
    programs: {
      'ipvsadm -Ln --timeout': {
        exit: 2,
        stderr: "Can't initialize ipvs: Permission denied (you must be root)\n",
      },
    },
  });
  expect(await listBatch(ipvsadmOn(host, false), ['list'], ids, {})).toMatchObject({
    ok: false,
    failure: { kind: 'no-permission' },
  });
});
