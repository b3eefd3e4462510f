import type { Histogram } from '../../analysis/histogram.ts';
import type { EpochMs, FileKey, Ms, TraceKey } from '../../model/units.ts';
import type { Cause, Certainty } from '../../model/verdict.ts';
import type { FieldHint } from '../../query/complete.ts';
import type { FieldView } from './events.ts';
import type { HttpErrPage, HttpErrQuery, HttpErrRowView } from './httperr.ts';
import type { FilterError, Page, SortBy } from './paging.ts';

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

/** Which rows of all request logs. */
export interface LogSelection {
  readonly filter: string;
  /** Rows whose time lies in [from, to); null: all. */
  readonly range: { readonly from: number; readonly to: number } | null;
  /** Minutes east of UTC of the zone in which the filter names times. */
  readonly zoneMinutes: number;
}

/** Which rows of request logs, and which of their columns. */
export interface LogQuery extends LogSelection {
  /** `at`, `status`, `win32`, `time` (time-taken) or a name of a text column; null: in order of time. */
  readonly sort: SortBy | null;
  readonly from: number;
  readonly count: number;
  /** Further fields to show, by their name in the log. */
  readonly columns: readonly string[];
}

/** A row of the grid `Log rows`. Texts are as logged, '' for none; the page masks secrets. */
export interface LogRow {
  readonly file: FileKey;
  readonly path: string;
  readonly line: number;
  /** End of the request; null: the row has no time that can be read. */
  readonly time: EpochMs | null;
  readonly status: number;
  /** `502.3`; `502` where the log records no sub-status. */
  readonly statusText: string;
  /** null: the log does not record it. */
  readonly win32: number | null;
  readonly method: string;
  readonly stem: string;
  readonly query: string;
  readonly takenMs: Ms | null;
  readonly client: string;
  readonly userAgent: string;
  readonly host: string;
  readonly server: string;
  /** Values of `LogQuery.columns`, in their order. */
  readonly more: readonly string[];
  readonly failed: boolean;
  /** A connection that was switched to another protocol: its row comes at the end of the connection. */
  readonly upgraded: boolean;
  /** The trace of this request. */
  readonly trace: TraceKey | null;
}

/** A window of the grid of request logs. */
export interface LogPage extends Page<LogRow> {
  /** Rows without the filter. */
  readonly all: number;
  readonly failing: number;
  readonly error: FilterError | null;
}

/** What rows have in common. `key` is the value; `filter` finds the rows of the group. */
export interface LogGroupRow {
  readonly key: string;
  readonly filter: string;
  readonly count: number;
  /** Rows of status 500 and up. */
  readonly failures: number;
  /** Of time-taken; null: no row has one. */
  readonly p50: Ms | null;
  readonly p95: Ms | null;
  readonly p99: Ms | null;
  readonly max: Ms | null;
}

/** Rows of request logs, grouped by one of their fields. */
export interface LogGroups {
  readonly revision: number;
  /** All groups there are; `groups` holds the first of them. */
  readonly total: number;
  /** Rows of all of them. */
  readonly rows: number;
  /** Rows that were counted and not kept, and are in no group: what these groups go by was not counted. */
  readonly leftOut: number;
  /** Percentiles are of rows that were counted by classes of duration: at most 1.6 % off. */
  readonly approximate: boolean;
  readonly groups: readonly LogGroupRow[];
  readonly error: FilterError | null;
}

/** Ids of the columns by which groups are ordered. */
export type LogGroupColumn = 'key' | 'count' | 'failures' | 'p50' | 'p95' | 'p99' | 'max';

/** Rows of request logs over time, by class of status. */
export interface LogHistogram extends Histogram {
  readonly revision: number;
}

/** A field of the logs: its name as shown and filtered by, and as logged. */
export interface LogField {
  readonly name: string;
  readonly logged: string;
}

