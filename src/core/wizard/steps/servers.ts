/** The question for the real servers. */
import type { Way } from '../../cluster/cluster.types.ts';
import { checkServers, serversWords } from '../checks/servers.ts';
import { worstFirst } from '../remarks.ts';
import type { Setting } from '../setting.ts';
import type { Answers, Ground, Remark, WizardStep } from '../wizard.types.ts';

const whys: Readonly<Record<Way, string>> = {
  dr: 'Direct routing puts the server’s MAC address on the frame and changes nothing else, so a server must be on the director’s own link, and listen on the port that clients call. It answers the client by itself.',
  tun: 'The director wraps the packet into another one that is addressed to the server, so a server may stand anywhere that packets reach. It unwraps it, listens on the port that clients call, and answers the client by itself.',
  nat: 'The director writes the server’s address and port into the packet, so a server may listen on another port (10.0.0.7:8080). Its answer must come back through the director, which is why the director is its gateway.',
  snat: 'The director writes the server’s address and port into the packet, and its own address as the sender. So answers come back to it whatever gateway the servers have; they do not see who the client is.',
};

/** More remarks on the list, for a wizard that has some. */
export type More = (text: string, answers: Answers, ground: Ground) => readonly Remark[];

const noMore: More = () => [];

/** The step. */
export const serversStep = (setting: Setting, more: More = noMore): WizardStep => ({
  id: 'rs',
  label: 'servers',
  question: 'Which real servers answer?',
  why: (answers, ground) =>
    `${whys[setting.way(answers, ground)]} A weight (=3) says how many connections a server gets next to the others.`,
  example: '10.0.0.7 10.0.0.14=3',
  kind: 'servers',
  check: (text, answers, ground) =>
    worstFirst([...checkServers(text, answers, ground, setting), ...more(text, answers, ground)]),
  words: text => serversWords(text),
});
