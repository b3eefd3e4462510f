import type { RequestLogTable } from '../../model/requestlog.ts';
import type { EventLogRecord, HttpErrTable } from '../../model/sidefiles.ts';
import type { EpochMs, EventIx, FileKey, HResult, Ms, RowIx, TraceKey } from '../../model/units.ts';

/** A trace as the story needs it. */
export interface StoryTrace {
  readonly key: TraceKey;
  readonly file: FileKey;
  readonly path: string;
  readonly verb: string;
  readonly url: string;
  /** As written, `502.3`. */
  readonly statusCode: string;
  readonly startedAt: EpochMs;
  readonly endedAt: EpochMs;
  readonly reported: Ms | null;
  readonly processId: number | null;
  readonly client: string;
  readonly failed: boolean;
  /** Its row in a request log, when exactly one is. */
  readonly row: { readonly file: FileKey; readonly path: string; readonly line: number } | null;
  /** The event that set the status; null when none did. */
  readonly producing: {
    readonly event: EventIx;
    readonly at: EpochMs;
    readonly module: string;
    readonly code: HResult | null;
    readonly silentMs: Ms | null;
  } | null;
}

/** A stdout log with the lines that tell something. */
export interface StoryStdout {
  readonly file: FileKey;
  readonly path: string;
  readonly startedAt: EpochMs | null;
  readonly processId: number | null;
  readonly telling: readonly {
    readonly line: number;
    readonly text: string;
    readonly sign: 'listening' | 'crashed' | 'heartbeat' | 'error';
  }[];
}

/** Everything of one application that lies in the window. */
export interface StoryInputs {
  readonly window: { readonly from: EpochMs; readonly to: EpochMs };
  readonly logs: readonly RequestLogTable[];
  /** Logs of which only failing rows are there: what they do not have says nothing. */
  readonly failingOnly: ReadonlySet<FileKey>;
  /** Lines of rows that the story is about though their status is no failure of the server: by file. */
  readonly also: ReadonlyMap<FileKey, ReadonlySet<number>>;
  readonly httpErr: readonly { readonly table: HttpErrTable; readonly rows: readonly RowIx[] }[];
  readonly eventLog: readonly { readonly record: EventLogRecord; readonly path: string }[];
  readonly stdout: readonly StoryStdout[];
  readonly traces: readonly StoryTrace[];
}

/** Nothing loaded, for building inputs from. */
export const NO_INPUTS: Omit<StoryInputs, 'window'> = {
  logs: [],
  failingOnly: new Set(),
  also: new Map(),
  httpErr: [],
  eventLog: [],
  stdout: [],
  traces: [],
};
