import type { Bundle } from '../../intake/bundles.ts';
import type { FileState, ParseIssue, SourceFile } from '../../model/source.ts';
import type { EpochMs, FileKey, JobId, TraceKey } from '../../model/units.ts';

/** A file to read. `path` is a label. */
export interface IncomingFile {
  readonly path: string;
  readonly blob: Blob;
  readonly lastModified: EpochMs | null;
  /** It is a later state of what was opened under the same path: that is taken out when this one is read. */
  readonly replaces?: boolean;
}

/** How far the reading of files is. */
export interface Progress {
  readonly job: JobId;
  readonly filesDone: number;
  readonly filesTotal: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  /** What is being read now, '' between files. */
  readonly path: string;
}

/** A file with its sentences, for the list `Files`. */
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
  /** A log that does not say which fields its rows have: `fieldQuestion` asks for them. */
  readonly asksFields: boolean;
}

/** A log that does not say which fields its rows have. */
export interface FieldlessLog {
  readonly file: FileKey;
  readonly path: string;
  /** Read by the default fields of IIS, by fields that a person gave, or not at all. */
  readonly state: 'default' | 'given' | 'refused';
}

/** What a person has to know to name the fields of a log. */
export interface FieldQuestion {
  /** Fields by which it was read, as they would stand behind `#Fields:`; '' for none. */
  readonly line: string;
  /** Line of the first row, and its values. */
  readonly at: number;
  readonly values: readonly string[];
  /** Usual field lists with as many fields. */
  readonly offers: readonly string[];
}

/** What is open, in numbers. */
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

/** Opening, listing and closing files. */
export interface FilesApi {
  /** Reads files into the workspace. Resolves when all are final; the summary is of the whole workspace. */
  open(files: readonly IncomingFile[], onProgress: (progress: Progress) => void): Promise<WorkspaceSummary>;
  /** Stops a running `open`; what was read stays. */
  cancel(job: JobId): Promise<void>;
  /** Removes everything. */
  clear(): Promise<void>;
  summary(): Promise<WorkspaceSummary>;
  files(): Promise<readonly FileRow[]>;
  fieldlessLogs(): Promise<readonly FieldlessLog[]>;
  /** null: the file names its fields, or is no such log. */
  fieldQuestion(file: FileKey): Promise<FieldQuestion | null>;
  /** Reads a log again by the fields of a line that a person gave. null: no field of it says what a request was. */
  readWithFields(
    file: FileKey,
    line: string,
    onProgress: (progress: Progress) => void,
  ): Promise<WorkspaceSummary | null>;
  /** Collections among the files whose layout tells what made them: a Kudu dump, a LogCatcher bundle. */
  bundles(): Promise<readonly Bundle[]>;
  /** Calls back with the new revision whenever the workspace changed, at most 10 times a second. */
  watch(onChange: (summary: WorkspaceSummary) => void): Promise<void>;
}
