import { parseCode } from '../../knowledge/decode.ts';
import type { EventIx } from '../../model/units.ts';
import type { StoredTrace } from '../../store/traces.ts';
import type { CodesApi, CodeUse } from '../questions/codes.ts';
import type { EngineWorkspace } from '../workspace.ts';

export function codesApi(workspace: EngineWorkspace): CodesApi {
  return {
    async tracesWithCode(code) {
      const uses: CodeUse[] = [];
      for (const stored of workspace.traces.all()) {
        const event = firstUse(stored, code);
        if (event !== null) uses.push({ trace: stored.trace.key, path: stored.trace.path, event });
      }
      return uses;
    },
  };
}

/** First event of a trace that carries the code or status. A text with a dot or of three digits is a status. */
function firstUse(stored: StoredTrace, code: number | string): EventIx | null {
  const status = typeof code === 'string' ? /^(\d{3})(?:\.(\d{1,5}))?$/.exec(code.trim()) : null;
  if (status !== null)
    return firstStatus(stored, Number(status[1]), status[2] === undefined ? null : Number(status[2]));
  const number = parseCode(String(code));
  return number === null ? null : firstCode(stored, number);
}

function firstStatus({ trace, facts }: StoredTrace, status: number, subStatus: number | null): EventIx | null {
  const fits = (one: { readonly status: number; readonly subStatus: number }): boolean =>
    one.status === status && (subStatus === null || one.subStatus === subStatus);
  const event = facts.statusEvents.find(fits)?.event;
  if (event !== undefined) return event;
  return fits(trace.request) ? (facts.requestEnd ?? (0 as EventIx)) : null;
}

function firstCode({ facts }: StoredTrace, code: number): EventIx | null {
  const events: EventIx[] = [];
  for (const one of facts.statusEvents) if (one.errorCode === code) events.push(one.event);
  for (const one of facts.ioFailures) if (one.errorCode === code) events.push(one.event);
  for (const one of facts.ancmEvents) if (one.code === code) events.push(one.event);
  for (const one of facts.otherErrors) if (one.errorCode === code) events.push(one.event);
  return events.toSorted((a, b) => a - b)[0] ?? null;
}
