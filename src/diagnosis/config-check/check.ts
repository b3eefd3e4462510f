import type { ConfigFinding } from '../../model/config-check.ts';
import type { ConfigFile } from '../../model/sidefiles.ts';
import { proxyShorter, ranges, requestTimeout, zeroStartup } from './checks-limits.ts';
import { fixedPort, handler, hostingModel, maskedErrors, program, stdoutLog } from './checks-start.ts';
import { registeredAreas, siteTracing, tracingRules } from './checks-tracing.ts';
import type { Check, CheckContext } from './context.ts';
import { EffectiveConfig } from './effective.ts';
import type { ConfigScope } from './scope.ts';

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
export function checkConfig(
  configs: readonly ConfigFile[],
  scope: ConfigScope,
  context: CheckContext,
): readonly ConfigFinding[] {
  return checkEffective(new EffectiveConfig(configs, scope), context);
}

/** The same over settings that are worked out already. */
export function checkEffective(config: EffectiveConfig, context: CheckContext): readonly ConfigFinding[] {
  const findings = CHECKS.flatMap((check) => check(config, context));
  return findings.toSorted((a, b) => Number(a.kind === 'advice') - Number(b.kind === 'advice'));
}
