/** Forms on the screen: opened on the row under the cursor, sent as an intent. */
import { parseLine } from '../core/ipvsadm/parse.ts';
import { serverKey } from '../core/model/service.ts';
import { findServer } from '../core/model/setup.ts';
import { isChange, readArgv } from '../core/plan/action.ts';
import { configured } from '../core/plan/configured.ts';
import { portNames } from '../core/saved/read.ts';
import { propose } from './change.ts';
import type { Form, FormGround, FormKind } from './forms/form.types.ts';
import { formKey, formPaste } from './forms/keys.ts';
import { openForm } from './forms/open.ts';
import { withTopView } from './moves.ts';
import { askSettings } from './reading.ts';
import { say } from './say.ts';
import { type Selection, selection } from './select.ts';
import { type State, type Step, shown, topView } from './state.ts';

/** The services as a form knows them: their settings, which stand while counters move. */
const groundOf = (state: State): FormGround => {
  const settings = state.settings?.value;
  const interfaces = state.network?.interfaces.map(({ name }) => name);
  return {
    services: shown(state)?.services ?? [],
    ...(settings === undefined ? {} : { schedulers: settings.schedulers }),
    ...(interfaces === undefined ? {} : { interfaces }),
    ...(settings?.timeouts === undefined ? {} : { timeouts: settings.timeouts }),
    ...(settings?.daemons === undefined ? {} : { daemons: settings.daemons }),
  };
};

/** Opens a form; schedulers of this kernel, timeouts, daemons, interfaces may come a moment later. */
const opened = (state: State, form: Form): Step => {
  const next: State = { ...state, views: [...state.views, { type: 'form', form }] };
  const [asked, effects] = state.settings?.value === undefined ? askSettings(next) : [next, []];
  return [asked, state.network === undefined ? [...effects, { type: 'read-network' }] : effects];
};

/** Whether nobody has answered anything yet. */
const untouched = ({ kind, ground, answers }: Form): boolean => {
  const fresh = openForm(kind, ground).answers;
  return Object.entries(answers).every(([id, answer]) => (fresh[id] ?? '') === answer);
};

/**
 * After something about the director became known: an open form knows it as well. One in which nothing was answered
 * begins anew, with what the director has now as its answers.
 */
export const informForm = (state: State): State => {
  const view = topView(state);
  if (view?.type !== 'form' || view.form.kind === 'value') return state;
  const { form } = view;
  const { services: _, ...known } = groundOf(state);
  const ground = { ...form.ground, ...known };
  const next = untouched(form) ? openForm(form.kind, ground) : { ...form, ground };
  return withTopView(state, { type: 'form', form: next });
};

const notKnown = 'not all of its settings are known yet: try again in a moment';

const serviceOf = ({ servers, services }: Selection) => servers[0]?.of ?? services[0]?.seen;

/** Opens the form that edits, or adds to, what the cursor is on. */
export const openRowForm = (state: State, kind: 'edit' | 'add-server'): Step => {
  const chosen = selection(state);
  const seen = serviceOf(chosen);
  const service = seen === undefined ? undefined : configured(seen);
  if (seen === undefined) return [say(state, 'the cursor is not on a service or a server', 'warn'), []];
  if (service === undefined) return [say(state, notKnown, 'warn'), []];
  const ground = { ...groundOf(state), service };
  if (kind === 'add-server') return opened(state, openForm('add-server', ground));
  const id = chosen.servers[0]?.server;
  if (id === undefined) return opened(state, openForm('edit-service', ground));
  const server = findServer(service, serverKey(id));
  return server === undefined
    ? [say(state, notKnown, 'warn'), []]
    : opened(state, openForm('edit-server', { ...ground, server }));
};

/** Opens a form that is about the director as a whole. */
export const openDirectorForm = (
  state: State,
  kind: Extract<FormKind, 'add-service' | 'timeouts' | 'start-daemon' | 'stop-daemon'>,
): Step => opened(state, openForm(kind, groundOf(state)));

/** What a form comes to: the command as it stands there, complete. */
const submitted = (state: State, argv: readonly string[]): Step => {
  const { parsed, ...said } = parseLine(argv, portNames);
  if (parsed.ok && isChange(parsed.command))
    return propose(state, { kind: 'lines', keep: false, lines: [{ ...said, command: parsed.command }] });
  const action = readArgv(['sysctl', '-w', ...argv]);
  if (action !== undefined)
    return propose(state, { kind: 'actions', title: `Set ${argv.join(' ')}`, actions: [action] });
  return [say(state, parsed.ok ? 'this changes nothing' : parsed.stderr.trim(), 'warn'), []];
};

const formOf = (state: State): Form | undefined => {
  const view = topView(state);
  return view?.type === 'form' && state.change === undefined ? view.form : undefined;
};

/** A key while a form is on top; undefined where there is none. */
export const pressForm = (state: State, key: string): Step | undefined => {
  const form = formOf(state);
  if (form === undefined) return undefined;
  const step = formKey(form, key);
  if ('form' in step) return [withTopView(state, { type: 'form', form: step.form }), []];
  if ('leave' in step) return [{ ...state, views: state.views.slice(0, -1) }, []];
  return submitted(state, step.submit);
};

/** Pasted text while a form is on top; undefined where there is none. */
export const pasteForm = (state: State, text: string): Step | undefined => {
  const form = formOf(state);
  return form === undefined
    ? undefined
    : [withTopView(state, { type: 'form', form: formPaste(form, text) }), []];
};
