import { assertNever } from '#core/base/assert';
import type { Evidence } from '#core/model/evidence';
import type { FileKey, TraceKey } from '#core/model/units';
import { eventIx } from '#core/model/units';
import type { PlaceLike } from '../route/url.ts';

/** Code or status that `#/codes/...` can look up. */
const LOOKED_UP = /^(0x[0-9A-Fa-f]{1,8}|\d{1,10}|\d{3}\.\d{1,3})$/;

/**
 * Where a piece of evidence leads; null when there is no place for it: something that is not there, or a fact without
 * a page of its own. Spans and silences lead to their events, so every view can show them.
 */
export function evidencePlace(evidence: Evidence, firstEvent: (span: number) => number | null): PlaceLike | null {
  switch (evidence.kind) {
    case 'event':
      return eventPlace(evidence.trace, evidence.event);
    case 'silence':
      return eventPlace(evidence.trace, evidence.to);
    case 'span': {
      const first = firstEvent(evidence.span);
      const params = { span: evidence.span, event: first === null ? null : first + 1 };
      return { page: 'trace', key: evidence.trace, params };
    }
    case 'attribute':
      return { page: 'trace', key: evidence.trace };
    case 'fact':
      return LOOKED_UP.test(evidence.entry) ? { page: 'codes', key: evidence.entry } : null;
    case 'logRow':
      return logPlace(evidence.file, evidence.line, evidence.text.startsWith('HTTPERR'));
    case 'line':
      return { page: 'files', key: evidence.file, params: { line: evidence.line } };
    case 'absence':
      return null;
    default:
      return assertNever(evidence);
  }
}

/** The place of one row of a request log or of an HTTPERR log. */
export function logPlace(file: FileKey, line: number, httpErr = false): PlaceLike {
  return { page: 'log', key: file, params: { line, tab: httpErr ? 'httperr' : null } };
}

/** The place of one event; events are counted from 1 in addresses, as on screen. */
export function eventPlace(trace: TraceKey, event: number): PlaceLike {
  return { page: 'trace', key: trace, params: { event: eventIx(event) + 1 } };
}
