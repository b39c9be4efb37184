/** The questions about a pair of directors that are about the real servers: checks, the sorry server, open connections. */
import { endpoint, familyOf } from '../../model/address.ts';
import { serviceFamily } from '../../model/service.ts';
import { readCheck } from '../../neighbour/check.ts';
import type { Sorry } from '../../neighbour/want.types.ts';
import { readHostPort } from '../reading/endpoint.ts';
import { type Read, read } from '../reading/read.types.ts';
import { error, rather, warn } from '../remarks.ts';
import type { WizardStep } from '../wizard.types.ts';
import { flagStep } from './flag.ts';
import { isKeepalived, servicesIn } from './ha.ts';

/** The step that asks how a server is found to be alive. */
export const checkStep: WizardStep = {
  id: 'check',
  label: 'check',
  question: 'How is a real server found to be alive?',
  why: () =>
    'tcp opens a connection to the port that the server serves, which finds machines and programs that are gone. http asks for a page, which also finds those that answer with an error. Services of another protocol, and marks, get the nearest check that they understand.',
  example: 'http:/health',
  kind: 'text',
  suggest: (answers, ground) => {
    const services = servicesIn(answers, ground);
    const udp =
      services.length > 0 && services.every(({ id }) => id?.kind === 'address' && id.protocol === 'udp');
    return udp ? 'udp' : 'tcp';
  },
  check: text => {
    const found = readCheck(text.trim());
    if (!found.ok) {
      const { what, why, advice } = found.failure;
      const near = text.trim().startsWith('/') ? `http:${text.trim()}` : 'tcp';
      return [
        error([what, why, advice].filter(part => part !== undefined).join('; '), rather('check', near)),
      ];
    }
    return found.value.kind === 'none'
      ? [warn('nothing is checked: a server that is dead stays in the table, and its clients wait')]
      : [];
  },
  words: text => text.trim(),
};

/** The sorry server of an answer. */
export const readSorry = (text: string): Read<Sorry | undefined> => {
  if (text === '') return read(undefined);
  const found = readHostPort(text);
  return found.ok ? read(found.value) : found;
};

/** The step that asks for the sorry server. */
export const sorryStep: WizardStep = {
  id: 'sorry',
  label: 'sorry server',
  question: 'Who answers when no real server is alive?',
  why: () =>
    'Without one, clients are refused then. A sorry server says so in a page of its own. It gets packets by the same method as the others, so it needs the same setup.',
  example: '10.0.0.9:80',
  kind: 'text',
  optional: true,
  check: (text, answers, ground) => {
    const found = readSorry(text.trim());
    if (!found.ok)
      return [error(found.text, found.better === undefined ? undefined : rather('sorry', found.better))];
    const sorry = found.value;
    if (sorry === undefined) return [];
    const services = servicesIn(answers, ground);
    const serves = services.some(({ servers }) => servers.some(({ id }) => id?.address === sorry.address));
    if (serves)
      return [warn(`${sorry.address} is one of the real servers: when all of them are dead, it is, too`)];
    const fits = services.some(({ id }) => id !== undefined && serviceFamily(id) === familyOf(sorry.address));
    return fits || services.length === 0
      ? []
      : [error(`${sorry.address} is of another family than the services`)];
  },
  words: text => {
    const found = readSorry(text.trim());
    if (!found.ok || found.value === undefined)
      return text.trim() === '' ? 'none: clients are refused then' : text;
    const { address, port } = found.value;
    return port === undefined ? address : endpoint(address, port);
  },
};

/** The step that asks whether open connections are told to the other director. */
export const syncStep: WizardStep = flagStep({
  id: 'sync',
  label: 'sync',
  question: 'Shall open connections survive when the other director takes over?',
  why: () =>
    'The master then tells the backup of its connections, by multicast over the same interface (UDP 8848), and persistence survives as well. Without it, clients connect anew.',
  suggest: 'yes',
  when: isKeepalived,
  yes: 'the backup knows the open connections',
  no: 'clients connect anew when the other one takes over',
});
