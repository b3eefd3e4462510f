import type { ArchiveEvents } from './archive.ts';
import { LIMITS } from './limits.ts';

/** What all entries of one archive have unpacked to, in bytes. */
export class ArchiveTotals {
  all = 0;
  xml = 0;
  readonly #events: Pick<ArchiveEvents, 'progress'>;

  constructor(events: Pick<ArchiveEvents, 'progress'>) {
    this.#events = events;
  }

  add(bytes: number, isXml: boolean): void {
    this.all += bytes;
    if (isXml) this.xml += bytes;
    this.#events.progress(this.all);
  }
}

/** Bytes that are gathered before they become part of the Blob. */
const PIECE = 4 * 1024 * 1024;

/**
 * Takes the real output of one entry and counts it: declared sizes are claims. Over a limit `stopped` names the issue
 * and no more is kept.
 */
export class EntryOutput {
  readonly #totals: ArchiveTotals;
  readonly #packed: number;
  readonly #parts: Blob[] = [];
  #pieces: Uint8Array<ArrayBuffer>[] = [];
  #pieceBytes = 0;
  #bytes = 0;
  #isXml: boolean | null = null;
  #stopped: string | null = null;

  /** `packed`: bytes that the entry takes in the archive, for the ratio. */
  constructor(totals: ArchiveTotals, packed: number) {
    this.#totals = totals;
    this.#packed = packed;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get stopped(): string | null {
    return this.#stopped;
  }

  /** False once a limit is reached: there is no point in unpacking further. */
  add(chunk: Uint8Array<ArrayBuffer>): boolean {
    if (this.#stopped !== null) return false;
    if (chunk.length === 0) return true;
    this.#isXml ??= startsLikeXml(chunk);
    this.#bytes += chunk.length;
    this.#totals.add(chunk.length, this.#isXml);
    this.#stopped = this.#overLimit();
    if (this.#stopped !== null) {
      this.#pieces = [];
      this.#parts.length = 0;
      return false;
    }
    this.#pieces.push(chunk);
    this.#pieceBytes += chunk.length;
    if (this.#pieceBytes >= PIECE) this.#seal();
    return true;
  }

  blob(): Blob {
    this.#seal();
    return new Blob(this.#parts);
  }

  #seal(): void {
    if (this.#pieces.length > 0) this.#parts.push(new Blob(this.#pieces));
    this.#pieces = [];
    this.#pieceBytes = 0;
  }

  #overLimit(): string | null {
    const grown = this.#bytes > LIMITS.ratioFrom && this.#bytes > this.#packed * LIMITS.unpackRatio;
    if (grown) return 'archive-bomb';
    const most = this.#isXml === true ? LIMITS.unpackedXmlEntry : LIMITS.unpackedLogEntry;
    if (this.#bytes > most) return 'archive-entry-too-large';
    if (this.#totals.xml > LIMITS.unpackedXmlTotal || this.#totals.all > LIMITS.unpackedTotal)
      return 'archive-too-large';
    return null;
  }
}

const LESS_THAN = 0x3c;
const WHITE = new Set([0x20, 0x09, 0x0d, 0x0a, 0x00, 0xef, 0xbb, 0xbf, 0xff, 0xfe]);

/** First byte that is neither blank nor part of a byte order mark is `<`. */
function startsLikeXml(chunk: Uint8Array): boolean {
  for (const byte of chunk.subarray(0, 64)) if (!WHITE.has(byte)) return byte === LESS_THAN;
  return false;
}
