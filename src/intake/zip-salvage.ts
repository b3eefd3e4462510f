import { Inflate } from 'fflate';
import type { Archive, ArchiveEntry, ArchiveEvents } from './archive.ts';
import { blobSlice } from './blob-source.ts';
import { crc32 } from './crc32.ts';
import { LIMITS } from './limits.ts';
import { type ArchiveTotals, EntryOutput } from './output.ts';
import { passedOver } from './passed-over.ts';

/** Signatures as they stand in the file, least significant byte first. */
const LOCAL = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
/** Length of a local header without its name and extra field, and the place of its fields. */
const HEADER = 30;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;
const SIZES_FOLLOW = 8;
const UTF8_NAME = 0x800;
const IN_EXTRA_FIELD = 0xffffffff;
/** Bytes read from the Blob at a time, and packed bytes per step: one step can grow a thousandfold. */
const READ = 1024 * 1024;
const STEP = 16 * 1024;

/** An entry as the header in front of its data tells of it. */
interface LocalEntry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  /** null: it is not known. */
  readonly crc: number | null;
  /** Packed bytes: [from, to) of the file. */
  readonly from: number;
  readonly to: number;
  /** The file ends inside the data. */
  readonly cut: boolean;
  /** Where the next header may stand. */
  readonly next: number;
}

/**
 * Unpacks what a zip without its list of entries still holds: a download that broke off. Every entry has a header in
 * front of it; one after the other is read to where the file ends. Gives how many were found.
 */
export async function salvageZip(
  archive: Archive,
  totals: ArchiveTotals,
  events: ArchiveEvents,
  signal: AbortSignal,
): Promise<number> {
  let found = 0;
  let entry = await entryAt(archive.blob, 0);
  while (entry !== null && found < LIMITS.archiveEntries) {
    signal.throwIfAborted();
    if (!/[/\\]$/.test(entry.name)) {
      found += 1;
      await events.entry(await unpack(archive, entry, totals, signal));
    }
    entry = await entryAt(archive.blob, entry.next);
  }
  return found;
}

async function entryAt(blob: Blob, at: number): Promise<LocalEntry | null> {
  const header = view(await blobSlice(blob, at, Math.min(blob.size, at + HEADER)));
  if (header.byteLength < HEADER || header.getUint32(0, true) !== LOCAL) return null;
  const nameLength = header.getUint16(26, true);
  const from = at + HEADER + nameLength + header.getUint16(28, true);
  if (from > blob.size) return null;
  const flags = header.getUint16(6, true);
  const nameBytes = await blobSlice(blob, at + HEADER, at + HEADER + nameLength);
  const extra = view(await blobSlice(blob, at + HEADER + nameLength, from));
  const known = { name: nameOf(nameBytes, flags), flags, method: header.getUint16(8, true), from };
  const packed = header.getUint32(18, true);
  if ((flags & SIZES_FOLLOW) !== 0) return { ...known, ...(await descriptor(blob, from)) };
  const size = packed === IN_EXTRA_FIELD ? sizeInExtra(extra) : packed;
  const to = Math.min(blob.size, from + size);
  return { ...known, crc: header.getUint32(14, true), to, cut: from + size > blob.size, next: from + size };
}

const view = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView => new DataView(buffer, byteOffset, byteLength);

/** Names are UTF-8 if the entry says so or they are; else of the code page of an old machine, where ASCII is the same. */
function nameOf(bytes: Uint8Array, flags: number): string {
  try {
    return new TextDecoder('utf-8', { fatal: (flags & UTF8_NAME) === 0 }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Packed size in the zip64 field, behind the size of the content. */
function sizeInExtra(extra: DataView): number {
  for (let at = 0; at + 4 <= extra.byteLength; at += 4 + extra.getUint16(at + 2, true)) {
    if (extra.getUint16(at, true) === 1 && at + 20 <= extra.byteLength)
      return Number(extra.getBigUint64(at + 12, true));
  }
  return 0;
}

/** Sizes that follow the data: where a descriptor stands that counts exactly the bytes before it. */
async function descriptor(blob: Blob, from: number): Promise<Pick<LocalEntry, 'crc' | 'to' | 'cut' | 'next'>> {
  for (let at = from; at < blob.size; at += READ) {
    const piece = view(await blobSlice(blob, at, Math.min(blob.size, at + READ + 24)));
    for (let ix = 0; ix < READ && ix + 16 <= piece.byteLength; ix++) {
      if (piece.getUint8(ix) !== 0x50 || piece.getUint32(ix, true) !== DESCRIPTOR) continue;
      const crc = piece.getUint32(ix + 4, true);
      const length = at + ix - from;
      if (piece.getUint32(ix + 8, true) !== length % 2 ** 32) continue;
      const isLong = ix + 24 <= piece.byteLength && piece.getUint32(ix + 12, true) === Math.floor(length / 2 ** 32);
      const next = at + ix + (isLong && (await isHeader(blob, at + ix + 24)) ? 24 : 16);
      return { crc, to: from + length, cut: false, next };
    }
  }
  return { crc: null, to: blob.size, cut: true, next: blob.size };
}

async function isHeader(blob: Blob, at: number): Promise<boolean> {
  const bytes = view(await blobSlice(blob, at, Math.min(blob.size, at + 4)));
  return bytes.byteLength === 4 && (bytes.getUint32(0, true) & 0xffff) === (LOCAL & 0xffff);
}

async function unpack(
  archive: Archive,
  entry: LocalEntry,
  totals: ArchiveTotals,
  signal: AbortSignal,
): Promise<ArchiveEntry> {
  const path = `${archive.path}!${entry.name}`;
  const size = entry.to - entry.from;
  const skipped = passedOver(entry.name);
  if (skipped !== null) return { state: 'skipped', path, size, reason: skipped };
  const refused = (reason: string): ArchiveEntry => ({ state: 'refused', path, size, reason });
  if ((entry.flags & ENCRYPTED) !== 0) return refused('archive-encrypted');
  if (entry.method !== STORED && entry.method !== DEFLATED) return refused('archive-method');
  const output = new EntryOutput(totals, size);
  const read = await content(archive.blob, entry, output, signal);
  if (output.stopped !== null) return refused(output.stopped);
  // Of what is cut there is no checksum to hold it against; what is there in full must fit its own.
  if (!entry.cut && (!read.whole || (entry.crc !== null && entry.crc !== read.crc))) return refused('archive-damaged');
  return output.bytes === 0 && entry.cut ? refused('archive-cut') : { state: 'unpacked', path, blob: output.blob() };
}

async function content(
  blob: Blob,
  entry: LocalEntry,
  output: EntryOutput,
  signal: AbortSignal,
): Promise<{ readonly whole: boolean; readonly crc: number }> {
  let crc = 0;
  const take = (chunk: Uint8Array): void => {
    crc = crc32(chunk, crc);
    output.add(new Uint8Array(chunk));
  };
  const inflate = entry.method === DEFLATED ? new Inflate(take) : null;
  try {
    for (let from = entry.from; from < entry.to && output.stopped === null; from += READ) {
      const piece = await blobSlice(blob, from, Math.min(entry.to, from + READ));
      signal.throwIfAborted();
      for (let at = 0; at < piece.length && output.stopped === null; at += STEP) {
        if (inflate === null) take(piece.subarray(at, at + STEP));
        else inflate.push(piece.subarray(at, at + STEP), false);
      }
    }
    // What was decoded so far is out; this tells whether it was all.
    inflate?.push(new Uint8Array(0), true);
    return { whole: !entry.cut, crc };
  } catch (error) {
    if (signal.aborted) throw error;
    return { whole: false, crc };
  }
}
