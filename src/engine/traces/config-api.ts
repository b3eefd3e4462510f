import { bearingSettings } from '../../diagnosis/config-check/bearing.ts';
import { checkConfig } from '../../diagnosis/config-check/check.ts';
import { EffectiveConfig } from '../../diagnosis/config-check/effective.ts';
import { scopeOfTrace } from '../../diagnosis/config-check/scope.ts';
import { captureAdvice } from '../../export/capture.ts';
import { capturedTrace } from '../../export/capture-needs.ts';
import type { StoredTrace } from '../../store/traces.ts';
import type { ConfigApi } from '../questions/config.ts';
import { inputIndex, verdictOf } from '../judging/verdicts.ts';
import type { EngineWorkspace } from '../workspace.ts';

/** What the configuration means for a trace, and how to capture better next time. */
export function configApi(workspace: EngineWorkspace): ConfigApi {
  return {
    async configCheck(key) {
      const stored = workspace.traces.get(key);
      if (stored === null) return null;
      const { config } = inputIndex(workspace).forTrace(stored);
      if (config.length === 0) return null;
      const { facts, trace } = stored;
      const effective = new EffectiveConfig(config, scopeOfTrace(trace));
      const verdict = verdictOf(workspace, stored);
      const cause = verdict?.lead.cause ?? null;
      return {
        files: config.map((file) => file.path),
        bearing: cause === null ? [] : bearingSettings(cause, effective),
        findings: checkConfig(effective, { moduleVersion: facts.moduleVersion, hosting: facts.hosting, cause }),
      };
    },

    async capture(path) {
      const stored = workspace.traces.all();
      return captureAdvice({
        traces: stored.map(({ trace, facts }) => capturedTrace(trace, facts)),
        siteName: siteName(workspace, stored),
        path,
      });
    },
  };
}

/** Name of the site of the traces, where an applicationHost.config is loaded and all traces are of one site. */
function siteName({ side }: EngineWorkspace, traces: readonly StoredTrace[]): string | null {
  const ids = new Set(traces.map(({ trace }) => trace.request.siteId));
  const sites = side.config.flatMap((config) => config.sites);
  const known = ids.size === 0 ? sites : sites.filter((site) => ids.has(site.id));
  return known.length === 1 && ids.size <= 1 ? (known[0]?.name ?? null) : null;
}
