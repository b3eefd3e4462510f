import { aroundApi } from './around/around-api.ts';
import { codesApi } from './traces/codes-api.ts';
import { compareApi } from './compare/compare-api.ts';
import { configApi } from './traces/config-api.ts';
import type { Engine } from './engine.ts';
import { eventsApi } from './events/events-api.ts';
import { filesApi } from './files/files-api.ts';
import { guidesApi } from './traces/guides-api.ts';
import { incidentsApi } from './incidents/incidents-api.ts';
import { logsApi } from './logs/logs-api.ts';
import { modulesApi } from './modules/modules-api.ts';
import { overviewApi } from './incidents/overview-api.ts';
import type { ReadHost } from './files/read.ts';
import { requestsApi } from './traces/requests-api.ts';
import { tracesApi } from './traces/traces-api.ts';
import { EngineWorkspace } from './workspace.ts';

/** The engine over an empty workspace. Files are read wherever the host reads them. */
export function createEngine(host: ReadHost): Engine {
  const workspace = new EngineWorkspace();
  return {
    ...filesApi(workspace, host),
    ...requestsApi(workspace),
    ...tracesApi(workspace),
    ...eventsApi(workspace),
    ...incidentsApi(workspace),
    ...overviewApi(workspace),
    ...codesApi(workspace),
    ...logsApi(workspace),
    ...guidesApi(workspace),
    ...modulesApi(workspace),
    ...compareApi(workspace),
    ...configApi(workspace),
    ...aroundApi(workspace),
  };
}
