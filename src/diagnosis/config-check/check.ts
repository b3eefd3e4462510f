import type { ConfigFinding } from '../../model/config-check.ts';
import { proxyShorter, ranges, requestTimeout, zeroStartup } from './checks-limits.ts';
import { fixedPort, handler, hostingModel, maskedErrors, program, stdoutLog } from './checks-start.ts';
import { registeredAreas, siteTracing, tracingRules } from './checks-tracing.ts';
import type { Check, CheckContext } from './context.ts';
import type { EffectiveConfig } from './effective.ts';

/** Problems before advice; in the order in which they would be put right. */
const CHECKS: readonly Check[] = [
  program,
  handler,
  requestTimeout,
  ranges,
  zeroStartup,
  hostingModel,
  fixedPort,
  maskedErrors,
  proxyShorter,
  stdoutLog,
  siteTracing,
  registeredAreas,
  tracingRules,
];

/** What is wrong with the configuration of a scope, problems first. */
export function checkConfig(config: EffectiveConfig, context: CheckContext): readonly ConfigFinding[] {
  const findings = CHECKS.flatMap((check) => check(config, context));
  return findings.toSorted((a, b) => Number(a.kind === 'advice') - Number(b.kind === 'advice'));
}
