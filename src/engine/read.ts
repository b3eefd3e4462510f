import type { Archive, ArchiveKind, ArchiveEvents, ArchiveOutcome } from '../intake/archive.ts';
import type { AnalysedTrace } from '../model/trace.ts';
import type { EpochMs } from '../model/units.ts';
import type { ParsedItem } from '../formats/reader.ts';
import type { SourceFile } from '../model/source.ts';
import type { TraceFacts } from '../model/facts.ts';

/** A file on its way to a reader. */
export interface ReadRequest {
  readonly path: string;
  readonly blob: Blob;
  readonly lastModified: EpochMs | null;
  /** See `IncomingFile`. */
  readonly replaces?: boolean;
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
}

/** Called while a file is read. `bytes` are those read so far. */
export type OnReadProgress = (bytes: number) => void;

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
  expand(archive: Archive, events: ArchiveEvents, signal: AbortSignal): Promise<ArchiveOutcome>;
}
