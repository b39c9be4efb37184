import type { SeenService } from '../../model/snapshot.ts';
import { duration, durationWords } from '../../words/numbers.ts';
import { error, rather, warn } from '../remarks.ts';
import { chosenService } from '../setting.ts';
import type { Answers, Ground, Option, WizardStep } from '../wizard.types.ts';
import { choiceStep } from './choice.ts';
import { readTimeout } from './persistence.ts';

/** What keeps a client's connections together. */
export type By = 'port' | 'client' | 'mark';

/** Whether servers of a service listen on other ports than the one that clients call. */
export const mapsPorts = ({ id, servers }: SeenService): boolean =>
  servers.some(
    server =>
      server.method === 'nat' &&
      server.id !== undefined &&
      server.id.port !== (id?.kind === 'address' ? id.port : 0),
  );

const lost =
  'its servers listen on other ports than clients call, and a persistent service for several ports leaves the ports as they are';

const optionsOf = (answers: Answers, ground: Ground): readonly Option[] => {
  const service = chosenService(answers, ground);
  const id = service?.id;
  const not = (why: string | false): { readonly not?: string } => (why === false ? {} : { not: why });
  const marked = id?.kind === 'fwmark';
  const every = id?.kind === 'address' && id.port === 0;
  const mapped = service !== undefined && !every && mapsPorts(service);
  return [
    {
      value: 'port',
      title: 'by port',
      about: 'this service alone: a client on another port may meet another server',
      ...not(
        marked ? 'this service is one by mark' : every && 'this service stands for all ports of its address',
      ),
    },
    {
      value: 'client',
      title: 'by client',
      about: 'one service for all ports of the address (port 0): whatever a client opens goes to one server',
      ...not(marked ? 'this service is one by mark' : mapped && lost),
    },
    {
      value: 'mark',
      title: 'by mark',
      about: 'the ports that belong together, under one firewall mark: other ports of the address stay apart',
      ...not(mapped && !marked && lost),
    },
  ];
};

/** What the answers say; by port (of a mark, by mark) where nothing was said. */
export const byIn = (answers: Answers, ground: Ground): By => {
  const text = answers.by?.trim().toLowerCase();
  if (text === 'port' || text === 'client' || text === 'mark') return text;
  const first = optionsOf(answers, ground).find(({ not }) => not === undefined)?.value;
  return first === 'client' || first === 'mark' ? first : 'port';
};

/** The step that asks what keeps a client together. */
export const byStep: WizardStep = choiceStep({
  id: 'by',
  label: 'kept by',
  question: 'What keeps a client’s connections together?',
  why: () =>
    'The kernel remembers a client by a template: its address, and what it called. By port, each service has templates of its own, so HTTP and HTTPS of one client may part. By client or by mark one template stands for several ports, and the client meets one server on all of them.',
  example: 'port',
  options: optionsOf,
});

/** The step that asks for the time. */
export const timeoutStep: WizardStep = {
  id: 'timeout',
  label: 'time',
  question: 'How long does a client stay after its last connection?',
  why: () =>
    'The template is kept while the client has connections, and for this long after the last one ended; then the scheduler picks anew. A long time keeps sessions whole. It also keeps clients away from a server that was added later, and brings them back to one that is being emptied.',
  example: '6m',
  kind: 'text',
  suggest: (answers, ground) => {
    const seconds = chosenService(answers, ground)?.persistence?.timeout;
    return seconds === undefined ? '6m' : duration(seconds);
  },
  check: text => {
    const seconds = readTimeout(text.trim().toLowerCase());
    if (!seconds.ok)
      return [
        error(seconds.text, seconds.better === undefined ? undefined : rather('timeout', seconds.better)),
      ];
    return seconds.value > 3600
      ? [
          warn(
            `for ${durationWords(seconds.value)} a client comes back to its server: a new server gets new clients only, and emptying one takes as long`,
          ),
        ]
      : [];
  },
  words: text => {
    const seconds = readTimeout(text.trim().toLowerCase());
    return seconds.ok ? durationWords(seconds.value) : text;
  },
};
