import type { Brand } from '../base/brand.ts';

/** Duration in milliseconds. */
export type Ms = Brand<number, 'Ms'>;
/** Instant in milliseconds since 1970-01-01T00:00Z. */
export type EpochMs = Brand<number, 'EpochMs'>;
/** Content hash of a file: SHA-256 in hex. The same file has the same key in every session. */
export type FileKey = Brand<string, 'FileKey'>;
/** The FileKey of the file that holds the trace, with `#n` appended where one file holds several. */
export type TraceKey = Brand<string, 'TraceKey'>;
/** Index into one trace's event table. The number on screen is index + 1, as in freb.xsl. */
export type EventIx = Brand<number, 'EventIx'>;
/** Index into one trace's span table. */
export type SpanIx = Brand<number, 'SpanIx'>;
/** Index into one log table. */
export type RowIx = Brand<number, 'RowIx'>;
/** Unsigned 32 bit error code as it stands in `ErrorCode`, `HResult` and the like. */
export type HResult = Brand<number, 'HResult'>;
/** Names an incident: the same files give the same one in every session. */
export type IncidentId = Brand<string, 'IncidentId'>;
/** One run of reading files, for its progress and its cancel. */
export type JobId = Brand<number, 'JobId'>;

/** Constructors: they only name the unit. `hresult` also makes the number unsigned. */
export const ms = (value: number): Ms => value as Ms;
export const epochMs = (value: number): EpochMs => value as EpochMs;
export const eventIx = (value: number): EventIx => value as EventIx;
export const spanIx = (value: number): SpanIx => value as SpanIx;
export const rowIx = (value: number): RowIx => value as RowIx;
export const hresult = (value: number): HResult => (value >>> 0) as HResult;
