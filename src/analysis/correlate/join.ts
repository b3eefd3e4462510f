import type { TraceKey } from '../../model/units.ts';
import { fitIn, type Reach, sameRequest, USUAL_SLACK_MS, WIDE_SLACK_MS, windowOf } from './match.ts';
import { reasonsForNone } from './none.ts';
import { narrow, soften, softScore, type Softness } from './soft.ts';
import { keyField, keyOf, type LogRowRef, type RowSource } from './source.ts';
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
 *   unique  one row fits in site, verb, path, status and time
 *   weak    one row fits only with more slack than usual, or against something that both say
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

/** From strict to lenient; the next one is only asked when nothing fits. */
const REACHES: readonly (Reach & { readonly weak: string | null })[] = [
  { slackMs: USUAL_SLACK_MS, port: true, weak: null },
  { slackMs: USUAL_SLACK_MS, port: false, weak: 'another port than in the URL of the trace' },
  {
    slackMs: WIDE_SLACK_MS,
    port: false,
    weak: 'the row took much longer than the trace: queue, cold start or a slow reader',
  },
];

/**
 * Finds the rows of many traces. A row that an id, or everything there is, gives to one request is not offered to
 * another; traces with the same activity id are of one request and share its row.
 */
export function joinTraces(subjects: readonly JoinSubject[], source: RowSource): ReadonlyMap<TraceKey, RequestJoin> {
  const keys = new Map(subjects.map((subject) => [subject, keysOf(subject)]));
  const byKey = source.withKeys(new Set([...keys.values()].flat()));
  const joins = new Map<JoinSubject, RequestJoin>();
  for (const subject of subjects) {
    joins.set(subject, byIds(keys.get(subject) ?? [], byKey) ?? scored(subject, source, () => false));
  }
  settle(joins, source);
  return new Map(subjects.map((subject) => [subject.key, joins.get(subject) ?? { kind: 'none', why: [] }]));
}

/** The row of one trace. */
export function joinTrace(subject: JoinSubject, source: RowSource): RequestJoin {
  return joinTraces([subject], source).get(subject.key) ?? { kind: 'none', why: [] };
}

/** Takes rows that belong to one request out of the candidates of others, until nothing changes. */
function settle(joins: Map<JoinSubject, RequestJoin>, source: RowSource): void {
  for (let changed = true; changed;) {
    changed = false;
    const owners = new Map<string, string>();
    for (const [subject, join] of joins) {
      if (join.kind === 'one' && join.how !== 'weak') owners.set(identity(join.match), requestOf(subject));
    }
    for (const [subject, join] of joins) {
      if (join.kind !== 'several') continue;
      const taken = (ref: LogRowRef): boolean =>
        (owners.get(identity(ref)) ?? requestOf(subject)) !== requestOf(subject);
      if (!join.candidates.some(taken)) continue;
      joins.set(subject, scored(subject, source, taken));
      changed = true;
    }
  }
}

const identity = ({ table, row }: LogRowRef): string => `${table.file} ${table.line[row]} ${row}`;
const requestOf = (subject: JoinSubject): string =>
  subject.activityId === '' ? subject.key : `${subject.activityId} ${subject.from}`;

/** Ids of the request under which a log could list it. */
function keysOf(subject: JoinSubject): readonly string[] {
  return [...subject.headers].flatMap(([name, value]) => {
    const field = keyField(name);
    const key = field === '' ? '' : keyOf(field, value);
    return key === '' ? [] : [key];
  });
}

function byIds(keys: readonly string[], byKey: ReadonlyMap<string, readonly LogRowRef[]>): RequestJoin | null {
  for (const key of keys) {
    const [first, ...others] = byKey.get(key) ?? [];
    if (first === undefined) continue;
    const name = key.slice(0, key.indexOf('='));
    // An id of a whole chain of requests is in several rows: no key then.
    if (others.length > 0) continue;
    return { kind: 'one', how: 'key', match: { ...first, score: 1 }, why: [`the same ${name} in trace and log`] };
  }
  return null;
}

function scored(subject: JoinSubject, source: RowSource, taken: (ref: LogRowRef) => boolean): RequestJoin {
  for (const reach of REACHES) {
    const window = windowOf(subject, reach.slackMs);
    if (window === null) return { kind: 'none', why: ['no event of the trace has a time'] };
    const fitting = source
      .between(window.end.from, window.end.to, window.begun, subject.open ? undefined : subject.status)
      .filter((ref) => sameRequest(subject, ref, reach) && !taken(ref))
      .flatMap((ref) => {
        const cost = fitIn(subject, ref, reach.slackMs);
        return cost === null ? [] : [{ ...ref, cost, soft: soften(subject, ref) }];
      });
    if (fitting.length > 0) return decide(fitting, reach.weak);
  }
  return { kind: 'none', why: reasonsForNone(subject, source) };
}

interface Fitting extends LogRowRef {
  readonly cost: number;
  readonly soft: Softness;
}

function decide(fitting: readonly Fitting[], weak: string | null): RequestJoin {
  const left = narrow(fitting);
  const candidates = left.map(({ table, row, cost, soft }) => ({
    table,
    row,
    score: penalised(softScore(soft, cost), weak),
  }));
  const [only] = candidates;
  const [fit] = left;
  if (candidates.length !== 1 || only === undefined || fit === undefined) {
    const shared = candidates.map((one) => ({
      ...one,
      score: Math.round((one.score / candidates.length) * 100) / 100,
    }));
    return { kind: 'several', candidates: shared, why: [`ambiguous, ${candidates.length} candidates fit alike`] };
  }
  const why = ['site, verb, path, status and the interval of time-taken fit one row only'];
  if (fitting.length > 1)
    why[0] = `${fitting.length} rows fit in verb, path, status and time; one of them agrees in the rest`;
  if (fit.soft.agree.length > 0) why.push(`agrees: ${fit.soft.agree.join(', ')}`);
  if (fit.soft.differ.length > 0) why.push(`differs: ${fit.soft.differ.join(', ')}`);
  if (weak !== null) why.push(weak);
  const contradicted = fit.soft.differ.includes('client') || fit.soft.differ.length > fit.soft.agree.length;
  return { kind: 'one', how: weak !== null || contradicted ? 'weak' : 'unique', match: only, why };
}

function penalised(score: number, weak: string | null): number {
  return weak === null ? score : Math.round(score * 60) / 100;
}
