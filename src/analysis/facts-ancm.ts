import { TOKEN_HEADER, ancmVersion } from '../knowledge/ancm.ts';
import { EXECUTE_REQUEST_HANDLER } from '../knowledge/notifications.ts';
import type { Hosting, ModuleVersion, StatusEvent, TraceFacts } from '../model/facts.ts';
import { SpanFlag, type ModuleSpanTable } from '../model/spans.ts';
import { eventIx, ms, spanIx } from '../model/units.ts';
import { Ev } from './event-names.ts';
import type { Collected, FactSource } from './facts-collect.ts';
import { numberField } from './fields.ts';
import { SpanMark, kindCode } from './span-columns.ts';
import type { SpanWalk } from './spans.ts';
import { moduleAround } from './timing.ts';

/** The facts about ASP.NET Core Module, see `TraceFacts`. */
export type AncmFacts = Pick<
  TraceFacts,
  | 'moduleVersion'
  | 'moduleName'
  | 'hosting'
  | 'ancmStart'
  | 'ancmEnd'
  | 'ancmSpan'
  | 'ancmEndStatus'
  | 'sync'
  | 'tokenHeader'
  | 'lastForward'
  | 'gap'
  | 'moduleMs'
  | 'responseBefore'
>;

const MODULE = kindCode('module');
/** WINHTTP_CALLBACK_STATUS_HEADERS_AVAILABLE. */
const HEADERS_AVAILABLE = 0x20000;
/** Sub-statuses of 500 that only an application inside the worker process can have. */
const IN_PROCESS_SUBS: ReadonlySet<number> = new Set([30, 33, 35, 37, 38]);

/** Part of the trace in which forwarding is looked for: the module's span, or all of it where spans are missing. */
interface Reach {
  readonly span: number;
  readonly from: number;
  readonly to: number;
}

/** What the ASP.NET Core Module did in one trace; null and -1 where it took no part. */
export function ancmFacts(
  source: FactSource,
  walk: SpanWalk,
  got: Collected,
  producing: StatusEvent | null,
  handlerModules: string,
): AncmFacts {
  const { events, spans, times, fields } = source;
  const own = producing !== null && ancmVersion(producing.module) !== null ? producing : null;
  const span = ancmSpan(source, walk, own);
  const flags = spans.flags[span] ?? 0;
  const started = span >= 0 && (flags & SpanFlag.noStart) === 0;
  const ended = span >= 0 && (flags & SpanFlag.open) === 0;
  const first = spans.firstEvent[span] ?? 0;
  const last = spans.lastEvent[span] ?? events.length - 1;
  const moduleName = moduleNameOf(source, got, own, span, handlerModules);
  const moduleVersion = moduleName === null ? null : ancmVersion(moduleName);
  const inside = span >= 0 && own !== null && own.event >= first && own.event <= last;
  const reach: Reach = { span: own !== null && !inside ? -1 : span, from: first, to: last };
  const until = own?.event ?? (reach.span >= 0 ? last : events.length - 1);
  const forward = moduleVersion === null ? null : forwarding(source, walk, reach, until, got, moduleVersion);
  const hosting = moduleVersion === null ? null : hostingOf(moduleVersion, got, forward?.token ?? -1);
  const from = forward !== null && forward.last >= 0 ? forward.last : started ? first : -1;
  return {
    moduleVersion,
    moduleName,
    hosting,
    ancmStart: started ? eventIx(first) : null,
    ancmEnd: ended ? eventIx(last) : null,
    ancmSpan: span < 0 ? null : spanIx(span),
    ancmEndStatus: ended ? numberField(fields, last, 'NotificationStatus') : null,
    sync: synchronous(walk, span, started, ended),
    tokenHeader: orNull(forward?.token ?? -1),
    lastForward: orNull(forward?.last ?? -1),
    gap:
      own === null || from < 0 || from > own.event
        ? null
        : { ms: ms(own.time - (times[from] ?? 0)), from: eventIx(from), to: own.event },
    moduleMs: own !== null && started && inside ? ms(own.time - (times[first] ?? 0)) : null,
    responseBefore: orNull(forward?.response ?? -1),
  };
}

const orNull = (event: number): ReturnType<typeof eventIx> | null => (event < 0 ? null : eventIx(event));

/**
 * The module's run that matters: the innermost that holds its own status event, else the innermost still open, else
 * the outermost. V1 runs twice when it re-executes a failed start as a child request.
 */
