import { describe, expect, test } from 'vitest';
import { findMarkers } from '../../src/host/markers.ts';
import { fakeHost, type Machine } from './fake.ts';

type Programs = NonNullable<Machine['programs']>;

const missing = { failure: { kind: 'not-found', what: 'not installed' } } as const;
const refused = { exit: 1, stderr: 'Error: Could not process rule: Operation not supported\n' };
const bare = '-P PREROUTING ACCEPT\n-P INPUT ACCEPT\n';
const marking = `${bare}-A PREROUTING -d 10.0.0.200/32 -j MARK --set-xmark 0x1/0xffffffff\n`;

/** A machine of one family's programs; those of the other do the same. */
const machine = (own: Programs, more: Machine = {}): Machine => {
  const six = Object.entries(own).map(([line, answer]): [string, typeof answer] => [
    line.replace(/^iptables/, 'ip6tables').replace('table ip ', 'table ip6 '),
    answer,
  ]);
  return { programs: { ...own, ...Object.fromEntries(six) }, ...more };
};

const find = async (made: Machine, sudo = false) => {
  const host = fakeHost(made);
  const found = await findMarkers(host, sudo);
  host.check();
  return { ...found, ran: host.ran };
};

const list = 'iptables -w -t mangle -S';
const oldList = 'iptables-legacy -w -t mangle -S';
const version = 'iptables -V';
const dryRun = 'nft -c add table ip lvsh';
const ruleset = 'nft list ruleset';
const nftVersion = 'iptables v1.8.9 (nf_tables)\n';
const tables = {
  '/proc/net/ip_tables_names': 'nat\nmangle\n',
  '/proc/net/ip6_tables_names': 'mangle\nnat\n',
};

describe('which program gives marks', () => {
  test('iptables, on a kernel that takes tables of nft', async () => {
    const { markers, listings, ran } = await find(
      machine({ [list]: bare, [version]: nftVersion, [dryRun]: '', [ruleset]: '' }),
    );
    expect(markers).toEqual({ 4: 'iptables', 6: 'ip6tables' });
    expect(listings).toEqual([bare, bare, '']);
    expect(ran.length).toBe(7);
  });

  test('iptables of the old kind, without nft', async () => {
    const { markers } = await find(
      machine({
        [list]: bare,
        [version]: 'iptables v1.8.9 (legacy)\n',
        [dryRun]: missing,
        [ruleset]: missing,
      }),
    );
    expect(markers).toEqual({ 4: 'iptables', 6: 'ip6tables' });
  });

  test('iptables-legacy, where iptables lists chains that the kernel does not have', async () => {
    const { markers } = await find(
      machine({ [list]: bare, [version]: nftVersion, [dryRun]: refused, [ruleset]: '', [oldList]: bare }),
    );
    expect(markers).toEqual({ 4: 'iptables-legacy', 6: 'ip6tables-legacy' });
  });

  test('iptables all the same, where it has rules already: they are in the kernel', async () => {
    const { markers } = await find(
      machine({ [list]: marking, [version]: nftVersion, [dryRun]: refused, [ruleset]: '' }),
    );
    expect(markers).toEqual({ 4: 'iptables', 6: 'ip6tables' });
  });

  test('the kind that has rules, in whatever table, where both work', async () => {
    const own = {
      [list]: bare,
      [version]: nftVersion,
      [dryRun]: '',
      [ruleset]: '',
      [oldList]: bare,
      'iptables-legacy -w -t nat -S': '-P POSTROUTING ACCEPT\n-A POSTROUTING -j MASQUERADE\n',
      'iptables -w -t nat -S': '-P POSTROUTING ACCEPT\n',
      'iptables -w -t filter -S': '-P INPUT ACCEPT\n',
    };
    expect((await find(machine(own, { files: tables }))).markers).toEqual({
      4: 'iptables-legacy',
      6: 'ip6tables-legacy',
    });
    const both = { ...own, 'iptables -w -t filter -S': '-P INPUT ACCEPT\n-A INPUT -j ACCEPT\n' };
    expect((await find(machine(both, { files: tables }))).markers).toEqual({ 4: 'iptables', 6: 'ip6tables' });
  });

  test('iptables, where legacy tables are loaded and empty; both are read for marks', async () => {
    const { markers, listings } = await find(
      machine(
        {
          [list]: marking,
          [version]: nftVersion,
          [dryRun]: '',
          [ruleset]: '',
          [oldList]: bare,
          'iptables-legacy -w -t nat -S': bare,
        },
        { files: tables },
      ),
    );
    expect(markers).toEqual({ 4: 'iptables', 6: 'ip6tables' });
    expect(listings).toEqual([marking, bare, marking, bare, '']);
  });

  test('nft, where there is no iptables at all', async () => {
    const { markers, listings } = await find(
      machine({
        [list]: missing,
        [oldList]: missing,
        [version]: missing,
        [dryRun]: '',
        [ruleset]: 'table ip x {\n}\n',
      }),
    );
    expect(markers).toEqual({ 4: 'nft', 6: 'nft' });
    expect(listings).toEqual(['table ip x {\n}\n']);
  });

  test('none, where nothing is installed', async () => {
    const { markers, listings } = await find(
      machine({
        [list]: missing,
        [oldList]: missing,
        [version]: missing,
        [dryRun]: missing,
        [ruleset]: missing,
      }),
    );
    expect(markers).toEqual({ 4: undefined, 6: undefined });
    expect(listings).toEqual([]);
  });

  test('not known, without rights', async () => {
    const denied = { exit: 4, stderr: 'iptables v1.8.9 (nf_tables): Permission denied (you must be root)\n' };
    const { markers, listings } = await find(
      machine({
        [list]: denied,
        [oldList]: { exit: 3, stderr: "can't initialize iptables table: Permission denied\n" },
        [version]: nftVersion,
        [dryRun]: { exit: 1, stderr: 'Error: Could not process rule: Operation not permitted\n' },
        [ruleset]: { exit: 1, stderr: 'Operation not permitted (you must be root)\n' },
      }),
    );
    expect(markers).toBeUndefined();
    expect(listings).toEqual([]);
  });

  test('through sudo, where ipvsadm goes through it', async () => {
    const own = Object.fromEntries(
      Object.entries({ [list]: bare, [version]: nftVersion, [dryRun]: '', [ruleset]: '' }).flatMap(
        ([line, answer]) => [
          [`sudo -n ${line}`, answer],
          [`sudo -n ${line.replace('iptables', 'ip6tables').replace('table ip ', 'table ip6 ')}`, answer],
        ],
      ),
    );
    expect((await find({ programs: own }, true)).markers).toEqual({ 4: 'iptables', 6: 'ip6tables' });
  });

  test('a program that hangs is not waited for', async () => {
    const hung = { failure: { kind: 'timeout', what: 'iptables did not end' } } as const;
    const { markers } = await find(
      machine({ [list]: hung, [version]: nftVersion, [dryRun]: refused, [ruleset]: '', [oldList]: missing }),
    );
    expect(markers).toBeUndefined();
  });
});
