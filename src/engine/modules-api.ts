import { icicle } from '../analysis/icicle.ts';
import type { ModulesApi } from './engine.ts';
import type { EngineWorkspace } from './workspace.ts';

export function modulesApi(workspace: EngineWorkspace): ModulesApi {
  return {
    async icicle(keys) {
      const stored = keys.map((key) => workspace.traces.get(key)).filter((one) => one !== null);
      return icicle(stored.map(({ spans, trace }) => ({ spans, strings: trace.events.strings })));
    },
  };
}
