import { bareCode, decodeCode } from '../knowledge/decode.ts';
import { limitMs } from '../knowledge/limits.ts';
import { notificationName } from '../knowledge/notifications.ts';
import { hresult, ms, type IncidentId, type TraceKey } from '../model/units.ts';
import type { DecodedCode, Verdict } from '../model/verdict.ts';
import { rank } from './rank.ts';
import { reasoning } from './reasoning.ts';
import { RULES } from './registry.ts';
import type { Rule, RuleInputs } from './rule.ts';
import { runRules } from './run.ts';
import { readScene, type Scene } from './scene.ts';

/**
 * The verdict on a trace, or on what is left of an incident without one; null when nothing failed and nothing is worth
 * saying. `subject` names the incident when there is no trace.
 */
export function diagnose(inputs: RuleInputs, subject?: IncidentId, rules: readonly Rule[] = RULES): Verdict | null {
  if (isQuiet(inputs)) return null;
  const scene = readScene(inputs);
  const ranking = rank(runRules(rules, scene));
  if (ranking === null) return null;
  const key = inputs.trace?.trace.key ?? subject ?? NO_SUBJECT;
  return { subject: key, ...ranking, reasoning: reasoning(scene), ...header(scene) };
}

const NO_SUBJECT = 'rows' as IncidentId & TraceKey;

/** A request that went well, with nothing open and no time rule: the common case of a folder of traces. */
function isQuiet({ trace }: RuleInputs): boolean {
  if (trace === null) return false;
  const { producing, finalStatus, provisional } = trace.facts;
  if (producing !== null || finalStatus >= 400 || provisional) return false;
  const { request, reported } = trace.trace;
  return request.failureReason !== 'TIME_TAKEN' && (reported ?? 0) < limitMs('appServiceFrontEnd');
}

type Header = Pick<Verdict, 'module' | 'moduleVersion' | 'hosting' | 'notification' | 'producedBy' | 'code' | 'gap'>;

function header(scene: Scene): Header {
  const { answer, facts, gap } = scene;
  const set = facts?.producing ?? null;
  return {
    module: answer === null || answer.module === '' ? (facts?.moduleName ?? null) : answer.module,
    moduleVersion: facts?.moduleVersion ?? null,
    hosting: facts?.hosting ?? null,
    notification: set === null ? null : notificationName(set.notification),
    producedBy: set === null ? null : { event: set.event, status: answer?.text ?? '', reason: set.reason },
    code: answer?.code == null ? null : decoded(answer.code),
    gap:
      gap === null
        ? null
        : {
            ms: gap.ms,
            from: gap.from,
            to: gap.to,
            limit: gap.limit?.name ?? null,
            limitMs: gap.limit === null ? null : ms(gap.limit.ms),
          },
  };
}

function decoded(code: number): DecodedCode {
  return decodeCode(hresult(code)) ?? bareCode(hresult(code));
}
