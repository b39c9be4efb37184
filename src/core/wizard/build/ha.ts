/** What a pair of directors comes to: files for keepalived on both, or for ldirectord. */
import type { Marked } from '../../cluster/cluster.types.ts';
import { clusterOf, onlyMethod } from '../../cluster/from-service.ts';
import { type Address, familyOf, fullLength } from '../../model/address.ts';
import { failed, type Result, success } from '../../model/failure.ts';
import type { Network } from '../../model/network.ts';
import type { Service } from '../../model/service.ts';
import { readCheck } from '../../neighbour/check.ts';
import { keepalivedCautions, keepalivedConf } from '../../neighbour/keepalived.ts';
import { ldirectordCautions, ldirectordCf } from '../../neighbour/ldirectord.ts';
import type { KeepalivedWant, LdirectordWant } from '../../neighbour/want.types.ts';
import { count } from '../../words/numbers.ts';
import { siblingMethod } from '../setting.ts';
import { isYes } from '../steps/flag.ts';
import { isKeepalived, servicesIn } from '../steps/ha.ts';
import { readSorry } from '../steps/ha-checks.ts';
import { movedIn } from '../steps/ha-moved.ts';
import { backupPriority } from '../steps/ha-numbers.ts';
import type { Answers, Built, Ground, Handout } from '../wizard.types.ts';
import type { Build } from './build.types.ts';
import { knownService } from './running.ts';

/** A file that nobody runs. */
const plainFile = 0o644;

const servicesOf = (answers: Answers, ground: Ground): Result<readonly Service[]> => {
  const services: Service[] = [];
  for (const seen of servicesIn(answers, ground)) {
    const service = knownService(seen);
    if (!service.ok) return service;
    services.push(service.value);
  }
  return success(services);
};

const watchOf = (answers: Answers, services: readonly Service[]): Result<LdirectordWant> => {
  const check = readCheck(answers.check ?? 'tcp');
  if (!check.ok) return check;
  const sorry = readSorry(answers.sorry ?? '');
  const server = sorry.ok ? sorry.value : undefined;
  return success({ services, check: check.value, ...(server === undefined ? {} : { sorry: server }) });
};

/** A name as keepalived takes it for a router. */
const routerName = (name: string, suffix = ''): string =>
  `${name.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 64 - suffix.length)}${suffix}` || 'director';

/** The director's own addresses on the interface of the adverts, one of each family. */
const ownOn = (device: string, network: Network | undefined): readonly Address[] =>
  ([4, 6] as const).flatMap(family => {
    const found = network?.interfaces
      .find(({ name }) => name === device)
      ?.addresses.find(
        ({ address, prefix }) =>
          familyOf(address) === family && prefix < fullLength(family) && !address.startsWith('fe80:'),
      );
    return found === undefined ? [] : [found.address];
  });

const wantOf = (
  role: KeepalivedWant['role'],
  answers: Answers,
  ground: Ground,
  watch: LdirectordWant,
): KeepalivedWant => {
  const priority = Number(answers.priority);
  const device = answers.device ?? 'eth0';
  const id = Number(answers['router-id']);
  const others = movedIn({ vip: answers.peers ?? '' });
  // Each names the other: the backup's peer is this director itself.
  const peers = others.length === 0 ? [] : role === 'master' ? others : ownOn(device, ground.network);
  return {
    ...watch,
    role,
    routerId: routerName(ground.director, role === 'master' ? '' : '-backup'),
    interface: device,
    virtualRouterId: id,
    priority: role === 'master' ? priority : backupPriority(priority),
    vips: movedIn(answers),
    quorum: Number(answers.quorum),
    ...(peers.length === 0 ? {} : { peers }),
    ...(isYes(answers.sync) ? { sync: { interface: device, id } } : {}),
  };
};

/** A caution as the neighbours give it, as a sentence. */
const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

/** Files, and what is to be known of them. */
interface Files {
  readonly handouts: readonly Handout[];
  readonly cautions: readonly string[];
}

const keepalived = (answers: Answers, ground: Ground, watch: LdirectordWant): Result<Files> => {
  const handouts: Handout[] = [];
  for (const role of ['master', 'backup'] as const) {
    const conf = keepalivedConf(wantOf(role, answers, ground, watch));
    if (!conf.ok) return conf;
    handouts.push({
      id: `keepalived-${role}`,
      for: role === 'master' ? `this director, ${ground.director} (MASTER)` : 'the other director (BACKUP)',
      about: 'belongs at /etc/keepalived/keepalived.conf',
      file: `keepalived-${role}.conf`,
      text: conf.value,
      mode: plainFile,
    });
  }
  const alone =
    (answers.peers ?? '').trim() !== '' && ownOn(answers.device ?? '', ground.network).length === 0;
  return success({
    handouts,
    cautions: [
      ...keepalivedCautions(wantOf('master', answers, ground, watch)).map(sentence),
      ...(alone
        ? ['The backup’s file lacks this director’s own address as its unicast_peer: it is not known here.']
        : []),
      'keepalived brings up the VIPs and makes the table: what does either at boot now must not any more.',
      'The real servers stay as they are. What else the services need on this director (settings, mark rules, firewall) the other one needs as well.',
    ],
  });
};

const ldirectord = (watch: LdirectordWant): Result<Files> => {
  const text = ldirectordCf(watch);
  if (!text.ok) return text;
  return success({
    handouts: [
      {
        id: 'ldirectord',
        for: 'both directors',
        about: 'belongs at /etc/ha.d/ldirectord.cf',
        file: 'ldirectord.cf',
        text: text.value,
        mode: plainFile,
      },
    ],
    cautions: [
      ...ldirectordCautions(watch).map(sentence),
      'ldirectord makes the table: what makes it at boot now must not any more. The VIPs are moved by something else.',
    ],
  });
};

/** Which addresses a mark is for: the ones that move, where no rule says it. */
const marksOf = (
  services: readonly Service[],
  answers: Answers,
  { marked = [] }: Ground,
): readonly Marked[] =>
  services.flatMap(({ id }) => {
    if (id.kind !== 'fwmark') return [];
    const found = marked.filter(({ mark }) => mark === id.mark);
    if (found.length > 0) return found;
    return movedIn(answers)
      .filter(vip => familyOf(vip) === id.family)
      .map(address => ({ mark: id.mark, address, protocol: 'tcp', ports: [] }) as const);
  });

/** Builds the files of a pair. */
export const buildPair = ({ answers, ground }: Build): Result<Built> => {
  const services = servicesOf(answers, ground);
  if (!services.ok) return services;
  const served = services.value.find(({ servers }) => servers.length > 0);
  const seen = servicesIn(answers, ground).find(({ servers }) => servers.length > 0);
  if (served === undefined || seen === undefined)
    return failed({
      kind: 'nothing',
      what: 'services: none of them has a real server',
      advice: 'add real servers first',
    });
  const watch = watchOf(answers, services.value);
  if (!watch.ok) return watch;
  const files = isKeepalived(answers) ? keepalived(answers, ground, watch.value) : ldirectord(watch.value);
  if (!files.ok) return files;
  const cluster = clusterOf(onlyMethod(served, siblingMethod(seen)), {
    director: ground.director,
    ...(ground.network === undefined ? {} : { network: ground.network }),
    marked: marksOf([served], answers, ground),
  });
  if (!cluster.ok) return cluster;
  return success({
    title: `Two directors by ${isKeepalived(answers) ? 'keepalived' : 'ldirectord'}, ${count(services.value.length, 'service')}`,
    cluster: cluster.value,
    actions: [],
    cautions: files.value.cautions,
    handouts: files.value.handouts,
  });
};
