import type { CaptureAdvice } from '../export/capture.ts';
import type { ConfigFinding, EffectiveSetting } from '../model/config-check.ts';
import type { Cause, Certainty, Verdict } from '../model/verdict.ts';
import type { IcicleNode } from '../analysis/icicle.ts';
import type { Histogram } from '../analysis/histogram.ts';
import type { ModuleStats } from '../analysis/module-stats.ts';
import type { EventDetail } from '../model/events.ts';
import type { FileState, ParseIssue, SourceFile } from '../model/source.ts';
import type { Bundle } from '../intake/bundles.ts';
import type { TraceGuides } from '../model/guides.ts';
import type { Incident } from '../model/incident.ts';
import type { StoryStep, Track } from '../model/story.ts';
import type { ModuleSpanTable } from '../model/spans.ts';
import type { RequestFacts, Silence, TraceGap } from '../model/trace.ts';
import type { LogQuestions, TraceLogRow } from './log-questions.ts';
import type { FieldHint } from '../query/complete.ts';
import type { CompareApi } from './comparison.ts';
import type { EpochMs, EventIx, FileKey, IncidentId, JobId, Ms, SpanIx, TraceKey } from '../model/units.ts';

/** A file to read. `path` is a label. */
export interface IncomingFile {
  readonly path: string;
  readonly blob: Blob;
  readonly lastModified: EpochMs | null;
  /** It is a later state of what was opened under the same path: that is taken out when this one is read. */
  readonly replaces?: boolean;
}

export interface Progress {
  readonly job: JobId;
  readonly filesDone: number;
  readonly filesTotal: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  /** What is being read now, '' between files. */
  readonly path: string;
}

/** Rows `from` to `from + rows.length` of `total`. Carries the revision it was made from; views drop older answers. */
export interface Page<Row> {
  readonly revision: number;
  readonly from: number;
  readonly total: number;
  readonly rows: readonly Row[];
}

/** Column order: `key` is a column id of the grid in question; ties keep the order of time. */
export interface SortBy {
  readonly key: string;
  readonly descending: boolean;
}

