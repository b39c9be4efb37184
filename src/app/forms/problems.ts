/** Everything that is to be said against a form, or before it is sent. */
import { readFailure } from '../../core/ipvsadm/errors.ts';
import { familyOf } from '../../core/model/address.ts';
import { serviceFamily } from '../../core/model/service.ts';
import { serviceLabel } from '../../core/words/labels.ts';
import { argvBefore, argvOf, readForm } from './argv.ts';
import { type Check, error } from './checks.types.ts';
import type { Form, FormKind, Problem } from './form.types.ts';
import { readAnswer } from './read.ts';
import { serverChecks } from './server-checks.ts';
import { serviceChecks } from './service-checks.ts';
import { answerTo, fixedOf, isChanged, shownFields } from './shown.ts';

/** Measured: the kernel starts no daemon while a service mixes IPv4 and IPv6. */
const mixedTable: Check = ({ ground }) => {
  const mixed = ground.services.find(
    ({ id, servers }) =>
      id !== undefined &&
      servers.some(server => server.id !== undefined && familyOf(server.id.address) !== serviceFamily(id)),
  );
  return mixed === undefined
    ? undefined
    : error(
        'role',
        `${serviceLabel(mixed.key)} mixes IPv4 and IPv6, and the kernel starts no sync daemon beside it`,
      );
};

const checks: Readonly<Record<FormKind, readonly Check[]>> = {
  'add-server': serverChecks,
  'edit-server': serverChecks,
  'add-service': serviceChecks,
  'edit-service': serviceChecks,
  timeouts: [],
  'start-daemon': [mixedTable],
  'stop-daemon': [],
  value: [],
};

/** What is wrong with single answers. A field that is typed in now may be unfinished; any other may not. */
const answerProblems = (form: Form): readonly Problem[] =>
  shownFields(form).flatMap((field): readonly Problem[] => {
    if (fixedOf(field, form.answers) !== undefined) return [];
    const text = answerTo(form, field.id);
    const fault = readAnswer(form, field, text);
    if (fault === undefined) return [];
    const patient = text === '' ? !form.tried : form.at === field.id;
    return patient
      ? [{ field: field.id, level: fault.level, text: fault.meanwhile ?? fault.text }]
      : [{ field: field.id, level: 'error', text: fault.text }];
  });

/** Nobody sends what is there already. */
const unchanged = (form: Form): readonly Problem[] => {
  if (form.before === undefined) return [];
  const now = argvOf(form);
  const same =
    form.kind === 'value' || form.kind === 'timeouts'
      ? !shownFields(form).some(field => isChanged(form, field))
      : now !== undefined && now.join('\n') === argvBefore(form)?.join('\n');
  return same ? [{ level: 'open', text: 'Nothing is changed yet' }] : [];
};

/** What ipvsadm says where none of our own checks does: it has the last word. */
const refused = (form: Form): readonly Problem[] => {
  const parsed = readForm(form)?.parsed;
  if (parsed === undefined || parsed.ok) return [];
  const { what, advice } = readFailure(parsed.stderr, parsed.exit);
  return [{ level: 'error', text: [what, advice].filter(part => part !== undefined).join('. ') }];
};

/** All problems, in the order of the fields' checks; empty when the form can be sent as it is. */
export const problemsOf = (form: Form): readonly Problem[] => {
  const shown = new Set(shownFields(form).map(({ id }) => id));
  const single = answerProblems(form);
  const wrong = new Set(single.map(({ field }) => field));
  const together = checks[form.kind]
    .flatMap(check => check(form) ?? [])
    .filter(({ field }) => field === undefined || (shown.has(field) && !wrong.has(field)))
    .map(problem =>
      form.tried && problem.level === 'open' ? { ...problem, level: 'error' as const } : problem,
    );
  const found = [...single, ...together];
  if (found.some(stops)) return found;
  const last = refused(form);
  return last.length > 0 ? [...last, ...found] : [...unchanged(form), ...found];
};

/** Whether a problem keeps the form from being sent. */
export const stops = ({ level }: Problem): boolean => level !== 'warning';
