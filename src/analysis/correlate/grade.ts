import type { Candidates } from './candidates.ts';
import { expectedByChance } from './crowd.ts';
import type { Finding } from './decide.ts';
import { GRAIN_MS, USUAL_SLACK_MS } from './match.ts';
import { reaches } from './source.ts';
import type { JoinSubject } from './subject.ts';

/**
 * Chance that a row which is called the one is another request's. What a single trace finds is held against how many
 * traces find nothing at all.
 */
const MOST_CHANCE = 0.0001;
/**
 * Of traces whose logs are there, so many have no row of about their length unless more is known: the client left, the
 * row is not written, or it waited in a queue.
 */
const USUALLY_MISSING = { of: 10, traces: 0.2 };
/** Behind the last row of a log nothing is known: half of what ended then is not written. */
const MISSING_AT_END = 0.5;

/** A trace and what was found for it. */
export interface Case {
  readonly subject: JoinSubject;
  finding: Finding;
}

/** Gives a finding its final strength. */
export type Grade = (subject: JoinSubject, finding: Finding) => Finding;

/** What the traces of one server say together. */
interface Together {
  /** Share of them whose row is not there, or not of about their length. */
  readonly missing: number;
  /** By how much rows of their own are longer than they, as a rule. Milliseconds. */
  readonly costMs: number;
}

/** Calls a single row weak where rows like it are so many that one of them may fit by chance. */
export function graderOf(cases: readonly Case[], candidates: Candidates): Grade {
  const servers = new Map<string, Case[]>();
  for (const one of cases) {
    if (!covered(one.subject, candidates, 0)) continue;
    const list = servers.get(one.subject.computer) ?? [];
    servers.set(one.subject.computer, list);
    list.push(one);
  }
  const together = new Map([...servers].map(([computer, list]) => [computer, look(list)]));
  return (subject, finding) => {
    if (finding.kind !== 'one' || finding.how !== 'unique') return finding;
    const { missing, costMs } = together.get(subject.computer) ?? look([]);
    const whole = covered(subject, candidates, USUAL_SLACK_MS + GRAIN_MS);
    const share = whole ? missing : Math.max(MISSING_AT_END, missing);
    const odd = subject.open ? 1 : oddity(finding.match.cost, costMs);
    if (share * odd * expectedByChance(subject, finding.match, candidates) <= MOST_CHANCE) return finding;
    const why = [...finding.why, 'rows like it end in the same minutes: it may fit by chance'];
    return { ...finding, how: 'weak', why };
  };
}

function look(cases: readonly Case[]): Together {
  let missing = USUALLY_MISSING.traces;
  const costs: number[] = [];
  for (const { finding } of cases) {
    if (finding.kind === 'one' && finding.how !== 'weak') costs.push(finding.match.cost);
    if (finding.kind === 'none' || (finding.kind === 'one' && finding.match.cost > USUAL_SLACK_MS + GRAIN_MS))
      missing++;
  }
  costs.sort((a, b) => a - b);
  const middle = costs[costs.length >> 1] ?? 0;
  return { missing: missing / (cases.length + USUALLY_MISSING.of), costMs: Math.max(GRAIN_MS, middle / Math.LN2) };
}

/** Most rows of their own are longer by a round trip, some by anything up to the slack. */
const ROUND_TRIPS = 0.8;

/** How much likelier a row with this cost is to fit by chance than to be the trace's own. */
function oddity(cost: number, usualMs: number): number {
  const chance = 1 / (USUAL_SLACK_MS + GRAIN_MS);
  return chance / ((ROUND_TRIPS * Math.exp(-cost / usualMs)) / usualMs + (1 - ROUND_TRIPS) * chance);
}

/** Whether logs reach the end of a trace and some time more. */
function covered(subject: JoinSubject, candidates: Candidates, moreMs: number): boolean {
  return subject.to !== null && reaches(candidates.slicesOf(subject), subject.to, moreMs);
}
