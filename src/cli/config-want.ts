/** What the options of `lvsh config` say of keepalived and ldirectord. */
import { parseHostPort } from '../core/ipvsadm/addresses.ts';
import { noNames } from '../core/ipvsadm/names.ts';
import { type Address, parseAddress } from '../core/model/address.ts';
import { failed, type Result, success } from '../core/model/failure.ts';
import { holderOf, linkOf, type Network } from '../core/model/network.ts';
import type { Service } from '../core/model/service.ts';
import { readCheck } from '../core/neighbour/check.ts';
import { vipsOf } from '../core/neighbour/keepalived-vrrp.ts';
import type { KeepalivedWant, LdirectordWant, Sorry } from '../core/neighbour/want.types.ts';

type Options = Readonly<Record<string, string | true>>;

const textOption = (options: Options, name: string): string | undefined => {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
};

/** Options that are whole numbers; their ranges are known to whoever writes the file. */
const numberOptions = ['router-id', 'priority', 'quorum', 'sync-id'] as const;

const notNumber = (options: Options): string | undefined => {
  const wrong = numberOptions.find(name => !/^\d{1,10}$/.test(textOption(options, name) ?? '0'));
  return wrong === undefined
    ? undefined
    : `--${wrong} takes a whole number, not ${JSON.stringify(options[wrong])}`;
};

const numberOf = (options: Options, name: (typeof numberOptions)[number]): number | undefined => {
  const text = textOption(options, name);
  return text === undefined ? undefined : Number(text);
};

/** Addresses between commas. */
const addressesOf = (options: Options, name: string): Result<readonly Address[]> => {
  const found: Address[] = [];
  for (const word of (textOption(options, name) ?? '').split(',').filter(one => one !== '')) {
    const address = parseAddress(word.trim());
    if (address === undefined)
      return failed({ kind: 'value', what: `--${name} takes addresses, not ${JSON.stringify(word)}` });
    found.push(address);
  }
  return success(found);
};

const sorryOf = (options: Options): Result<Sorry | undefined> => {
  const text = textOption(options, 'sorry');
  if (text === undefined) return success(undefined);
  const read = parseHostPort(text, undefined, noNames);
  if (read === undefined)
    return failed({ kind: 'value', what: `--sorry takes RIP:PORT, not ${JSON.stringify(text)}` });
  return success({ address: read.address, ...(read.port === undefined ? {} : { port: read.port }) });
};

/** What both programs are told. Fails with an option that says nothing. */
export const watchOf = (options: Options, services: readonly Service[]): Result<LdirectordWant> => {
  const check = readCheck(textOption(options, 'check') ?? 'tcp');
  if (!check.ok) return check;
  const sorry = sorryOf(options);
  if (!sorry.ok) return sorry;
  return success({
    services,
    check: check.value,
    ...(sorry.value === undefined ? {} : { sorry: sorry.value }),
    inhibit: 'inhibit' in options,
  });
};

/** The interface that holds a VIP, or on whose link it lies; the loopback carries no adverts. */
const interfaceOf = (network: Network | undefined, vips: readonly Address[]): string | undefined => {
  if (network === undefined) return undefined;
  for (const find of [holderOf, linkOf])
    for (const vip of vips) {
      const name = find(network, vip)?.name;
      if (name !== undefined && name !== 'lo') return name;
    }
  return undefined;
};

/** Priorities where none is said: far enough from each other for what a person may put between them. */
const priorities = { master: 150, backup: 100 } as const;

/** What keepalived is told. `network`: where the machine's own is known. Fails with what is wrong, or not said and not known. */
export const keepalivedOf = (
  options: Options,
  services: readonly Service[],
  name: string,
  network: Network | undefined,
): Result<KeepalivedWant> => {
  const watch = watchOf(options, services);
  if (!watch.ok) return watch;
  const wrong = notNumber(options);
  if (wrong !== undefined) return failed({ kind: 'value', what: wrong });
  const role = textOption(options, 'role') ?? 'master';
  if (role !== 'master' && role !== 'backup')
    return failed({ kind: 'value', what: `--role is master or backup, not ${JSON.stringify(role)}` });
  const [vips, peers] = [addressesOf(options, 'vip'), addressesOf(options, 'peer')];
  if (!vips.ok) return vips;
  if (!peers.ok) return peers;
  const device = textOption(options, 'interface') ?? interfaceOf(network, vipsOf(services, vips.value));
  if (device === undefined)
    return failed({
      kind: 'value',
      what: 'which interface carries the VIPs is not known here',
      advice: 'say it: --interface eth0',
    });
  const quorum = numberOf(options, 'quorum');
  const sync = numberOf(options, 'sync-id');
  const own = name.replace(/[^A-Za-z0-9._-]/g, '-').slice(0, 56);
  return success({
    ...watch.value,
    role,
    routerId: role === 'master' ? own : `${own}-backup`,
    interface: device,
    virtualRouterId: numberOf(options, 'router-id') ?? 51,
    priority: numberOf(options, 'priority') ?? priorities[role],
    vips: vips.value,
    peers: peers.value,
    ...(quorum === undefined ? {} : { quorum }),
    ...(sync === undefined ? {} : { sync: { interface: device, id: sync } }),
  });
};
