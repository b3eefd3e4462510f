import type { EpochMs, FileKey, TraceKey } from '../../model/units.ts';

/** Kinds of things beside a trace that may speak of its request, in the order in which they are shown. */
export type AroundKind = 'other-trace' | 'log-row' | 'http-err' | 'event-log' | 'stdout' | 'app-log' | 'error-page';

/**
 * How sure it is that a thing is of this request.
 *
 *   exact     both hold an id, or a connection and a URL, that only this request has
 *   likely    one thing only fits in process, path and time
 *   possible  it fits and nothing tells it from others like it, or it has no time
 *   around    of the same time and, as far as is known, of the same process
 */
export type AroundCertainty = 'exact' | 'likely' | 'possible' | 'around';

/** Where a thing is shown. Lines are counted from 1. */
export type AroundPlace =
  | { readonly kind: 'trace'; readonly trace: TraceKey }
  | { readonly kind: 'logRow' | 'httpErr' | 'line'; readonly file: FileKey; readonly line: number };

/** A line of a text, or an entry of several: then `more` holds the lines that are folded. Secrets are not masked. */
export interface AroundLine {
  readonly line: number;
  readonly time: EpochMs | null;
  /** `Error`, `Warning` and so on; '' where the text has no level. */
  readonly level: string;
  readonly text: string;
  readonly more: readonly string[];
  /** Lines or entries between the one before and this one that are not shown. */
  readonly skipped: number;
  /** It is what was found; the others are there to show where it stands. */
  readonly match: boolean;
}

/** One thing that speaks of the request. */
export interface AroundItem {
  /** What it is: `502.3 12002 GET /api/reports`, `Connection_Dropped`, `1001 IIS AspNetCore Module V2`. */
  readonly title: string;
  /** What that means, '' where the title says all. */
  readonly detail: string;
  readonly certainty: AroundCertainty;
  /** Why it belongs here. Never empty. */
  readonly why: readonly string[];
  readonly time: EpochMs | null;
  readonly path: string;
  readonly place: AroundPlace;
  readonly lines: readonly AroundLine[];
}

/** What the files of one kind say of the request. */
export interface AroundPart {
  readonly kind: AroundKind;
  /** Files of that kind that are open; of traces the others. 0: nothing can be said. */
  readonly files: number;
  readonly items: readonly AroundItem[];
  /** So many fit alike, `items` are the first of them; 0: what was found is not ambiguous. */
  readonly candidates: number;
  /** Things of the same sort beyond `items`. */
  readonly leftOut: number;
  /** Why there is none, where files of that kind are open; '' otherwise. */
  readonly none: string;
}

/** Everything that is loaded beside a trace and speaks of its request: one part for each kind, in that order. */
export interface Around {
  readonly revision: number;
  readonly parts: readonly AroundPart[];
}

/** Questions about what else speaks of the request of a trace. */
export interface AroundApi {
  /** null: there is no such trace. */
  around(key: TraceKey): Promise<Around | null>;
}
