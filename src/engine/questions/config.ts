import type { CaptureAdvice } from '../../export/capture.ts';
import type { ConfigFinding, EffectiveSetting } from '../../model/config-check.ts';
import type { TraceKey } from '../../model/units.ts';

/** What the loaded configuration means for one trace. */
export interface ConfigCheckView {
  /** Files that belong to the site of the trace. */
  readonly files: readonly string[];
  /** Settings that bear on the cause, in the order in which to look at them, with their effective values. */
  readonly bearing: readonly EffectiveSetting[];
  /** What is wrong with the configuration, problems first. */
  readonly findings: readonly ConfigFinding[];
}

/** Questions about the loaded configuration. */
export interface ConfigApi {
  /** null: no such trace, or no configuration that belongs to it. */
  configCheck(key: TraceKey): Promise<ConfigCheckView | null>;
  /** How to capture next time what the loaded traces lack. `path`: requests to trace, `*` for all. */
  capture(path: string): Promise<CaptureAdvice>;
}
