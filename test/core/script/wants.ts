/** Real servers as tests want them: every way, kind of tunnel and family. */
import type { Address, Family } from '../../../src/core/model/address.ts';
import type { Tunnel } from '../../../src/core/model/service.ts';
import { realServerScript } from '../../../src/core/script/real-server.ts';
import type { ServerWant } from '../../../src/core/script/real-server.types.ts';
import type { Flavour, Script } from '../../../src/core/script/script.types.ts';

export const address = (text: string): Address => text as Address;

const places = {
  4: { vip: '10.0.0.200', dip: '10.0.0.10', rip: '10.0.0.11', client: '10.0.0.100' },
  6: { vip: 'fd00::200', dip: 'fd00::10', rip: 'fd00::11', client: 'fd00::100' },
} as const;

const tunnels: readonly Tunnel[] = [
  { type: 'ipip', port: 0, checksum: 'none' },
  { type: 'gue', port: 6080, checksum: 'none' },
  { type: 'gre', port: 0, checksum: 'none' },
  { type: 'gre', port: 0, checksum: 'csum' },
];

/** A server of one way with everything that can be said of it. */
export const wantOf = (way: ServerWant['way'], family: Family, tunnel?: Tunnel): ServerWant => {
  const { vip, dip, rip, client } = places[family];
  return {
    way,
    family,
    ...(tunnel === undefined ? {} : { tunnel }),
    vips: [address(vip)],
    dip: address(dip),
    device: 'eth0',
    ...(way === 'nat' ? { clientsBeside: [address(client)] } : {}),
    client: address(client),
    ports: [{ protocol: 'tcp', port: 80 }],
    rips: [address(rip)],
  };
};

/** What there is to ask for, by a name. */
export const wants: readonly (readonly [name: string, want: ServerWant])[] = ([4, 6] as const).flatMap(
  family => [
    [`nat v${family}`, wantOf('nat', family)] as const,
    [`snat v${family}`, wantOf('snat', family)] as const,
    [`dr v${family}`, wantOf('dr', family)] as const,
    ...tunnels.map(
      tunnel =>
        [
          `tun ${tunnel.type}${tunnel.checksum === 'csum' ? ' with checksums' : ''} v${family}`,
          wantOf('tun', family, tunnel),
        ] as const,
    ),
  ],
);

/** The script, which there must be. */
export const scriptOf = (want: ServerWant, flavour: Flavour = 'iproute2'): Script => {
  const script = realServerScript(want, flavour);
  if (!script.ok) throw new Error(script.failure.what);
  return script.value;
};
