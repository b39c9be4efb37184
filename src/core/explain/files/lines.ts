/** Lines of files that guides show between their commands: settings, exports, mounts, interfaces. */
import { parseIpv4 } from '../../model/address.ts';
import { readKnob } from '../knobs/name.ts';
import { tellSetting } from '../knobs/tell.ts';
import { prefixOfMask } from '../networks.ts';
import { shown } from '../say.ts';
import type { Fact, Told } from '../told.types.ts';

/** A line of sysctl.conf: `net.ipv4.ip_forward = 1`. */
export const readSettingLine = (line: string): Told | undefined => {
  const match = /^-?((?:net|kernel|vm|fs)[./][\w./*-]+)\s*=\s*(\S.*)?$/.exec(line);
  if (match?.[1] === undefined) return undefined;
  const said = tellSetting(readKnob(match[1]), (match[2] ?? '').trim(), 'file');
  return { kind: 'other', ...said, words: ['A line of /etc/sysctl.conf.', ...said.words] };
};

/** A line of /etc/exports: `/opt/web1 192.168.31.0/24(rw,sync)`. */
export const readExportLine = (line: string): Told | undefined => {
  const match = /^(\/\S*)\s+([^\s()]+)\(([\w,=]*)\)/.exec(line);
  if (match === null) return undefined;
  const [, folder = '', who = '', options = ''] = match;
  const writes = /(?:^|,)rw(?:,|$)/.test(options);
  return {
    kind: 'other',
    words: [
      `A line of /etc/exports: ${who === '*' ? 'everybody' : shown(who)} may mount ${shown(folder)} by NFS, ${writes ? 'to read and to write' : 'to read only'}.`,
    ],
    problems: [
      ...(who === '*'
        ? [
            {
              level: 'danger' as const,
              text: 'Every machine that reaches this one may mount it.',
              fix: `${shown(folder)} 192.168.31.0/24(ro,sync), with the network of your web servers`,
            },
          ]
        : []),
      ...(/no_root_squash/.test(options)
        ? [
            {
              level: 'note' as const,
              text: 'no_root_squash: root on a web server is root on these files as well.',
            },
          ]
        : []),
    ],
  };
};

/** A line of /etc/fstab that mounts by NFS. */
export const readMountLine = (line: string): Told | undefined => {
  const match = /^(\S+:\/\S*)\s+(\/\S*)\s+nfs4?\s+(\S+)/.exec(line);
  if (match === null) return undefined;
  const [, source = '', folder = '', options = ''] = match;
  return {
    kind: 'other',
    words: [`A line of /etc/fstab: mounts ${shown(source)} on ${shown(folder)} at every boot, by NFS.`],
    problems: options.includes('_netdev')
      ? []
      : [
          {
            level: 'note',
            text: 'Without _netdev the boot may try to mount it before the network is there.',
          },
        ],
  };
};

const keys: Readonly<Record<string, string>> = {
  DEVICE: 'the interface',
  NAME: 'its name',
  ONBOOT: 'whether it comes up at boot',
  BOOTPROTO: 'where its address comes from',
  IPADDR: 'its address',
  NETMASK: 'its netmask',
  PREFIX: 'its prefix length',
  GATEWAY: 'the default gateway',
  BROADCAST: 'its broadcast address',
  NETWORK: 'its network',
  TYPE: 'its type',
  HWADDR: 'its MAC address',
  UUID: 'its identity',
  DEFROUTE: 'whether the default route goes through it',
  NM_CONTROLLED: 'whether NetworkManager looks after it',
};

/** The key and value of a line of an ifcfg file; undefined for other lines. */
export const readInterfaceLine = (line: string): readonly [key: string, value: string] | undefined => {
  const match = /^([A-Z_]{2,13})\d?=["']?([^"'\s]*)["']?\s*$/.exec(line);
  if (match?.[1] === undefined || keys[match[1]] === undefined) return undefined;
  return [match[1], match[2] ?? ''];
};

/** Keys that stand in no other file. */
export const isInterfaceKey = (key: string): boolean => ['DEVICE', 'ONBOOT', 'BOOTPROTO'].includes(key);

/** What a line of an ifcfg file says; `before` holds the lines of the same file so far. */
export const tellInterfaceLine = (
  [key, value]: readonly [string, string],
  before: ReadonlyMap<string, string>,
): Told => {
  const all = new Map([...before, [key, value]]);
  const complete = (key === 'NETMASK' || key === 'PREFIX' || key === 'IPADDR') && all.has('DEVICE');
  return {
    kind: 'other',
    words: [`A line of an interface’s file (ifcfg). ${key}, ${keys[key] ?? ''}: ${shown(value)}.`],
    facts: complete ? interfaceFacts(all) : [],
  };
};

/** The address that the lines of an ifcfg file give their interface. */
export const interfaceFacts = (all: ReadonlyMap<string, string>): readonly Fact[] => {
  const device = all.get('DEVICE');
  const address = parseIpv4(all.get('IPADDR') ?? '');
  const mask = all.get('NETMASK');
  const prefix = mask === undefined ? Number(all.get('PREFIX')) : prefixOfMask(mask);
  if (device === undefined || address === undefined || prefix === undefined || !(prefix >= 0 && prefix <= 32))
    return [];
  return [{ kind: 'address', interface: device, address: { address, prefix }, assumed: false }];
};