/** One log that is open. */
export interface OpenLog {
  readonly file: FileKey;
  readonly path: string;
  readonly rows: number;
  readonly damaged: number;
  /** Rows that were counted and not kept, for want of memory. */
  readonly countedOnly: number;
  /** Fields that were left in the file, for want of memory: `cs(Cookie), cs-uri-query`; '' for none. */
  readonly columnsLeft: string;
  /** Times are the server's own, without a zone. */
  readonly localTime: boolean;
  /** Added to its times. */
  readonly shiftMs: number;
  /** The shift was found by comparing with traces; null: it was not. */
  readonly shiftFrom: { readonly traces: number } | null;
  /** Its times are local, and neither traces nor a person have said in which zone. */
  readonly asksZone: boolean;
  /** A shift was found or set, 0 included. */
  readonly shiftSet: boolean;
}

/** What is open and what has to be said about it. */
export interface LogOverview {
  readonly revision: number;
  readonly logs: readonly OpenLog[];
  readonly rows: number;
  /** Rows of status 500 and up, and those of them without a trace. */
  readonly failing: number;
  readonly untraced: number;
  /** Folders that hold as many traces as the server keeps: older ones were deleted. */
  readonly fullFolders: readonly { readonly folder: string; readonly traces: number; readonly limit: number }[];
  readonly httpErrRows: number;
  /** Fields of the fixed columns that some log has, by their name in logs. */
  readonly recorded: readonly string[];
  /** Fields beyond the fixed columns, to choose from. */
  readonly fields: readonly LogField[];
  readonly hints: readonly FieldHint[];
}

/** A field of a row, and the filter that finds the rows with the same value; '' where that would show a secret. */
export interface LogFieldView extends FieldView {
  readonly filter: string;
}

/** One row with everything the log says. */
export interface LogRowView {
  readonly row: LogRow;
  readonly fields: readonly LogFieldView[];
  /** Why the trace belongs to it. */
  readonly why: readonly string[];
}

/** A log with rows that could not be split into its columns. */
export interface DamagedLog {
  readonly file: FileKey;
  readonly path: string;
  readonly count: number;
}

/** A row that could not be split into the columns of its log. */
export interface DamagedRow {
  readonly line: number;
  /** As it stands in the file, cut when very long. */
  readonly text: string;
  /** Values it has and fields that the log names; null: not known. */
  readonly values: number | null;
  readonly fields: number | null;
  /** Longer than any line that is read. */
  readonly long: boolean;
}

/** A window of the rows that could not be split into columns. */
export interface DamagedRows extends Page<DamagedRow> {
  readonly path: string;
}

/** Questions about the rows of logs. */
export interface LogsApi {
  logSummaries(): Promise<readonly LogSummary[]>;
  logOverview(): Promise<LogOverview>;
  logRows(query: LogQuery): Promise<LogPage>;
  /** Index of the row of a line among the rows of a query; -1: the filter hides it, or there is no such row. */
  logPosition(
    query: Pick<LogQuery, 'filter' | 'range' | 'zoneMinutes' | 'sort'>,
    file: FileKey,
    line: number,
  ): Promise<number>;
  logRow(file: FileKey, line: number): Promise<LogRowView | null>;
  /** `by`: `triple`, `status`, `class`, `win32`, `template` (URLs with ids folded), or a name of a column. */
  logGroups(selection: LogSelection, by: string, sort: SortBy | null, most: number): Promise<LogGroups>;
  /** The largest groups, without percentiles. */
  logTop(selection: LogSelection, by: string, most: number): Promise<LogGroups>;
  /** Rows that pass over time by class of status, over the range where there is one; null: no row has a time. */
  logHistogram(selection: LogSelection): Promise<LogHistogram | null>;
  damagedLogs(): Promise<readonly DamagedLog[]>;
  /** Damaged rows from `from` on, at most 1,000, in the order of the file. */
  damagedRows(file: FileKey, from: number, count: number): Promise<DamagedRows | null>;
  httpErrRows(query: HttpErrQuery): Promise<HttpErrPage>;
  /** Index of the row of a line among the rows of a query; -1: it is not among them. null: no open HTTPERR log has it. */
  httpErrPosition(
    query: Pick<HttpErrQuery, 'filter' | 'zoneMinutes' | 'idle' | 'sort'>,
    file: FileKey,
    line: number,
  ): Promise<number | null>;
  httpErrRow(file: FileKey, line: number): Promise<HttpErrRowView | null>;
  /** Sets what makes the times of a log true UTC. */
  shiftLog(file: FileKey, shiftMs: number): Promise<void>;
}
