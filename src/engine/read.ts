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
}

/** A trace with all that needs its bytes at hand. `utf8` is there when the file was not UTF-8: offsets refer to it. */
export interface ReadTrace extends AnalysedTrace {
  readonly kind: 'trace';
  readonly facts: TraceFacts;
  readonly utf8: Blob | null;
}

export type SideItem = Exclude<ParsedItem, { readonly kind: 'trace' }>;
export type ReadItem = ReadTrace | SideItem;

export type ArchiveKind = 'zip' | 'gzip';

/** What became of one file. With `archive` set nothing was read: the file is to be opened and its entries read. */
export interface ReadOutcome {
  readonly file: SourceFile;
  readonly archive: ArchiveKind | null;
  readonly items: readonly ReadItem[];
}

/** Called while a file is read. `bytes` are those read so far. */
export type OnReadProgress = (bytes: number) => void;

/** An entry of an archive, unpacked, or the reason why it was not. */
export type ArchiveEntry =
  | { readonly state: 'unpacked'; readonly request: ReadRequest }
  | { readonly state: 'refused' | 'skipped'; readonly path: string; readonly size: number; readonly reason: string };

/** How opening an archive ended. `partial` and `refused` have a reason: an issue code. */
export interface ArchiveOutcome {
  readonly state: 'whole' | 'partial' | 'refused';
  readonly reason: string | null;
  readonly entries: number;
}

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
  /** Unpacks entry by entry. `onEntry` is awaited, so that a slow reader holds the archive back. */
  expand(
    archive: ReadRequest & { readonly kind: ArchiveKind },
    onEntry: (entry: ArchiveEntry) => Promise<void>,
    signal: AbortSignal,
  ): Promise<ArchiveOutcome>;
}
