import type { Archive, ArchiveKind, ArchiveEvents, ArchiveOutcome } from '../../intake/archive.ts';
import type { AnalysedTrace } from '../../model/trace.ts';
import type { EpochMs } from '../../model/units.ts';
import type { ParsedItem } from '../../formats/reader.ts';
import type { GivenFields, SourceFile } from '../../model/source.ts';
import type { TraceFacts } from '../../model/facts.ts';
import type { SliceScan } from '../../formats/w3c/scan/machine.ts';
import type { SliceRequest } from '../../formats/w3c/scan/scan-slice.ts';

/** A file on its way to a reader. */
export interface ReadRequest {
  readonly path: string;
  readonly blob: Blob;
  readonly lastModified: EpochMs | null;
  /** See `IncomingFile`. */
  readonly replaces?: boolean;
  /** The fields of a log that does not name its own. */
  readonly given?: GivenFields;
}

/** A trace with all that needs its bytes at hand. `utf8` is there when the file was not UTF-8: offsets refer to it. */
export interface ReadTrace extends AnalysedTrace {
  readonly kind: 'trace';
  readonly facts: TraceFacts;
  readonly utf8: Blob | null;
}

export type SideItem = Exclude<ParsedItem, { readonly kind: 'trace' }>;
export type ReadItem = ReadTrace | SideItem;

/** What became of one file. With `archive` set nothing was read: the file is to be opened and its entries read. */
export interface ReadOutcome {
  readonly file: SourceFile;
  readonly archive: ArchiveKind | null;
  readonly items: readonly ReadItem[];
  /** Nothing was read: the file is a large log, to be scanned in slices. */
  readonly sliced?: true;
}

/** Called while a file is read. `bytes` are those read so far. */
export type OnReadProgress = (bytes: number) => void;

/** A slice of a log that cost two workers. */
export class SliceLost extends Error {}

/**
 * Where reading happens: this thread or a pool of workers. `read` rejects only when the signal is aborted; whatever
 * goes wrong with a file is its outcome.
 */
export interface ReadHost {
  read(
    request: ReadRequest,
    events: { readonly started: () => void; readonly progress: OnReadProgress },
    signal: AbortSignal,
  ): Promise<ReadOutcome>;
  /** How many slices are worth asking for at a time. */
  readonly width: number;
  /** Scans a slice of a log. Rejects when the signal is aborted, the file cannot be read, or with `SliceLost`. */
  scan(
    log: ReadRequest,
    slice: SliceRequest,
    onProgress: OnReadProgress,
    signal: AbortSignal,
  ): Promise<SliceScan | null>;
  expand(archive: Archive, events: ArchiveEvents, signal: AbortSignal): Promise<ArchiveOutcome>;
}
