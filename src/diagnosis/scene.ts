import { isClientWin32 } from '../knowledge/client-win32.ts';
import { decodeCode } from '../knowledge/decode.ts';
import { formatStatus } from '../knowledge/substatus.ts';
import type { IoFailure, TraceFacts } from '../model/facts.ts';
import { epochMs, hresult, type EpochMs, type EventIx, type Ms } from '../model/units.ts';
import { actorOf, startsProcess, type Actor } from './actors.ts';
import { CODE, isClientGone, isWinHttp, startCause } from './codes.ts';
import { proxyLimitFit, requestTimeoutFit, startLimitOf, startupLimitFit, type LimitFit } from './limits.ts';
import type { RuleInputs, TraceInput } from './rule.ts';
import { Side } from './side/side.ts';
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

/**
 * Where in the life of the request the answer was made. `config`: settings could not be read. `start`: the application
 * was being started. `offline`: 503 without code and without a sign of the application. `app`: relayed.
 * `forward`: handed to a back end. `other`: another module.
 */
export type Phase = 'client' | 'config' | 'start' | 'shutdown' | 'offline' | 'app' | 'forward' | 'other' | 'none';

/** The inputs, read once for all rules. */
export interface Scene {
  readonly inputs: RuleInputs;
  readonly trace: TraceInput | null;
  readonly facts: TraceFacts | null;
  readonly answer: Answer | null;
  readonly phase: Phase;
  /** Instant of the failure; null when it cannot be told. */
  readonly at: EpochMs | null;
  /** The wait before the answer, and the limit it reaches. Not `silent`: parts of a response arrived meanwhile. */
  readonly gap: {
    readonly ms: Ms;
    readonly from: EventIx;
    readonly to: EventIx;
    readonly limit: LimitFit | null;
    readonly silent: boolean;
  } | null;
  /** Failed client read or flush directly before the answer. */
  readonly clientIo: IoFailure | null;
  /** The trace shows the steps of the module: what is absent did not happen. */
  readonly detailed: boolean;
  /** Nothing but event log, stdout and the like is there: no request at all. */
  readonly textOnly: boolean;
  readonly side: Side;
}

/** Reads the inputs. Cheap without side files: a few comparisons. */
export function readScene(inputs: RuleInputs): Scene {
  const { trace } = inputs;
  const side = new Side(inputs);
  if (trace === null) {
    const answer = answerOfRows(inputs, side);
    const at = answer?.rows?.from ?? side.reasons.toSorted((a, b) => a.from - b.from)[0]?.from ?? null;
    const phase = answer === null ? 'none' : phaseOfRows(answer);
    const textOnly = inputs.logRows.length === 0 && inputs.httpErr.length === 0;
    return {
      inputs,
      trace,
      facts: null,
      answer,
      phase,
      at,
      gap: null,
      clientIo: null,
      detailed: false,
      textOnly,
      side,
    };
  }
  const { facts } = trace;
  const answer = answerOfTrace(trace);
  const clientIo = answer === null ? null : lastClientIo(facts, answer);
  const detailed = facts.ancmStart !== null;
  const startedAt = trace.trace.startedAt;
  const at = startedAt === null ? null : epochMs(startedAt + (answer?.time ?? trace.trace.observed));
  const phase = answer === null ? 'none' : phaseOfTrace(facts, answer, clientIo, detailed);
  const gap = answer === null ? null : gapOf(trace, answer, phase, inputs);
  return { inputs, trace, facts, answer, phase, at, gap, clientIo, detailed, textOnly: false, side };
}

