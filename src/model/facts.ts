import type { EventIx, HResult, Ms, SpanIx } from './units.ts';

/** Generation of the ASP.NET Core Module: `AspNetCoreModule` is V1, `AspNetCoreModuleV2` is V2. */
export type ModuleVersion = 'V1' | 'V2';
/** Where the application runs: inside the worker process, or in a process that the module forwards to. */
export type Hosting = 'in-process' | 'out-of-process';

/** One event that set a status, an error or a description: MODULE_SET_RESPONSE_ERROR_STATUS and its kin. */
export interface StatusEvent {
  readonly event: EventIx;
  readonly module: string;
  readonly notification: number;
  readonly status: number;
  readonly subStatus: number;
  readonly reason: string;
  /** null: field absent or not a number. 0 is a value and means "no code given". */
  readonly errorCode: HResult | null;
  readonly configExceptionInfo: string;
  readonly time: Ms;
  /** 0: the request itself; 1 and up: inside a child request. */
  readonly childLevel: number;
  readonly success: boolean;
}

/** A read from or write to the client that failed, or an event with ErrorCode of that kind. */
export interface IoFailure {
  readonly event: EventIx;
  readonly kind: 'flush' | 'read' | 'completion' | 'other';
  readonly errorCode: HResult;
  readonly time: Ms;
  /** BytesSent or BytesReceived, null when the field is absent. */
  readonly bytes: number | null;
}

/** An event of the ANCM area. */
export interface AncmEvent {
  readonly event: EventIx;
  readonly name: string;
  readonly time: Ms;
  /** ErrorCode, HResult, requestStatus or InternetStatus; null when absent. */
  readonly code: HResult | null;
  /** AppDescription, FailureDescription, Description or File:Line; '' when absent. */
  readonly text: string;
}

/** Name and value of a header, from a header block or a SET_*_HEADER event. */
export interface HeaderFact {
  readonly name: string;
  readonly value: string;
  readonly event: EventIx;
}

/**
 * What rules share, computed once from the events (analysis/facts.ts) while the bytes are at hand, shown on the page
 * as the chain of reasoning. Small, plain, crosses threads as it is. Times are Ms since the first event.
 */
export interface TraceFacts {
  /** Every status event in file order, error and success. */
  readonly statusEvents: readonly StatusEvent[];
  /**
   * The first error that has the final status, else the first error; while the status is provisional, the last error not
   * replaced by a success. null: nobody set an error status, or a good final status has replaced it.
   */
  readonly producing: StatusEvent | null;
  /** The first error status, when another one than `producing`. */
  readonly firstError: StatusEvent | null;
  readonly finalStatus: number;
  readonly finalSubStatus: number;
  /**
   * Root says 200, no end event was recorded, and the file was not written for a status (which is done when the response
   * is complete): the status is not an outcome.
   */
  readonly provisional: boolean;
  /** From the module names of events and handler; null: ANCM takes no part. */
  readonly moduleVersion: ModuleVersion | null;
  readonly moduleName: string | null;
  readonly hosting: Hosting | null;
  /** NewHandlerName and NewHandlerModules of the last HANDLER_CHANGED, '' when there is none. */
  readonly handlerName: string;
  readonly handlerModules: string;
  readonly handlerEvent: EventIx | null;
  /**
   * NOTIFY_MODULE_START of ANCM in EXECUTE_REQUEST_HANDLER: of the run that holds the producing event, else of the one
   * still open, else of the outermost.
   */
  readonly ancmStart: EventIx | null;
  readonly ancmEnd: EventIx | null;
  readonly ancmSpan: SpanIx | null;
  /** NotificationStatus of ancmEnd: 0 CONTINUE, 1 PENDING, 2 FINISH_REQUEST; null when ancmEnd is null. */
  readonly ancmEndStatus: number | null;
  /**
   * No NOTIFY_MODULE_COMPLETION between ancmStart and ancmEnd: the module failed before it gave its thread back. The
   * completion of a WinHTTP failure stands behind the producing event, so the end decides. null: cannot be told.
   */
  readonly sync: boolean | null;
  /** GENERAL_SET_REQUEST_HEADER of MS-ASPNETCORE-TOKEN: forwarding began. */
  readonly tokenHeader: EventIx | null;
  /** Last forwarding event before the producing event (token and following headers, FORWARD_START, last body read). */
  readonly lastForward: EventIx | null;
  /** From `lastForward` (else `ancmStart`) to the producing event; null when there is no producing event of the module. */
  readonly gap: { readonly ms: Ms; readonly from: EventIx; readonly to: EventIx } | null;
  /** From ANCM start to the producing event. */
  readonly moduleMs: Ms | null;
  /** A response header or body event of the back end stands before the producing event. */
  readonly responseBefore: EventIx | null;
  /** Failed client reads and flushes, in file order. */
  readonly ioFailures: readonly IoFailure[];
  readonly ancmEvents: readonly AncmEvent[];
  /** SET_RESPONSE_ERROR_DESCRIPTION texts. */
  readonly descriptions: readonly { readonly event: EventIx; readonly text: string }[];
  /** REQUEST_PROCESSING_ERROR, *_FAILED, GENERAL_MODULE_FACTORY_FAILED ...: errors that are no status events. */
  readonly otherErrors: readonly {
    readonly event: EventIx;
    readonly name: string;
    readonly module: string;
    readonly errorCode: HResult | null;
    readonly text: string;
  }[];
  readonly requestHeaders: readonly HeaderFact[];
  readonly responseHeaders: readonly HeaderFact[];
  /** Headers set by modules on the request before it left IIS. */
  readonly setRequestHeaders: readonly HeaderFact[];
  /** What modules changed the URL to, in file order. */
  readonly changedUrls: readonly string[];
  readonly bodyReads: { readonly count: number; readonly bytes: number; readonly last: EventIx | null };
  readonly bytesSent: number | null;
  readonly bytesReceived: number | null;
  readonly client: { readonly address: string; readonly port: number | null } | null;
  readonly server: { readonly address: string; readonly port: number | null } | null;
  /** GENERAL_REQUEST_END of the outermost request was seen. */
  readonly ended: boolean;
  readonly requestStart: EventIx | null;
  readonly requestEnd: EventIx | null;
  readonly childRequests: number;
  /** Innermost span still open at the end of the file; null when none is. */
  readonly openSpan: SpanIx | null;
  /** Module or phase span with the largest self time. */
  readonly longestSpan: SpanIx | null;
  /** Last of GENERAL_SEND_CUSTOM_ERROR (0) and GENERAL_NOT_SEND_CUSTOM_ERROR (its Reason, 1 to 4); null when neither occurred. */
  readonly customErrorReason: number | null;
  readonly physicalPath: string;
  /** Names of NOTIFY modules that ran, in first-seen order. */
  readonly modules: readonly string[];
}
