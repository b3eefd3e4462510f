import { isClientCode, isClientWin32 } from '../knowledge/client-win32.ts';
import type { IoFailure, TraceFacts } from '../model/facts.ts';
import { startsProcess } from './actors.ts';
import type { Answer } from './answer.ts';
import { CODE, isWinHttp, startCause } from './codes.ts';

/**
 * Where in the life of the request the answer was made. `config`: settings could not be read. `start`: the application
 * was being started. `offline`: 503 without code and without a sign of the application. `app`: relayed.
 * `forward`: handed to a back end. `other`: another module.
 */
export type Phase = 'client' | 'config' | 'start' | 'shutdown' | 'offline' | 'app' | 'forward' | 'other' | 'none';

/**
 * Phase of the answer of a trace. `io`: client I/O that failed directly before it. `detailed`: the steps of the module
 * are in the trace, so what is absent did not happen.
 */
export function phaseOfTrace(facts: TraceFacts, answer: Answer, io: IoFailure | null, detailed: boolean): Phase {
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
  if (code !== null && isClientCode(code)) return true;
  if (io === null) return false;
  return code === null || !isWinHttp(code) || code === CODE.cancelled;
}

/** Phase of an answer that only rows of a log tell of. */
export function phaseOfRows(answer: Answer): Phase {
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
