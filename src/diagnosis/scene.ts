import { isClientCode } from '../knowledge/client-win32.ts';
import type { IoFailure, TraceFacts } from '../model/facts.ts';
import { epochMs, type EpochMs, type EventIx, type Ms } from '../model/units.ts';
import { answerOfRows, answerOfTrace, type Answer } from './answer.ts';
import { EffectiveConfig } from './config-check/effective.ts';
import { scopeOfRows, scopeOfTrace } from './config-check/scope.ts';
import { proxyLimitFit, requestTimeoutFit, startupLimitFit, type LimitFit } from './limits.ts';
import { phaseOfRows, phaseOfTrace, type Phase } from './phase.ts';
import type { RuleInputs, TraceInput } from './rule.ts';
import { Side } from './side/side.ts';

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
  /** The loaded configuration as it applies to the request. */
  readonly config: EffectiveConfig;
}

/** Reads the inputs. Cheap without side files: a few comparisons. */
export function readScene(inputs: RuleInputs): Scene {
  return inputs.trace === null ? sceneOfRows(inputs) : sceneOfTrace(inputs, inputs.trace);
}

function sceneOfRows(inputs: RuleInputs): Scene {
  const side = new Side(inputs);
  const config = new EffectiveConfig(inputs.config, scopeOfRows(inputs.logRows, side.ownRows));
  const answer = answerOfRows(side.ownRows, config);
  const at = answer?.rows?.from ?? side.reasons.toSorted((a, b) => a.from - b.from)[0]?.from ?? null;
  const phase = answer === null ? 'none' : phaseOfRows(answer);
  const textOnly = inputs.logRows.length === 0 && inputs.httpErr.length === 0;
  const absent = { trace: null, facts: null, gap: null, clientIo: null, detailed: false } as const;
  return { inputs, ...absent, answer, phase, at, textOnly, side, config };
}

function sceneOfTrace(inputs: RuleInputs, trace: TraceInput): Scene {
  const { facts } = trace;
  const config = new EffectiveConfig(inputs.config, scopeOfTrace(trace.trace));
  const answer = answerOfTrace(trace);
  const clientIo = answer === null ? null : lastClientIo(facts, answer);
  const detailed = facts.ancmStart !== null;
  const startedAt = trace.trace.startedAt;
  const at = startedAt === null ? null : epochMs(startedAt + (answer?.time ?? trace.trace.observed));
  const phase = answer === null ? 'none' : phaseOfTrace(facts, answer, clientIo, detailed);
  const gap = answer === null ? null : gapOf(trace, answer, phase, config);
  const side = new Side(inputs);
  return { inputs, trace, facts, answer, phase, at, gap, clientIo, detailed, textOnly: false, side, config };
}

/** The last failed read or flush before the answer; a failed read of a body that was already complete is none. */
function lastClientIo(facts: TraceFacts, answer: Answer): IoFailure | null {
  const limit = answer.event ?? Number.POSITIVE_INFINITY;
  return facts.ioFailures.findLast((io) => io.event < limit && isClientCode(io.errorCode)) ?? null;
}

/** After a part of the response the wait began anew: then the last silence before the answer counts. */
function gapOf(trace: TraceInput, answer: Answer, phase: Phase, config: EffectiveConfig): Scene['gap'] {
  const { facts, silences } = trace;
  const { gap: measured, responseBefore } = facts;
  const limitOf = (wait: Ms): LimitFit | null => limitOfWait(wait, answer, phase, config);
  if (measured !== null && responseBefore === null) return { ...measured, limit: limitOf(measured.ms), silent: true };
  const { event } = answer;
  const last = event === null ? undefined : silences.findLast((s) => s.to <= event && s.to >= event - 3);
  if (last !== undefined && last.from >= (responseBefore ?? 0)) {
    return { ms: last.ms, from: last.from, to: last.to, limit: limitOf(last.ms), silent: true };
  }
  return measured === null ? null : { ...measured, limit: null, silent: false };
}

/** Which limit a wait can have reached depends on who waited for what. */
function limitOfWait(wait: Ms, { actor }: Answer, phase: Phase, config: EffectiveConfig): LimitFit | null {
  if (phase === 'start') return startupLimitFit(wait, config, actor);
  if (phase !== 'forward') return null;
  return actor === 'arr' ? proxyLimitFit(wait) : requestTimeoutFit(wait, config);
}
