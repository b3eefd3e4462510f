import type { Candidates, Fitting } from './candidates.ts';
import { withoutCopies } from './copies.ts';
import { MORE_SLACK_MS, USUAL_SLACK_MS, WIDE_SLACK_MS } from './match.ts';
import { ofOwnServer } from './server.ts';
import { contradiction, narrow, softScore } from './soft.ts';
import { type LogSlice, rowSite } from './source.ts';
import type { JoinSubject } from './subject.ts';

/** What was found for one trace, before all traces are looked at together. */
export type Finding =
  | {
      readonly kind: 'one';
      /** `key`: by an id. `weak`: something speaks against it. */
      readonly how: 'key' | 'unique' | 'weak';
      readonly match: Fitting;
      /** Rows that fitted before what they agree in was looked at. */
      readonly fitted: number;
      readonly why: readonly string[];
    }
  | { readonly kind: 'several'; readonly left: readonly Fitting[]; readonly doubt: string | null }
  | { readonly kind: 'none' };

/** Whether a row is not to be had, because it is another request's. */
export type Taken = (id: number) => boolean;

interface Step {
  readonly slackMs: number;
  readonly rewritten: boolean;
  readonly otherPort: boolean;
  /** null: as a row of the request should be. */
  readonly doubt: string | null;
}

const LONGER = 'the row took much longer than the trace: queue, cold start or a slow reader';

/** From strict to lenient; the next one is only asked when nothing fits, or only what contradicts the trace. */
const STEPS: readonly Step[] = [
  { slackMs: USUAL_SLACK_MS, rewritten: false, otherPort: false, doubt: null },
  { slackMs: USUAL_SLACK_MS, rewritten: true, otherPort: false, doubt: null },
  {
    slackMs: USUAL_SLACK_MS,
    rewritten: true,
    otherPort: true,
    doubt: 'another port than in the URL of the trace',
  },
  { slackMs: MORE_SLACK_MS, rewritten: true, otherPort: true, doubt: LONGER },
  { slackMs: WIDE_SLACK_MS, rewritten: true, otherPort: true, doubt: LONGER },
];

/**
 * The rows of one trace. Ids first, over all logs. Then logs of a known site that record duration and sub-status, then
 * those of an unknown site, then the rest: a second log of the same requests that says less must not make an exact row
 * ambiguous.
 */
export function find(subject: JoinSubject, candidates: Candidates, taken: Taken): Finding {
  const byId = findById(subject, candidates);
  if (byId !== null) return byId;
  let weak: Finding = { kind: 'none' };
  for (const slices of tiers(candidates.slicesOf(subject))) {
    const finding = findIn(subject, candidates, slices, taken);
    if (finding.kind === 'several' || (finding.kind === 'one' && finding.how !== 'weak')) return finding;
    if (weak.kind === 'none') weak = finding;
  }
  return weak;
}

/** Ids that are made for one request and not handed on to the next. */
const OWN_IDS: ReadonlySet<string> = new Set(['x-arr-log-id', 'x-azure-ref', 'x-ms-request-id', 'cf-ray']);

/**
 * The row that holds an id of the request. An id that is handed on along a chain of requests can be in the row of
 * another one, and one id in the logs of several servers: there the row has to be like the trace as well.
 */
function findById(subject: JoinSubject, candidates: Candidates): Finding | null {
  for (const id of subject.ids) {
    const name = id.slice(0, id.indexOf('='));
    const rows = withoutCopies(candidates.withId(subject, id));
    const [first, ...more] = rows;
    if (first !== undefined && more.length === 0 && OWN_IDS.has(name))
      return keyed(candidates.asFit(subject, first), name);
    const fits = rows.flatMap((ref) => candidates.fit(subject, ref, USUAL_SLACK_MS) ?? []);
    const [only, ...others] = fits;
    if (only !== undefined && others.length === 0) return keyed(only, name);
  }
  return null;
}

function keyed(match: Fitting, name: string): Finding {
  return { kind: 'one', how: 'key', match, fitted: 1, why: [`the same ${name} in trace and log`] };
}

function findIn(subject: JoinSubject, candidates: Candidates, slices: readonly LogSlice[], taken: Taken): Finding {
  let fallback: Finding = { kind: 'none' };
  let slackMs = -1;
  let all: readonly Fitting[] = [];
  for (const step of STEPS) {
    if (step.slackMs !== slackMs) {
      slackMs = step.slackMs;
      all = candidates.fitting(subject, slices, slackMs).filter(({ id }) => !taken(id));
    }
    const fitting = all.filter(
      ({ kin, soft }) =>
        (step.rewritten || !kin.rewritten) && (step.otherPort || !kin.otherPort) && contradiction(soft) < 2,
    );
    const finding = choose(subject, fitting, step.doubt);
    const against = finding.kind === 'one' && contradiction(finding.match.soft) > 0;
    if (finding.kind !== 'none' && !against) return finding;
    if (fallback.kind === 'none') fallback = finding;
  }
  return fallback;
}

/** One of some rows if what they agree in leaves one, else all that it leaves. */
export function choose(subject: JoinSubject, found: readonly Fitting[], doubt: string | null): Finding {
  const fitting = ofOwnServer(subject, found);
  const plain = fitting.filter(({ soft }) => contradiction(soft) === 0);
  const left = withoutCopies(narrow(plain.length > 0 ? plain : fitting));
  const [only, ...others] = left;
  if (only === undefined) return { kind: 'none' };
  if (others.length > 0) return { kind: 'several', left: left.toSorted(byLikelihood), doubt };
  const weak = doubt !== null || contradiction(only.soft) > 0;
  return {
    kind: 'one',
    how: weak ? 'weak' : 'unique',
    match: only,
    fitted: found.length,
    why: doubt === null ? [] : [doubt],
  };
}

function byLikelihood(a: Fitting, b: Fitting): number {
  return softScore(b.soft, b.cost) - softScore(a.soft, a.cost) || a.cost - b.cost || a.id - b.id;
}

/** Slices by what their logs say, those that say most first. */
function tiers(slices: readonly LogSlice[]): readonly (readonly LogSlice[])[] {
  const [known, unknown, vague]: [LogSlice[], LogSlice[], LogSlice[]] = [[], [], []];
  for (const slice of slices) {
    const says = !slice.localTime && !slice.absent.includes('timeTaken') && !slice.absent.includes('substatus');
    const tier = !says ? vague : rowSite({ slice, row: 0 }) === null ? unknown : known;
    tier.push(slice);
  }
  return [known, unknown, vague].filter((tier) => tier.length > 0);
}
