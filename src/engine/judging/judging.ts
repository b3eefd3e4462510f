import { diagnose } from '../../diagnosis/diagnose.ts';
import type { RuleInputs } from '../../diagnosis/rule.ts';
import type { IncidentId } from '../../model/units.ts';
import type { Verdict } from '../../model/verdict.ts';

/** What the rules said. `failed`: nothing, because of a fault. `same`: they were not asked. */
export interface Said {
  readonly verdict: Verdict | null;
  readonly failed: boolean;
  readonly same: boolean;
}

/**
 * Puts the question to the rules; with inputs of null it is not put. A rule that throws is contained where rules are
 * run; this contains what is around them, so that a fault there costs one verdict and not the reading of all files.
 */
export function askRules(inputs: () => RuleInputs | null, subject?: IncidentId): Said {
  try {
    const shown = inputs();
    if (shown === null) return { verdict: null, failed: false, same: true };
    return { verdict: diagnose(shown, subject), failed: false, same: false };
  } catch {
    return { verdict: null, failed: true, same: false };
  }
}
