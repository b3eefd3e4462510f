import type { EventIx, FileKey, RowIx, SpanIx, TraceKey } from './units.ts';

/**
 * What a sentence of a verdict rests on. `text` says it in words with the raw value quoted; the rest is the way to
 * the place: every piece of evidence points back to bytes of a file, to a published fact, or says what is not there.
 */
export type Evidence = { readonly text: string } & (
  | { readonly kind: 'attribute'; readonly trace: TraceKey; readonly name: string; readonly value: string }
  | {
      readonly kind: 'event';
      readonly trace: TraceKey;
      readonly event: EventIx;
      readonly field?: string;
      readonly value?: string;
    }
  | { readonly kind: 'span'; readonly trace: TraceKey; readonly span: SpanIx }
  | {
      readonly kind: 'silence';
      readonly trace: TraceKey;
      readonly from: EventIx;
      readonly to: EventIx;
    }
  | { readonly kind: 'logRow'; readonly file: FileKey; readonly row: RowIx; readonly line: number }
  | { readonly kind: 'line'; readonly file: FileKey; readonly line: number }
  | { readonly kind: 'fact'; readonly entry: string; readonly source: string }
  | { readonly kind: 'absence'; readonly trace: TraceKey | null; readonly expected: string }
);
