import type { FormatId, GivenFields, ParseIssue } from '../model/source.ts';
import type { Trace } from '../model/trace.ts';
import type { RequestLogTable } from '../model/requestlog.ts';
import type {
  AppLogEntry,
  ConfigFile,
  ErrorPage,
  EventLogRecord,
  HttpErrTable,
  StdoutLog,
} from '../model/sidefiles.ts';
import type { EpochMs, FileKey } from '../model/units.ts';

/** How sure a reader is that a file is its own; the highest score wins. */
export interface Sniff {
  /** 0 (not mine) to 1 (certain). */
  readonly score: number;
  /** Short reason for the `Files` list, for example `root element failedRequest`. */
  readonly why: string;
}

/** The bytes to read. A Blob and a Node file both satisfy it. */
export interface ByteSource {
  readonly file: FileKey;
  readonly path: string;
  readonly size: number;
  readonly lastModified: EpochMs | null;
  /** Whole content; readers check `size` against their limit first. */
  bytes(): Promise<Uint8Array<ArrayBuffer>>;
  /** Part of the content, for sniffing, tails and slices. */
  slice(from: number, to: number): Promise<Uint8Array<ArrayBuffer>>;
  /** Chunks of any size, for streaming readers. */
  stream(): AsyncIterable<Uint8Array>;
  /** The field line of a log that has none, or a wrong one. */
  readonly given?: GivenFields;
}

/** What a reader hands over. One file may yield several items. */
export type ParsedItem =
  /** `bytes` is the UTF-8 form that the offsets refer to, for the analysis that follows. */
  | {
      readonly kind: 'trace';
      readonly trace: Trace;
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly reencoded: boolean;
    }
  | { readonly kind: 'requestLog'; readonly table: RequestLogTable }
  | { readonly kind: 'httpErr'; readonly table: HttpErrTable }
  | { readonly kind: 'eventLog'; readonly records: readonly EventLogRecord[] }
  | { readonly kind: 'stdout'; readonly log: StdoutLog }
  | { readonly kind: 'config'; readonly config: ConfigFile }
  | { readonly kind: 'appLog'; readonly entries: readonly AppLogEntry[] }
  | { readonly kind: 'errorPage'; readonly page: ErrorPage };

/** Takes what a reader finds, while it reads. */
export interface ReadSink {
  add(item: ParsedItem): void;
  issue(issue: ParseIssue): void;
  progress(bytes: number): void;
}

/** The end of a read. Reasons are issue codes; whatever was added before a `refused` is dropped by the caller. */
export interface ReadSummary {
  readonly state: 'whole' | 'partial' | 'refused' | 'skipped';
  readonly reason: string | null;
  readonly counts: { readonly events: number | null; readonly rows: number | null; readonly damaged: number };
}

/**
 * One format. To add one: a folder with `reader.ts` and `README.md`, one line in `registry.ts`, samples, and one call
 * of the test helper in `src/testing/reader-contract.ts`. `read` never throws on content; it throws only on abort.
 */
export interface FormatReader {
  readonly id: FormatId;
  readonly label: string;
  sniff(head: Uint8Array, name: string): Sniff;
  read(source: ByteSource, sink: ReadSink, signal: AbortSignal): Promise<ReadSummary>;
}
