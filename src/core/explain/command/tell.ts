/** A command line of ipvsadm in words. */
import { readFailure } from '../../ipvsadm/errors.ts';
import type { Refusal } from '../../ipvsadm/messages.ts';
import type { Names } from '../../ipvsadm/names.ts';
import { commandRows, schedulerNames } from '../../ipvsadm/options.ts';
import { parseLine } from '../../ipvsadm/parse.ts';
import { readWords, type Word } from '../../ipvsadm/popt.ts';
import { quote } from '../../ipvsadm/print.ts';
import { serverKey } from '../../model/service.ts';
import type { Problem, ReadCommand } from '../explain.types.ts';
import type { Call } from '../reading/piece.types.ts';
import { safe, shown } from '../say.ts';
import type { Told } from '../told.types.ts';
import { list, rest, set, startDaemon } from './others.ts';
import { addServer, editServer } from './server.ts';
import { addService, editService, type Sentences, serviceName } from './service.ts';

/** The options of a command line as they stand, the command first. */
export const wordsOf = (args: readonly string[]): readonly Word[] => {
  const reader = readWords(args);
  const words: Word[] = [];
  for (let word = reader.next(); word !== undefined; word = reader.next()) words.push(word);
  return words;
};

const commandWords = ({ command, given }: ReadCommand, args: readonly string[]): Sentences => {
  switch (command.name) {
    case 'add-service':
    case 'edit-service': {
      const bare = wordsOf(args).some(({ id, value }) => id === 'persistent' && value === undefined);
      const tell = command.name === 'add-service' ? addService : editService;
      return tell(command.service, command.config, given, bare);
    }
    case 'add-server':
      return addServer(command.service, command.server, command.config, given);
    case 'edit-server':
      return editServer(command.service, command.server, command.config, given);
    case 'delete-service':
      return {
        words: [`Removes the virtual service ${serviceName(command.service)} with all its servers.`],
        why: [
          'When a service is removed, new clients are refused. Open connections hang, or are reset where it was the last service.',
        ],
      };
    case 'delete-server':
      return {
        words: [`Removes the real server ${serverKey(command.server)} from ${serviceName(command.service)}.`],
        why: [
          'Open connections of a server that is removed hang, or end at once with net.ipv4.vs.expire_nodest_conn=1. To let them end in their own time, set its weight to 0 first.',
        ],
      };
    case 'list':
      return list(command);
    case 'set':
      return set(command);
    case 'start-daemon':
      return startDaemon(command, given);
    default:
      return rest(command);
  }
};

/** What a command is for, where the rest of its line cannot be read. */
const purpose = (args: readonly string[]): readonly string[] => {
  const first = readWords(args).next();
  const row = commandRows.find(({ name }) => name === first?.id);
  return [row === undefined ? 'Is meant to be a command of ipvsadm.' : `Is meant to ${lower(row.help)}.`];
};

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const line = (args: readonly string[]): string => safe(['ipvsadm', ...args].map(quote).join(' '), 200);

/** Options that forks of IPVS know and Linux does not, by the letters that stand for them there. */
const forks = /^(?:-j|--synproxy|--laddr|-z|--local-address|-P|-q|-O)$/;

/** What was meant by a line that ipvsadm refuses, where that can be told. */
const meant = (args: readonly string[], stderr: string): string | undefined => {
  const stray = /^unexpected argument (.*)$/m.exec(stderr)?.[1];
  const at = stray === undefined ? -1 : args.indexOf(stray);
  if (at > 0 && stray !== undefined && schedulerNames.includes(stray) && !args.includes('-s'))
    return line([...args.slice(0, at), '-s', stray, ...args.slice(at + 1)]);
  const [, side] = /^illegal (virtual|real) server address/m.exec(stderr) ?? [];
  const host = wordsOf(args).find(({ id }) =>
    side === 'real' ? id === 'real-server' : /[pr]-service$/.test(id),
  )?.value;
  return side !== undefined && host !== undefined && /\p{L}{2}/u.test(host.split(':', 1)[0] ?? '')
    ? 'The address as a number: a name depends on DNS and /etc/hosts'
    : undefined;
};

const refused = (refusal: Refusal, args: readonly string[]): Problem => {
  const { what, why, advice } = readFailure(refusal.stderr, refusal.exit);
  const fix = meant(args, refusal.stderr) ?? advice;
  const fork =
    args.some(arg => forks.test(arg)) || (args.includes('-b') && args.includes('-r'))
      ? ' It looks like an option of a fork of IPVS; Linux does not have it.'
      : '';
  return {
    level: 'wrong',
    text: `ipvsadm refuses it. ${what}${why === undefined ? '' : `. ${why}`}.${fork}`,
    ...(fix === undefined ? {} : { fix }),
  };
};

const doubtful = (call: Call): Problem | undefined => {
  const { doubt } = call;
  if (doubt === undefined) return undefined;
  return {
    level: doubt.variable === undefined ? 'note' : 'wrong',
    text: `It cannot be read as it stands: ${shown(doubt.reason)}.`,
    ...(doubt.variable === undefined ? {} : { fix: `${shown(doubt.variable)}=... above it` }),
  };
};

/** What a call of ipvsadm says; `read` is set where it would run as it stands. */
export const tellCommand = (call: Call, names: Names): Told => {
  // [measured for -R; harmless elsewhere] the program's own name among its arguments means nothing.
  const args = call.args.filter(word => word !== 'ipvsadm');
  const doubt = doubtful(call);
  if (doubt !== undefined) return { kind: 'ipvsadm', words: purpose(args), problems: [doubt] };
  const { parsed, given, asked } = parseLine(args, names);
  if (!parsed.ok) return { kind: 'ipvsadm', words: purpose(args), problems: [refused(parsed, args)] };
  const read: ReadCommand = { command: parsed.command, given, ...(asked === undefined ? {} : { asked }) };
  return { kind: 'ipvsadm', ...commandWords(read, args), read };
};
