/** Answers from around the table: the saved file, its owners, the network, texts that were asked for. */

import { explainText } from '../core/explain/explain.ts';
import { explainSummary } from '../core/explain/summary.ts';
import type { Failure } from '../core/model/failure.ts';
import { isChange } from '../core/plan/action.ts';
import { portNames } from '../core/saved/read.ts';
import { propose } from './change.ts';
import { informForm } from './formview.ts';
import type { Message } from './message.ts';
import { say } from './say.ts';
import type { State, Step } from './state.ts';
import { showExplained } from './wish.ts';

type AroundMessage = Extract<
  Message,
  {
    readonly type:
      | 'saved-done'
      | 'owners-done'
      | 'boot-done'
      | 'network-done'
      | 'ground-done'
      | 'backups-done'
      | 'text-done';
  }
>;

const there = <T>(state: State, value: T) => ({ generation: 0, pending: false, at: state.now, value });

const failureText = ({ what, why, advice }: Failure): string =>
  [what, why, advice].filter(Boolean).join(': ');

const textDone = (
  state: State,
  { name, use, result }: AroundMessage & { readonly type: 'text-done' },
): Step => {
  if (!result.ok) return [say(state, failureText(result.failure), 'warn'), []];
  const text = result.value;
  switch (use) {
    case 'explain':
      return showExplained(state, name, text);
    case 'diff':
      return [{ ...state, views: [...state.views, { type: 'diff', name, text, top: 0 }] }, []];
    case 'restore':
      return propose(state, { kind: 'text', text, name, ignore: false });
    case 'apply': {
      const { commands } = explainSummary(explainText(text, { names: portNames }));
      const lines = commands.filter(({ command }) => isChange(command));
      return lines.length === 0
        ? [say(state, `${name} holds no command line of ipvsadm that can be read`, 'warn'), []]
        : propose(state, { kind: 'lines', lines, keep: true, title: `Run the lines of ${name}` });
    }
  }
};

/** Takes an answer in. */
export const aroundDone = (state: State, message: AroundMessage): Step => {
  switch (message.type) {
    case 'saved-done':
      return [{ ...state, saved: there(state, message.saved) }, []];
    case 'owners-done':
      return [{ ...state, owners: message.owners }, []];
    case 'boot-done':
      return [{ ...state, boot: there(state, message.facts) }, []];
    case 'network-done':
      return [message.result.ok ? informForm({ ...state, network: message.result.value }) : state, []];
    case 'ground-done':
      return [{ ...state, ground: there(state, message.ground) }, []];
    case 'backups-done':
      return [
        {
          ...state,
          backups: message.result.ok
            ? there(state, message.result.value)
            : { generation: 0, pending: false, at: state.now, failure: message.result.failure },
        },
        [],
      ];
    case 'text-done':
      return textDone(state, message);
  }
};