function ancmSpan(source: FactSource, walk: SpanWalk, own: StatusEvent | null): number {
  const { spans } = source;
  let chosen = -1;
  let open = -1;
  let outermost = -1;
  for (let s = 0; s < spans.length; s++) {
    if (spans.kind[s] !== MODULE || spans.notification[s] !== EXECUTE_REQUEST_HANDLER) continue;
    const flags = spans.flags[s] ?? 0;
    if ((flags & SpanFlag.ancm) === 0 || (flags & SpanFlag.post) !== 0) continue;
    if (outermost < 0) outermost = s;
    if (holds(spans, s, walk.openSpan)) open = s;
    if (own !== null && own.event >= (spans.firstEvent[s] ?? 0) && own.event <= (spans.lastEvent[s] ?? -1)) chosen = s;
  }
  return chosen >= 0 ? chosen : open >= 0 ? open : outermost;
}

function holds(spans: ModuleSpanTable, outer: number, inner: number): boolean {
  let at = inner;
  while (at > outer) at = spans.parent[at] ?? -1;
  return at === outer;
}

function moduleNameOf(
  source: FactSource,
  got: Collected,
  own: StatusEvent | null,
  span: number,
  handlerModules: string,
): string | null {
  const { strings } = source.events;
  if (own !== null) return own.module;
  if (span >= 0) return strings.at(source.spans.module[span] ?? -1);
  const handler = handlerModules
    .split(',')
    .map((name) => name.trim())
    .find((name) => ancmVersion(name) !== null);
  if (handler !== undefined) return handler;
  for (const ix of got.modules) if (ancmVersion(strings.at(ix)) !== null) return strings.at(ix);
  return got.statusEvents.find((event) => ancmVersion(event.module) !== null)?.module ?? null;
}

/** V1 is always out-of-process; V2 shows by its own events, by the token header or by its statuses. */
function hostingOf(version: ModuleVersion, got: Collected, token: number): Hosting | null {
  if (version === 'V1') return 'out-of-process';
  if (got.sawInProcess) return 'in-process';
  if (got.sawForwarding || token >= 0) return 'out-of-process';
  for (const { module, status, subStatus } of got.statusEvents) {
    if (ancmVersion(module) === null) continue;
    if (status === 500 && IN_PROCESS_SUBS.has(subStatus)) return 'in-process';
    if (status === 500 && subStatus === 36) return 'out-of-process';
    if (status === 502 && (subStatus === 3 || subStatus === 5)) return 'out-of-process';
  }
  return null;
}

/** Asynchronous modules are called again by completions; without an end none may have been recorded. */
function synchronous(walk: SpanWalk, span: number, started: boolean, ended: boolean): boolean | null {
  if (span < 0) return null;
  if (((walk.marks[span] ?? 0) & SpanMark.asynchronous) !== 0) return false;
  return started && ended ? true : null;
}

interface Forwarding {
  /** Event of the token header, of the last forwarding event, of the first sign of a response; -1 for none. */
  readonly token: number;
  readonly last: number;
  readonly response: number;
}

function forwarding(
  source: FactSource,
  walk: SpanWalk,
  reach: Reach,
  until: number,
  got: Collected,
  version: ModuleVersion,
): Forwarding {
  const { names, fields, eventSpans, spans } = source;
  const whole = reach.span < 0;
  const bodyCounts = version === 'V1' || got.sawForwarding || walk.forwardFrom.has(reach.span);
  // A response can only come back after something went out, or from inside the worker; without spans nobody can tell.
  const responseCounts = whole || got.sawForwarding || got.sawInProcess || walk.forwardFrom.has(reach.span);
  let token = -1;
  let last = -1;
  let response = -1;
  for (let i = whole ? 0 : reach.from; i <= until; i++) {
    const code = names[i]?.code ?? Ev.other;
    if (code === Ev.other) continue;
    if (!whole && moduleAround(spans, eventSpans[i] ?? -1) !== reach.span) continue;
    switch (code) {
      case Ev.setRequestHeader:
        if (whole && token < 0 && !isToken(source, i)) break;
        if (token < 0 && isToken(source, i)) token = i;
        last = i;
        break;
      case Ev.forwardStart:
        last = i;
        break;
      case Ev.readEnd:
        if (bodyCounts) last = i;
        break;
      case Ev.setResponseHeader:
      case Ev.responseHeaders:
      case Ev.responseBody:
        if (response < 0 && responseCounts) response = i;
        break;
      case Ev.winHttpCallback:
        if (response < 0 && numberField(fields, i, 'InternetStatus') === HEADERS_AVAILABLE) response = i;
        break;
      default:
    }
  }
  return { token, last, response };
}

function isToken(source: FactSource, event: number): boolean {
  return (source.fields.field(event, 'HeaderName') ?? '').toUpperCase() === TOKEN_HEADER;
}
