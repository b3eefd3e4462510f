import { codesApi } from './codes-api.ts';
import { compareApi } from './compare-api.ts';
import { configApi } from './config-api.ts';
import type { Engine } from './engine.ts';
import { eventsApi } from './events-api.ts';
import { filesApi } from './files-api.ts';
import { guidesApi } from './guides-api.ts';
import { incidentsApi } from './incidents-api.ts';
import { logsApi } from './logs-api.ts';
import { modulesApi } from './modules-api.ts';
import { overviewApi } from './overview-api.ts';
import type { ReadHost } from './read.ts';
import { tracesApi } from './traces-api.ts';
import { EngineWorkspace } from './workspace.ts';

/** The engine over an empty workspace. Files are read wherever the host reads them. */
export function createEngine(host: ReadHost): Engine {
  const workspace = new EngineWorkspace();
  return {
    ...filesApi(workspace, host),
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
  };
}
