/** The survey of what is on the screen. */
import { digest, isPileUp } from './digest.ts';
import { memoLast } from './memo.ts';
import type { Problem } from './problems.ts';
import { type AskedConnections, type State, shown } from './state.ts';
import { type Survey, survey } from './survey.ts';

/** Connections that were read longer ago than this say nothing about now. */
const freshMs = 60_000;

const pileUp = (asked: AskedConnections): Problem | undefined => {
  if (asked.value === undefined) return undefined;
  const facts = digest(asked.value);
  if (!isPileUp(facts)) return undefined;
  const row =
    asked.server === undefined
      ? { service: asked.service }
      : { service: asked.service, server: asked.server };
  return {
    rule: 'half-open',
    level: 'bad',
    row,
    text: `has ${facts.halfOpen} half-open connections of ${facts.connections}: servers do not complete the handshake`,
  };
};

const withPileUp = memoLast((base: Survey, asked: AskedConnections): Survey => {
  const problem = pileUp(asked);
  return problem === undefined
    ? base
    : { ...base, problems: [problem, ...base.problems], problemCount: base.problemCount + 1 };
});

/** Sums, widths and problems of the snapshot on the screen; undefined before the first. */
export const surveyOf = (state: State): Survey | undefined => {
  const snapshot = shown(state);
  if (snapshot === undefined) return undefined;
  const base = survey(snapshot, state.changes.silent);
  const asked = state.connections;
  return asked === undefined || state.now - asked.at > freshMs ? base : withPileUp(base, asked);
};
