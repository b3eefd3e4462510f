import type { TraceKey } from '../../model/units.ts';
import { Candidates } from './candidates.ts';
import type { Finding } from './decide.ts';
import { reasonsForNone } from './none.ts';
import { settle } from './settle.ts';
import { softScore } from './soft.ts';
import type { LogRowRef, RowSource } from './source.ts';
import type { JoinSubject } from './subject.ts';

/** A row that may be the request of a trace. */
export interface Candidate extends LogRowRef {
  /** 0 to 1. */
  readonly score: number;
}

/**
 * What the logs say of the request of a trace.
 *
 *   key     an id that only this request has stands on both sides
 *   unique  one row fits in site, server, verb, path, status and time, and none like it could have by chance
 *   weak    one row fits only with more slack than usual, or against something that both say, or in a crowd
 *
 * Of several the likeliest comes first.
 */
export type RequestJoin =
  | {
      readonly kind: 'one';
      readonly how: 'key' | 'unique' | 'weak';
      readonly match: Candidate;
      readonly why: readonly string[];
    }
  | { readonly kind: 'several'; readonly candidates: readonly Candidate[]; readonly why: readonly string[] }
  | { readonly kind: 'none'; readonly why: readonly string[] };

/**
 * Finds the rows of many traces. A row that an id, or everything there is, gives to one request is not offered to
 * another; traces with the same activity id are of one request and share its row.
 */
export function joinTraces(subjects: readonly JoinSubject[], source: RowSource): ReadonlyMap<TraceKey, RequestJoin> {
  const candidates = new Candidates(source, subjects);
  const findings = settle(subjects, candidates);
  return new Map([...findings].map(([subject, finding]) => [subject.key, told(subject, finding, candidates)]));
}

/** The row of one trace. */
export function joinTrace(subject: JoinSubject, source: RowSource): RequestJoin {
  return joinTraces([subject], source).get(subject.key) ?? { kind: 'none', why: [] };
}

function told(subject: JoinSubject, finding: Finding, candidates: Candidates): RequestJoin {
  switch (finding.kind) {
    case 'one':
      return toldOne(finding);
    case 'several': {
      const list = finding.left.map(({ slice, row, soft, cost }) => ({
        slice,
        row,
        score: rounded(softScore(soft, cost) / finding.left.length),
      }));
      return { kind: 'several', candidates: list, why: [`ambiguous, ${list.length} candidates fit alike`] };
    }
    case 'none':
      return { kind: 'none', why: reasonsForNone(subject, candidates) };
  }
}

function toldOne({ how, match, fitted, why }: Extract<Finding, { kind: 'one' }>): RequestJoin {
  const { slice, row, soft, cost, kin } = match;
  if (how === 'key') return { kind: 'one', how, match: { slice, row, score: 1 }, why };
  const reasons = [
    fitted > 1
      ? `${fitted} rows fit in verb, path, status and time; one of them agrees in the rest`
      : 'site, verb, path, status and the interval of time-taken fit one row only',
  ];
  if (kin.rewritten) reasons.push('the log holds the rewritten URL');
  if (soft.agree.length > 0) reasons.push(`agrees: ${soft.agree.join(', ')}`);
  if (soft.differ.length > 0) reasons.push(`differs: ${soft.differ.join(', ')}`);
  const score = softScore(soft, cost);
  return {
    kind: 'one',
    how,
    match: { slice, row, score: how === 'weak' ? rounded(score * 0.6) : score },
    why: [...reasons, ...why],
  };
}

const rounded = (score: number): number => Math.round(score * 100) / 100;
