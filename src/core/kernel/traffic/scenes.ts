/** The scenes of the practice director, as data. */
import { type Address, ipv4FromBits } from '../../model/address.ts';
import type { Service } from '../../model/service.ts';
import { clusterChanges, clusterLoads, clusterNames, clusterNetwork, clusterRules } from './cluster.ts';
import type { Load, Scene, SceneName } from './scene.ts';

/** What each scene shows, for help. */
export const sceneSummaries: Readonly<Record<SceneName, string>> = {
  calm: 'an ordinary day: moderate traffic, now and then a changed weight',
  busy: 'three times the traffic of an ordinary day, everywhere',
  dead: 'api2 (10.0.0.42) died: half-open connections pile up on it and nothing comes back',
  drain: 'push2 (10.0.0.72) is being drained: weight 0, its open connections end one by one',
  zero: 'all servers of the API (10.1.0.82:443) have weight 0: its clients are refused',
  large: '10,000 services with 10 real servers each, some hundreds of them in use at any moment',
};

const cluster = {
  rules: clusterRules,
  services: [],
  loads: clusterLoads,
  network: clusterNetwork,
  silent: [],
  lately: [],
  changes: clusterChanges,
  operatorBeat: 45_000,
  beat: 500,
  names: clusterNames,
} as const;

const largeServices = 10_000;
const largeServers = 10;

/** VIP number i of the large director, in 172.16.0.0/12; its servers are 10.128.0.0 and on, ten for each. */
const largeVip = (index: number): Address => ipv4FromBits(0xac100000 + index);

const largeSchedulers = ['rr', 'wrr', 'wlc', 'lc', 'wlc'] as const;

const largeService = (index: number): Service => ({
  id: { kind: 'address', protocol: 'tcp', address: largeVip(index), port: 80 },
  config: { scheduler: largeSchedulers[index % largeSchedulers.length] ?? 'wlc', ops: false, flags: [] },
  servers: Array.from({ length: largeServers }, (_, server) => ({
    id: { address: ipv4FromBits(0x0a800000 + index * 16 + server + 1), port: 80 },
    config: {
      method: index % 3 === 0 ? 'nat' : 'dr',
      weight: 1 + ((index + server) % 4),
      upper: 0,
      lower: 0,
    },
  })),
});

const largeLoads = (): readonly Load[] =>
  Array.from({ length: largeServices }, (_, index) => ({
    service: { kind: 'address', protocol: 'tcp', address: largeVip(index), port: 80 },
    virtual: largeVip(index),
    ports: [80],
    use: 'web',
    // A few services have most of the traffic, as everywhere.
    perSecond: 0.4 / (1 + (index % 100)),
    crowd: { base: '100.64.0.0' as Address, size: 4_000 },
  }));

/** Every scene; made when asked for, as the large one is large. */
export const scenes: Readonly<Record<SceneName, () => Scene>> = {
  calm: () => ({
    ...cluster,
    name: 'calm',
    summary: sceneSummaries.calm,
  }),
  busy: () => ({
    ...cluster,
    name: 'busy',
    summary: sceneSummaries.busy,
    loads: clusterLoads.map(one => ({ ...one, perSecond: one.perSecond * 3 })),
    operatorBeat: 30_000,
  }),
  dead: () => ({
    ...cluster,
    name: 'dead',
    summary: sceneSummaries.dead,
    silent: ['10.0.0.42'],
    changes: clusterChanges.slice(0, 1),
  }),
  drain: () => ({
    ...cluster,
    name: 'drain',
    summary: sceneSummaries.drain,
    lately: ['-e -t 10.1.0.86:443 -r 10.0.0.72 -g -w 0', '-e -t 10.1.0.80:80 -r 10.0.0.13 -g -w 0'],
    changes: clusterChanges.slice(3),
  }),
  zero: () => ({
    ...cluster,
    name: 'zero',
    summary: sceneSummaries.zero,
    lately: [
      '-e -t 10.1.0.82:443 -r 10.0.0.41:8443 -m -w 0 -x 400 -y 300',
      '-e -t 10.1.0.82:443 -r 10.0.0.42:8443 -m -w 0 -x 400 -y 300',
      '-e -t 10.1.0.82:443 -r 10.0.0.43:8443 -m -w 0 -x 400 -y 300',
    ],
    changes: clusterChanges.slice(0, 1),
  }),
  large: () => ({
    name: 'large',
    summary: sceneSummaries.large,
    rules: ['--set 900 60 60'],
    services: Array.from({ length: largeServices }, (_, index) => largeService(index)),
    loads: largeLoads(),
    // So many VIPs are not held one by one: all of their network is local.
    network: ['ip route add local 172.16.0.0/12 dev lo'],
    silent: [],
    lately: [],
    changes: [
      {
        make: `-e -t ${largeVip(0)}:80 -r 10.128.0.1:80 -m -w 5`,
        undo: `-e -t ${largeVip(0)}:80 -r 10.128.0.1:80 -m -w 1`,
      },
    ],
    operatorBeat: 30_000,
    beat: 1_000,
    movesPerBeat: 50,
    names: {},
  }),
};

/** Whether a word names a scene. */
export const isSceneName = (word: string): word is SceneName => Object.hasOwn(scenes, word);
