import type { EpochMs, EventIx, FileKey, TraceKey } from './units.ts';

/** What kind of thing happened: decides the sign of a step, and which steps from different files are one and the same. */
export type StepKind =
  | 'traffic'
  | 'hang'
  | 'clients-left'
  | 'trace'
  | 'process-ended'
  | 'refused'
  | 'offline'
  | 'start'
  | 'start-failed'
  | 'starvation'
  | 'slow'
  | 'shortage'
  | 'pool-stopped'
  | 'queue'
  | 'silence'
  | 'recycle'
  | 'failing'
  | 'served-again'
  | 'fields'
  | 'record';

/** Where a step was read: a line of a file, a record, or an event of a trace. */
export interface StorySource {
  readonly file: FileKey;
  readonly path: string;
  /** 1-based; null: the whole file, for example its name. */
  readonly line: number | null;
  /** The line is a row: of a request log or of HTTPERR. null: another line. */
  readonly row: 'request' | 'httperr' | null;
  /** Set for a trace, with the event in it. */
  readonly trace: TraceKey | null;
  readonly event: EventIx | null;
}

/** One thing that happened, with everything that tells of it. */
export interface StoryStep {
  readonly kind: StepKind;
  readonly at: EpochMs;
  /** End of what lasted; null for what happened at once. */
  readonly to: EpochMs | null;
  /** One sentence: what happened. */
  readonly title: string;
  /** Further sentences: how much, how long, what else is known. */
  readonly details: readonly string[];
  /** Requests or records in it. */
  readonly count: number;
  /** At least one, the most telling first. */
  readonly sources: readonly StorySource[];
  /** The earliest sign of trouble. */
  readonly first: boolean;
}

/** A row of the picture of an incident: what it shows is the same kind of thing from end to end. */
export interface Track {
  readonly kind: 'rows' | 'httperr' | 'traces' | 'events' | 'processes' | 'changes';
  readonly label: string;
  /** Everything in it, also what lies outside of the range asked for. */
  readonly count: number;
  readonly marks: readonly TrackMark[];
}

/** A stretch of a track. `rows` and `httperr` are counted into slots of equal width; the others are single things. */
export interface TrackMark {
  readonly from: EpochMs;
  /** Equal to `from` for what happened at once. */
  readonly to: EpochMs;
  readonly count: number;
  readonly label: string;
  /** `fail`: it failed; `warn`: it warns; `good`: a start that worked; `plain`: neither. */
  readonly tone: 'fail' | 'warn' | 'good' | 'plain';
  readonly trace: TraceKey | null;
}
