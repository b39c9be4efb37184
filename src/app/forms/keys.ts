/** What keys do to a form. */
import { insert, type TextInput, typed } from '../textinput.ts';
import { argvOf } from './argv.ts';
import { type Choice, type Field, yes } from './field.types.ts';
import type { Form } from './form.types.ts';
import { problemsOf, stops } from './problems.ts';
import { answerTo, fieldAt, openFields } from './shown.ts';

/** What a key came to: the form as it is then, the arguments to be sent, or the wish to leave. */
export type FormStep =
  | { readonly form: Form }
  /** The arguments of ipvsadm in full, without its name; for a `value` form the value with its prefix. */
  | { readonly submit: readonly string[] }
  | { readonly leave: true };

const isTyped = ({ kind }: Field): boolean => kind === 'text' || kind === 'number';

const go = (form: Form, id: string): Form => ({
  ...form,
  at: id,
  caret: (form.answers[id] ?? '').length,
});

/** Goes `by` fields on, those that cannot be answered left out; round the ends, or not beyond them. */
const move = (form: Form, by: number, round: boolean): Form => {
  const fields = openFields(form);
  const at = fields.findIndex(({ id }) => id === form.at) + by;
  const last = fields.length - 1;
  const wanted = round ? (at + fields.length) % fields.length : Math.max(0, Math.min(last, at));
  const next = fields[wanted];
  return next === undefined || next.id === form.at ? form : go(form, next.id);
};

const answer = (form: Form, text: string, caret = text.length): Form => ({
  ...form,
  answers: { ...form.answers, [form.at]: text },
  caret,
});

const withInput = (form: Form, { text, at }: TextInput): Form =>
  text === (form.answers[form.at] ?? '') ? { ...form, caret: at } : answer(form, text, at);

/** The choice `by` places on, round the ends. */
const choose = (form: Form, { choices }: Field, by: number): Form => {
  const at = choices.findIndex(({ value }) => value === (form.answers[form.at] ?? ''));
  const next = choices[(at + by + choices.length) % choices.length];
  return next === undefined ? form : answer(form, next.value);
};

/** The next choice after the present one that begins with a letter. */
const jump = (form: Form, { choices }: Field, letter: string): Form => {
  const at = choices.findIndex(({ value }) => value === (form.answers[form.at] ?? ''));
  const turned: readonly Choice[] = [...choices.slice(at + 1), ...choices.slice(0, at + 1)];
  const found = turned.find(({ label }) => label.toLowerCase().startsWith(letter.toLowerCase()));
  return found === undefined ? form : answer(form, found.value);
};

const steps: Readonly<Record<string, number>> = { left: -1, h: -1, right: 1, l: 1, space: 1 };

const choiceKey = (form: Form, field: Field, key: string): Form => {
  const by = steps[key];
  if (by !== undefined) return choose(form, field, by);
  if (key === 'home') return answer(form, field.choices[0]?.value ?? '');
  if (key === 'end') return answer(form, field.choices.at(-1)?.value ?? '');
  return key.length === 1 ? jump(form, field, key) : form;
};

const flagKey = (form: Form, key: string): Form => {
  if (key === 'space' || key in steps) return answer(form, form.answers[form.at] === yes ? '' : yes);
  if (key === 'y') return answer(form, yes);
  return key === 'n' ? answer(form, '') : form;
};

const fieldKey = (form: Form, key: string): Form => {
  const field = fieldAt(form);
  if (field === undefined) return form;
  if (field.kind === 'choice') return choiceKey(form, field, key);
  if (field.kind === 'flag') return flagKey(form, key);
  const input = typed({ text: form.answers[form.at] ?? '', at: form.caret }, key);
  return input === undefined ? form : withInput(form, input);
};

/** Sends the form, or goes to the first thing that keeps it from being sent. */
const send = (form: Form): FormStep => {
  const tried = { ...form, tried: true };
  const problem = problemsOf(tried).find(stops);
  const argv = problem === undefined ? argvOf(form) : undefined;
  if (argv !== undefined) return { submit: argv };
  const able = openFields(tried).some(({ id }) => id === problem?.field);
  return { form: problem?.field !== undefined && able ? go(tried, problem.field) : tried };
};

const moves: Readonly<Record<string, readonly [by: number, round: boolean]>> = {
  tab: [1, true],
  'shift-tab': [-1, true],
  down: [1, false],
  up: [-1, false],
  'ctrl-n': [1, false],
  'ctrl-p': [-1, false],
};

/** Whether `?` asks for an explanation here, and is not typed. */
const asksWhy = (form: Form): boolean => {
  const field = fieldAt(form);
  return field !== undefined && (!isTyped(field) || answerTo(form, field.id) === '');
};

/** A key while a form is open. Keys that mean nothing here give the same form back. */
export const formKey = (form: Form, key: string): FormStep => {
  const moved = moves[key];
  if (moved !== undefined) return { form: move(form, ...moved) };
  if (key === 'f1' || (key === '?' && asksWhy(form)))
    return { form: { ...form, explained: !form.explained } };
  if (key === 'esc') return form.explained ? { form: { ...form, explained: false } } : { leave: true };
  if (key === 'ctrl-s') return send(form);
  if (key === 'enter')
    return openFields(form).at(-1)?.id === form.at ? send(form) : { form: move(form, 1, false) };
  return { form: fieldKey(form, key) };
};

/** Pasted text goes into a field that is typed; into a choice, where it is one of the answers. */
export const formPaste = (form: Form, text: string): Form => {
  const field = fieldAt(form);
  const clean = text.trim();
  if (field === undefined) return form;
  if (isTyped(field))
    return withInput(form, insert({ text: form.answers[form.at] ?? '', at: form.caret }, clean));
  const choice = field.choices.find(({ value, label }) => [value, label].includes(clean));
  return choice === undefined ? form : answer(form, choice.value);
};
