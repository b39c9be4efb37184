/** Opens forms. */
import { serverKey, serviceKey } from '../../core/model/service.ts';
import { serviceLabel } from '../../core/words/labels.ts';
import {
  startAnswers,
  startFields,
  stopAnswers,
  stopFields,
  timeoutAnswers,
  timeoutFields,
  valueField,
} from './director.ts';
import type { Answers, Field } from './field.types.ts';
import type { Form, FormGround, FormKind } from './form.types.ts';
import { newServerAnswers, newServerFields, serverAnswers, serverFields } from './server.ts';
import { newServiceAnswers, newServiceFields, serviceAnswers, serviceFields } from './service.ts';
import { openFields } from './shown.ts';

/** What a form begins with. */
interface Beginning {
  readonly fields: readonly Field[];
  readonly answers: Answers;
  /** Whether the answers are what the director has now. */
  readonly present: boolean;
  /** The field that takes the keys first; else the first that can. */
  readonly at?: string;
}

/** What the ground must have for a form. A caller that opens one without it has a fault. */
const needed = <T>(what: T | undefined, name: string, kind: FormKind): T => {
  if (what === undefined) throw new Error(`the form ${kind} needs a ${name}`);
  return what;
};

const beginnings: Readonly<Record<FormKind, (ground: FormGround) => Beginning>> = {
  'add-server': ground => {
    const service = needed(ground.service, 'service', 'add-server');
    return { fields: newServerFields(service), answers: newServerAnswers(service), present: false };
  },
  'edit-server': ground => {
    const server = needed(ground.server, 'server', 'edit-server');
    needed(ground.service, 'service', 'edit-server');
    return { fields: serverFields(server), answers: serverAnswers(server), present: true, at: 'weight' };
  },
  'add-service': ({ schedulers }) => ({
    fields: newServiceFields(schedulers),
    answers: newServiceAnswers,
    present: false,
    // Most services are TCP: the address is what has to be typed.
    at: 'vip',
  }),
  'edit-service': ground => {
    const service = needed(ground.service, 'service', 'edit-service');
    return {
      fields: serviceFields(service, ground.schedulers),
      answers: serviceAnswers(service),
      present: true,
    };
  },
  timeouts: ({ timeouts }) => ({ fields: timeoutFields, answers: timeoutAnswers(timeouts), present: true }),
  'start-daemon': ({ daemons, interfaces }) => ({
    fields: startFields(daemons, interfaces),
    answers: startAnswers(daemons, interfaces),
    present: false,
  }),
  'stop-daemon': ({ daemons }) => ({
    fields: stopFields(daemons),
    answers: stopAnswers(daemons),
    present: false,
  }),
  value: ground => {
    const asked = needed(ground.asked, 'question', 'value');
    return {
      fields: [valueField(asked)],
      answers: { value: asked.now ?? asked.choices?.[0]?.value ?? '' },
      present: asked.now !== undefined,
    };
  },
};

/**
 * Opens a form: prefilled with what the director has where something is edited, with defaults where something is made.
 * `add-server` and `edit-service` need the service in the ground, `edit-server` the server too, `value` what is asked;
 * without it this throws.
 */
export const openForm = (kind: FormKind, ground: FormGround): Form => {
  const { fields, answers, present, at } = beginnings[kind](ground);
  const first = openFields({ fields, answers })[0]?.id ?? '';
  const begin = at ?? first;
  return {
    kind,
    ground,
    fields,
    answers,
    ...(present ? { before: answers } : {}),
    at: begin,
    caret: (answers[begin] ?? '').length,
    explained: false,
    tried: false,
  };
};

/** What a form is called: `Change 10.0.0.7:80 in TCP 10.0.0.200:80`. */
export const formTitle = ({ kind, ground }: Form): string => {
  const service = ground.service === undefined ? '' : serviceLabel(serviceKey(ground.service.id));
  const server = ground.server === undefined ? '' : serverKey(ground.server.id);
  const titles: Readonly<Record<FormKind, string>> = {
    'add-server': `Add a real server to ${service}`,
    'edit-server': `Change ${server} in ${service}`,
    'add-service': 'Add a virtual service',
    'edit-service': `Change ${service}`,
    timeouts: 'Set the connection timeouts',
    'start-daemon': 'Start a sync daemon',
    'stop-daemon': 'Stop a sync daemon',
    value: ground.asked?.title ?? '',
  };
  return titles[kind];
};
