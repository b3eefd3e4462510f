import { diagnose } from '../../diagnosis/diagnose.ts';
import type { RuleInputs } from '../../diagnosis/rule.ts';
import type { IncidentId } from '../../model/units.ts';
import type { Verdict } from '../../model/verdict.ts';

/**
 * Puts the question to the rules. A rule that throws is contained where rules are run; this contains what is around
 * them, so that a fault there costs one verdict and not the reading of all files. `failed` is then true.
 */
export function askRules(
  inputs: () => RuleInputs,
  subject?: IncidentId,
): { readonly verdict: Verdict | null; readonly failed: boolean } {
  try {
    return { verdict: diagnose(inputs(), subject), failed: false };
  } catch {
    return { verdict: null, failed: true };
  }
}
