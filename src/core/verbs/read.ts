/** From a typed line to what it asks for. */
import type { Intent, Target } from '../intent/intent.types.ts';
import { maxWeight } from '../ipvsadm/options.ts';
import { parseLine } from '../ipvsadm/parse.ts';
import { type Ground, namesOf } from '../line/ground.ts';
import { matchVerb } from '../line/match-verb.ts';
import { isIpvsadmLine, programWords } from '../line/program.ts';
import { readVerb } from '../line/read-verb.ts';
import { type LineWord, splitLine } from '../line/split.ts';
import { findOneService } from '../line/targets.ts';
import { usageText } from '../line/verb.types.ts';
import { type ArgumentValue, valueOfKind } from '../line/verb-ipvsadm.ts';
import { type Failure, failed, type Result, success } from '../model/failure.ts';
import { serverKey, serviceKey } from '../model/service.ts';
import type { SeenServer } from '../model/snapshot.ts';
import { isChange } from '../plan/action.ts';
import { type Verb, type VerbName, verbRows } from './rows.ts';
import type { ShowPage, Wish } from './wish.types.ts';

/** What a line is read against. */
export interface WishGround extends Ground {
  /** The former weight of a server without weight, where it is known. */
  readonly former: (service: string, server: string) => number | undefined;
}

const refuse = (what: string, advice?: string): Result<never> =>
  failed({ kind: 'usage', what, ...(advice === undefined ? {} : { advice }) });

const intent = (of: Intent): Result<Wish> => success({ kind: 'intent', intent: of });

/** What a command that changes nothing is called here. */
const instead: Readonly<Record<string, string>> = {
  list: 'the table is on the screen; / filters it, c shows connections, 3 the timeouts and daemons',
  save: 'save writes the rules file, with all that -S drops',
  restore: 'restore makes the table of a file, apply runs its lines; neither clears anything',
  help: 'ctrl-p finds every command, ? explains what is under the cursor',
  version: '3 shows the versions',
};

/** The intent of ipvsadm's own words, without the program's name. */
const ofArgv = (argv: readonly string[], keep: boolean, ground: Ground): Result<Wish> => {
  const { parsed, ...said } = parseLine(argv, namesOf(ground));
  if (!parsed.ok) return refuse(parsed.stderr.trim() === '' ? 'ipvsadm crashes on it' : parsed.stderr.trim());
  const { command } = parsed;
  if (!isChange(command)) return refuse(`ipvsadm ${argv.join(' ')} changes nothing`, instead[command.name]);
  return intent({
    kind: 'lines',
    keep,
    lines: [{ command, ...said }],
  });
};

const seenAt = (ground: Ground, { service, server }: Target): SeenServer | undefined => {
  const [of, key] = [serviceKey(service), serverKey(server)];
  return ground.services.find(one => one.key === of)?.servers.find(one => one.key === key);
};

const formerAt = ({ former }: WishGround, { service, server }: Target): number | undefined =>
  former(serviceKey(service), serverKey(server));

const weightOf = (text: string, target: Target, ground: WishGround): number | undefined => {
  if (text === 'former') return formerAt(ground, target);
  const now = seenAt(ground, target)?.weight;
  if (!/^[+-]/.test(text)) return Number(text);
  return now === undefined ? undefined : Math.max(0, Math.min(maxWeight, now + Number(text)));
};

const weights = (text: string, targets: readonly Target[], ground: WishGround): Result<Wish> => {
  const found = targets.map(target => ({ ...target, weight: weightOf(text, target, ground) }));
  const missing = found.find(({ weight }) => weight === undefined);
  if (missing !== undefined)
    return refuse(`No former weight is known of ${serverKey(missing.server)}`, 'give the weight as a number');
  return intent({
    kind: 'weights',
    weights: found.map(({ weight, ...target }) => ({ ...target, weight: weight ?? 1 })),
  });
};

/** The verb with its arguments, read. */
interface Asked {
  readonly values: readonly ArgumentValue[];
  readonly targets: readonly Target[];
  readonly argv: readonly string[] | undefined;
  readonly words: readonly LineWord[];
  readonly line: string;
  readonly ground: WishGround;
}

const textOf = ({ values }: Asked, kind: ArgumentValue['argument']['kind']): string | undefined =>
  valueOfKind(values, kind)?.text;

const fileOf = (asked: Asked): { readonly file?: string } => {
  const file = textOf(asked, 'file');
  return file === undefined ? {} : { file };
};

const seenService = (asked: Asked) => {
  const name = textOf(asked, 'service');
  return name === undefined ? undefined : findOneService(asked.ground.services, name);
};

const change = (argv: readonly string[] | undefined, asked: Asked): Result<Wish> =>
  ofArgv(argv ?? asked.argv ?? [], true, asked.ground);

/** The rest of the line as it was typed, from its first word on. */
const rest = ({ line, words }: Asked): string => line.slice(words[0]?.from ?? line.length);

const page = (name: ShowPage): Result<Wish> => success({ kind: 'show', page: name });

const settingName = /^(?:net\.ipv4\.vs\.)?([a-z][a-z0-9_]{1,40})$/;

