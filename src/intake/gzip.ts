import { Gunzip } from 'fflate';
import { throwIfAborted } from '../base/abort.ts';
import type { Archive, ArchiveOutcome, ArchiveEvents } from './archive.ts';
import { blobSlice } from './blob-source.ts';
import { crc32 } from './crc32.ts';
import { baseName } from './litter.ts';
import { ArchiveTotals, EntryOutput } from './output.ts';

/** Packed bytes per step: one step can grow a thousandfold before the output can be counted. */
const STEP = 16 * 1024;
/** Packed bytes read from the Blob at a time. */
const READ = 1024 * 1024;

/** Checksum and length of the output of one member, and where the member ends in the file. */
interface Member {
  readonly end: number;
  readonly crc: number;
  readonly bytes: number;
}

/** Unpacks a gzip file, all members in a row; one entry comes out. */
export async function expandGzip(
  archive: Archive,
  events: ArchiveEvents,
  signal: AbortSignal,
): Promise<ArchiveOutcome> {
  const path = `${archive.path}!${baseName(archive.path).replace(/\.gz$/i, '')}`;
  const output = new EntryOutput(new ArchiveTotals(events), archive.blob.size);
  const { members, failed } = await inflate(archive.blob, output, signal);
  if (output.stopped !== null) {
    await events.entry({ state: 'refused', path, size: output.bytes, reason: output.stopped });
    return { state: 'refused', reason: output.stopped };
  }
  const sound = !failed && (await trailersMatch(archive.blob, members));
  if (output.bytes === 0 && !sound) return { state: 'refused', reason: 'archive-unreadable' };
  await events.entry({ state: 'unpacked', path, blob: output.blob() });
  if (failed) return { state: 'partial', reason: 'archive-cut' };
  return sound ? { state: 'whole', reason: null } : { state: 'partial', reason: 'archive-damaged' };
}

async function inflate(
  blob: Blob,
  output: EntryOutput,
  signal: AbortSignal,
): Promise<{ readonly members: readonly Member[]; readonly failed: boolean }> {
  const members: Member[] = [];
  let crc = 0;
  let bytes = 0;
  const gunzip = new Gunzip((chunk) => {
    crc = crc32(chunk, crc);
    bytes += chunk.length;
    output.add(new Uint8Array(chunk));
  });
  gunzip.onmember = (start) => {
    members.push({ end: start, crc, bytes });
    crc = 0;
    bytes = 0;
  };
  try {
    for (let from = 0; from < blob.size; from += READ) {
      const piece = await blobSlice(blob, from, Math.min(blob.size, from + READ));
      throwIfAborted(signal);
      for (let at = 0; at < piece.length; at += STEP) {
        gunzip.push(piece.subarray(at, at + STEP), from + at + STEP >= blob.size);
        if (output.stopped !== null) return { members, failed: true };
      }
    }
  } catch (error) {
    if (signal.aborted) throw error;
    return { members, failed: true };
  }
  members.push({ end: blob.size, crc, bytes });
  return { members, failed: false };
}

/** The library compares no checksums. The last eight bytes of a member hold CRC-32 and length of its output. */
async function trailersMatch(blob: Blob, members: readonly Member[]): Promise<boolean> {
  for (const { end, crc, bytes } of members) {
    const trailer = await blobSlice(blob, Math.max(0, end - 8), end);
    if (trailer.length < 8) return false;
    const view = new DataView(trailer.buffer);
    if (view.getUint32(0, true) !== crc || view.getUint32(4, true) !== bytes % 2 ** 32) return false;
  }
  return true;
}
