import type { StringTable } from '../base/strings.ts';

/** Bits of `TraceEventTable.flags`. */
export const EventFlag = {
  /** `fIsPostNotification` or `fIsPostNotificationEvent` is true. */
  post: 1,
  /** Level 1 or 2. */
  error: 2,
  /** Level 3. */
  warning: 4,
  /** Read by the reference layer: `dataStart`/`dataEnd` are 0, values come from re-reading the raw slice. */
  reference: 8,
  /** The event could not be read; only its raw slice is there. */
  damaged: 16,
} as const;

/**
 * All events of one trace, struct of arrays. Index order is file order is true order: many events share one
 * time stamp, so never sort by `time`.
 *
 *   ix      0                     1                    2
 *   name    GENERAL_REQUEST_START PRE_BEGIN_REQUEST_.. ...
 *   time    0                     0                    15.6
 *   data    [dataFirst[0], dataFirst[1])  are rows of dataName / dataStart / dataEnd
 *
 * `rawStart`, `rawEnd`, `dataStart`, `dataEnd` are byte offsets into the file (into its UTF-8 form where the file
 * was UTF-16 or another encoding).
 */
export interface TraceEventTable {
  readonly length: number;
  readonly strings: StringTable;
  /** Ms since the first event that has a time; NaN where the event has none that can be read. */
  readonly time: Float64Array;
  /** `RenderingInfo/Opcode`: the event's name. StrIx or -1. */
  readonly name: Int32Array;
  /** `System/Provider/@Name`. StrIx or -1. */
  readonly provider: Int32Array;
  /** `ExtendedTracingInfo/EventGuid`, upper case without braces. StrIx or -1. */
  readonly area: Int32Array;
  /** Value of Data `ModuleName`. StrIx or -1. */
  readonly module: Int32Array;
  readonly opcode: Uint16Array;
  readonly level: Uint8Array;
  /** Value of Data `Notification`; MAP_PATH is 0x80000000, so it is unsigned. 0 = none. */
  readonly notification: Uint32Array;
  /** `EventFlag` bits. */
  readonly flags: Uint8Array;
  readonly rawStart: Uint32Array;
  readonly rawEnd: Uint32Array;
  /** length + 1 entries; the Data rows of event i are dataFirst[i] to dataFirst[i+1]-1. */
  readonly dataFirst: Uint32Array;
  /** `Data/@Name`. StrIx. */
  readonly dataName: Int32Array;
  /** Byte range of the still escaped value; both 0 for events with `EventFlag.reference`. */
  readonly dataStart: Uint32Array;
  readonly dataEnd: Uint32Array;
}

/** One Data of an event, decoded. Names may repeat, so data is a list and not a dictionary. */
export interface EventField {
  readonly name: string;
  readonly value: string;
}

/** Everything one event holds, read on demand from its raw slice. */
export interface EventDetail {
  readonly name: string;
  readonly provider: string;
  readonly providerGuid: string;
  readonly version: string;
  readonly level: string;
  readonly opcode: string;
  readonly keywords: string;
  readonly keywordNames: readonly string[];
  /** `SystemTime` as written. */
  readonly systemTime: string;
  readonly activityId: string;
  readonly processId: string;
  readonly threadId: string;
  readonly computer: string;
  readonly culture: string;
  readonly eventGuid: string;
  readonly data: readonly EventField[];
  /** `freb:Description`: name = its `Data` attribute, value = the text beside the number. */
  readonly descriptions: readonly EventField[];
}
