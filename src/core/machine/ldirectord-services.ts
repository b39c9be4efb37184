/** A light look at ldirectord.cf: which virtual services it has. Facts: ldirectord(8) of 4.12. */
import { parseAddress } from '../model/address.ts';
import { type ServiceId, serviceKey } from '../model/service.ts';

/** The service of a line `virtual = VALUE`; undefined where only a resolver could tell. */
const serviceOf = (value: string, family: 4 | 6, protocol: string | undefined): ServiceId | undefined => {
  if (/^[1-9]\d{0,9}$/.test(value)) return { kind: 'fwmark', mark: Number(value), family };
  const [, host = '', port = ''] = /^(.*):(\d{1,5})$/.exec(value) ?? [];
  const address = parseAddress(host.replace(/^\[(.*)\]$/, '$1'));
  if (address === undefined || Number(port) > 65_535) return undefined;
  // Without `protocol`, port 53 is UDP and every other TCP.
  const said = protocol ?? (Number(port) === 53 ? 'udp' : 'tcp');
  return said === 'tcp' || said === 'udp'
    ? { kind: 'address', protocol: said, address, port: Number(port) }
    : undefined;
};

/** Keys of the virtual services of a configuration; `all` where one of them goes by a name. Never throws. */
export const readLdirectordServices = (text: string): 'all' | readonly string[] => {
  const keys: string[] = [];
  for (const part of text.replace(/^\s*#.*$/gm, '').split(/^(?=[ \t]*virtual6?[ \t]*=)/m)) {
    const [, six, value] = /^[ \t]*virtual(6?)[ \t]*=[ \t]*(\S+)/.exec(part) ?? [];
    if (value === undefined) continue;
    const protocol = /^[ \t]+protocol[ \t]*=[ \t]*(\w+)/m.exec(part)?.[1];
    const service = serviceOf(value, six === '6' ? 6 : 4, protocol);
    if (service === undefined) return 'all';
    keys.push(serviceKey(service));
  }
  return [...new Set(keys)];
};
