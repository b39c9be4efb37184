/**
 * Reads a journal back. Whatever stands in the file, every line is either exactly of a known shape or told as broken:
 * a journal is written while machines die, and what it says is acted upon.
 */
import {
  type Faults,
  type Fields,
  fault,
  formedOf,
  isFields,
  listOf,
  objectOf,
  oneOf,
  plainOf,
  textOf,
  wholeOf,
} from './fields.ts';
import type { EndLine, JournalLine, Person, PlanLine, StepLine, WrittenAction } from './line.types.ts';

/** A line that could not be read. */
export interface BrokenLine {
  /** Counted from 1. */
  readonly line: number;
  /** What is wrong with it, without a full stop. */
  readonly reason: string;
}

/** What a journal holds. */
export interface JournalText {
  readonly lines: readonly JournalLine[];
  readonly broken: readonly BrokenLine[];
}

const timeForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const idForm = /^[0-9A-Za-z-]{1,64}$/;
const kinds = ['plan', 'begin', 'done', 'failed', 'end'] as const;
const ways = ['undo', 'redo', 'finish', 'roll-back'] as const;
const outcomes = ['done', 'stopped', 'settled'] as const;

const personOf = (value: unknown, name: string, faults: Faults): Person => {
  const fields = objectOf(value, name, faults);
  const optional = (key: 'as' | 'from' | 'tty') =>
    fields[key] === undefined ? {} : { [key]: plainOf(fields[key], `${name}.${key}`, faults) };
  return {
    user: plainOf(fields.user, `${name}.user`, faults),
    ...optional('as'),
    ...optional('from'),
    ...optional('tty'),
  };
};

const writtenOf = (value: unknown, name: string, faults: Faults): WrittenAction => {
  const fields = objectOf(value, name, faults);
  if ('run' in fields) {
    const run = listOf(fields.run, `${name}.run`, textOf, faults);
    if (run.length === 0) fault(faults, `${name}.run is empty`);
    return { run };
  }
  const file = textOf(fields.file, `${name}.file`, faults);
  return { file, text: fields.text === null ? null : textOf(fields.text, `${name}.text`, faults) };
};

/** In a step's own line a file has no text: that stands in the line of the plan. */
const briefOf = (value: unknown, name: string, faults: Faults): WrittenAction => {
  const fields = objectOf(value, name, faults);
  return 'run' in fields || 'text' in fields
    ? writtenOf(value, name, faults)
    : { file: textOf(fields.file, `${name}.file`, faults) };
};

const stepOf = (
  value: unknown,
  name: string,
  faults: Faults,
  read: typeof writtenOf,
): PlanLine['steps'][number] => {
  const fields = objectOf(value, name, faults);
  return {
    do: read(fields.do, `${name}.do`, faults),
    undo: listOf(fields.undo, `${name}.undo`, read, faults),
  };
};

const plannedOf = (value: unknown, name: string, faults: Faults): PlanLine['steps'][number] =>
  stepOf(value, name, faults, writtenOf);

const headOf = (fields: Fields, faults: Faults): Omit<StepLine, 'kind' | 'step' | 'do' | 'undo'> => {
  const at = formedOf(fields.at, 'at', timeForm, faults);
  if (faults.first === undefined && Number.isNaN(Date.parse(at))) fault(faults, 'at is no time');
  return {
    lvsh: 1,
    at,
    plan: formedOf(fields.plan, 'plan', idForm, faults),
    by: personOf(fields.by, 'by', faults),
    host: plainOf(fields.host, 'host', faults),
  };
};

const planOf = (fields: Fields, faults: Faults): PlanLine => {
  const head = headOf(fields, faults);
  const of = fields.of === undefined ? undefined : objectOf(fields.of, 'of', faults);
  return {
    ...head,
    kind: 'plan',
    title: plainOf(fields.title, 'title', faults),
    steps: listOf(fields.steps, 'steps', plannedOf, faults),
    ...(of === undefined
      ? {}
      : {
          of: {
            entry: formedOf(of.entry, 'of.entry', idForm, faults),
            how: oneOf(of.how, 'of.how', ways, faults),
          },
        }),
  };
};

const resultOf = (value: unknown, faults: Faults): NonNullable<StepLine['result']> => {
  const fields = objectOf(value, 'result', faults);
  return {
    exit: wholeOf(fields.exit, 'result.exit', Number.MIN_SAFE_INTEGER, faults),
    output: textOf(fields.output, 'result.output', faults),
  };
};

const stepLineOf = (kind: StepLine['kind'], fields: Fields, faults: Faults): StepLine => ({
  ...headOf(fields, faults),
  kind,
  step: wholeOf(fields.step, 'step', 1, faults),
  ...stepOf(fields, 'the step', faults, briefOf),
  ...(fields.result === undefined ? {} : { result: resultOf(fields.result, faults) }),
});

const endOf = (fields: Fields, faults: Faults): EndLine => ({
  ...headOf(fields, faults),
  kind: 'end',
  outcome: oneOf(fields.outcome, 'outcome', outcomes, faults),
  applied: wholeOf(fields.applied, 'applied', 0, faults),
  differs: listOf(fields.differs, 'differs', plainOf, faults),
});

const lineOf = (value: unknown, faults: Faults): JournalLine | undefined => {
  if (!isFields(value)) {
    fault(faults, 'it is no JSON object');
    return undefined;
  }
  if (value.lvsh !== 1) {
    const version = typeof value.lvsh === 'number' ? `version ${value.lvsh}` : 'no version';
    fault(faults, `it has ${version}, and this lvsh knows version 1`);
    return undefined;
  }
  const kind = oneOf(value.kind, 'kind', kinds, faults);
  if (kind === 'plan') return planOf(value, faults);
  return kind === 'end' ? endOf(value, faults) : stepLineOf(kind, value, faults);
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Reads a journal's text. Blank lines are nothing; a line that is broken does not touch the others. */
export const readLines = (text: string): JournalText => {
  const lines: JournalLine[] = [];
  const broken: BrokenLine[] = [];
  for (const [index, written] of text.split('\n').entries()) {
    if (written.trim() === '') continue;
    const faults: Faults = { first: undefined };
    const value = parsed(written);
    if (value === undefined) fault(faults, 'it is no JSON; it may have been cut off');
    const line = value === undefined ? undefined : lineOf(value, faults);
    if (faults.first !== undefined) broken.push({ line: index + 1, reason: faults.first });
    else if (line !== undefined) lines.push(line);
  }
  return { lines, broken };
};
