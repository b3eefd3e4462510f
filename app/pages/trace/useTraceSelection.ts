import { useEffect, useState } from 'react';
import type { TimelineView } from '#core/engine/questions/traces';
import { eventIx, spanIx, type EventIx, type SpanIx } from '#core/model/units';
import type { Params } from '../../route/fields.ts';
import { afterRest } from '../../state/rest.ts';
import { adjust } from '../../route/useRoute.ts';

/** What is chosen on the page: an event, and the span that goes with it. */
export interface Selection {
  readonly event: EventIx | null;
  readonly span: SpanIx | null;
}

/** How long choosing must rest before the address is told: browsers limit how often it may change. */
const REST_MS = 200;
const NOTHING: Selection = { event: null, span: null };

interface Held {
  readonly trace: string;
  readonly chosen: Selection;
  /** What the address said last, and what it was told last. */
  readonly address: Selection;
  readonly told: Selection;
}

/**
 * The selection of a trace. The address is its home (`event` from 1, `span`), so links and the way back set it; choosing
 * by pointer and keys shows at once and reaches the address when it rests.
 */
export function useTraceSelection(trace: string, params: Params, timeline: TimelineView | undefined) {
  const address: Selection = {
    event: params.event === null || params.event < 1 ? null : eventIx(params.event - 1),
    span: params.span === null ? null : spanIx(params.span),
  };
  const [held, setHeld] = useState<Held>({ trace, chosen: address, address, told: address });
  let now = held;
  if (held.trace !== trace || !same(held.address, address)) {
    const ownDoing = held.trace === trace && same(address, held.told);
    now = ownDoing ? { ...held, address } : { trace, chosen: address, address, told: address };
    setHeld(now);
  }
  const { chosen, told } = now;

  useEffect(() => {
    if (same(chosen, told)) return undefined;
    return afterRest(REST_MS, () => {
      setHeld((old) => ({ ...old, told: chosen }));
      adjust({ event: chosen.event === null ? null : chosen.event + 1, span: chosen.span });
    });
  }, [chosen, told]);

  const choose = (next: Selection): void => setHeld((old) => ({ ...old, chosen: next }));
  const selectEvent = (event: EventIx | null): void => choose({ event, span: null });
  const selectSpan = (span: SpanIx): void => choose({ event: eventIx(timeline?.spans.firstEvent[span] ?? 0), span });
  return { selection: resolved(chosen, timeline), selectEvent, selectSpan };
}

/** What an address names may not be there in this trace; an event alone brings the span that holds it. */
function resolved(chosen: Selection, timeline: TimelineView | undefined): Selection {
  if (timeline === undefined) return chosen;
  const event = chosen.event !== null && chosen.event < timeline.eventTime.length ? chosen.event : null;
  const span = chosen.span !== null && chosen.span < timeline.spans.length ? chosen.span : null;
  if (event === null && span === null) return NOTHING;
  if (span !== null) return { event: event ?? eventIx(timeline.spans.firstEvent[span] ?? 0), span };
  const holder = event === null ? -1 : (timeline.eventSpan[event] ?? -1);
  return { event, span: holder < 0 ? null : spanIx(holder) };
}

function same(a: Selection, b: Selection): boolean {
  return a.event === b.event && a.span === b.span;
}
