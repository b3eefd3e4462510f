import type { OverviewApi } from '../questions/overview.ts';
import { incidentView } from './incident-view.ts';
import { overview } from './overview.ts';
import type { EngineWorkspace } from '../workspace.ts';

export function overviewApi(workspace: EngineWorkspace): OverviewApi {
  return {
    async overview(query) {
      return overview(workspace, query);
    },
    async incidentView(id, range) {
      return incidentView(workspace, id, range);
    },
  };
}
