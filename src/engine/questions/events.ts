import type { EventDetail } from '../../model/events.ts';
import type { EventIx, Ms, SpanIx, TraceKey } from '../../model/units.ts';
import type { FieldHint } from '../../query/complete.ts';
import type { FilterError, Page } from './paging.ts';

/** An event in the grid `Events`. */
export interface EventRow {
  readonly ix: EventIx;
  readonly name: string;
  readonly module: string;
  readonly notification: string;
  readonly post: boolean;
  /** Since the first event; null: none that can be read. */
  readonly timeMs: Ms | null;
  /** Since the previous event. */
  readonly deltaMs: Ms | null;
  readonly level: number;
  /** Short text of the telling fields, secrets masked. */
  readonly key: string;
  readonly span: SpanIx | -1;
  readonly producing: boolean;
  readonly damaged: boolean;
}

/** Which events of a trace. */
export interface EventQuery {
  /** `text`, `name:`, `module:`, `level:`, with `-` for not. */
  readonly filter: string;
  readonly from: number;
  readonly count: number;
}

/** A window of the grid `Events`. */
export interface EventPage extends Page<EventRow> {
  readonly error: FilterError | null;
}

/** One field in the detail pane. */
export interface FieldView {
  readonly name: string;
  readonly value: string;
  /** freb:Description beside the number, '' for none. */
  readonly description: string;
  /** Decoded meaning of a code, notification or status; '' for none. */
  readonly decoded: string;
  /** Mask it until asked for. */
  readonly secret: boolean;
}

/** One event with everything it holds. */
export interface EventView {
  readonly row: EventRow;
  readonly detail: EventDetail;
  readonly fields: readonly FieldView[];
  readonly system: readonly FieldView[];
  /** Raw XML of the event, at most 256 Ki characters; `rawLength` is its true length. */
  readonly raw: string;
  readonly rawLength: number;
}

/** Questions about the events of one trace. */
export interface EventsApi {
  events(key: TraceKey, query: EventQuery): Promise<EventPage | null>;
  /** What the filter of `Events` understands, with the values that occur. */
  eventHints(key: TraceKey): Promise<readonly FieldHint[]>;
  /** Index of an event among the rows that the filter leaves; -1 when it is filtered out. */
  eventPosition(key: TraceKey, filter: string, event: EventIx): Promise<number>;
  /** Next (+1) or previous (-1) event of level 1 to 3, from `event`; null at the end. */
  nextError(key: TraceKey, event: EventIx | -1, step: 1 | -1): Promise<EventIx | null>;
  event(key: TraceKey, event: EventIx): Promise<EventView | null>;
}
