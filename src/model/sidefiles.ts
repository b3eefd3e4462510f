import type { StringTable } from '../base/strings.ts';
import type { EpochMs, FileKey, HResult } from './units.ts';
import type { EventField } from './events.ts';

/** Records of the Windows event log, from Event Viewer XML, App Service `eventlog.xml` or `.evtx`. */
export interface EventLogRecord {
  readonly file: FileKey;
  /** 1-based line, or the record's ordinal where the file has one line. */
  readonly line: number;
  readonly time: EpochMs | null;
  readonly provider: string;
  readonly eventId: number;
  readonly level: number;
  readonly channel: string;
  readonly computer: string;
  /** Process that wrote the record, when given. */
  readonly processId: number | null;
  /** Rendered message, or the data values joined by line feeds. */
  readonly message: string;
  readonly data: readonly EventField[];
}

/** One stdout log file of ANCM. */
export interface StdoutLog {
  readonly file: FileKey;
  readonly path: string;
  /** From the file name; null when the name says nothing. */
  readonly startedAt: EpochMs | null;
  readonly processId: number | null;
  /** Capped (head and tail kept); `linesLeftOut` counts the middle. */
  readonly lines: readonly { readonly line: number; readonly text: string }[];
  readonly linesLeftOut: number;
}

/** Where a part of a configuration stands, and for whom. */
export interface ConfigSpot {
  readonly line: number;
  /** `<location path>` that holds it, '' for none. */
  readonly location: string;
  /** false: `inheritInChildApplications="false"` on its location, so that applications below do not get it. */
  readonly inherited?: false;
}

/** An attribute or setting with the place it stands. */
export interface ConfigSetting extends ConfigSpot {
  readonly element: string;
  readonly attribute: string;
  readonly value: string;
  /** Pool, site or farm that the setting belongs to, where its element stands inside one. */
  readonly owner?: string;
}

/** One `web.config` or `applicationHost.config`. Values of environment variables are never kept. */
export interface ConfigFile {
  readonly file: FileKey;
  readonly path: string;
  readonly kind: 'web.config' | 'applicationHost.config';
  readonly settings: readonly ConfigSetting[];
  /** Steps of the collections, in the order of the file: what is in force after all of them is worked out for a scope. */
  readonly handlers: readonly ConfigHandler[];
  readonly tracingRules: readonly TracingRule[];
  readonly environmentVariables: readonly ConfigVariable[];
  readonly sites: readonly ConfigSite[];
}

/** A site of applicationHost.config. */
export interface ConfigSite {
  readonly id: number;
  readonly name: string;
  readonly pools: readonly string[];
  readonly line: number;
  readonly applications?: readonly ConfigApplication[];
}

/** An application of a site. */
export interface ConfigApplication {
  /** `/` or `/app`. */
  readonly path: string;
  readonly pool: string;
  /** Of its root virtual directory, as written. */
  readonly physicalPath: string;
}

/** What an element of a collection does to what was collected before it, in this file and above. */
export type ConfigChange = 'add' | 'remove' | 'clear';

/** One step of `<handlers>`. A `remove` has only its name, a `clear` nothing. */
export interface ConfigHandler extends ConfigSpot {
  readonly change: ConfigChange;
  readonly name: string;
  readonly path: string;
  readonly verb: string;
  readonly modules: string;
}

/** One step of `<traceFailedRequests>`. A `remove` has only its path, a `clear` nothing. */
export interface TracingRule extends ConfigSpot {
  readonly change: ConfigChange;
  readonly path: string;
  readonly statusCodes: string;
  readonly timeTaken: string;
  readonly verbosity: string;
  readonly areas: readonly {
    readonly provider: string;
    readonly areas: readonly string[];
    readonly verbosity: string;
  }[];
}

/** One step of `<environmentVariables>`. A `clear` has no name. */
export interface ConfigVariable extends ConfigSpot {
  readonly change: ConfigChange;
  readonly name: string;
  /** Pool whose worker process gets it; absent for those of the application. */
  readonly pool?: string;
}

/** One line of an application log or ANCM debug log that carries a time. */
export interface AppLogEntry {
  readonly file: FileKey;
  readonly line: number;
  readonly time: EpochMs | null;
  readonly level: string;
  readonly category: string;
  readonly message: string;
  readonly requestId: string;
  readonly processId: number | null;
  readonly exception: string;
  /** Of W3C Trace Context: 32 and 16 hex digits. `parentId` is the span that called, '' or absent for none. */
  readonly traceId?: string;
  readonly parentId?: string;
  /** Path of the request, where the scopes of the logger name it. */
  readonly requestPath?: string;
}

/** One detailed error page of IIS. It bears no time. Texts as the page has them, '' for what it does not say. */
export interface ErrorPage {
  readonly file: FileKey;
  readonly path: string;
  /** 0 when the page names none. */
  readonly status: number;
  readonly subStatus: number;
  /** `HTTP Error 500.30 - ANCM In-Process Start Failure` */
  readonly title: string;
  readonly summary: string;
  readonly module: string;
  readonly notification: string;
  readonly handler: string;
  /** As written: `0x8007000d`. */
  readonly errorCode: string;
  readonly url: string;
  readonly physicalPath: string;
  readonly logonMethod: string;
  readonly logonUser: string;
}

/** HTTPERR rows, struct of arrays. StrIx columns are -1 for `-`. */
export interface HttpErrTable {
  readonly file: FileKey;
  readonly path: string;
  readonly length: number;
  readonly strings: StringTable;
  /** EpochMs, NaN for none. */
  readonly time: Float64Array;
  readonly line: Uint32Array;
  readonly clientIp: Int32Array;
  readonly clientPort: Int32Array;
  readonly serverIp: Int32Array;
  readonly serverPort: Int32Array;
  readonly version: Int32Array;
  readonly method: Int32Array;
  readonly url: Int32Array;
  /** 0 for `-`. */
  readonly status: Uint16Array;
  readonly siteId: Int32Array;
  readonly reason: Int32Array;
  readonly queue: Int32Array;
}

/** Host exit codes and the like found in texts, decoded once. */
export interface CodeInText {
  readonly code: HResult;
  readonly raw: string;
}
