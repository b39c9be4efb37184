/** The part of the schema that is about changes: plans, the journal, drains, backups. */
import { jsonVersion } from './json.ts';
import { count, listOf, object, type Schema, text } from './schema-words.ts';

const lvsh: Schema = { const: jsonVersion, description: 'version of this shape' };
const moment = (description: string): Schema => ({ type: 'string', format: 'date-time', description });

const run = listOf(text('the program and its arguments'));
const action: Schema = {
  oneOf: [object({ run }), object({ file: text('path of the file that is written or removed') })],
};
const undo = listOf(action);

const outcome: Schema = {
  oneOf: [
    object({
      kind: { const: 'done' },
      entry: text('its id in the journal'),
      differs: listOf(text('what was read back otherwise than asked')),
    }),
    object(
      {
        kind: { const: 'stopped' },
        entry: text('its id in the journal'),
        applied: listOf(count('steps that stand, from 1')),
        step: count('the step that failed, from 1'),
        failure: text('why'),
      },
      ['kind', 'applied', 'failure'],
    ),
    object({
      kind: { const: 'changed' },
      since: listOf(text('what changed after the preview; nothing was run')),
    }),
    object({ kind: { const: 'refused' }, failure: text('why; nothing was run') }),
  ],
};

/** A plan, and how it ended where it was run. */
export const plan: Schema = object(
  {
    lvsh,
    kind: { const: 'plan' },
    title: text('what it does'),
    danger: { enum: ['none', 'undoable', 'traffic', 'destructive'] },
    steps: listOf({
      oneOf: [
        object({ run, undo }),
        object({ file: text('path of the file that is written or removed'), undo }),
      ],
    }),
    means: listOf(text('what it means for traffic')),
    cautions: listOf(text('what else is to be known')),
    outcome,
  },
  ['lvsh', 'kind', 'title', 'danger', 'steps', 'means', 'cautions'],
);

const state: Schema = { enum: ['waiting', 'begun', 'done', 'failed'] };

/** The journal. */
export const history: Schema = object({
  lvsh,
  kind: { const: 'history' },
  entries: listOf(
    object(
      {
        id: text('for undo and redo'),
        title: text('what it did'),
        by: object(
          { user: text('who'), as: text('with whose rights'), from: text('ssh'), tty: text('terminal') },
          ['user'],
        ),
        host: text('the director'),
        startedAt: moment('when it began'),
        endedAt: moment('when it ended'),
        outcome: { enum: ['done', 'stopped', 'settled', 'unfinished'] },
        applied: count('steps that stand'),
        of: object({
          entry: text('id of the other entry'),
          how: { enum: ['undo', 'redo', 'finish', 'roll-back'] },
        }),
        steps: listOf({
          oneOf: [object({ run, state }), object({ file: text('path of the file'), state })],
        }),
        differs: listOf(text('what was read back otherwise than asked')),
      },
      ['id', 'title', 'by', 'host', 'startedAt', 'outcome', 'applied', 'steps', 'differs'],
    ),
  ),
});

/** A drain that is waited for: one object a line. */
export const drain: Schema = object(
  {
    lvsh,
    kind: { const: 'drain' },
    at: moment('now'),
    state: { enum: ['waiting', 'drained', 'late', 'interrupted', 'resumed', 'gone'] },
    active: count('connections'),
    inactive: count('connections'),
    persistent: count('clients held by persistence'),
    estimate: {
      enum: ['drained', 'unknown', 'falling', 'closing', 'still', 'coming', 'held', 'silence', 'sending'],
    },
    leftSeconds: count('seconds, as far as they can be told'),
    perMinute: { type: 'number', description: 'connections that end, or come' },
  },
  ['lvsh', 'kind', 'at', 'state'],
);

/** Former texts of a rules file, the newest first. */
export const backups: Schema = object({
  lvsh,
  kind: { const: 'backups' },
  path: text('of the rules file'),
  backups: listOf(
    object({
      name: text('of the backup'),
      at: text('when it was replaced'),
      user: text('by whom'),
      size: count('bytes'),
    }),
  ),
});