const readers: Readonly<Record<VerbName, (asked: Asked) => Result<Wish>>> = {
  weight: asked => weights(textOf(asked, 'weight') ?? '', asked.targets, asked.ground),
  drain: ({ targets }) => intent({ kind: 'drain', targets, quiescent: false }),
  resume: ({ targets, ground }) =>
    intent({
      kind: 'resume',
      targets: targets.map(target => ({ ...target, weight: formerAt(ground, target) ?? 1 })),
    }),
  'add server': asked => change(undefined, asked),
  'add service': asked => change(undefined, asked),
  'edit server': asked => change(undefined, asked),
  'edit service': asked => change(undefined, asked),
  'remove server': ({ targets }) => intent({ kind: 'remove', targets, services: [] }),
  'remove service': asked => {
    const found = seenService(asked);
    if (found?.ok !== true) return found ?? refuse('Which service?');
    const { id } = found.value;
    return id === undefined
      ? refuse('This service is known by a name only')
      : intent({ kind: 'remove', targets: [], services: [id] });
  },
  clear: asked => change(['-C'], asked),
  zero: asked => {
    const found = seenService(asked);
    if (found?.ok === false) return found;
    const id = found?.value.id;
    return intent({
      kind: 'lines',
      keep: true,
      lines: [{ command: { name: 'zero', ...(id === undefined ? {} : { service: id }) }, given: new Set() }],
    });
  },
  timeouts: asked => change(['--set', ...asked.values.map(({ text }) => text)], asked),
  'sync start': asked => change(undefined, asked),
  'sync stop': asked => change(['--stop-daemon', textOf(asked, 'choice') ?? ''], asked),
  set: asked => {
    const [name = '', value = ''] = asked.values.map(({ text }) => text);
    const short = settingName.exec(name)?.[1];
    if (short === undefined) return refuse(`${name} is no setting of IPVS`, '3 lists them');
    return intent({
      kind: 'actions',
      title: `Set ${short} to ${value}`,
      actions: [{ kind: 'sysctl', name: `net.ipv4.vs.${short}`, value }],
    });
  },
  undo: () => success({ kind: 'undo' }),
  redo: () => success({ kind: 'redo' }),
  save: asked => success({ kind: 'save', ...fileOf(asked) }),
  restore: asked =>
    success({ kind: 'restore', ...fileOf(asked), ignore: textOf(asked, 'choice') !== undefined }),
  diff: asked => success({ kind: 'diff', ...fileOf(asked) }),
  apply: asked => success({ kind: 'apply', file: textOf(asked, 'file') ?? '' }),
  literal: asked => {
    const { words } = asked;
    return ofArgv(
      words.slice(programWords(words)).map(({ text }) => text),
      false,
      asked.ground,
    );
  },
  explain: asked => success({ kind: 'explain', text: rest(asked) }),
  history: () => page('history'),
  saved: () => page('saved'),
  backups: () => page('backups'),
  boot: () => page('boot'),
  drains: () => page('drains'),
  'read-only': asked => {
    const how = textOf(asked, 'choice');
    return success({ kind: 'read-only', ...(how === undefined ? {} : { on: how === 'on' }) });
  },
};

/** Verbs whose words are a text of their own, which is not read against a usage. */
const free: ReadonlySet<VerbName> = new Set(['literal', 'explain']);

const ofVerb = (row: Verb, words: readonly LineWord[], line: string, ground: WishGround): Result<Wish> => {
  if (free.has(row.name)) {
    if (words.length === 0) return refuse(usageText(row));
    return readers[row.name]({ values: [], targets: [], argv: undefined, words, line, ground });
  }
  const read = readVerb(row, words, ground);
  if (read.problem !== undefined) return refuse(read.problem.text, `usage: ${usageText(row)}`);
  if (read.state !== 'complete') return refuse(`More is needed: ${usageText(row)}`);
  return readers[row.name]({
    values: read.values,
    targets: read.targets?.targets ?? [],
    argv: read.argv,
    words,
    line,
    ground,
  });
};

const shellFailure = (text: string): Failure => ({ kind: 'usage', what: text });

/**
 * What a line asks for: ipvsadm's own syntax (with or without its name), or a plain verb. Fails in words, with what to
 * type instead. An edit of ipvsadm's keeps what it does not mention; `literal` does not.
 */
export const readWish = (text: string, ground: WishGround): Result<Wish> => {
  const line = splitLine(text);
  const first = line.words[0]?.text;
  const explains = first === 'explain';
  if (line.words.length === 0) return refuse('Nothing was typed');
  if (!explains && line.shell !== undefined) return failed(shellFailure(line.shell.text));
  if (!explains && line.open !== undefined) return refuse('A quote is open: its other end is missing');
  if (isIpvsadmLine(line.words))
    return ofArgv(
      line.words.slice(programWords(line.words)).map(word => word.text),
      true,
      ground,
    );
  const match = matchVerb(verbRows, text);
  if (match.kind === 'begun')
    return refuse(`More is needed: ${match.rows.map(({ name }) => name).join(', ')}`);
  if (match.kind === 'unknown') return refuse(match.problem.text);
  const row = verbRows.find(({ name }) => name === match.row.name);
  return row === undefined ? refuse('No such command') : ofVerb(row, match.words, text, ground);
};
