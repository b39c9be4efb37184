/** Which fields are asked, and which of them are fixed: functions of the answers and nothing else. */
import type { Answers, Condition, Field } from './field.types.ts';
import type { Form } from './form.types.ts';

/** The port that is written behind an address, however wrong it is; undefined where none is. */
export const writtenPort = (text: string): string | undefined => {
  const bracketed = /^\[[^\]]*\]:(.*)$/.exec(text);
  if (bracketed !== null) return bracketed[1];
  const plain = /^[^:]*:([^:]*)$/.exec(text);
  return plain?.[1];
};

const holds = (condition: Condition, answers: Answers): boolean => {
  const answer = answers[condition.field] ?? '';
  if ('is' in condition) return condition.is.includes(answer);
  if ('isNot' in condition) return !condition.isNot.includes(answer);
  return writtenPort(answer) !== undefined;
};

const all = (conditions: readonly Condition[], answers: Answers): boolean =>
  conditions.every(condition => holds(condition, answers));

/** Whether a field is asked. */
export const isShown = (field: Field, answers: Answers): boolean => all(field.when, answers);

/** What stands in a field that cannot be answered now, and why. */
export const fixedOf = (
  field: Field,
  answers: Answers,
): { readonly value: string; readonly why: string } | undefined => {
  const found = field.fixed.find(({ when }) => all(when, answers));
  if (found === undefined) return undefined;
  const { value, why } = found;
  return {
    value: typeof value === 'string' ? value : (writtenPort(answers[value.portOf] ?? '') ?? ''),
    why,
  };
};

/** The fields that are asked, in their order. */
export const shownFields = ({ fields, answers }: Pick<Form, 'fields' | 'answers'>): readonly Field[] =>
  fields.filter(field => isShown(field, answers));

/** The fields that take keys. */
export const openFields = (form: Pick<Form, 'fields' | 'answers'>): readonly Field[] =>
  shownFields(form).filter(field => fixedOf(field, form.answers) === undefined);

/** The field that takes the keys now. */
export const fieldAt = (form: Form): Field | undefined => form.fields.find(({ id }) => id === form.at);

/** What is answered to a field that is asked: what it is fixed to, or what was typed. */
export const answerTo = (form: Pick<Form, 'fields' | 'answers'>, id: string): string => {
  const field = form.fields.find(candidate => candidate.id === id);
  const typed = form.answers[id] ?? '';
  if (field === undefined) return typed;
  if (!isShown(field, form.answers)) return '';
  return fixedOf(field, form.answers)?.value ?? typed;
};

/** A number as a number, so that `007` is no change from `7`; other texts as they are. */
const comparable = (field: Field, text: string): string => {
  const value = text === '' ? (field.absent?.value ?? '') : text;
  return field.kind === 'number' && /^\d+$/.test(value) ? String(Number(value)) : value;
};

/** Whether an answer is another than what the director has now. What is new throughout is not changed. */
export const isChanged = (form: Form, field: Field): boolean => {
  if (form.before === undefined || fixedOf(field, form.answers) !== undefined) return false;
  const was = isShown(field, form.before) ? (form.before[field.id] ?? '') : '';
  return comparable(field, form.answers[field.id] ?? '') !== comparable(field, was);
};
