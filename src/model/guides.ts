import type { EventIx, HResult } from './units.ts';

/** One condition of a rewrite rule as IIS evaluated it. */
export interface RewriteCondition {
  readonly event: EventIx;
  /** `{HTTPS}`. */
  readonly input: string;
  /** What the input stood for; `secret`: the input names a value that is masked until asked for. */
  readonly expanded: string;
  readonly secret: boolean;
  /** `Pattern`, `IsFile`, `IsDirectory`. */
  readonly matchType: string;
  readonly pattern: string;
  readonly negate: boolean;
  readonly succeeded: boolean | null;
}

/** The pattern of a rule against the URL. */
export interface RewritePattern {
  readonly event: EventIx;
  readonly pattern: string;
  readonly input: string;
  readonly negate: boolean;
  readonly matched: boolean | null;
}

/** What a rule did: every field of its action event, in file order. */
export interface RewriteAction {
  readonly event: EventIx;
  readonly name: string;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
}

/** Why a rule did what it did. `cut`: the trace ends inside it. */
export type RewriteOutcome = 'applied' | 'pattern' | 'condition' | 'not-applied' | 'cut';

/** One rule in one pass: what it compared, and what came of it. */
export interface RewriteRule {
  readonly event: EventIx;
  readonly name: string;
  readonly url: string;
  readonly query: string;
  readonly syntax: string;
  readonly stopProcessing: boolean;
  readonly pattern: RewritePattern | null;
  /** `MatchAll` or `MatchAny`; '' when the rule has no conditions or did not come to them. */
  readonly grouping: string;
  readonly conditions: readonly RewriteCondition[];
  readonly actions: readonly RewriteAction[];
  readonly outcome: RewriteOutcome;
}

/** One run of the rewrite module over its rules: global, distributed or outbound. */
export interface RewritePass {
  readonly event: EventIx;
  /** `Global`, `Distributed`; '' when it is not said. */
  readonly scope: string;
  /** `Inbound`, `Outbound`; '' when it is not said. */
  readonly type: string;
  readonly url: string;
  /** What URL_REWRITE_END or a URL_CHANGED within names; '' when the URL stayed. */
  readonly result: string;
  readonly rules: readonly RewriteRule[];
}

/** How an authentication module ended. `cut`: the trace ends inside it. */
export type AuthOutcome = 'succeeded' | 'failed' | 'not-supported' | 'continues' | 'no-credentials' | 'cut';

/** One authentication module at work: AUTH_START to AUTH_END. */
export interface AuthAttempt {
  readonly event: EventIx;
  /** Scheme the module supports: `NT`, `Anonymous`, `Basic`. */
  readonly scheme: string;
  readonly module: string;
  /** Scheme that the request asked for; '' when not said. */
  readonly requested: string;
  readonly outcome: AuthOutcome;
  /** Event that decided the outcome. */
  readonly decided: EventIx;
  readonly code: HResult | null;
  /** Further fields of the deciding event. */
  readonly details: readonly { readonly name: string; readonly value: string }[];
}

/** An answer on the way: status set while authenticating or authorizing. */
export interface AuthStatus {
  readonly event: EventIx;
  readonly module: string;
  readonly status: string;
  readonly reason: string;
  readonly code: HResult | null;
}

/** Who the request was taken for, and by whom. */
export interface AuthGuide {
  readonly attempts: readonly AuthAttempt[];
  /** USER_SET events: the user that IIS settled on, last one last. */
  readonly users: readonly { readonly event: EventIx; readonly authType: string; readonly name: string }[];
  /** Scheme words of the Authorization header, never its value; '' when none was sent. */
  readonly sent: string;
  /** Scheme words that WWW-Authenticate offered. */
  readonly offered: readonly string[];
  /** Status 401 and 403 with the event that set them. */
  readonly statuses: readonly AuthStatus[];
}

/** A look into one of the caches. */
export interface CacheLookup {
  readonly event: EventIx;
  readonly cache: 'url' | 'file' | 'output';
  /** URL or file looked up. */
  readonly what: string;
  readonly found: boolean | null;
  /** `added`: stored for the next request. */
  readonly added: boolean;
  readonly code: HResult | null;
}

/** A try to compress the response. */
export interface CompressionTry {
  readonly event: EventIx;
  readonly kind: 'static' | 'dynamic';
  /** null: the trace does not say. */
  readonly done: boolean | null;
  /** `NOT_SUCCESS_STATUS`; '' when done or not said. */
  readonly reason: string;
  readonly originalBytes: number | null;
  readonly compressedBytes: number | null;
}

/** What caches and compression did with the request and its response. */
export interface CacheGuide {
  readonly lookups: readonly CacheLookup[];
  /** May HTTP.sys keep the response? */
  readonly kernel: readonly {
    readonly event: EventIx;
    readonly cacheable: boolean | null;
    readonly reason: string;
    readonly policy: string;
  }[];
  readonly compression: readonly CompressionTry[];
  /** Headers that bear on it, request and response. */
  readonly headers: readonly {
    readonly event: EventIx;
    readonly side: 'request' | 'response';
    readonly name: string;
    readonly value: string;
  }[];
}

/** What admins open traces for besides failures. Empty lists: the trace holds no such events. */
export interface TraceGuides {
  readonly rewrite: readonly RewritePass[];
  readonly authentication: AuthGuide;
  readonly cache: CacheGuide;
}
