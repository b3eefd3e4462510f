import type { Incident } from '../model/incident.ts';
import type { ParseIssue, SourceFile } from '../model/source.ts';
import type { RequestFacts } from '../model/trace.ts';
import type { EpochMs, Ms, TraceKey } from '../model/units.ts';
import type { Cause, Certainty, Verdict } from '../model/verdict.ts';

/** Everything a report is made of. The answers of the engine have these shapes. */
export interface Findings {
  readonly version: string;
  readonly files: readonly FoundFile[];
  readonly incidents: readonly Incident[];
  readonly traces: readonly FoundTrace[];
  readonly logs: readonly FoundLog[];
}

/** A file as it was read. */
export interface FoundFile extends SourceFile {
  readonly reasonText: string;
  readonly hint: string;
  readonly messages: readonly { readonly text: string; readonly issue: ParseIssue }[];
}

/** A failing trace with its verdict. */
export interface FoundTrace {
  readonly key: TraceKey;
  readonly path: string;
  readonly request: RequestFacts;
  readonly startedAt: EpochMs | null;
  readonly reportedMs: Ms | null;
  readonly observedMs: Ms;
  readonly events: number;
  readonly complete: boolean;
  readonly failed: boolean;
  readonly verdict: Verdict | null;
  /** Its row in a request log; null: no request log was read. */
  readonly logRow: FoundRow | null;
}

/** The row of a trace's request: one, several that fit alike, or none, and why. */
export type FoundRow =
  | {
      readonly kind: 'one';
      readonly row: { readonly path: string; readonly line: number; readonly score: number };
      readonly why: readonly string[];
    }
  | { readonly kind: 'several'; readonly candidates: readonly unknown[]; readonly why: readonly string[] }
  | { readonly kind: 'none'; readonly why: readonly string[] };

/** A log with what failed in it. */
export interface FoundLog {
  readonly path: string;
  readonly rows: number;
  readonly from: EpochMs | null;
  readonly to: EpochMs | null;
  readonly byStatus: readonly (readonly [status: string, count: number])[];
  readonly groups: readonly {
    readonly status: string;
    readonly win32: number;
    readonly count: number;
    readonly cause: Cause | null;
    readonly certainty: Certainty | null;
  }[];
}

/** Paths by content key, for evidence that names a file or a trace by its key. */
export function pathsByKey(findings: Pick<Findings, 'files' | 'traces'>): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  for (const { key, path, state } of findings.files) if (state !== 'skipped') paths.set(key, path);
  for (const { key, path } of findings.traces) paths.set(key, path);
  return paths;
}
