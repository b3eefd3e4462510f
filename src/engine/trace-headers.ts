import type { HeaderFact } from '../model/facts.ts';
import type { StoredTrace } from '../store/traces.ts';
import type { HeaderLine } from './engine.ts';

/** Headers of the request and of the response, as received or sent and as set by modules. */
export function traceHeaders(stored: StoredTrace): readonly HeaderLine[] {
  const { facts } = stored;
  return [
    ...lines(stored, facts.requestHeaders, 'request'),
    ...lines(stored, facts.setRequestHeaders, 'set-request'),
    ...lines(stored, facts.responseHeaders, 'response'),
  ];
}

function lines(stored: StoredTrace, headers: readonly HeaderFact[], group: HeaderLine['group']): HeaderLine[] {
  const { trace, spans, eventSpans } = stored;
  return headers.map(({ name, value, event }) => {
    const module = spans.module[eventSpans[event] ?? -1] ?? -1;
    const secret = false;
    return { name, value, event, group, secret, module: trace.events.strings.at(module) };
  });
}
