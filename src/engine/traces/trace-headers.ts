import type { FieldReader } from '../../analysis/fields.ts';
import type { HeaderFact } from '../../model/facts.ts';
import { eventIx } from '../../model/units.ts';
import type { StoredTrace } from '../../store/traces.ts';
import type { HeaderLine } from '../questions/traces.ts';
import { isSecretHeader } from '../../knowledge/secrets/headers.ts';

/** Headers of the request and of the response, as received or sent and as set by modules. */
export function traceHeaders(stored: StoredTrace, fields: FieldReader): readonly HeaderLine[] {
  const { facts } = stored;
  const set = [...setOnResponse(stored, fields)];
  const sent = facts.responseHeaders.filter(({ event }) => !set.some((header) => header.event === event));
  return [
    ...lines(stored, facts.requestHeaders, 'request'),
    ...lines(stored, facts.setRequestHeaders, 'set-request'),
    ...lines(stored, sent, 'response'),
    ...lines(stored, set, 'set-response'),
  ];
}

function* setOnResponse({ trace }: StoredTrace, fields: FieldReader): Iterable<HeaderFact> {
  const { events } = trace;
  const name = events.strings.find('GENERAL_SET_RESPONSE_HEADER');
  if (name === -1) return;
  for (let ix = events.name.indexOf(name); ix !== -1; ix = events.name.indexOf(name, ix + 1)) {
    const header = fields.field(ix, 'HeaderName') ?? '';
    yield { name: header, value: fields.field(ix, 'HeaderValue') ?? '', event: eventIx(ix) };
  }
}

function lines(stored: StoredTrace, headers: readonly HeaderFact[], group: HeaderLine['group']): HeaderLine[] {
  const { trace, spans, eventSpans } = stored;
  return headers.map(({ name, value, event }) => {
    const module = spans.module[eventSpans[event] ?? -1] ?? -1;
    return { name, value, event, group, secret: isSecretHeader(name), module: trace.events.strings.at(module) };
  });
}
