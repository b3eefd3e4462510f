import { Gunzip } from 'fflate';
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
  const { members, failed, behind } = await inflate(archive.blob, output, signal);
  if (output.stopped !== null) {
    await events.entry({ state: 'refused', path, size: output.bytes, reason: output.stopped });
    return { state: 'refused', reason: output.stopped };
  }
  const sound = !failed && (await trailersMatch(archive.blob, members));
  if (output.bytes === 0 && !sound) return { state: 'refused', reason: 'archive-unreadable' };
  await events.entry({ state: 'unpacked', path, blob: output.blob() });
  if (failed) return { state: 'partial', reason: 'archive-cut' };
  if (!sound) return { state: 'partial', reason: 'archive-damaged' };
  return behind ? { state: 'partial', reason: 'archive-trailing' } : { state: 'whole', reason: null };
}

interface Inflated {
  readonly members: readonly Member[];
  /** The packed bytes end early or make no sense. */
  readonly failed: boolean;
  /** Something stands behind the last member that is none. */
  readonly behind: boolean;
}

async function inflate(blob: Blob, output: EntryOutput, signal: AbortSignal): Promise<Inflated> {
  const members: Member[] = [];
  let crc = 0;
  let bytes = 0;
  let fed = 0;
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
      signal.throwIfAborted();
      for (let at = 0; at < piece.length; at += STEP) {
        fed = from + Math.min(piece.length, at + STEP);
        gunzip.push(piece.subarray(at, at + STEP), false);
        if (output.stopped !== null) return { members, failed: true, behind: false };
      }
    }
    // What was decoded so far is out; this tells whether it was all.
    gunzip.push(new Uint8Array(0), true);
  } catch (error) {
    if (signal.aborted) throw error;
    const end = bytes === 0 ? null : await trailerEnd(blob, fed, crc, bytes);
    if (end === null) return { members, failed: true, behind: false };
    return { members: [...members, { end, crc, bytes }], failed: false, behind: await isAnything(blob, end) };
  }
  return { members: [...members, { end: blob.size, crc, bytes }], failed: false, behind: false };
}

/** Where the trailer of a member ends that was complete when what follows it made no sense; null: it is not there. */
async function trailerEnd(blob: Blob, fed: number, crc: number, bytes: number): Promise<number | null> {
  const from = Math.max(0, fed - 2 * STEP);
  const piece = await blobSlice(blob, from, Math.min(blob.size, fed + STEP));
  const view = new DataView(piece.buffer);
  for (let at = 0; at + 8 <= piece.length; at++) {
    if (view.getUint32(at, true) === crc && view.getUint32(at + 4, true) === bytes % 2 ** 32) return from + at + 8;
  }
  return null;
}

/** Tapes and copies fill up with NUL bytes; that is nothing. */
async function isAnything(blob: Blob, from: number): Promise<boolean> {
  for (let at = from; at < blob.size; at += READ) {
    const piece = await blobSlice(blob, at, Math.min(blob.size, at + READ));
    if (piece.some((byte) => byte !== 0)) return true;
  }
  return false;
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
