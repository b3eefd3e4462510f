import type { Evidence } from './evidence.ts';
import type { EpochMs, EventIx, HResult, IncidentId, Ms, TraceKey } from './units.ts';
import type { Hosting, ModuleVersion } from './facts.ts';
import type { LimitName } from './trace.ts';

/** Closed list: docs/reference/causes.md. */
export const CAUSES = [
  'app-timeout',
  'thread-pool-starvation',
  'proxy-timeout',
  'connection-refused',
  'port-exhaustion',
  'app-crashed-mid-request',
  'connection-reset',
  'request-body-unread',
  'invalid-backend-response',
  'backend-tls',
  'client-disconnect',
  'unsupported-request',
  'request-limit',
  'process-launch-failed',
  'bad-web-config',
  'runtime-missing',
  'bitness-mismatch',
  'startup-crash',
  'process-start-timeout',
  'port-binding',
  'pool-shared',
  'app-offline',
  'app-recycling',
  'worker-crash-rapid-fail',
  'app-error-passthrough',
  'other-module',
  'slow-request',
  'still-running',
  'unknown',
] as const;
export type Cause = (typeof CAUSES)[number];

/** How sure a finding is: docs/contract.md. */
export type Certainty = 'high' | 'medium' | 'low';

/** What a rule may read. */
export type InputName = 'trace' | 'otherTraces' | 'logRows' | 'httpErr' | 'eventLog' | 'stdout' | 'appLog' | 'config';

/** One thing to do. `setting` names the exact place when it is a setting. */
export interface Fix {
  readonly text: string;
  readonly setting?: { readonly element: string; readonly attribute: string; readonly value: string };
  /** XML or command to copy. */
  readonly code?: string;
}

/** A file that is not there and would settle the question. */
export interface MissingInput {
  readonly input: InputName;
  readonly text: string;
  readonly pathIis: string;
  readonly pathAppService: string;
  /** UTC window to look at, null when the trace has no time. */
  readonly window: { readonly from: EpochMs; readonly to: EpochMs } | null;
}

/** Link to public documentation; `https:` only, from our own tables. */
export interface Link {
  readonly text: string;
  readonly url: string;
}

/** What one rule returns. */
export interface Finding {
  readonly rule: string;
  readonly version: number;
  readonly state: 'found' | 'ruled-out' | 'not-applicable' | 'rule-failed';
  readonly cause: Cause;
  readonly certainty: Certainty;
  /** One sentence, names module, status, decoded code and gap where they apply. */
  readonly headline: string;
  readonly rootCause: string;
  /** Why the certainty is not higher; '' for high. */
  readonly whyNotHigher: string;
  readonly evidence: readonly Evidence[];
  readonly against: readonly Evidence[];
  /** Common misreading that applies here, contradicted in words. */
  readonly misreadings: readonly string[];
  readonly wouldSettle: readonly MissingInput[];
  readonly fixes: readonly Fix[];
  readonly links: readonly Link[];
  /** It may stand beside a leading finding and never lead: what is loaded cannot prove it. */
  readonly alternativeOnly?: true;
}

/** A number decoded: every name it has, and what it means here. */
export interface DecodedCode {
  readonly code: HResult;
  readonly hex: string;
  readonly dec: number;
  readonly names: readonly string[];
  readonly text: string;
}

/** The leading finding with the others beside it. */
export interface Verdict {
  readonly subject: TraceKey | IncidentId;
  readonly lead: Finding;
  readonly alternatives: readonly Finding[];
  /** Findings that were considered and ruled out, and rules that failed. */
  readonly others: readonly Finding[];
  /** Facts of the trace as steps of reasoning, in order; each points to its event. */
  readonly reasoning: readonly ReasoningStep[];
  /** Facts for the header and for the headless report. */
  readonly module: string | null;
  readonly moduleVersion: ModuleVersion | null;
  readonly hosting: Hosting | null;
  readonly notification: string | null;
  readonly producedBy: { readonly event: EventIx; readonly status: string; readonly reason: string } | null;
  readonly code: DecodedCode | null;
  readonly gap: {
    readonly ms: Ms;
    readonly from: EventIx;
    readonly to: EventIx;
    readonly limit: LimitName | null;
    readonly limitMs: Ms | null;
  } | null;
}

/** One fact in the order in which the facts decide. */
export interface ReasoningStep {
  readonly question: string;
  readonly answer: string;
  readonly event: EventIx | null;
}
