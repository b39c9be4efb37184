/** Arbitrary lines of a journal, and short ways to write the usual ones. */
import fc from 'fast-check';
import type {
  EndLine,
  JournalLine,
  Person,
  PlanLine,
  StepLine,
  WrittenAction,
} from '../../../src/core/journal/line.types.ts';

/** Any characters, the control characters and lone surrogates among them. (fast-check's own `binary` takes seconds to begin.) */
export const anyText = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(fc.nat({ max: 0xff }), fc.nat({ max: 0x10ffff })), { maxLength })
    .map(codes => String.fromCodePoint(...codes));

/** Texts for one line: anything that can be seen. */
const seen = anyText(12).map(text => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ''));
/** Any text, lone surrogates and line ends included. */
const anything = fc.oneof(
  anyText(12),
  fc.constantFrom('\n', '\u0000', '\udcff', '"}\n{', '\u2028', '{"lvsh":1}'),
);

const person: fc.Arbitrary<Person> = fc.record(
  { user: seen, as: seen, from: seen, tty: seen },
  { requiredKeys: ['user'] },
);
const action: fc.Arbitrary<WrittenAction> = fc.oneof(
  fc.record({ run: fc.array(anything, { minLength: 1, maxLength: 3 }) }),
  fc.record({ file: anything, text: fc.option(anything) }),
);
const step = { do: action, undo: fc.array(action, { maxLength: 2 }) };
const head = {
  lvsh: fc.constant(1 as const),
  at: fc
    .date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true })
    .map(date => date.toISOString()),
  plan: fc.stringMatching(/^[0-9A-Za-z-]{1,12}$/),
  by: person,
  host: seen,
};
const plan: fc.Arbitrary<PlanLine> = fc.record(
  {
    ...head,
    kind: fc.constant('plan' as const),
    title: seen,
    steps: fc.array(fc.record(step), { maxLength: 3 }),
    of: fc.record({
      entry: fc.stringMatching(/^[0-9a-f]{1,12}$/),
      how: fc.constantFrom('undo' as const, 'redo' as const, 'finish' as const, 'roll-back' as const),
    }),
  },
  { requiredKeys: ['lvsh', 'at', 'plan', 'by', 'host', 'kind', 'title', 'steps'] },
);
const stepLine: fc.Arbitrary<StepLine> = fc.record(
  {
    ...head,
    kind: fc.constantFrom('begin' as const, 'done' as const, 'failed' as const),
    step: fc.integer({ min: 1, max: 100_000 }),
    ...step,
    result: fc.record({ exit: fc.integer(), output: anything }),
  },
  { requiredKeys: ['lvsh', 'at', 'plan', 'by', 'host', 'kind', 'step', 'do', 'undo'] },
);
const end: fc.Arbitrary<EndLine> = fc.record({
  ...head,
  kind: fc.constant('end' as const),
  outcome: fc.constantFrom('done' as const, 'stopped' as const, 'settled' as const),
  applied: fc.nat(),
  differs: fc.array(seen, { maxLength: 2 }),
});

/** Any line. */
export const journalLine: fc.Arbitrary<JournalLine> = fc.oneof(plan, stepLine, end);

const known = { lvsh: 1 as const, at: '2026-05-04T10:00:00.000Z', by: { user: 'alice' }, host: 'lb1' };

/** An action written as a person would type it. */
export const run = (line: string): WrittenAction => ({ run: line.split(' ') });

/** The lines of one plan: its steps as `[do, undo]`, how many of them ran, and how it ended. */
export const planLines = (
  id: string,
  steps: readonly (readonly [string, string])[],
  {
    done = steps.length,
    begun = done,
    outcome = 'done',
    of,
    at = known.at,
  }: {
    readonly done?: number;
    readonly begun?: number;
    readonly outcome?: EndLine['outcome'] | 'unfinished';
    readonly of?: NonNullable<PlanLine['of']>;
    readonly at?: string;
  } = {},
): readonly JournalLine[] => {
  const base = { ...known, at, plan: id };
  const written = steps.map(([action, inverse]) => ({
    do: run(action),
    undo: inverse === '' ? [] : [run(inverse)],
  }));
  const stepLines = written.slice(0, begun).flatMap((one, index): readonly JournalLine[] => {
    const number = { ...base, step: index + 1, ...one };
    const began: JournalLine = { ...number, kind: 'begin' };
    return index < done ? [began, { ...number, kind: 'done', result: { exit: 0, output: '' } }] : [began];
  });
  return [
    { ...base, kind: 'plan', title: `Plan ${id}`, steps: written, ...(of === undefined ? {} : { of }) },
    ...stepLines,
    ...(outcome === 'unfinished'
      ? []
      : [{ ...base, kind: 'end' as const, outcome, applied: done, differs: [] }]),
  ];
};
