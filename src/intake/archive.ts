import type { EpochMs } from '../model/units.ts';
import type { Magic } from './magic.ts';

export type ArchiveKind = NonNullable<Magic['archive']>;

/** An archive to unpack. `path` labels its entries: `logs.zip!W3SVC1/fr000001.xml`. */
export interface Archive {
  readonly kind: ArchiveKind;
  readonly path: string;
  readonly blob: Blob;
  readonly lastModified: EpochMs | null;
}

/** An entry, unpacked, or the issue code that says why it was not. */
export type ArchiveEntry =
  | { readonly state: 'unpacked'; readonly path: string; readonly blob: Blob }
  | { readonly state: 'refused' | 'skipped'; readonly path: string; readonly size: number; readonly reason: string };

/** How unpacking ended. `reason`: issue code, null for whole. */
export interface ArchiveOutcome {
  readonly state: 'whole' | 'partial' | 'refused';
  readonly reason: string | null;
}

/** What an unpacker tells while it works. */
export interface ArchiveEvents {
  /** Takes one entry. Awaited before the next is unpacked, so that a slow reader holds the archive back. */
  entry(entry: ArchiveEntry): Promise<void>;
  /** Bytes that came out so far. Called often. */
  progress(bytes: number): void;
}

/** Unpacks an archive entry by entry. Throws only when the signal is aborted. */
export async function expandArchive(
  archive: Archive,
  events: ArchiveEvents,
  signal: AbortSignal,
): Promise<ArchiveOutcome> {
  if (archive.kind === 'gzip') {
    const { expandGzip } = await import('./gzip.ts');
    return expandGzip(archive, events, signal);
  }
  const { expandZip } = await import('./zip.ts');
  return expandZip(archive, events, signal);
}
