/**
 * Slips in kernel settings: names, values, interfaces, and settings that nothing loads. What the values of arp_ignore and
 * arp_announce do, on lo and on all, was seen on a real kernel (6.1): other values are like 0, lo alone changes nothing.
 */

import { serviceFamily } from '../../model/service.ts';
import { type Knob, knobPath } from '../knobs/name.ts';
import { shown } from '../say.ts';
import type { Fact } from '../told.types.ts';
import type { Finding, PlacedFact, Script, SlipRule } from './rule.types.ts';
import { commandsOf, factsOf, finding, none } from './script.ts';

type Setting = Extract<Fact, { readonly kind: 'setting' }>;

const spelt = (name: string, as: Setting['as']): string => (as === 'path' ? knobPath(name) : name);

const checkSpelling = (script: Script): readonly Finding[] =>
  factsOf(script, 'setting').flatMap(({ at, fact: { knob, as } }) => {
    const { misspelt } = knob;
    if (misspelt === undefined) return none;
    return [
      finding(
        at,
        'wrong',
        `${misspelt.what} The line fails with "No such file or directory" and sets nothing.`,
        misspelt.name === undefined ? undefined : spelt(misspelt.name, as),
      ),
    ];
  });

/** The settings that are spelt right, by the last part of their name. */
const ofName = (script: Script, last: string): readonly PlacedFact<Setting>[] =>
  factsOf(script, 'setting').filter(
    ({ fact: { knob } }) =>
      knob.misspelt === undefined && knob.name.startsWith('net.ipv4.conf.') && knob.name.endsWith(`.${last}`),
  );

const onFace = ({ name, interface: face }: Knob, other: string): string =>
  face === undefined ? name : name.replace(`.conf.${face}.`, `.conf.${other}.`);

const checkLoopbackOnly = (script: Script): readonly Finding[] =>
  ['arp_ignore', 'arp_announce'].flatMap(last => {
    const set = ofName(script, last).filter(({ fact }) => Number(fact.value) > 0);
    const lo = set.find(({ fact }) => fact.knob.interface === 'lo');
    const heard = set.some(({ fact }) => fact.knob.interface !== 'lo' && fact.knob.interface !== 'default');
    if (lo === undefined || heard) return none;
    const { knob, value, as } = lo.fact;
    const name = spelt(onFace(knob, 'all'), as);
    return [
      finding(
        lo.at,
        'wrong',
        `On lo alone it changes nothing: ARP comes in by the network’s interface, and there the larger of its own value and that of "all" holds.`,
        as === 'path' ? `echo ${shown(value)} > ${name}` : `${name}=${shown(value)}`,
      ),
    ];
  });

const checkValues = (script: Script): readonly Finding[] => {
  const ignores = new Set(
    ofName(script, 'arp_ignore')
      .filter(({ fact }) => fact.value === '2')
      .map(({ fact }) => fact.knob.interface),
  );
  return [
    ...ofName(script, 'arp_announce').flatMap(({ at, fact: { value, knob } }) => {
      if (value === '0' || value === '2') return none;
      if (value !== '1')
        return [
          finding(
            at,
            'wrong',
            'arp_announce knows 0, 1 and 2; any other value is like 0.',
            'arp_announce = 2',
          ),
        ];
      return [
        finding(
          at,
          'wrong',
          ignores.has(knob.interface)
            ? 'arp_ignore=2 and arp_announce=1 look swapped: a real server of DR needs arp_ignore=1 and arp_announce=2.'
            : 'With 1 a VIP in the subnet of the interface is still given away; a real server of DR needs 2.',
          'arp_announce = 2',
        ),
      ];
    }),
    ...ofName(script, 'arp_ignore').flatMap(({ at, fact: { value } }) => {
      if (/^[0123]$/.test(value)) return none;
      return value === '8'
        ? [
            finding(
              at,
              'danger',
              'No ARP question is answered any more: nobody on the network finds this machine.',
              'arp_ignore = 1',
            ),
          ]
        : [
            finding(
              at,
              'wrong',
              'arp_ignore knows 0, 1, 2, 3 and 8; any other value is like 0.',
              'arp_ignore = 1',
            ),
          ];
    }),
  ];
};

const checkLoaded = (script: Script): readonly Finding[] => {
  const loaded = factsOf(script, 'settings-loaded').at(-1)?.at ?? -1;
  const settings = factsOf(script, 'setting');
  const now = new Set(
    settings.flatMap(({ fact }) => (fact.lasts === 'now' ? [`${fact.knob.name}=${fact.value}`] : [])),
  );
  const last = settings.findLast(
    ({ at, fact }) => fact.lasts === 'file' && at > loaded && !now.has(`${fact.knob.name}=${fact.value}`),
  );
  return last === undefined
    ? none
    : [
        finding(
          last.at,
          'note',
          'Nothing after it loads the file: the setting holds only after the next boot.',
          'sysctl -p, or sysctl --system for a file in /etc/sysctl.d',
        ),
      ];
};

const forwards: Readonly<Record<4 | 6, { readonly names: ReadonlySet<string>; readonly fix: string }>> = {
  4: {
    names: new Set(['net.ipv4.ip_forward', 'net.ipv4.conf.all.forwarding']),
    fix: 'sysctl -w net.ipv4.ip_forward=1',
  },
  6: {
    names: new Set(['net.ipv6.conf.all.forwarding']),
    fix: 'sysctl -w net.ipv6.conf.all.forwarding=1',
  },
};

const checkForward = (script: Script): readonly Finding[] =>
  ([4, 6] as const).flatMap(family => {
    const first = commandsOf(script, 'add-server').find(
      ({ command: { config, service } }) => config.method === 'nat' && serviceFamily(service) === family,
    );
    if (first === undefined) return none;
    const { names, fix } = forwards[family];
    const set = factsOf(script, 'setting').filter(
      ({ fact }) => names.has(fact.knob.name) && fact.knob.misspelt === undefined,
    );
    const last = set.at(-1);
    if (last === undefined)
      return [
        finding(
          first.at,
          'note',
          'No line of this text turns forwarding on. Without it the answers of NAT servers are thrown away, and clients wait in vain.',
          fix,
        ),
      ];
    return Number(last.fact.value) > 0
      ? none
      : [finding(last.at, 'wrong', 'This text has NAT servers, and their answers need forwarding.', fix)];
  });

/** Slips in kernel settings. */
export const settingRules: readonly SlipRule[] = [
  {
    id: 'setting-misspelt',
    about: 'The name or path of a kernel setting does not exist.',
    check: checkSpelling,
  },
  {
    id: 'arp-on-lo-only',
    about: 'arp_ignore or arp_announce is set on lo and not on all.',
    check: checkLoopbackOnly,
  },
  {
    id: 'arp-value',
    about: 'arp_ignore or arp_announce has a value that does not help.',
    check: checkValues,
  },
  {
    id: 'setting-not-loaded',
    about: 'A setting is written into a file, and nothing loads it.',
    check: checkLoaded,
  },
  {
    id: 'nat-without-forwarding',
    about: 'There are NAT servers, and nothing turns forwarding on.',
    check: checkForward,
  },
];
