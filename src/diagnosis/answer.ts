import { ancmVersion } from '../knowledge/ancm.ts';
import { isClientWin32 } from '../knowledge/client-win32.ts';
import { decodeCode } from '../knowledge/decode.ts';
import { formatStatus } from '../knowledge/substatus.ts';
import { hresult, type EventIx, type Ms } from '../model/units.ts';
import { actorOf, type Actor } from './actors.ts';
import type { EffectiveConfig } from './config-check/effective.ts';
import type { TraceInput } from './rule.ts';
import type { RowGroup } from './side/rows.ts';

/** The failing answer that is judged: of the trace, or of the most frequent failing rows when there is no trace. */
export interface Answer {
  readonly status: number;
  readonly subStatus: number;
  /** `502.3`, `503`. */
  readonly text: string;
  /** Unsigned HRESULT; null: none given. 0 is a value and means "no code given". */
  readonly code: number | null;
  /** ModuleName as the trace has it; '' for rows that do not tell. */
  readonly module: string;
  readonly actor: Actor;
  readonly reason: string;
  readonly event: EventIx | null;
  /** Ms since the first event; null for rows. */
  readonly time: Ms | null;
  readonly rows: RowGroup | null;
}

/** The answer as the events of a trace say it; null when none failed or its outcome is not known. */
export function answerOfTrace(trace: TraceInput): Answer | null {
  const { facts } = trace;
  if (facts.provisional) return null;
  const event = facts.producing;
  if (event !== null) {
    const { status, subStatus } = event;
    const code = event.errorCode ?? null;
    const text = formatStatus(status, subStatus);
    const rest = { module: event.module, actor: actorOf(event.module), reason: event.reason, event: event.event };
    return { status, subStatus, text, code, ...rest, time: event.time, rows: null };
  }
  if (facts.finalStatus < 400) return null;
  const { finalStatus: status, finalSubStatus: subStatus } = facts;
  const failed = facts.ancmEvents.findLast((e) => e.name === 'ANCM_REQUEST_FORWARD_FAIL');
  const module = facts.moduleName ?? '';
  return {
    status,
    subStatus,
    text: formatStatus(status, subStatus),
    code: failed?.code ?? null,
    module,
    actor: module === '' ? 'other' : actorOf(module),
    reason: '',
    event: failed?.event ?? null,
    time: failed?.time ?? null,
    rows: null,
  };
}

/** The most frequent failing rows; those of clients that left count last. null when no row failed. */
export function answerOfRows(groups: readonly RowGroup[], config: EffectiveConfig): Answer | null {
  const failing = groups.filter((group) => group.status >= 400);
  const weight = (g: RowGroup): number => (isClientWin32(g.win32) ? 0 : g.count);
  const rows = failing.toSorted((a, b) => weight(b) - weight(a) || b.count - a.count || a.from - b.from)[0];
  if (rows === undefined) return null;
  const { status, subStatus, win32 } = rows;
  const handler = config.handlers.find((h) => ancmVersion(h.modules) !== null)?.modules ?? '';
  const actor = rows.exact ? actorOfRows(rows, handler !== '') : status === 502 ? 'proxy' : 'other';
  return {
    status,
    subStatus,
    text: formatStatus(status, subStatus),
    // The last Windows error of the request, not the reason a module gave: 0 says nothing.
    code:
      win32 === 0 ? null : (decodeCode(hresult(win32))?.code ?? hresult(win32 < 0x10000 ? 0x80070000 + win32 : win32)),
    module: actor === 'ancm' ? handler : actor === 'arr' ? 'ApplicationRequestRouting' : '',
    actor,
    reason: '',
    event: null,
    time: null,
    rows,
  };
}

function actorOfRows({ status, subStatus, win32 }: RowGroup, hosted: boolean): Actor {
  if (status === 502) {
    if (subStatus === 4 || subStatus === 6 || subStatus === 7) return 'arr';
    if (subStatus === 5 || subStatus === 0) return 'ancm';
    return subStatus === 3 ? (hosted ? 'ancm' : 'proxy') : 'other';
  }
  if (status === 500 && subStatus >= 30 && subStatus <= 38) return 'ancm';
  if (status === 500 && subStatus === 1013) return 'iisnode';
  if (status === 503 && subStatus === 0) return 'ancm';
  return subStatus === 0 && win32 === 0 && hosted ? 'ancm' : 'other';
}
