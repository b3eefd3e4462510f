import type { ByteTexts } from '../base/byte-dictionary.ts';
import type { UintArray } from '../base/narrow.ts';
import type { RequestLogTable } from './requestlog.ts';
import type { FileKey } from './units.ts';

/** W3C names of the text columns that every request log may have, by their names in `RequestLogTable`. */
export const LOG_TEXT_FIELDS = {
  method: 'cs-method',
  stem: 'cs-uri-stem',
  query: 'cs-uri-query',
  host: 'cs-host',
  clientIp: 'c-ip',
  user: 'cs-username',
  userAgent: 'cs(User-Agent)',
} as const;

/** Marks a row without a time in `LogPart.time`. */
export const NO_TIME = 0xffff_ffff;

/** A row of a part every so many rows has its place in the file noted. */
export const MARK_EVERY = 64;

/**
 * One text column of a part. 0 in `values` is none; fields that the log did not have at a row are none too.
 *
 *   dictionary  values: entry + 1
 *   number      values: number + 1, of a text that is that number in plain decimal
 *   guid        values: entry + 1; an entry that ends in NUL goes on with the GUID of the row, 16 bytes of `guids`
 *   raw         the texts of all rows, each once per row, empty for none
 */
export type LogPartColumn = { readonly name: string } & (
  | { readonly kind: 'dictionary'; readonly values: UintArray; readonly texts: ByteTexts }
  | { readonly kind: 'number'; readonly values: UintArray }
  | { readonly kind: 'guid'; readonly values: UintArray; readonly texts: ByteTexts; readonly guids: Uint8Array }
  | { readonly kind: 'raw'; readonly texts: ByteTexts }
);

/**
 * Rows of a request log that follow one another in the file, in the least memory: what the scanner of large logs gives
 * and the store keeps. Plain data, every buffer its own, so that it crosses threads by transfer.
 */
export interface LogPart {
  readonly rows: number;
  /** Whole seconds since 1970 (`NO_TIME`: none), or EpochMs (NaN: none) where a row has a fraction. */
  readonly time: Uint32Array | Float64Array;
  /** Row's entry in `triples`: status, sub-status, Windows status, three numbers an entry. */
  readonly triple: UintArray;
  readonly triples: Uint32Array;
  /** Milliseconds + 1, 0 for none. */
  readonly timeTaken: UintArray;
  /** By W3C name, in the order first seen. */
  readonly columns: readonly LogPartColumn[];
  /** Pairs of row and line: from that row on, lines go up one by one. Line 0 is the first of the slice. */
  readonly lineRuns: Uint32Array;
  /** Byte in the slice where every `MARK_EVERY`th row starts. */
  readonly marks: Uint32Array;
}

/** A part at its place: line and byte at which its slice begins. */
export interface PlacedPart {
  readonly part: LogPart;
  /** 1-based. */
  readonly firstLine: number;
  readonly firstByte: number;
}

/** A request log of any size: its parts in file order. Row n of the log is row n of all parts laid end to end. */
export interface CompactLog {
  readonly file: FileKey;
  readonly path: string;
  readonly rows: number;
  readonly parts: readonly PlacedPart[];
  /** See `RequestLogTable`. */
  readonly localTime: boolean;
  readonly absent: NonNullable<RequestLogTable['absent']>;
}

/** Buffers of a part, for handing it to another thread. */
export function partBuffers(part: LogPart): ArrayBufferLike[] {
  const arrays: ArrayBufferView[] = [part.time, part.triple, part.triples, part.timeTaken, part.lineRuns, part.marks];
  for (const column of part.columns) {
    if (column.kind !== 'raw') arrays.push(column.values);
    if (column.kind !== 'number') arrays.push(column.texts.bytes, column.texts.ends);
    if (column.kind === 'guid') arrays.push(column.guids);
  }
  return [...new Set(arrays.map((array) => array.buffer))];
}