function answerOfTrace(trace: TraceInput): Answer | null {
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

/** The last failed read or flush before the answer; a failed read of a body that was already complete is none. */
function lastClientIo(facts: TraceFacts, answer: Answer): IoFailure | null {
  const limit = answer.event ?? Number.POSITIVE_INFINITY;
  return facts.ioFailures.findLast((io) => io.event < limit && isClientGone(io.errorCode)) ?? null;
}

/** After a part of the response the wait began anew: then the last silence before the answer counts. */
function gapOf(trace: TraceInput, answer: Answer, phase: Phase, inputs: RuleInputs): Scene['gap'] {
  const { facts, silences } = trace;
  const { gap: measured, responseBefore } = facts;
  const limitOf = (wait: Ms): LimitFit | null => limitOfWait(wait, answer, phase, inputs);
  if (measured !== null && responseBefore === null) return { ...measured, limit: limitOf(measured.ms), silent: true };
  const { event } = answer;
  const last = event === null ? undefined : silences.findLast((s) => s.to <= event && s.to >= event - 3);
  if (last !== undefined && last.from >= (responseBefore ?? 0)) {
    return { ms: last.ms, from: last.from, to: last.to, limit: limitOf(last.ms), silent: true };
  }
  return measured === null ? null : { ...measured, limit: null, silent: false };
}

/** Which limit a wait can have reached depends on who waited for what. */
function limitOfWait(wait: Ms, { actor }: Answer, phase: Phase, { config }: RuleInputs): LimitFit | null {
  if (phase === 'start') return startupLimitFit(wait, config, startLimitOf(actor));
  if (phase !== 'forward') return null;
  return actor === 'arr' ? proxyLimitFit(wait) : requestTimeoutFit(wait, config);
}

function phaseOfTrace(facts: TraceFacts, answer: Answer, io: IoFailure | null, detailed: boolean): Phase {
  const { actor, status, subStatus, code } = answer;
  if (isClient(answer, io)) return 'client';
  if (status === 500 && (subStatus === 19 || subStatus === 21)) return 'config';
  if (actor === 'arr') return status === 502 && subStatus >= 3 && subStatus <= 5 ? 'forward' : 'other';
  if (actor === 'iisnode') return phaseOfNode(answer);
  if (!startsProcess(actor)) return 'other';
  if ((facts.producing?.configExceptionInfo ?? '') !== '') return 'config';
  const forwarded = facts.tokenHeader !== null || facts.lastForward !== null || facts.responseBefore !== null;
  if (status === 503) return phaseOf503(facts, answer, forwarded);
  if (status === 502 && subStatus === 5) return 'start';
  if (status === 500 && subStatus >= 30 && subStatus <= 38) return 'start';
  const silent = code === null || code === 0;
  if (subStatus === 0 && silent) return 'app';
  const inProcess = facts.ancmEvents.some((e) => e.name === 'ANCM_INPROC_EXECUTE_REQUEST_START');
  if (status === 500 && subStatus === 0 && !inProcess && !forwarded) return 'start';
  if (subStatus === 3 && status === 502) {
    if (code !== null && isWinHttp(code)) return 'forward';
    const starting = code !== null && startCause(code) !== null && !forwarded;
    // Without the steps of the module the absent token header proves nothing: ambiguous codes then stay with forwarding.
    if (starting && (detailed || code !== CODE.invalidParameter)) return 'start';
    return 'forward';
  }
  return subStatus === 0 ? 'app' : 'other';
}

/** Sub-statuses of iisnode that speak of its pipe to node.exe; 503.1001 is its recycle. */
function phaseOfNode({ status, subStatus }: Answer): Phase {
  if (status === 503 && subStatus === 1001) return 'shutdown';
  return status === 500 && NODE_PIPE.has(subStatus) ? 'forward' : 'other';
}

const NODE_PIPE = new Set([1001, 1002, 1004, 1006, 1009, 1010, 1011, 1013, 1014, 1015]);

function phaseOf503(facts: TraceFacts, answer: Answer, forwarded: boolean): Phase {
  const { code, reason } = answer;
  if (code === CODE.workerShutdown || code === CODE.applicationShutdown || code === CODE.applicationExiting)
    return 'shutdown';
  if (/shut(ting)? ?down|shutdown/i.test(reason)) return 'shutdown';
  if (facts.ancmEvents.some((e) => e.name === 'ANCM_INPROC_REQUEST_SHUTDOWN')) return 'shutdown';
  const application = forwarded || facts.ancmEvents.some((e) => e.name.startsWith('ANCM_INPROC_'));
  return application ? 'app' : 'offline';
}

/** The client side decides before anything else: its code in the status event, or its failed I/O directly before. */
function isClient(answer: Answer, io: IoFailure | null): boolean {
  const { code, status } = answer;
  if (status === 499) return true;
  if (code !== null && isClientGone(code)) return true;
  if (io === null) return false;
  return code === null || !isWinHttp(code) || code === CODE.cancelled;
}

function answerOfRows(inputs: RuleInputs, side: Side): Answer | null {
  const failing = side.ownRows.filter((group) => group.status >= 400);
  const weight = (g: RowGroup): number => (isClientWin32(g.win32) ? 0 : g.count);
  const rows = failing.toSorted((a, b) => weight(b) - weight(a) || b.count - a.count || a.from - b.from)[0];
  if (rows === undefined) return null;
  const { status, subStatus, win32 } = rows;
  const handler =
    inputs.config.flatMap((c) => c.handlers).find((h) => /^AspNetCoreModule/i.test(h.modules))?.modules ?? '';
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

function phaseOfRows(answer: Answer): Phase {
  const { status, subStatus, code, rows } = answer;
  if (rows !== null && !rows.exact) return phaseOfVagueRows(answer);
  if (status === 499 || (rows !== null && isClientWin32(rows.win32))) return 'client';
  if (status === 500 && (subStatus === 19 || subStatus === 21)) return 'config';
  if (status === 503 && subStatus === 0) {
    return code === CODE.workerShutdown || code === CODE.applicationShutdown ? 'shutdown' : 'offline';
  }
  if ((status === 502 && subStatus === 5) || (status === 500 && subStatus >= 30 && subStatus <= 38)) return 'start';
  if (status === 502 && (subStatus === 3 || subStatus === 4)) {
    const starting = code !== null && !isWinHttp(code) && code !== CODE.invalidParameter && startCause(code) !== null;
    return starting ? 'start' : 'forward';
  }
  if (status === 500 && subStatus === 1013) return 'forward';
  // A Windows error beside a plain status is one of IIS: the application leaves 0.
  if (subStatus === 0 && rows?.win32 === 0 && status !== 401 && status !== 404) return 'app';
  return 'other';
}

/** A log without sub-status: only a code of WinHTTP or of the client says more than the status does. */
function phaseOfVagueRows({ status, code, rows }: Answer): Phase {
  if (status === 499 || (rows !== null && isClientWin32(rows.win32))) return 'client';
  if (status === 502 && code !== null && isWinHttp(code)) return 'forward';
  return status < 500 ? 'other' : 'none';
}
