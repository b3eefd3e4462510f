import type { Candidates, Fitting } from './candidates.ts';
import { expectedByChance } from './crowd.ts';
import { choose, type Finding, find } from './decide.ts';
import { GRAIN_MS, USUAL_SLACK_MS } from './match.ts';
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

interface Case {
  readonly subject: JoinSubject;
  finding: Finding;
}

/** What was found for each trace, once all of them are looked at together. */
export function settle(subjects: readonly JoinSubject[], candidates: Candidates): ReadonlyMap<JoinSubject, Finding> {
  const cases = subjects.map((subject): Case => ({ subject, finding: find(subject, candidates, () => false) }));
  const grade = graderOf(cases, candidates);
  for (const one of cases) one.finding = grade(one.subject, one.finding);
  new Owners(cases, candidates, grade).settle();
  return new Map(cases.map(({ subject, finding }) => [subject, finding]));
}

type Grade = (subject: JoinSubject, finding: Finding) => Finding;

/** What the traces of one server say together. */
interface Together {
  /** Share of them whose row is not there, or not of about their length. */
  readonly missing: number;
  /** By how much rows of their own are longer than they, as a rule. Milliseconds. */
  readonly costMs: number;
}

/** Calls a single row weak where rows like it are so many that one of them may fit by chance. */
function graderOf(cases: readonly Case[], candidates: Candidates): Grade {
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

/** Whether a log reaches the end of a trace and some time more. */
function covered(subject: JoinSubject, candidates: Candidates, moreMs: number): boolean {
  const { to } = subject;
  if (to === null) return false;
  return candidates.slicesOf(subject).some((slice) => slice.from <= to && to + moreMs < slice.to + slice.widthMs);
}

/** Gives rows to requests: a row that is one request's is not offered to another. */
class Owners {
  readonly #cases: readonly Case[];
  readonly #candidates: Candidates;
  readonly #grade: Grade;
  readonly #owners = new Map<number, Case>();
  /** Rows that more than one request claims. */
  readonly #contested = new Set<number>();
  readonly #wanted = new Map<number, Set<Case>>();

  constructor(cases: readonly Case[], candidates: Candidates, grade: Grade) {
    this.#cases = cases;
    this.#candidates = candidates;
    this.#grade = grade;
  }

  settle(): void {
    // Ids speak first.
    const byKey = (one: Case): number => (one.finding.kind === 'one' && one.finding.how === 'key' ? 0 : 1);
    const queue = this.#cases.toSorted((a, b) => byKey(a) - byKey(b));
    for (const one of queue) this.#note(one);
    for (let ix = 0; ix < queue.length; ix++) {
      const one = queue[ix];
      if (one !== undefined) queue.push(...this.#claim(one));
    }
  }

  /** Remembers which rows a case could be. */
  #note(one: Case): void {
    for (const { id } of rowsOf(one.finding)) this.#wanted.set(id, (this.#wanted.get(id) ?? new Set()).add(one));
  }

  /** Lets a case have its row; the cases that could have been that row too have to look again. */
  #claim(one: Case): readonly Case[] {
    const { finding } = one;
    if (finding.kind !== 'one' || finding.how === 'weak') return this.#withoutOwned(one) ? [one] : [];
    const { id } = finding.match;
    const owner = this.#owners.get(id);
    if (owner === one || (owner !== undefined && sameRequest(owner.subject, one.subject))) return [];
    if (owner !== undefined && isKey(owner)) return this.#withoutOwned(one) ? [one] : [];
    if (owner !== undefined || this.#contested.has(id)) {
      this.#contested.add(id);
      this.#owners.delete(id);
      for (const claimant of owner === undefined ? [one] : [owner, one]) contest(claimant);
      return [];
    }
    this.#owners.set(id, one);
    const others = [...(this.#wanted.get(id) ?? [])].filter((other) => other !== one);
    return others.filter((other) => this.#withoutOwned(other));
  }

  /** Takes rows of others out of a case; whether that changed it. */
  #withoutOwned(one: Case): boolean {
    const { subject, finding } = one;
    if (isKey(one)) return false;
    const taken = (id: number): boolean => {
      const owner = this.#owners.get(id);
      return owner !== undefined && owner !== one && !sameRequest(owner.subject, subject);
    };
    const rows = rowsOf(finding);
    const left = rows.filter(({ id }) => !taken(id));
    if (left.length === rows.length) return false;
    const doubt = finding.kind === 'several' ? finding.doubt : null;
    const next = left.length > 0 ? choose(subject, left, doubt) : find(subject, this.#candidates, taken);
    one.finding = this.#grade(subject, next);
    this.#note(one);
    return true;
  }
}

const isKey = ({ finding }: Case): boolean => finding.kind === 'one' && finding.how === 'key';

function rowsOf(finding: Finding): readonly Fitting[] {
  return finding.kind === 'one' ? [finding.match] : finding.kind === 'several' ? finding.left : [];
}

function contest(one: Case): void {
  if (one.finding.kind !== 'one') return;
  one.finding = { ...one.finding, how: 'weak', why: [...one.finding.why, 'another trace fits the same row as well'] };
}

/** Two traces that two rules wrote of one request share its row. Ids of activities repeat after a reboot. */
function sameRequest(a: JoinSubject, b: JoinSubject): boolean {
  if (a.activityId === '' || a.activityId !== b.activityId || a.computer !== b.computer) return false;
  if (a.from === null || b.from === null || a.to === null || b.to === null) return true;
  return a.from <= b.to && b.from <= a.to;
}
