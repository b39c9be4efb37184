/**
 * The kernel's service tables (ip_vs_svc_hashkey of ip_vs_ctl.c): 256 buckets for addresses and 256 for marks, a new
 * service at the head of its bucket. A change copies one bucket, so 10,000 services are no burden.
 */
import { ipv6Groups } from '../model/address.ts';
import { type Protocol, type ServiceId, serviceFamily } from '../model/service.ts';
import type { Kernel, KernelService, ServiceTable } from './state.ts';

const protocolNumber: Readonly<Record<Protocol, number>> = { tcp: 6, udp: 17, sctp: 132 };

const bucketOf = (salt: number, id: ServiceId): number => {
  if (id.kind === 'fwmark') return (salt ^ id.mark) & 255;
  // Only the last byte of the address, or of the exclusive or of its four words, gets through to the 8 bits.
  const fold = id.address.includes(':')
    ? ipv6Groups(id.address).reduce((sum, group, index) => (index % 2 === 1 ? sum ^ group : sum), 0)
    : Number(id.address.slice(id.address.lastIndexOf('.') + 1));
  return (protocolNumber[id.protocol] ^ fold ^ salt ^ (id.port >> 8) ^ id.port) & 255;
};

const same = (one: ServiceId, other: ServiceId): boolean => {
  if (one === other) return true;
  if (one.kind === 'fwmark')
    return other.kind === 'fwmark' && one.mark === other.mark && one.family === other.family;
  return (
    other.kind === 'address' &&
    one.port === other.port &&
    one.protocol === other.protocol &&
    one.address === other.address
  );
};

const tableOf = (kernel: Kernel, id: ServiceId): ServiceTable =>
  id.kind === 'fwmark' ? kernel.markServices : kernel.addressServices;

const withBucket = (
  kernel: Kernel,
  id: ServiceId,
  change: (bucket: readonly KernelService[]) => readonly KernelService[],
): Kernel => {
  const index = bucketOf(kernel.hashSalt, id);
  const table = tableOf(kernel, id).slice();
  table[index] = change(table[index] ?? []);
  return id.kind === 'fwmark' ? { ...kernel, markServices: table } : { ...kernel, addressServices: table };
};

/** The service with this identity, or undefined. */
export const findService = (kernel: Kernel, id: ServiceId): KernelService | undefined => {
  const bucket = tableOf(kernel, id)[bucketOf(kernel.hashSalt, id)] ?? [];
  for (const service of bucket) if (same(service.id, id)) return service;
  return undefined;
};

/** The kernel with a service of the table in a new state. */
export const replaceService = (kernel: Kernel, service: KernelService): Kernel =>
  withBucket(kernel, service.id, bucket => {
    const copy = bucket.slice();
    for (let index = 0; index < copy.length; index++) {
      if (copy[index]?.uid === service.uid) copy[index] = service;
    }
    return copy;
  });

const counted = (kernel: Kernel, id: ServiceId, step: 1 | -1): Kernel => {
  const ipv4 = serviceFamily(id) === 4;
  const port = id.kind === 'fwmark' ? 0 : id.port;
  return {
    ...kernel,
    ipv4Services: kernel.ipv4Services + (ipv4 ? step : 0),
    ipv6Services: kernel.ipv6Services + (ipv4 ? 0 : step),
    ftpServices: kernel.ftpServices + (port === 21 ? step : 0),
    anyPortServices: kernel.anyPortServices + (port === 0 ? step : 0),
  };
};

/** The kernel with a new service at the head of its bucket. */
export const insertService = (kernel: Kernel, service: KernelService): Kernel =>
  withBucket(counted(kernel, service.id, 1), service.id, bucket => [service, ...bucket]);

/** The kernel without a service. */
export const removeService = (kernel: Kernel, service: KernelService): Kernel =>
  withBucket(counted(kernel, service.id, -1), service.id, bucket =>
    bucket.filter(one => one.uid !== service.uid),
  );

/** All services in the kernel's own order: addresses by bucket, then marks by bucket. */
export function* allServices(kernel: Kernel): Generator<KernelService> {
  for (const bucket of kernel.addressServices) yield* bucket;
  for (const bucket of kernel.markServices) yield* bucket;
}

/** The kernel with every service run through `change`; buckets in which nothing changed are kept as they are. */
export const mapServices = (kernel: Kernel, change: (service: KernelService) => KernelService): Kernel => {
  const mapTable = (table: ServiceTable): ServiceTable =>
    table.map(bucket => {
      const next = bucket.map(change);
      return next.every((service, index) => service === bucket[index]) ? bucket : next;
    });
  return {
    ...kernel,
    addressServices: mapTable(kernel.addressServices),
    markServices: mapTable(kernel.markServices),
  };
};
