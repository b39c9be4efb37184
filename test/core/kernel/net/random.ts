/** Lines of `ip` drawn by lot from few addresses, so that they meet each other. */
import type { Argv } from './real.ts';

const addresses = [
  '10.0.0.200',
  '10.0.0.201',
  '10.0.0.254',
  '10.1.0.5',
  '10.2.0.1',
  '127.0.0.9',
  '10.1.0.254',
];
const addresses6 = ['fd00::200', 'fd00::201', 'fd00:1::5', 'fd00:2::1', 'fe80::7', 'fd00::254'];
const devices = ['lo', 'eth0', 'eth1'];
const networks = ['10.2.0.0/16', '10.3.0.0/24', '10.2.0.1/32', '10.0.0.0/24', 'default', '127.0.0.0/8'];
const networks6 = ['fd00:2::/64', 'fd00:3::/48', 'fd00::/64', 'default', '::/0'];
const routers = ['10.0.0.1', '10.1.0.9', '10.2.0.9', '10.0.0.254', '10.3.0.1'];
const routers6 = ['fd00::1', 'fd00:1::9', 'fd00:2::9', 'fe80::1', 'fd00:1::254'];

/** What everything comes to. */
const listings: readonly Argv[] = [
  'ip addr',
  'ip route',
  'ip route show table local',
  'ip -6 route',
  'ip route show table 100',
  'ip -6 route show table 100',
  'ip rule',
  'ip -6 rule',
].map(line => line.split(' '));

/** `count` lines, and after every ten of them all listings. The same seed (1 and up) gives the same lines. */
export const randomLines = (seed: number, count: number): readonly Argv[] => {
  let state = seed;
  const lot = (below: number): number => {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
  const one = (of: readonly string[]): string => of[lot(of.length)] ?? '';
  const line = (): Argv => {
    const verb = one(['add', 'add', 'del']);
    const six = lot(2) === 1;
    const ip = ['ip', ...(six ? ['-6'] : [])];
    switch (lot(4)) {
      case 0: {
        const local = lot(4) === 0;
        return [
          ...[...ip, 'route', verb, ...(local ? ['local'] : []), one(six ? networks6 : networks)],
          ...(lot(2) === 1 && !(local && six) ? ['via', one(six ? routers6 : routers)] : []),
          ...(lot(3) > 0 ? ['dev', one(six && !local ? ['eth0', 'eth1'] : devices)] : []),
          ...(lot(3) === 0 ? ['table', one(['100', '101', 'main'])] : []),
        ];
      }
      case 1:
        return [...ip, 'rule', verb, 'fwmark', one(['1', '2']), 'lookup', one(['100', '101'])];
      default: {
        const own = six
          ? `${one(addresses6)}/${one(['64', '128', '48'])}`
          : `${one(addresses)}/${one(['32', '24', '16', '30'])}`;
        return [...ip, 'addr', verb, own, 'dev', one(devices), ...(six && verb === 'add' ? ['nodad'] : [])];
      }
    }
  };
  return Array.from({ length: count }, (_, index) =>
    index % 10 === 9 ? [line(), ...listings] : [line()],
  ).flat();
};
