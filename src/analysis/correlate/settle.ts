import type { Candidates, Fitting } from './candidates.ts';
import { choose, type Finding, find } from './decide.ts';
import { type Case, type Grade, graderOf } from './grade.ts';
import type { JoinSubject } from './subject.ts';

/** What was found for each trace, once all of them are looked at together. */
export function settle(subjects: readonly JoinSubject[], candidates: Candidates): ReadonlyMap<JoinSubject, Finding> {
  const cases = subjects.map((subject): Case => ({ subject, finding: find(subject, candidates, () => false) }));
  const grade = graderOf(cases, candidates);
  for (const one of cases) one.finding = grade(one.subject, one.finding);
  new Owners(cases, candidates, grade).settle();
  return new Map(cases.map(({ subject, finding }) => [subject, finding]));
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
