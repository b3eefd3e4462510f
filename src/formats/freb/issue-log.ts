import type { ParseIssue } from '../../model/source.ts';
import type { EventIx } from '../../model/units.ts';
import type { ProblemCode, TraceProblems } from './problems.ts';

/** TraceProblems that leave nothing in doubt: said, but the file still counts as whole. */
const HARMLESS: ReadonlySet<ProblemCode> = new Set(['bad-time', 'unknown-element']);

interface Entry {
  count: number;
  readonly event: EventIx | null;
  readonly byte: number;
}

/** Sums problems up: one issue per code, with its count and the first place. */
export class IssueLog {
  readonly #entries = new Map<ProblemCode, Entry>();

  /** `byte`: where the event or the part of the file begins that has them. */
  add(problems: TraceProblems, event: EventIx | null, byte: number): void {
    for (const [code, count] of problems.entries()) {
      const entry = this.#entries.get(code);
      if (entry === undefined) this.#entries.set(code, { count, event, byte });
      else entry.count += count;
    }
  }

  count(code: ProblemCode): number {
    return this.#entries.get(code)?.count ?? 0;
  }

  /** Code of the first problem that makes the file partial, null for none. */
  get reason(): ProblemCode | null {
    for (const code of this.#entries.keys()) if (!HARMLESS.has(code)) return code;
    return null;
  }

  issues(): readonly ParseIssue[] {
    return [...this.#entries].map(([code, { count, event, byte }]) => ({
      code,
      severity: HARMLESS.has(code) ? 'info' : 'warning',
      at: event === null ? { byte } : { byte, event },
      count,
      args: { count },
    }));
  }
}
