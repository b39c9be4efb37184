/** What the answers given so far say of addresses and servers, for steps that build on them. */
import type { Address, Family } from '../../model/address.ts';
import { familyOf } from '../../model/address.ts';
import type { AddressService } from '../../model/service.ts';
import type { Answers } from '../wizard.types.ts';
import { readAddress } from './address.ts';
import { readService, splitEndpoint } from './endpoint.ts';
import { type Read, read, refuse } from './read.types.ts';
import { readServers, type TypedServer, wordsOf } from './servers.ts';

/** Reads one or more addresses of one family, as the service by mark takes them. */
export const readVips = (text: string): Read<readonly Address[]> => {
  const words = wordsOf(text);
  if (words.length === 0) return refuse('Which address do clients call?');
  const vips: Address[] = [];
  for (const word of words) {
    const found = readAddress(word);
    if (!found.ok) {
      const alone = splitEndpoint(word);
      const better =
        found.better ?? (alone.port !== undefined && readAddress(alone.host).ok ? alone.host : undefined);
      return refuse(
        alone.port === undefined ? found.text : 'Ports are asked for in a question of their own',
        better === undefined ? undefined : words.map(one => (one === word ? better : one)).join(' '),
      );
    }
    if (!vips.includes(found.value)) vips.push(found.value);
  }
  const [first] = vips;
  const other = vips.find(vip => first !== undefined && familyOf(vip) !== familyOf(first));
  return other === undefined
    ? read(vips)
    : refuse(
        `${other} is of another family than ${first ?? ''}: a mark has a service of its own in each family`,
        vips.filter(vip => first !== undefined && familyOf(vip) === familyOf(first)).join(' '),
      );
};

/** The service of the answer `vip`, where it can be read. */
export const serviceIn = (answers: Answers): AddressService | undefined => {
  const found = readService(answers.vip ?? '');
  return found.ok ? found.value : undefined;
};

/** The addresses of the answer `vip`, whichever of its forms it has; none where it cannot be read. */
export const vipsIn = (answers: Answers): readonly Address[] => {
  const service = serviceIn(answers);
  if (service !== undefined) return [service.address];
  const vips = readVips(answers.vip ?? '');
  return vips.ok ? vips.value : [];
};

/** The family of what is built: that of the VIP, else of the first server. */
export const familyIn = (answers: Answers): Family | undefined => {
  const first = vipsIn(answers)[0] ?? serversIn(answers)[0]?.address;
  return first === undefined ? undefined : familyOf(first);
};

/** The servers of the answer `rs` that can be read. */
export const serversIn = (answers: Answers): readonly TypedServer[] => readServers(answers.rs ?? '').servers;
