import type { OverviewApi } from './engine.ts';
import { incidentView } from './incident-view.ts';
import type { EngineWorkspace } from './workspace.ts';

export function overviewApi(workspace: EngineWorkspace): OverviewApi {
  return {
    async incidentView(id, range) {
      return incidentView(workspace, id, range);
    },
  };
}