/** Where a filter text stops being understood. Character offsets. */
export interface FilterError {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

// ---- files -----------------------------------------------------------------------------------------------------

export interface FileRow extends SourceFile {
  /** Sentence for `reason`, from knowledge/issues.ts; '' for whole. */
  readonly reasonText: string;
  readonly hint: string;
  readonly messages: readonly {
    readonly severity: ParseIssue['severity'];
    readonly text: string;
    readonly issue: ParseIssue;
  }[];
  /** The trace in it, to open on click. */
  readonly trace: TraceKey | null;
}

export interface WorkspaceSummary {
  readonly revision: number;
  readonly files: number;
  readonly byState: Readonly<Record<FileState, number>>;
  readonly traces: number;
  readonly failingTraces: number;
  readonly logRows: number;
  readonly incidents: number;
  /** First and last instant over traces and rows. */
  readonly from: EpochMs | null;
  readonly to: EpochMs | null;
}

export interface FilesApi {
  /** Reads files into the workspace. Resolves when all are final; the summary is of the whole workspace. */
  open(files: readonly IncomingFile[], onProgress: (progress: Progress) => void): Promise<WorkspaceSummary>;
  /** Stops a running `open`; what was read stays. */
  cancel(job: JobId): Promise<void>;
  /** Removes everything. */
  clear(): Promise<void>;
  summary(): Promise<WorkspaceSummary>;
  files(): Promise<readonly FileRow[]>;
  /** Collections among the files whose layout tells what made them: a Kudu dump, a LogCatcher bundle. */
  bundles(): Promise<readonly Bundle[]>;
  /** Calls back with the new revision whenever the workspace changed, at most 10 times a second. */
  watch(onChange: (summary: WorkspaceSummary) => void): Promise<void>;
}

// ---- traces ----------------------------------------------------------------------------------------------------

/** A row of the grid `Requests`. */
export interface RequestRow {
  readonly key: TraceKey;
  readonly path: string;
  readonly statusCode: string;
  readonly status: number;
  /** The status is not an outcome: cut by the time rule. */
  readonly provisional: boolean;
  readonly failed: boolean;
  readonly cause: Cause | null;
  readonly certainty: Certainty | null;
  readonly headline: string;
  readonly verb: string;
  readonly url: string;
  /** Module that produced the status, '' when none did. */
  readonly module: string;
  readonly durationMs: Ms | null;
  readonly start: EpochMs | null;
  readonly appPool: string;
  readonly siteId: number | null;
  readonly processId: number | null;
  readonly computer: string;
  readonly state: FileState;
  readonly gaps: number;
}

/** Ids of the sortable columns of `Requests`. */
export type RequestColumn =
  | 'status'
  | 'headline'
  | 'verb'
  | 'url'
  | 'module'
  | 'duration'
  | 'start'
  | 'appPool'
  | 'file';

export interface RequestQuery {
  readonly filter: string;
  readonly sort: SortBy | null;
  readonly from: number;
  readonly count: number;
}

export interface RequestPage extends Page<RequestRow> {
  readonly failing: number;
  readonly error: FilterError | null;
}

/** Header and verdict of one trace: everything above the tabs. */
export interface TraceView {
  readonly revision: number;
  readonly key: TraceKey;
  readonly path: string;
  readonly request: RequestFacts;
  readonly computer: string;
  readonly startedAt: EpochMs | null;
  readonly reportedMs: Ms | null;
  readonly observedMs: Ms;
  readonly grainMs: Ms;
  readonly events: number;
  /** IIS recorded the whole request. */
  readonly complete: boolean;
  readonly gaps: readonly TraceGap[];
  readonly failed: boolean;
  /** null: the request did not fail and nothing is worth saying. */
  readonly verdict: Verdict | null;
  readonly provisional: boolean;
  /** Its row in a request log. null: no request log is open. */
  readonly logRow: TraceLogRow | null;
}

/** What the timeline draws. Typed arrays are transferred copies. `strings` is the list behind the StrIx columns. */
export interface TimelineView {
  readonly key: TraceKey;
  readonly strings: readonly string[];
  readonly spans: ModuleSpanTable;
  /** Ms of every event, for "by order" and for marks. */
  readonly eventTime: Float64Array;
  readonly eventLevel: Uint8Array;
  /** StrIx of each event's name, -1 for none: what a mark is called when a pointer rests on it. */
  readonly eventName: Int32Array;
  readonly eventSpan: Int32Array;
  readonly silences: readonly Silence[];
  readonly producing: { readonly event: EventIx; readonly label: string } | null;
  readonly grainMs: Ms;
  readonly observedMs: Ms;
}

export interface EventRow {
  readonly ix: EventIx;
  readonly name: string;
  readonly module: string;
  readonly notification: string;
  readonly post: boolean;
  /** Since the first event; null: none that can be read. */
  readonly timeMs: Ms | null;
  /** Since the previous event. */
  readonly deltaMs: Ms | null;
  readonly level: number;
  /** Short text of the telling fields, secrets masked. */
  readonly key: string;
  readonly span: SpanIx | -1;
  readonly producing: boolean;
  readonly damaged: boolean;
}

export interface EventQuery {
  /** `text`, `name:`, `module:`, `level:`, with `-` for not. */
  readonly filter: string;
  readonly from: number;
  readonly count: number;
}

export interface EventPage extends Page<EventRow> {
  readonly error: FilterError | null;
}

/** One field in the detail pane. */
export interface FieldView {
  readonly name: string;
  readonly value: string;
  /** freb:Description beside the number, '' for none. */
  readonly description: string;
  /** Decoded meaning of a code, notification or status; '' for none. */
  readonly decoded: string;
  /** Mask it until asked for. */
  readonly secret: boolean;
}

export interface EventView {
  readonly row: EventRow;
  readonly detail: EventDetail;
  readonly fields: readonly FieldView[];
  readonly system: readonly FieldView[];
  /** Raw XML of the event, at most 256 Ki characters; `rawLength` is its true length. */
  readonly raw: string;
  readonly rawLength: number;
}

export interface HeaderLine {
  readonly name: string;
  readonly value: string;
  readonly secret: boolean;
  readonly event: EventIx;
  /** request as received, set on the request by a module, response as sent, set on the response by a module. */
  readonly group: 'request' | 'set-request' | 'response' | 'set-response';
  readonly module: string;
}

export interface TracesApi {
  requests(query: RequestQuery): Promise<RequestPage>;
  /** What the filter of `Requests` understands, with the values that occur: for completion. */
  requestHints(): Promise<readonly FieldHint[]>;
  /** Next (+1) or previous (-1) failing trace in the order of the query; null at the end. */
  neighbour(key: TraceKey, step: 1 | -1, query: Pick<RequestQuery, 'filter' | 'sort'>): Promise<TraceKey | null>;
  trace(key: TraceKey): Promise<TraceView | null>;
  timeline(key: TraceKey): Promise<TimelineView | null>;
  events(key: TraceKey, query: EventQuery): Promise<EventPage | null>;
  /** What the filter of `Events` understands, with the values that occur. */
  eventHints(key: TraceKey): Promise<readonly FieldHint[]>;
  /** Index of an event among the rows that the filter leaves; -1 when it is filtered out. */
  eventPosition(key: TraceKey, filter: string, event: EventIx): Promise<number>;
  /** Next (+1) or previous (-1) event of level 1 to 3, from `event`; null at the end. */
  nextError(key: TraceKey, event: EventIx | -1, step: 1 | -1): Promise<EventIx | null>;
  event(key: TraceKey, event: EventIx): Promise<EventView | null>;
  headers(key: TraceKey): Promise<readonly HeaderLine[] | null>;
  /** Lines of the raw file: `from` and `count` are line numbers from 0. Secrets are not masked: the page asks first. */
  raw(key: TraceKey, from: number, count: number): Promise<Page<string> | null>;
}

// ---- incidents ---------------------------------------------------------------------------------------------------

/** An incident in one line. */
export type IncidentBrief = Pick<Incident, 'id' | 'cause' | 'certainty' | 'headline' | 'from' | 'to' | 'requests'>;

/** One incident with what happened around it. */
export interface IncidentView {
  readonly revision: number;
  readonly incident: Incident;
  /** The incident that this one followed from. */
  readonly causedBy: IncidentBrief | null;
  readonly consequences: readonly IncidentBrief[];
  /** Others of the same application and time. */
  readonly beside: readonly IncidentBrief[];
  readonly representative: { readonly key: TraceKey; readonly path: string; readonly url: string } | null;
  /** In order of time. */
  readonly story: readonly StoryStep[];
  /** The whole time axis, and the part that the tracks show. */
  readonly whole: { readonly from: EpochMs; readonly to: EpochMs };
  readonly range: { readonly from: EpochMs; readonly to: EpochMs };
  readonly tracks: readonly Track[];
  /** Paths of the open files, for evidence that names a file by its key. */
  readonly files: readonly { readonly key: FileKey; readonly path: string }[];
}

export interface IncidentsApi {
  incidents(): Promise<readonly Incident[]>;
  incident(id: IncidentId): Promise<Incident | null>;
}

/** Narrows the overview; null: not narrowed. */
export interface OverviewQuery {
  /** Requests that began in [from, to). */
  readonly range: { readonly from: EpochMs; readonly to: EpochMs } | null;
  readonly cause: Cause | null;
}

export interface CauseCount {
  readonly cause: Cause;
  readonly requests: number;
  readonly incidents: number;
}

/** An incident as the overview shows it. */
export type IncidentCard = Omit<Incident, 'signature' | 'traces' | 'rows' | 'representative' | 'verdict'> & {
  /** Requests of it that the overview is not narrowed away from. */
  readonly matching: number;
  /** How many traces it has. */
  readonly traces: number;
  readonly representative: { readonly key: TraceKey; readonly path: string } | null;
  /** The incident that this one followed from. */
  readonly causedBy: IncidentId | null;
  /** Requests over the time of all incidents, for a spark line. */
  readonly spark: readonly number[];
};

export type FacetId = 'cause' | 'status' | 'template' | 'module' | 'pool' | 'process' | 'machine' | 'site' | 'hour';

export interface FacetValue {
  /** For `hour` the EpochMs at which it begins, in decimal. */
  readonly value: string;
  readonly requests: number;
  readonly traces: number;
  /** Filter text of `Requests` that leaves these traces; null when none of them is traced. */
  readonly filter: string | null;
  /** Rows of request logs among them. */
  readonly rows: number;
  /** Filter text of `Log rows` that leaves rows with this value; null when there is none. */
  readonly logFilter: string | null;
}

/** What the requests of all incidents have in common, most frequent first. */
export interface Facet {
  readonly id: FacetId;
  readonly values: readonly FacetValue[];
  /** Values that are not listed. */
  readonly others: number;
}

/** A trace or a row of a log that took long. */
export interface SlowRequest {
  readonly verb: string;
  readonly url: string;
  readonly status: string;
  readonly tookMs: Ms;
  readonly at: EpochMs | null;
  readonly trace: TraceKey | null;
  readonly path: string;
  readonly line: number | null;
}

export interface Overview {
  readonly revision: number;
  /** Requests of all incidents, each once. */
  readonly total: number;
  /** Those that are left when narrowed. */
  readonly matching: number;
  /** No request failed; there may be incidents all the same, of slow requests. */
  readonly nothingFailed: boolean;
  /** By begin of the request, one series for each cause, most frequent first; not narrowed. null: no times are known. */
  readonly overTime: Histogram | null;
  /** Most frequent first; narrowed by time only. */
  readonly byCause: readonly CauseCount[];
  /** Earliest first. */
  readonly incidents: readonly IncidentCard[];
  readonly facets: readonly Facet[];
  /** Filled when nothing failed. */
  readonly slowest: readonly SlowRequest[];
}

/** What the pages over many requests show. */
export interface OverviewApi {
  overview(query: OverviewQuery): Promise<Overview>;
  /** What the page of one incident shows. `range`: part of the time axis, null for all of it. */
  incidentView(id: IncidentId, range: IncidentView['range'] | null): Promise<IncidentView | null>;
}

// ---- codes -------------------------------------------------------------------------------------------------------

export interface CodeUse {
  readonly trace: TraceKey;
  readonly path: string;
  readonly event: EventIx;
}

export interface CodesApi {
  /** Traces of the workspace that carry a code or a status (`502.3`). */
  tracesWithCode(code: number | string): Promise<readonly CodeUse[]>;
}

// ---- logs --------------------------------------------------------------------------------------------------------

/** Failing rows of one log that share status and Win32 code, with what the rules say of them. */
export interface RowGroup {
  /** `502.3`, or `404` where the log has no sub-status. */
  readonly status: string;
  readonly win32: number;
  readonly count: number;
  readonly cause: Cause | null;
  readonly certainty: Certainty | null;
}

/** One log of requests, counted. */
export interface LogSummary {
  readonly path: string;
  readonly rows: number;
  readonly from: EpochMs | null;
  readonly to: EpochMs | null;
  /** Every status that occurs, as `502.3`, with its count; most frequent first. */
  readonly byStatus: readonly (readonly [status: string, count: number])[];
  /** Most frequent first. */
  readonly groups: readonly RowGroup[];
}

export type * from './log-questions.ts';

export interface LogsApi extends LogQuestions {
  logSummaries(): Promise<readonly LogSummary[]>;
}

// ---- configuration -----------------------------------------------------------------------------------------------

/** What the loaded configuration means for one trace. */
export interface ConfigCheckView {
  /** Files that belong to the site of the trace. */
  readonly files: readonly string[];
  /** Settings that bear on the cause, in the order in which to look at them, with their effective values. */
  readonly bearing: readonly EffectiveSetting[];
  /** What is wrong with the configuration, problems first. */
  readonly findings: readonly ConfigFinding[];
}

export interface ConfigApi {
  /** null: no such trace, or no configuration that belongs to it. */
  configCheck(key: TraceKey): Promise<ConfigCheckView | null>;
  /** How to capture next time what the loaded traces lack. `path`: requests to trace, `*` for all. */
  capture(path: string): Promise<CaptureAdvice>;
}

// ---- guides and time spent ---------------------------------------------------------------------------------------

export interface GuidesApi {
  /** What the events of a trace say about rewriting, authentication, caches and compression. */
  guides(key: TraceKey): Promise<TraceGuides | null>;
}

export type { IcicleNode };
export type {
  ComparedFact,
  ComparedFactId,
  ComparedHeader,
  ComparedModule,
  ComparedRow,
  ComparedSide,
  ComparedTimes,
  CompareOffers,
  CompareWith,
  Comparison,
} from './comparison.ts';

/** A row of the grid `Modules`: a module in one notification and pass over the selected traces. */
export interface ModuleRow extends ModuleStats {
  /** `BEGIN_REQUEST`, `END_REQUEST (post)`; '' for time in no module. */
  readonly notificationName: string;
  /** Of the ASP.NET Core Module family. */
  readonly ancm: boolean;
  /** Value of the filter field `ran` of `Requests` that finds the traces with it. */
  readonly ran: string;
}

/** Ids of the sortable columns of `Modules`. */
export type ModuleColumn =
  | 'module'
  | 'notification'
  | 'count'
  | 'traces'
  | 'total'
  | 'self'
  | 'waiting'
  | 'p50'
  | 'p95'
  | 'p99'
  | 'max'
  | 'share';

export interface ModuleQuery {
  /** Filter of `Requests` that selects the traces. */
  readonly traces: string;
  /** Filter over the rows. */
  readonly filter: string;
  readonly sort: SortBy | null;
  readonly from: number;
  readonly count: number;
}

export interface ModulePage extends Page<ModuleRow> {
  /** Rows before the filter. */
  readonly all: number;
  /** Traces that the rows were made from. While files are being read it may lag behind. */
  readonly traces: number;
  /** Traces that are open. */
  readonly open: number;
  /** Step of the coarsest clock among them: shorter times were not measured. */
  readonly grainMs: Ms;
  readonly error: FilterError | null;
  readonly tracesError: FilterError | null;
}

/** Where the time of the selected traces went. */
export interface TimeSpent {
  readonly revision: number;
  readonly root: IcicleNode;
  readonly grainMs: Ms;
  readonly error: FilterError | null;
}

export interface ModulesApi {
  /** Where the time of these traces went, merged by pipeline path; traces that are not open are left out. */
  icicle(keys: readonly TraceKey[]): Promise<IcicleNode>;
  /** The same over all traces that a filter of `Requests` leaves. */
  timeSpent(traces: string): Promise<TimeSpent>;
  modules(query: ModuleQuery): Promise<ModulePage>;
  /** What the filter of `Modules` understands, with the values that occur. */
  moduleHints(traces: string): Promise<readonly FieldHint[]>;
}

/** Everything the page and the headless run may ask. Later parts add an API of their own here. */
export interface Engine
  extends
    FilesApi,
    TracesApi,
    IncidentsApi,
    OverviewApi,
    CodesApi,
    LogsApi,
    ConfigApi,
    GuidesApi,
    ModulesApi,
    CompareApi {}
