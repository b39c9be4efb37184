/** Commands of what a wizard comes to: the review, its scripts, the path of a packet. */
import type { Command } from './command.ts';
import { inAll, only } from './command-parts.ts';
import type { State } from './state.ts';
import { handoutHere, pathServers } from './wizard/built.ts';
import {
  askPath,
  backToAnswers,
  copyHandout,
  openPath,
  openRow,
  toggleExplain,
  turnPath,
} from './wizard/review.ts';

const noHandout = (state: State): string | undefined =>
  handoutHere(state) === undefined ? 'the cursor is not on a script' : undefined;

const onScripts = ['review', 'handout'] as const;

/** All of them, in the order of the help. */
export const reviewCommands: readonly Command[] = [
  {
    id: 'review-open',
    title: 'Plan this, or open the script',
    summary: 'In a review: makes a plan of the director’s part, or opens the script under the cursor.',
    hint: 'go on',
    group: 'build',
    keys: { review: ['enter'] },
    run: openRow,
    danger: 'none',
  },
  {
    id: 'review-answers',
    title: 'Back to the answers',
    summary: 'In a review: back to the questions; what was built stays, other answers are another draft.',
    hint: 'answers',
    group: 'build',
    keys: { review: ['a'] },
    run: only(backToAnswers),
    danger: 'none',
  },
  {
    id: 'script-copy',
    title: 'Copy the script',
    summary: 'Copies the script to the clipboard, also over ssh (OSC 52).',
    hint: 'copy',
    group: 'build',
    keys: inAll(onScripts, ['y']),
    not: noHandout,
    run: copyHandout,
    danger: 'none',
  },
  {
    id: 'script-write',
    title: 'Write the script into a file',
    summary: 'Asks for the path and writes the script there; nothing is replaced without asking.',
    hint: 'write',
    group: 'build',
    keys: inAll(onScripts, ['W']),
    not: state =>
      noHandout(state) ??
      (state.source.kind === 'practice' ? 'practice does not touch this machine; y copies it' : undefined),
    run: only(askPath),
    danger: 'none',
  },
  {
    id: 'script-explain',
    title: 'Explain the scripts',
    summary: 'Puts into the scripts what each line is for, as comments; again: without.',
    hint: 'explain',
    group: 'build',
    keys: inAll(onScripts, ['e']),
    run: only(toggleExplain),
    danger: 'none',
  },
  {
    id: 'packet-path',
    title: 'Draw the path of a packet',
    summary: 'Draws the way of a packet with these addresses, there and back, hop by hop.',
    hint: 'path of a packet',
    group: 'build',
    keys: { review: ['p'] },
    not: state => (pathServers(state).length === 0 ? 'there is no real server to draw it for' : undefined),
    run: openPath,
    danger: 'none',
  },
  ...(
    [
      ['path-next', 'next', ['n', 'right', 'l'], 1],
      ['path-previous', 'previous', ['N', 'left', 'h'], -1],
    ] as const
  ).map(
    ([id, which, keys, by]): Command => ({
      id,
      title: `The ${which} server’s path`,
      summary: `Draws the way of a packet to the ${which} real server.`,
      ...(by === 1 ? { hint: 'next server' } : {}),
      group: 'build',
      keys: { path: keys },
      not: state => (pathServers(state).length < 2 ? 'there is only one real server' : undefined),
      run: only(state => turnPath(state, by)),
      danger: 'none',
    }),
  ),
];
