import type { EpochMs, EventIx, FileKey } from './units.ts';

/** Format ids are the folder names of `src/formats`. */
export type FormatId =
  | 'freb'
  | 'w3c'
  | 'httperr'
  | 'ncsa'
  | 'iisnative'
  | 'advancedlogging'
  | 'eventlog'
  | 'evtx'
  | 'stdout'
  | 'ancmdebug'
  | 'config'
  | 'applog'
  | 'detailederrors'
  | 'zip'
  | 'gzip'
  | 'paste';

/** `whole`, `partial`, `refused` and `skipped` are final: see docs/contract.md. */
export type FileState = 'waiting' | 'reading' | 'whole' | 'partial' | 'refused' | 'skipped';

/** How much an issue takes away: `info` nothing, `warning` a part, `error` the file. */
export type IssueSeverity = 'info' | 'warning' | 'error';

/**
 * One thing to say about a file. `code` is stable, kebab-case, and has its sentence in `knowledge/issues.ts`;
 * `args` fill that sentence. Never holds text of a library's exception.
 */
export interface ParseIssue {
  readonly code: string;
  readonly severity: IssueSeverity;
  readonly at?: { readonly byte?: number; readonly line?: number; readonly event?: EventIx };
  /** How often it occurred; 1 unless stated. */
  readonly count?: number;
  readonly args?: Readonly<Record<string, string | number>>;
}

/** Fields of a log as a person named them, because the log does not name them or names the wrong ones. */
export interface GivenFields {
  readonly names: readonly string[];
  /** In place of the `#Fields` of the file, and not only for rows above which none stands. */
  readonly instead: boolean;
}

/** A file that was opened, and what became of it. */
export interface SourceFile {
  readonly key: FileKey;
  /** As dropped: `folder/fr000001.xml`; inside an archive `logs.zip!W3SVC1/fr000001.xml`. A label, never a path to open. */
  readonly path: string;
  readonly size: number;
  readonly lastModified: EpochMs | null;
  readonly format: FormatId | null;
  readonly state: FileState;
  /** Code of the issue that decided a state other than `whole`, null for `whole`. */
  readonly reason: string | null;
  /** Capped by the reader; `issuesLeftOut` counts the rest. */
  readonly issues: readonly ParseIssue[];
  readonly issuesLeftOut: number;
  readonly counts: { readonly events: number | null; readonly rows: number | null; readonly damaged: number };
}
