import {
  BlobReader,
  configure,
  type Entry,
  ERR_AMBIGUOUS_ARCHIVE,
  ERR_BAD_FORMAT,
  ERR_CENTRAL_DIRECTORY_NOT_FOUND,
  ERR_ENCRYPTED,
  ERR_ENCRYPTED_CENTRAL_DIRECTORY,
  ERR_ENTRY_DATA_OUT_OF_BOUNDS,
  ERR_EOCDR_NOT_FOUND,
  ERR_OVERLAPPING_ENTRY,
  ERR_SPLIT_ZIP_FILE,
  ERR_UNSUPPORTED_COMPRESSION,
  ERR_UNSUPPORTED_ENCRYPTION,
  type FileEntry,
  ZipReader,
} from '@zip.js/zip.js/lib/zip-core-native.js';
import { isAbort } from '../base/abort.ts';
import type { Archive, ArchiveEntry, ArchiveOutcome, ArchiveEvents } from './archive.ts';
import { LIMITS } from './limits.ts';
import { ArchiveTotals, EntryOutput } from './output.ts';
import { passedOver } from './passed-over.ts';
import { salvageZip } from './zip-salvage.ts';

configure({ useWebWorkers: false });

/** Issue codes for what the library says. What is not named is damage. */
const REASONS = new Map<string, string>([
  [ERR_ENCRYPTED, 'archive-encrypted'],
  [ERR_ENCRYPTED_CENTRAL_DIRECTORY, 'archive-encrypted'],
  [ERR_UNSUPPORTED_ENCRYPTION, 'archive-encrypted'],
  [ERR_UNSUPPORTED_COMPRESSION, 'archive-method'],
  [ERR_OVERLAPPING_ENTRY, 'archive-overlap'],
  [ERR_ENTRY_DATA_OUT_OF_BOUNDS, 'archive-damaged'],
  [ERR_AMBIGUOUS_ARCHIVE, 'archive-damaged'],
  [ERR_EOCDR_NOT_FOUND, 'archive-unreadable'],
  [ERR_CENTRAL_DIRECTORY_NOT_FOUND, 'archive-unreadable'],
  [ERR_BAD_FORMAT, 'archive-unreadable'],
  [ERR_SPLIT_ZIP_FILE, 'archive-unreadable'],
]);

/** Reasons after which nothing more of an archive is unpacked. */
const FATAL = new Set(['archive-overlap', 'archive-too-large']);

/** Unpacks a zip from its Blob, entry by entry; the archive as a whole is never in memory. */
export async function expandZip(archive: Archive, events: ArchiveEvents, signal: AbortSignal): Promise<ArchiveOutcome> {
  const reader = new ZipReader(new BlobReader(archive.blob), { filenameValidation: 'tolerant' });
  const totals = new ArchiveTotals(events);
  let seen = 0;
  let refused = 0;
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      signal.throwIfAborted();
      if (isFolder(entry)) continue;
      if (seen === LIMITS.archiveEntries) return { state: 'partial', reason: 'archive-too-many-entries' };
      seen += 1;
      const result = await unpack(archive, entry, totals, signal);
      await events.entry(result);
      if (result.state !== 'refused') continue;
      refused += 1;
      if (FATAL.has(result.reason)) return { state: refused === seen ? 'refused' : 'partial', reason: result.reason };
    }
  } catch (error) {
    if (isAbort(error) || signal.aborted) throw error;
    const reason = reasonOf(error, 'archive-unreadable');
    if (seen === 0 && reason === 'archive-unreadable') {
      const salvaged = await salvageZip(archive, totals, events, signal);
      if (salvaged > 0) return { state: 'partial', reason: 'archive-cut' };
    }
    return { state: seen > refused ? 'partial' : 'refused', reason };
  } finally {
    await reader.close();
  }
  if (seen === 0) return { state: 'refused', reason: 'archive-empty' };
  if (refused === 0) return { state: 'whole', reason: null };
  return { state: refused === seen ? 'refused' : 'partial', reason: 'archive-parts' };
}

/** Explorer and old tools write folders with backslashes, or mark them as MS-DOS does. */
function isFolder(entry: Entry): entry is Extract<Entry, { directory: true }> {
  const marked = entry.uncompressedSize === 0 && (entry.externalFileAttributes & MSDOS_FOLDER) !== 0;
  return entry.directory || marked || /[/\\]$/.test(entry.filename);
}

const MSDOS_FOLDER = 0x10;

async function unpack(
  archive: Archive,
  entry: Exclude<Entry, { directory: true }>,
  totals: ArchiveTotals,
  signal: AbortSignal,
): Promise<ArchiveEntry> {
  const path = `${archive.path}!${entry.filename}`;
  const skipped = passedOver(entry.filename);
  if (skipped !== null) return { state: 'skipped', path, size: entry.uncompressedSize, reason: skipped };
  if (entry.encrypted) return { state: 'refused', path, size: entry.uncompressedSize, reason: 'archive-encrypted' };
  const output = new EntryOutput(totals, entry.compressedSize);
  try {
    await write(entry, output, signal);
    return { state: 'unpacked', path, blob: output.blob() };
  } catch (error) {
    if (output.stopped === null && (isAbort(error) || signal.aborted)) throw error;
    const reason = output.stopped ?? reasonOf(error, 'archive-damaged');
    return { state: 'refused', path, size: output.bytes, reason };
  }
}

async function write(entry: FileEntry, output: EntryOutput, signal: AbortSignal): Promise<void> {
  const writable = new WritableStream<Uint8Array<ArrayBuffer>>({
    write(chunk) {
      if (!output.add(chunk)) throw new Error(output.stopped ?? '');
    },
  });
  await entry.getData({ writable }, { checkCrc32: true, checkOverlappingEntry: true, signal });
}

function reasonOf(error: unknown, otherwise: string): string {
  return error instanceof Error ? (REASONS.get(error.message) ?? otherwise) : otherwise;
}
