/** The part of the schema that is about building clusters. */
import { wizardKinds } from '../core/wizard/wizard.types.ts';
import { jsonVersion } from './json.ts';
import { plan } from './schema-change.ts';
import { listOf, object, type Schema, text } from './schema-words.ts';

const handout = object({
  id: text('rs, router, client, ...'),
  for: text('which machines'),
  about: text('what it is for'),
  file: text('the name of its file'),
  mode: text('permissions of the file, octal'),
  text: text('the whole file'),
});

/** What `lvsh script` writes. */
export const scripts: Schema = object({
  lvsh: { const: jsonVersion, description: 'version of this shape' },
  kind: { const: 'scripts' },
  scripts: listOf(handout),
});

const header = object(
  {
    from: text('source address; absent: the DIP, which is not known'),
    fromPort: { type: ['integer', 'string'], description: 'source port, or any' },
    to: text('destination address'),
    toPort: { type: 'integer', description: 'destination port' },
  },
  [],
);

/** What `lvsh path --json` prints. */
export const paths: Schema = object({
  lvsh: { const: jsonVersion, description: 'version of this shape' },
  kind: { const: 'paths' },
  paths: listOf(
    object({
      server: text('RIP:PORT'),
      hops: listOf(
        object(
          {
            direction: { enum: ['there', 'back'] },
            protocol: { enum: ['tcp', 'udp', 'sctp'] },
            from: text('whose MAC address sends: client, router, director, real server'),
            to: text('whose MAC address it is sent to'),
            inner: header,
            outer: { type: 'object', description: 'the header around it, and what wraps it' },
            changed: text('what happened to the packet before this link'),
          },
          ['direction', 'protocol', 'from', 'to', 'inner', 'changed'],
        ),
      ),
    }),
  ),
});

/** What a wizard comes to. */
export const built: Schema = object(
  {
    lvsh: { const: jsonVersion, description: 'version of this shape' },
    kind: { const: 'new' },
    wizard: { enum: wizardKinds },
    title: text('what is built'),
    answers: { type: 'object', additionalProperties: text('the answer to the step of this name') },
    remarks: listOf(
      object({
        step: text('about the answer to this step'),
        level: { enum: ['ok', 'warn', 'error'] },
        text: text('what is so, and why'),
      }),
    ),
    scriptsOnly: text('why nothing is done on this machine'),
    plan: { ...plan, description: 'the director’s part; absent where the director is left as it is' },
    handouts: listOf(handout),
    written: listOf(text('paths of the files that were written')),
  },
  ['lvsh', 'kind', 'wizard', 'title', 'answers', 'remarks', 'handouts', 'written'],
);
