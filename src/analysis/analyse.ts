import type { TraceFacts } from '../model/facts.ts';
import type { AnalysedTrace, Trace } from '../model/trace.ts';
import { eventNames } from './event-names.ts';
import { traceFacts } from './facts.ts';
import type { FieldReader } from './fields.ts';
import { pairEvents } from './pairing.ts';
import { findSilences } from './silences.ts';
import { buildSpans } from './spans.ts';
import { steadyTimes } from './times.ts';
import { timeSpans } from './timing.ts';

/**
 * Everything that analysis adds to one trace: spans, silences and facts. Runs where the bytes are, which no
 * configuration reaches: limits are the documented ones. Adds the labels of spans to the trace's string table.
 */
export function analyse(
  trace: Trace,
  fields: FieldReader,
): { readonly analysed: AnalysedTrace; readonly facts: TraceFacts } {
  const { events, grain } = trace;
  const names = eventNames(events);
  const times = steadyTimes(events.time);
  const walk = buildSpans({ events, names, pairing: pairEvents(events, names), times, grain, fields });
  const spans = timeSpans(walk, times, grain, names);
  const silences = findSilences(walk, times, grain, events.strings);
  return {
    analysed: { trace, spans, eventSpans: walk.eventSpans, silences },
    facts: traceFacts(trace, names, times, walk, spans, fields),
  };
}
